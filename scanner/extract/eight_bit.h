// Tables of the 8-bit encodings. Which one a text uses is told by identify_eight_bit() in encoding.h.
#pragma once

#include "extract/eight_bit_tables.h"
#include "extract/encoding.h"

namespace tamis::extract {

// The upper half of an 8-bit encoding; of utf8_damaged what its stray bytes stand for.
constexpr const UpperHalf& upper_half(Encoding encoding) {
  switch (encoding) {
    case Encoding::cp850:
      return kCp850;
    case Encoding::cp437:
      return kCp437;
    case Encoding::windows1251:
      return kWindows1251;
    case Encoding::koi8r:
      return kKoi8r;
    default:
      return kWindows1252;
  }
}

}  // namespace tamis::extract
