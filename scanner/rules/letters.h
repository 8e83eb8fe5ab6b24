// Letters: one character of UTF-8 text, folded for comparing names and values: lower case, without accents.
//
//   for (std::size_t at = 0; at < text.size();) {
//     const Letter letter = next_letter(text, at);    // moves `at` on, at least by one
//     if (letter.kind != LetterKind::separator) out.append(letter.text());
//   }
//
// Pure functions, thread-safe. Latin letters with accents become plain ones (é → e, œ → oe, ß → ss); Cyrillic
// and Greek only become lower case; combining accents vanish, so that decomposed text (macOS file names)
// folds the same way.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::rules {

enum class LetterKind : std::uint8_t {
  lower,
  upper,
  digit,
  mark,       // a combining accent: belongs to the letter before it, folds to nothing
  separator,  // everything else: blanks, punctuation, symbols, stray bytes
};

struct Letter {
  LetterKind kind = LetterKind::separator;
  std::array<char, 4> folded{};
  std::uint8_t size = 0;

  constexpr std::string_view text() const { return {folded.data(), size}; }
};

// Reads the character at `at` (which must lie inside `text`) and moves `at` behind it.
Letter next_letter(std::string_view text, std::size_t& at);

// The whole text in lower case without accents; separators stay as they are.
std::string fold_text(std::string_view text);

}  // namespace tamis::rules
