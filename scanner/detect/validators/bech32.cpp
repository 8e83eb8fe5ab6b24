// age identities: AGE-SECRET-KEY-1 and a bech32 body (BIP 173) whose last six characters are a BCH checksum
// over all.
#include <array>
#include <cstdint>
#include <string>

#include "base/text.h"
#include "detect/validators/checks.h"

namespace tamis::detect {
namespace {

constexpr std::string_view kCharset = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::array<std::uint32_t, 5> kGenerator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};

std::uint32_t step(std::uint32_t sum, std::uint32_t value) {
  const std::uint32_t top = sum >> 25;
  sum = ((sum & 0x1FFFFFFU) << 5) ^ value;
  for (unsigned bit = 0; bit < kGenerator.size(); ++bit)
    if (((top >> bit) & 1U) != 0) sum ^= kGenerator[bit];
  return sum;
}

bool checksum_is_right(std::string_view human_part, std::string_view data) {
  std::uint32_t sum = 1;
  for (const char c : human_part) sum = step(sum, static_cast<unsigned char>(c) >> 5);
  sum = step(sum, 0);
  for (const char c : human_part) sum = step(sum, static_cast<unsigned char>(c) & 31U);
  for (const char c : data) {
    const std::size_t value = kCharset.find(c);
    if (value == std::string_view::npos) return false;
    sum = step(sum, static_cast<std::uint32_t>(value));
  }
  return sum == 1;
}

}  // namespace

bool age_bech32(std::string_view secret, std::string_view, std::string_view) {
  const std::string text = base::to_lower(secret);
  const std::size_t cut = text.rfind('1');
  if (cut == std::string::npos || text.size() - cut - 1 < 6) return false;
  return checksum_is_right(std::string_view(text).substr(0, cut), std::string_view(text).substr(cut + 1));
}

}  // namespace tamis::detect
