#include "read/code_program.h"

#include <algorithm>

#include "read/code_structure.h"

namespace tamis::read {

std::vector<TokenRange> split_arguments(const Program& program, TokenRange range, std::size_t limit) {
  std::vector<TokenRange> parts;
  std::size_t begin = range.begin;
  for (std::size_t i = range.begin; i < range.end && parts.size() < limit;) {
    if (program.tokens[i].kind == TokenKind::punctuation && program.written(i) == ",") {
      parts.push_back({begin, i});
      begin = i + 1;
    }
    i = behind_group(program, i);
  }
  const bool rest =
      std::any_of(program.tokens.begin() + static_cast<std::ptrdiff_t>(std::min(begin, range.end)),
                  program.tokens.begin() + static_cast<std::ptrdiff_t>(range.end), [](const Token& token) {
                    return token.kind != TokenKind::line_end && token.kind != TokenKind::comment;
                  });
  if (rest && parts.size() < limit) parts.push_back({begin, range.end});
  return parts;
}

model::Span Program::span(TokenRange range) const {
  while (!range.empty() &&
         (tokens[range.begin].kind == TokenKind::line_end || tokens[range.begin].kind == TokenKind::comment))
    ++range.begin;
  while (!range.empty() && (tokens[range.end - 1].kind == TokenKind::line_end ||
                            tokens[range.end - 1].kind == TokenKind::comment))
    --range.end;
  if (range.empty()) return {};
  return {tokens[range.begin].span.begin, tokens[range.end - 1].span.end};
}

Program Program::read(std::string_view text, model::Span window, model::Language language) {
  Program program;
  program.text = text;
  program.language = language;
  program.rules = &lexical_rules(language);
  program.tokens = lex(text, window, *program.rules);
  StructureReader(program).run();
  return program;
}

}  // namespace tamis::read
