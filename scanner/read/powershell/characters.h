// PowerShell's view of characters: typographic quotes and dashes count as plain ones, as when a script was
// pasted from a document. Bounds are the caller's `end`. Pure functions.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/text.h"

namespace tamis::read::powershell {

// A character and how many bytes it takes; `value` is 0 where nothing of the kind stands.
struct Mark {
  char value = 0;
  std::size_t size = 1;
};

inline bool has_bytes(std::string_view text, std::size_t at, std::string_view bytes) {
  return text.compare(at, bytes.size(), bytes) == 0;
}

// ' or " at `at`, typographic ones included (U+2018 to U+201E).
inline Mark quote_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  if (text[at] == '\'' || text[at] == '"') return {text[at], 1};
  if (text[at] != '\xE2' || at + 2 >= text.size() || text[at + 1] != '\x80') return {};
  const char last = text[at + 2];
  if (last >= '\x98' && last <= '\x9B') return {'\'', 3};
  if (last >= '\x9C' && last <= '\x9E') return {'"', 3};
  return {};
}

// '-' at `at`, U+2013 to U+2015 included.
inline Mark dash_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  if (text[at] == '-') return {'-', 1};
  if (text[at] != '\xE2' || at + 2 >= text.size() || text[at + 1] != '\x80') return {};
  const char last = text[at + 2];
  return last >= '\x93' && last <= '\x95' ? Mark{'-', 3} : Mark{};
}

// Letters of any language count as parts of names; the blocks that hold punctuation (« » ° – … and their
// kind) do not.
constexpr bool is_name_byte(char c) {
  return base::is_word(c) || (static_cast<unsigned char>(c) >= 0x80 && c != '\xC2' && c != '\xE2');
}

constexpr bool is_newline(char c) {
  return c == '\n' || c == '\r';
}

}  // namespace tamis::read::powershell
