// ByteProfile: one pass over bytes that tells what identification needs: controls, NULs, high bytes, UTF-8
// validity.
//
//   const ByteProfile profile = profile_bytes(bytes);
//   if (profile.high == 0 && profile.controls == 0) …   // plain ASCII
//
// This runs over everything that is scanned; see byte_counts.h. Pure; safe from any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace tamis::extract {

struct ByteProfile {
  std::size_t size = 0;
  std::size_t nuls = 0;
  std::size_t controls = 0;  // NULs included; see is_control; not Ctrl-Z at the end
  std::size_t high = 0;      // bytes above 0x7F
  // Of what is binary by its control bytes these two are only counted where it is UTF-8 all the same.
  std::size_t sequences = 0;  // valid UTF-8 sequences of two bytes or more
  std::size_t strays = 0;     // bytes above 0x7F outside of any valid sequence

  bool ascii() const { return high == 0; }
  bool utf8() const { return strays == 0; }
  // Too many control bytes for anything that a person wrote; a few do not make a text binary.
  bool binary() const { return controls > 2 && controls * 50 > size; }
};

ByteProfile profile_bytes(std::string_view bytes);

// Length of the sequence at the end of `bytes` that its missing bytes could still complete (0 to 3).
std::size_t incomplete_utf8_tail(std::string_view bytes);

}  // namespace tamis::extract
