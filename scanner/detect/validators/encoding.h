// Decoders that validators share: strict about alphabets, bounded by their input, never throwing.
//
//   auto bytes = decode_base64("eyJhbGciOiJub25lIn0");   // std::nullopt on a character of no base64 alphabet
//   std::string sum = base62(crc32, Base62Order::upper_first, 6);
//
// Thread-safe: no state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tamis::detect {

// Both alphabets (standard and URL-safe, not mixed in one text); padding may be missing, and is right where
// it stands.
std::optional<std::string> decode_base64(std::string_view text);

// RFC 4648 base32, upper case, without padding.
std::optional<std::string> decode_base32(std::string_view text);

// Digits first in both; vendors differ in which case comes next.
enum class Base62Order : std::uint8_t { upper_first, lower_first };
std::string base62(std::uint32_t value, Base62Order order, std::size_t width);
std::string base36(std::uint32_t value, std::size_t width);  // lower case
std::string hex8(std::uint32_t value);                       // lower case, eight digits

constexpr bool is_base64(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}
constexpr bool is_base64url(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// The number that `text` says; nothing when it is empty, holds another character or exceeds 32 bits.
std::optional<std::uint32_t> parse_number(std::string_view text);

}  // namespace tamis::detect
