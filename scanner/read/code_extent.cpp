// Where an expression or a statement ends.
#include <algorithm>
#include <array>

#include "read/code_structure.h"
#include "read/code_words.h"

namespace tamis::read {
namespace {

using model::Language;

bool joins_lines(std::string_view op, bool before) {
  constexpr std::array<std::string_view, 16> kEither = {
      "+", ".", "&", "..", "||", "??", "&&", "?:", "?", "<<", "//", "->", "?.", "or", "and", "else"};
  constexpr std::array<std::string_view, 10> kOnlyBefore = {"=",
                                                            ":=",
                                                            "=>",
                                                            ",",
                                                            "(",
                                                            "[",
                                                            "||=",
                                                            "return",
                                                            "?"
                                                            "?=",
                                                            ":"};
  return is_one_of(op, kEither) || (before ? is_one_of(op, kOnlyBefore) : op == ":");
}

}  // namespace

std::size_t StructureReader::expression_end(std::size_t begin) const {
  std::size_t i = begin;
  for (std::size_t steps = 0; i < t_.size() && steps < kMaxExpression; ++steps) {
    const Token& token = t_[i];
    if (token.kind == TokenKind::comment) {
      ++i;
      continue;
    }
    if (token.kind == TokenKind::line_end) {
      if (ends_at_line(begin, i)) return i;
      ++i;
      continue;
    }
    if (token.kind == TokenKind::punctuation) {
      const char c = written(i).front();
      if (c == ',' || c == ';') return i;
      if (c == ')' || c == ']' || c == '}') return i;
      if (c == ':' && written(i).size() == 1 && p_.rules->ignore_case) return i;
    }
    i = behind_group(p_, i);
  }
  return std::min(i, t_.size());
}

bool StructureReader::ends_at_line(std::size_t begin, std::size_t line_end) const {
  const char enclosing = frames_.back().kind;
  if (enclosing == '(' || enclosing == '[') return false;
  std::size_t before = line_end;
  while (before > begin && (kind(before - 1, TokenKind::comment) || kind(before - 1, TokenKind::line_end)))
    --before;
  if (before == begin) return false;  // the value stands on the next line
  if (t_[before - 1].kind != TokenKind::string && joins_lines(written(before - 1), true)) return false;
  std::size_t after = line_end;
  while (after < t_.size() && after < line_end + 8 &&
         (kind(after, TokenKind::comment) || kind(after, TokenKind::line_end)))
    ++after;
  if (after >= t_.size()) return true;
  if (t_[after].kind == TokenKind::string) {
    const bool adjacent = p_.language == Language::c && t_[before - 1].kind == TokenKind::string;
    return !adjacent;
  }
  return !joins_lines(written(after), false);
}

std::size_t StructureReader::statement_end(std::size_t begin) const {
  std::size_t i = begin;
  for (std::size_t steps = 0; i < t_.size() && steps < kMaxExpression; ++steps) {
    if (t_[i].kind == TokenKind::comment) break;
    if (t_[i].kind == TokenKind::line_end) {
      if (i > begin && written(i - 1) != ",") break;
    } else if (t_[i].kind == TokenKind::punctuation) {
      const char c = written(i).front();
      if (c == ';' || c == ')' || c == ']' || c == '}') break;
    } else if (written(i) == "do") {
      break;
    }
    i = behind_group(p_, i);
  }
  return std::min(i, t_.size());
}

}  // namespace tamis::read
