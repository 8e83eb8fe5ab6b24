// What may reach a terminal. File names, members and lines of scanned files are hostile: they hold escape
// sequences, line breaks, characters that reorder a line, bytes that are no UTF-8.
//
//   append_printable(out, "a\x1b[2Jb");   // a\x1b[2Jb, written out in visible characters
//
// Thread-safe: no state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tamis::report {

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;  // in bytes; 0 where no valid sequence stands
};

// `at` is inside the text.
CodePoint decode_utf8(std::string_view text, std::size_t at);

// Control characters (C0, DEL, C1), line and paragraph separators, and the invisible ones that reorder or
// hide text.
bool is_unprintable(char32_t point);

// Appends `text` as one line of visible characters: \n, \t, \x1b, \u{202e}; stray bytes as \xNN.
void append_printable(std::string& out, std::string_view text);
std::string printable(std::string_view text);

// The same, cut behind `max` characters with an ellipsis.
std::string printable_cut(std::string_view text, std::size_t max);

// Appends `text` broken at blanks so that no line is wider than `width` (0: never broken); the first line
// starts at column `indent`, the others get that many blanks. A word wider than the line stays whole.
void append_wrapped(std::string& out, std::string_view text, std::size_t indent, std::size_t width);

}  // namespace tamis::report
