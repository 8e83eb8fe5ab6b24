// Pure functions of programs that turn one constant into another: reversal, base64, hexadecimal, characters
// from codes. The value keeps the place where it is written.
//
//   reverse(value);                       // "drowssap" → "password", decoded_by reversal
//   if (!decode(value, Coding::base64)) … // no text
//
// Thread-safe: no state.
#pragma once

#include <cstdint>

#include "read/code_values.h"

namespace tamis::read {

enum class Coding : std::uint8_t { base64, hexadecimal };

void reverse(FoldedValue& value);

// False, and the value unchanged, where it is no such encoding of a text.
bool decode(FoldedValue& value, Coding coding);

// A list of characters, numbers or strings: ['a', 'b'], {0x41, 66, 0}, ["Au", "to"]. Nothing where an element
// is no constant.
FoldedValue join_elements(const std::vector<FoldedValue>& elements, std::string_view separator,
                          model::Span written);

// The character that a decimal or hexadecimal number stands for, appended; false where it is none.
bool append_character(std::string& out, std::string_view number);

}  // namespace tamis::read
