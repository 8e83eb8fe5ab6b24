// Which name stands before '=': types, annotations and property accessors between them are stepped over.
#include <array>
#include <string>

#include "base/text.h"
#include "read/code_structure.h"
#include "read/code_words.h"

namespace tamis::read {

using model::Language;

// The last token of the name that is assigned; types and property accessors between it and '=' are stepped
// over.
std::size_t StructureReader::target_end(std::size_t last) const {
  if (t_[last].kind == TokenKind::string) return kNone;
  if (written(last) == "}" && t_[last].partner != Token::kNoPartner) {
    const std::size_t before = t_[last].partner;
    const bool accessor = before > 0 && p_.language == Language::csharp && last - before < 24 &&
                          holds_word(before, last, "get");
    if (accessor) return before - 1;
    return p_.language == Language::perl ? last : kNone;
  }
  if (p_.language == Language::vbnet || p_.language == Language::vbscript) return before_as(last);
  const std::size_t annotated = before_annotation(last);
  if (annotated != kNone) return annotated;
  if (p_.rules->type_before_name && last > 0 && kind(last, TokenKind::word)) return before_go_type(last);
  return last;
}

// Basic compares with '=': only what begins a statement or follows a declaring word is assigned.
bool StructureReader::is_comparison(std::size_t first) const {
  if (first == 0) return false;
  if (kind(first - 1, TokenKind::line_end) || kind(first - 1, TokenKind::comment)) return false;
  const std::string before = base::to_lower(written(first - 1));
  constexpr std::array<std::string_view, 16> kStarts = {
      "dim",  "const",  "set",      "let", "public", "private", "static", "then",
      "else", "shared", "readonly", ":",   "{",      ",",       ".",      "("};
  return !is_one_of(before, kStarts);
}

bool StructureReader::holds_word(std::size_t from, std::size_t to, std::string_view word) const {
  for (std::size_t i = from; i < to; ++i) {
    if (written(i) == word) return true;
  }
  return false;
}

std::size_t StructureReader::before_as(std::size_t last) const {
  for (std::size_t back = 0; back < 8 && back < last; ++back) {
    const std::size_t i = last - back;
    if (kind(i, TokenKind::line_end)) break;
    if (kind(i, TokenKind::word) && base::equal_nocase(written(i), "as")) {
      std::size_t name = i - 1;
      if (written(name) == ")" && t_[name].partner != Token::kNoPartner && t_[name].partner > 0)
        name = t_[name].partner - 1;
      return name;
    }
  }
  return last;
}

// password: Optional[str] = …
std::size_t StructureReader::before_annotation(std::size_t last) const {
  if (p_.language != Language::python && p_.language != Language::javascript &&
      p_.language != Language::rust && p_.language != Language::java) {
    return kNone;
  }
  std::size_t i = last;
  for (std::size_t steps = 0; steps < kMaxType && i > 0; ++steps) {
    const auto op = written(i);
    if (op == ":") {
      std::size_t name = i - 1;
      if ((written(name) == "?" || written(name) == "!") && name > 0) --name;
      return kind(name, TokenKind::word) ? name : kNone;
    }
    const bool closes = (op == "]" || op == ")" || op == "}") && t_[i].partner != Token::kNoPartner;
    if (closes) {
      i = t_[i].partner;
      if (i == 0) return kNone;
    } else if (t_[i].kind == TokenKind::punctuation && op != "." && op != "|" && op != "?" && op != "&" &&
               op != "<" && op != ">" && op != "::" && op != "'" && op != ",") {
      return kNone;
    } else if (t_[i].kind == TokenKind::line_end || t_[i].kind == TokenKind::comment) {
      return kNone;
    }
    --i;
  }
  return kNone;
}

// var pw string = …, const pw = …
std::size_t StructureReader::before_go_type(std::size_t last) const {
  std::size_t i = last;
  while (i > 1 &&
         (written(i - 1) == "." || written(i - 1) == "*" || written(i - 1) == "]" || written(i - 1) == "[")) {
    i -= written(i - 1) == "." ? 2U : 1U;
  }
  const bool typed = i > 0 && kind(i - 1, TokenKind::word) && written(i - 1) != "var" &&
                     written(i - 1) != "const" && written(i - 1) != "return" && written(i - 1) != "if" &&
                     written(i - 1) != "for" && written(i - 1) != "else";
  return typed ? i - 1 : last;
}

}  // namespace tamis::read
