// What the parts of the gate (gate*.cpp) share: limits, families of languages, kinds of bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "model/language.h"

namespace tamis::read::gate {

inline constexpr std::size_t kMaxName = 96;     // readers take no longer keys
inline constexpr std::size_t kMaxWords = 64;    // between a name of several words and its sign
inline constexpr std::size_t kStatement = 400;  // how far a statement is looked at
inline constexpr std::size_t kLine = 512;       // how far a line's begin is looked for
inline constexpr std::size_t kMinConstant = 3;  // no shorter string is a secret

// Which rules of writing a language follows.
enum class Family : std::uint8_t { text, data, markup, code, script };

Family family_of(model::Language language);

constexpr bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_name_byte(char c) {
  return base::is_word(c) || is_high(c);
}
constexpr bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}
// A loop over a literal becomes a few comparisons.
constexpr bool is_one_of(char c, std::string_view set) {
  if (c == '\0') return false;
  for (const char member : set) {
    if (member == c) return true;
  }
  return false;
}
constexpr bool is_line_end(char c) {
  return c == '\n' || c == '\r' || c == '\0';
}

}  // namespace tamis::read::gate
