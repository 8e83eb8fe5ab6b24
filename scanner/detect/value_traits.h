// ValueTraits: what a value looks like, before anyone asks what stands around it.
#pragma once

#include <cstddef>
#include <string_view>

namespace tamis::detect {

struct ValueTraits {
  std::size_t length = 0;  // in code points
  bool has_lower = false;
  bool has_upper = false;
  bool has_digit = false;
  bool has_symbol = false;  // ASCII punctuation
  bool has_space = false;
  bool has_letter_beyond_ascii = false;
  bool has_control = false;
  bool is_hex = false;     // only hexadecimal digits, both letters and digits among them
  bool is_base64 = false;  // only the characters of base64 or base64url, padding at the end
  bool words_only =
      false;              // letters in words joined by '_', '-', '.', blanks; camelCase humps count as words
  std::size_t words = 0;  // such words
  std::size_t parts = 0;  // what blanks separate
  double entropy = 0;     // bits per byte

  // How many of lower, upper, digit, symbol occur.
  int kinds() const { return int{has_lower} + int{has_upper} + int{has_digit} + int{has_symbol}; }
};

ValueTraits traits_of(std::string_view value);

// True for strings that a machine drew: long, mixed, of high entropy, no words.
bool looks_random(std::string_view value, const ValueTraits& traits);

// True for runs along the alphabet, the digits or the keyboard's rows, and for repeats: "abcdefgh",
// "12345678", "aaaaaaaa".
bool looks_typed_in_order(std::string_view value);

}  // namespace tamis::detect
