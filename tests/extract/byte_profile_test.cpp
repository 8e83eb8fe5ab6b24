// The fast pass over bytes tells the same as a slow one, at every size and with every kind of damage.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/text.h"
#include "extract/byte_counts.h"
#include "extract/byte_profile.h"

namespace tamis::extract {
namespace {

// Bytes that UTF-8 decides on: lead bytes and continuations at every border, beside controls and letters.
const std::string kEdges(
    "a "
    "\n\0\x07\x08\x0B\x0E\x1A\x1B\x1F\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0"
    "\xF1"
    "\xF3\xF4\xF5\xFF",
    34);

std::string noise(std::mt19937& random, std::size_t size) {
  std::string text(size, 'a');
  const bool edges = random() % 2 == 0;
  const auto dense = random() % 4;
  for (auto& c : text) {
    if (random() % 4 > dense) continue;
    c = edges ? kEdges[random() % kEdges.size()]
              : static_cast<char>(static_cast<unsigned char>(random() % 256));
  }
  return text;
}

std::string valid_text(std::mt19937& random, std::size_t characters) {
  constexpr char32_t kBorders[] = {0x41,   0x7F,   0x80,    0x7FF,   0x800,   0xFFF,    0x1000, 0xD7FF,
                                   0xE000, 0xFFFF, 0x10000, 0x3FFFF, 0x40000, 0x10FFFF, 0x20AC, 0x20};
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) base::append_utf8(text, kBorders[random() % 16]);
  return text;
}

void expect_same(std::string_view bytes) {
  const auto fast = count_bytes(bytes);
  const auto slow = count_bytes_portably(bytes);
  ASSERT_EQ(fast.nuls, slow.nuls) << testing::PrintToString(bytes);
  ASSERT_EQ(fast.controls, slow.controls) << testing::PrintToString(bytes);
  ASSERT_EQ(fast.high, slow.high) << testing::PrintToString(bytes);
  ASSERT_EQ(fast.leads, slow.leads) << testing::PrintToString(bytes);
  ASSERT_EQ(fast.utf8, slow.utf8) << testing::PrintToString(bytes);
}

TEST(ByteCounts, EveryPairOfBytesBetweenLetters) {
  for (unsigned pair = 0; pair < 0x10000; ++pair) {
    std::string bytes(70, 'x');
    bytes[31] = static_cast<char>(static_cast<unsigned char>(pair >> 8));
    bytes[32] = static_cast<char>(static_cast<unsigned char>(pair & 0xFF));
    expect_same(bytes);
    bytes[33] = '\x80';
    expect_same(bytes);
    bytes[34] = '\xBF';
    expect_same(bytes);
  }
}

TEST(ByteCounts, NoiseAndTextOfEverySize) {
  std::mt19937 random(20260);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (int round = 0; round < 20000; ++round) {
    expect_same(noise(random, random() % 150));
    auto text = valid_text(random, random() % 60);
    expect_same(text);
    if (text.empty()) continue;
    expect_same(std::string_view(text).substr(0, random() % text.size()));
    text[random() % text.size()] = kEdges[random() % kEdges.size()];
    expect_same(text);
  }
}

// One byte after the other, as the definition has it.
ByteProfile slow_profile(std::string_view bytes) {
  ByteProfile profile;
  profile.size = bytes.size();
  for (const char c : bytes) {
    profile.nuls += c == '\0';
    profile.controls += is_control(c);
    profile.high += static_cast<unsigned char>(c) > 0x7F;
  }
  if (bytes.ends_with('\x1A')) --profile.controls;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto length = base::utf8_length(bytes, at);
    profile.strays += length == 0;
    profile.sequences += length > 1;
    at += length == 0 ? 1 : length;
  }
  return profile;
}

TEST(ByteProfile, LongTextsWithAndWithoutDamage) {
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (int round = 0; round < 400; ++round) {
    std::string text = valid_text(random, 3000 + random() % 9000);
    const auto damages = random() % 3 == 0 ? 0 : random() % 20;
    for (unsigned i = 0; i < damages; ++i) text[random() % text.size()] = kEdges[random() % kEdges.size()];
    if (random() % 4 == 0) text.resize(text.size() - random() % 4);
    if (random() % 8 == 0) text += '\x1A';
    const auto fast = profile_bytes(text);
    const auto slow = slow_profile(text);
    ASSERT_EQ(fast.size, slow.size);
    ASSERT_EQ(fast.nuls, slow.nuls);
    ASSERT_EQ(fast.controls, slow.controls);
    ASSERT_EQ(fast.high, slow.high);
    ASSERT_EQ(fast.binary(), slow.binary());
    ASSERT_EQ(fast.utf8(), slow.utf8());
    if (slow.binary() && !slow.utf8()) continue;
    ASSERT_EQ(fast.sequences, slow.sequences);
    ASSERT_EQ(fast.strays, slow.strays);
  }
}

}  // namespace
}  // namespace tamis::extract
