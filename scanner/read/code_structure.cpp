#include "read/code_structure.h"

#include <array>
#include <utility>

#include "read/code_words.h"

namespace tamis::read {
namespace {

using model::Language;

bool declares(std::string_view word) {
  constexpr std::array<std::string_view, 10> kWords = {"def", "function", "fn",       "func",  "fun",
                                                       "sub", "Sub",      "Function", "async", "constructor"};
  return is_one_of(word, kWords);
}

}  // namespace

void StructureReader::run() {
  for (at_ = 0; at_ < t_.size(); ++at_) visit();
}

void StructureReader::visit() {
  switch (t_[at_].kind) {
    case TokenKind::punctuation:
      return punctuation();
    case TokenKind::word:
      return word();
    default:
      return;
  }
}

void StructureReader::word() {
  if (p_.language == Language::java && written(at_) == "to" && at_ > 0 && kind(at_ - 1, TokenKind::string)) {
    return bind_key(at_ - 1, at_);
  }
  if (p_.language == Language::c && written(at_) == "define" && at_ > 0 && p_.is(at_ - 1, "#"))
    return preprocessor();
  if (written(at_) == "return") return returned();
  if (p_.rules->bare_calls) bare_call();
}

void StructureReader::punctuation() {
  const auto op = written(at_);
  switch (op.front()) {
    case '(':
    case '[':
    case '{':
      return open(op.front());
    case ')':
    case ']':
    case '}':
      return close();
    case ',':
    case ';':
      frame().pending.clear();
      return;
    default:
      break;
  }
  if (op == "=" || op == ":=" || op == "||=" ||
      op ==
          "?"
          "?=")
    return assignment();
  if (op == "<-" && p_.language == Language::python) return assignment();  // R
  if (op == "==" || op == "===") return comparison();
  if (op == "=>") return fat_arrow();
  if (op == "->" && at_ > 0 && kind(at_ - 1, TokenKind::string)) return bind_key(at_ - 1, at_);
  if (op == ":") return colon();
}

void StructureReader::open(char kind_of_bracket) {
  if (kind_of_bracket == '(') call();
  if (kind_of_bracket != '[') pair();
  if (t_[at_].partner == Token::kNoPartner) return;
  if (frames_.size() >= kMaxDepth) {  // deeper structure says nothing: on behind it
    at_ = t_[at_].partner;
    return;
  }
  Frame& outer = frame();
  if (at_ >= outer.pending_end) outer.pending.clear();
  Frame inner{
      at_,   kind_of_bracket, outer.pending.empty() ? outer.path : outer.pending, {}, 0, ++blocks_, false,
      false, frame().function};
  // Go: var ( … ) holds statements.
  const bool statements = kind_of_bracket == '(' && p_.rules->type_before_name && at_ > 0 &&
                          (written(at_ - 1) == "var" || written(at_ - 1) == "const");
  if (statements) inner.kind = '{';
  if (kind_of_bracket == '{') name_of_function(inner);
  if (kind_of_bracket == '(' && at_ >= 2 && kind(at_ - 1, TokenKind::word))
    inner.declaration = declares(written(at_ - 2));
  if (kind_of_bracket == '{' && outer.pending.empty()) name_of_class(inner);
  frames_.push_back(std::move(inner));
}

void StructureReader::close() {
  if (frames_.size() > 1 && t_[at_].partner == frame().open) frames_.pop_back();
  if (written(at_) == "}") frame().pending.clear();
}

// String motDePasse() { return "x"; }: what a function returns is bound to its name.
void StructureReader::name_of_function(Frame& inner) const {
  std::size_t i = at_;
  for (std::size_t steps = 0; steps < kMaxType && i > 0; ++steps) {
    --i;
    if (written(i) == ")" && t_[i].partner != Token::kNoPartner && t_[i].partner > 0) {
      const std::size_t name = t_[i].partner - 1;
      if (kind(name, TokenKind::word) && !is_keyword_before_paren(written(name)))
        inner.function = std::string(written(name)).substr(0, kMaxPath);
      return;
    }
    const bool type = t_[i].kind == TokenKind::word || written(i) == "->" || written(i) == ":" ||
                      written(i) == "<" || written(i) == ">" || written(i) == "&" || written(i) == "::" ||
                      written(i) == "throws" || written(i) == ",";
    if (!type) return;
  }
}

// class LdapConfig { … }: its members are LdapConfig.x
void StructureReader::name_of_class(Frame& inner) const {
  for (std::size_t back = 1; back <= 6 && back < at_; ++back) {
    const auto before = written(at_ - back - 1);
    if (t_[at_ - back].kind == TokenKind::punctuation) return;
    if (before == "class" || before == "object" || before == "struct" || before == "interface" ||
        before == "trait") {
      inner.path = join(inner.path, written(at_ - back));
      inner.is_class = true;
      return;
    }
  }
}

}  // namespace tamis::read
