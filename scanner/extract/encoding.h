// Encoding: how a text is written. Decided from its bytes alone; the name of a file never matters.
//
//   const Encoding encoding = identify_encoding(bytes, profile_bytes(bytes));
//
// Pure; safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/byte_profile.h"

namespace tamis::extract {

enum class Encoding : std::uint8_t {
  utf8,
  utf8_damaged,  // UTF-8 with stray bytes, which are read as Windows-1252
  utf16le,
  utf16be,
  utf32le,
  utf32be,
  windows1252,
  cp850,
  cp437,  // names in zip archives only: never identified
  windows1251,
  koi8r,
  binary,
};

std::string_view to_string(Encoding encoding);

constexpr bool is_wide(Encoding encoding) {
  return encoding >= Encoding::utf16le && encoding <= Encoding::utf32be;
}
// Bytes of one code unit.
constexpr std::size_t unit_size(Encoding encoding) {
  if (encoding == Encoding::utf32le || encoding == Encoding::utf32be) return 4;
  return is_wide(encoding) ? 2 : 1;
}

// Length of the byte order mark that `bytes` begins with, in `encoding`; 0 when there is none.
std::size_t mark_length(Encoding encoding, std::string_view bytes);

// `bytes` may be cut at the end, even inside a character.
Encoding identify_encoding(std::string_view bytes, const ByteProfile& profile);

// Of bytes that are no UTF-8: which 8-bit encoding. Made for a few bytes as well as for megabytes.
Encoding identify_eight_bit(std::string_view bytes);

}  // namespace tamis::extract
