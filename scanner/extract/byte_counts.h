// ByteCounts: what one pass over bytes can count without looking at each. The basis of ByteProfile.
//
//   const ByteCounts counts = count_bytes(bytes);
//   if (counts.utf8) …                              // then every byte from 0xC0 on leads a sequence
//
// By AVX2 where the processor has it. Pure; safe from any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace tamis::extract {

struct ByteCounts {
  std::size_t nuls = 0;
  std::size_t controls = 0;  // see is_control
  std::size_t high = 0;      // bytes above 0x7F
  std::size_t leads = 0;     // bytes above 0xBF
  bool utf8 = true;          // valid, and not cut at the end
};

// What texts do not hold: not so tab, line ends, form feed, escape.
constexpr bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x08 || (byte >= 0x0E && byte < 0x20 && byte != 0x1B) || byte == 0x7F || byte == 0x0B;
}

ByteCounts count_bytes(std::string_view bytes);
// For tests: the same on any processor.
ByteCounts count_bytes_portably(std::string_view bytes);

}  // namespace tamis::extract
