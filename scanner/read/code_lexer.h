// Tokens of a program text, for any language whose rules are in code_tables.cpp.
//
//   const std::vector<Token> tokens = lex(text, {0, text.size()}, rules);
//   tokens[i].span.in(text)     // `'Automne2019'`
//   tokens[i].inner.in(text)    // `Automne2019`, escapes as written
//
// Never fails: what is not understood becomes a punctuation token; an unclosed string ends with its line.
// Linear in the text, whatever stands there. Thread-safe: no state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/span.h"
#include "read/code_tables.h"

namespace tamis::read {

enum class TokenKind : std::uint8_t { word, number, string, punctuation, line_end, comment };

struct Token {
  static constexpr std::uint32_t kNoPartner = 0xFFFFFFFF;

  TokenKind kind = TokenKind::punctuation;
  Escapes escapes = Escapes::none;  // strings: how to undo them
  Holes holes = Holes::none;
  model::Quoting quoting = model::Quoting::bare;
  std::uint32_t partner = kNoPartner;  // brackets: the token that closes or opens them
  std::uint16_t strip_indent =
      0;  // heredocs and text blocks: blanks at the start of each line that do not count
  model::Span span;
  model::Span inner;  // strings: without quotes; comments: without markers
};

std::vector<Token> lex(std::string_view text, model::Span window, const LexicalRules& rules);

}  // namespace tamis::read
