#include "read/sql_lexer.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::read {

using model::Span;

SqlLexer::SqlLexer(std::string_view text, Span part) : text_(text.substr(0, part.end)), at_(part.begin) {}

SqlToken SqlLexer::quoted(std::size_t begin, char close, SqlTokenKind kind, bool backslashes) {
  const std::size_t inner = at_;
  while (at_ < text_.size()) {
    if (backslashes && text_[at_] == '\\') {
      // 'C:\' closes in standard SQL: a backslash escapes a quote only where the text goes on like a string.
      const bool closes = at_ + 2 < text_.size() && text_[at_ + 1] == close &&
                          (text_[at_ + 2] == ',' || text_[at_ + 2] == ')' || text_[at_ + 2] == ';');
      at_ += closes ? 1 : 2;
      continue;
    }
    if (text_[at_] == close) {
      if (at_ + 1 < text_.size() && text_[at_ + 1] == close && close != ']') {
        at_ += 2;
        continue;
      }
      break;
    }
    ++at_;
  }
  at_ = std::min(at_, text_.size());
  const Span body{inner, at_};
  if (at_ < text_.size()) ++at_;
  return {kind, {begin, at_}, body, body.in(text_)};
}

SqlToken SqlLexer::comment(std::size_t begin, std::size_t body, std::string_view close) {
  const auto end = std::min(text_.find(close, body), text_.size());
  at_ = std::min(text_.size(), end + close.size());
  return {SqlTokenKind::comment, {begin, at_}, {body, end}, text_.substr(body, end - body)};
}

SqlToken SqlLexer::next() {
  while (at_ < text_.size() && base::is_space(text_[at_])) ++at_;
  if (at_ >= text_.size()) return {};
  const std::size_t begin = at_;
  const char c = text_[at_];
  const char second = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
  if (c == '-' && second == '-') return comment(begin, begin + 2, "\n");
  if (c == '#' && (begin == 0 || base::is_space(text_[begin - 1]))) return comment(begin, begin + 1, "\n");
  if (c == '/' && second == '*') return comment(begin, begin + 2, "*/");
  if (c == '\'' || ((c == 'N' || c == 'E' || c == 'n' || c == 'e') && second == '\'')) {
    at_ += c == '\'' ? 1 : 2;
    return quoted(begin, '\'', SqlTokenKind::string, true);
  }
  if (c == '"' || c == '`') {
    ++at_;
    return quoted(begin, c, SqlTokenKind::quoted_name, c == '"');
  }
  if (c == '[' && (base::is_alpha(second) || second == '_')) {
    ++at_;
    return quoted(begin, ']', SqlTokenKind::quoted_name, false);
  }
  if (c == '$' && second == '$') {
    const auto close = text_.find("$$", begin + 2);
    if (close != std::string_view::npos) {
      at_ = close + 2;
      const Span inner{begin + 2, close};
      return {SqlTokenKind::string, {begin, at_}, inner, inner.in(text_)};
    }
  }
  const auto is_word = [](char b) {
    return base::is_word(b) || b == '@' || b == '$' || static_cast<unsigned char>(b) >= 0x80;
  };
  if (is_word(c)) {
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    return {base::is_digit(c) ? SqlTokenKind::number : SqlTokenKind::word,
            {begin, at_},
            {begin, at_},
            text_.substr(begin, at_ - begin)};
  }
  ++at_;
  return {SqlTokenKind::sign, {begin, at_}, {begin, at_}, text_.substr(begin, 1)};
}

Literal sql_literal(std::string_view text, const SqlToken& token) {
  constexpr std::size_t kMaxValue = std::size_t{256} << 10;
  Literal literal;
  const bool dollar = text[token.span.begin] == '$';
  const bool quoted = token.kind == SqlTokenKind::string || token.kind == SqlTokenKind::quoted_name;
  literal.quoting = !quoted                              ? model::Quoting::bare
                    : token.kind == SqlTokenKind::string ? model::Quoting::single_quotes
                                                         : model::Quoting::double_quotes;
  Span inner = token.inner;
  inner.end = std::min(inner.end, inner.begin + kMaxValue);
  const std::string_view part = text.substr(0, inner.end);
  std::size_t at = inner.begin;
  while (at < inner.end) {
    const auto mark = dollar || !quoted ? inner.end : std::min(part.find_first_of("'\\", at), inner.end);
    literal.text.copy(text, at, mark);
    at = mark;
    if (at >= inner.end) break;
    const bool pair =
        at + 1 < inner.end && (part[at] == '\\' ? !base::is_alnum(part[at + 1]) : part[at + 1] == '\'');
    if (pair)
      literal.text.put(part.substr(at + 1, 1), {at, at + 2});
    else
      literal.text.copy(text, at, at + 1);
    at += pair ? 2 : 1;
  }
  literal.computed = !literal.text.verbatim();
  return literal;
}

}  // namespace tamis::read
