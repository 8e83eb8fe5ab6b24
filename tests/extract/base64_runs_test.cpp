// No run that is long enough is left out, wherever it stands; and the fast search finds what the slow one
// finds.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "extract/decoders/base64_runs.h"

namespace tamis::extract {
namespace {

constexpr auto kNone = std::string_view::npos;

TEST(Base64Runs, EveryByteIsInTheAlphabetsOrNot) {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(static_cast<unsigned char>(byte));
    const std::string text(200, c);
    EXPECT_EQ(next_base64_run(text, 0) != kNone, base64_value(c) >= 0) << byte;
    EXPECT_EQ(next_base64_run_portably(text, 0) != kNone, base64_value(c) >= 0) << byte;
  }
}

TEST(Base64Runs, ARunIsFoundWhereverItStands) {
  for (std::size_t size : {kLeastBase64, std::size_t{40}, std::size_t{130}}) {
    for (std::size_t begin = 0; begin < 150; ++begin) {
      std::string text(begin, ' ');
      text += std::string(size, 'x');
      const auto end = text.size();
      text += " " + std::string(begin % 7, '.');
      for (const auto at :
           {next_base64_run(text, 0), next_base64_run_portably(text, 0), next_base64_run(text, begin)}) {
        ASSERT_NE(at, kNone) << begin << " " << size;
        EXPECT_GE(at, begin);
        EXPECT_LT(at, end);
      }
      EXPECT_EQ(next_base64_run(text, end), kNone);
    }
  }
}

TEST(Base64Runs, FastAndSlowAgree) {
  std::mt19937 random(3);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (int round = 0; round < 3000; ++round) {
    std::string text(random() % 400, 'a');
    for (auto& c : text) {
      if (random() % 24 == 0) c = static_cast<char>(static_cast<unsigned char>(random() % 256));
    }
    const auto from = text.empty() ? 0 : random() % text.size();
    ASSERT_EQ(next_base64_run(text, from), next_base64_run_portably(text, from))
        << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace tamis::extract
