// Words, operators and limits that the readers of a program's structure share.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace tamis::read {

inline constexpr std::size_t kMaxComponents = 12;
inline constexpr std::size_t kMaxPath = 512;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

inline bool is_accessor(std::string_view op) {
  return op == "." || op == "->" || op == "::" || op == "?." || op == "?->";
}

inline bool is_keyword_before_paren(std::string_view word) {
  constexpr std::array<std::string_view, 31> kWords = {
      "const",  "var",      "import", "type",  "array",  "if", "while", "for", "foreach", "switch", "catch",
      "return", "function", "elif",   "elsif", "and",    "or", "not",   "in",  "with",    "unless", "until",
      "case",   "when",     "print",  "echo",  "lambda", "fn", "func",  "If",  "While"};
  return is_one_of(word, kWords);
}

}  // namespace tamis::read
