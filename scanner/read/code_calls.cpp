// What is called: name(arguments), and statements that begin with a name and go on with values.
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "read/code_structure.h"
#include "read/code_words.h"

namespace tamis::read {

using model::Language;

void StructureReader::call() {
  if (at_ == 0 || t_[at_].partner == Token::kNoPartner) return;
  std::size_t last = at_ - 1;
  if (written(last) == ">") last = before_generics(last);
  if (!kind(last, TokenKind::word) || is_keyword_before_paren(written(last))) return;
  const NamePath callee = name_ending_at(p_, last);
  if (callee.empty()) return;
  if (callee.name == "define" && p_.language == Language::php) constant();
  Call call;
  call.name = callee.name;
  call.path = callee.path;
  call.first = callee.first;
  call.arguments = {at_ + 1, t_[at_].partner};
  call.end = call.arguments.end + 1;
  call.block = blocks_ + 1;
  call.chained = callee.chained || (callee.first > 0 && is_accessor(written(callee.first - 1)));
  p_.calls.push_back(std::move(call));
}

std::size_t StructureReader::before_generics(std::size_t last) const {
  for (std::size_t back = 1; back <= 8 && back < last; ++back) {
    if (written(last - back) == "<") return last - back - 1;
  }
  return last;
}

// obj.Open "dsn", "user", "pw" — a statement that begins with a name and goes on with a value.
void StructureReader::bare_call() {
  const bool begins = at_ == 0 || kind(at_ - 1, TokenKind::line_end) || kind(at_ - 1, TokenKind::comment) ||
                      p_.is(at_ - 1, ";") || p_.is(at_ - 1, "{") || p_.is(at_ - 1, "}") ||
                      (p_.rules->ignore_case && p_.is(at_ - 1, ":"));
  if (!begins) return;
  std::size_t last = at_;
  if (kind(last, TokenKind::word) && p_.is(last, ".") && last + 1 < t_.size()) ++last;
  for (std::size_t steps = 0; steps < kMaxComponents && last + 2 < t_.size() &&
                              is_accessor(written(last + 1)) && kind(last + 2, TokenKind::word);
       ++steps) {
    last += 2;
  }
  const bool value = kind(last + 1, TokenKind::string) || kind(last + 1, TokenKind::number) ||
                     (kind(last + 1, TokenKind::word) && p_.is(last + 2, ","));
  if (!value || is_statement_word(written(at_))) return;
  const NamePath callee = name_ending_at(p_, last);
  if (callee.empty()) return;
  const std::size_t end = statement_end(last + 1);
  p_.calls.push_back(
      {callee.name, callee.path, callee.first, {last + 1, end}, end, frame().block, callee.chained});
}

bool StructureReader::is_statement_word(std::string_view word) {
  constexpr std::array<std::string_view, 24> kWords = {
      "if",     "elseif",  "elsif", "dim",     "const",  "return", "case",    "when",
      "print",  "puts",    "echo",  "require", "import", "use",    "package", "rem",
      "option", "include", "my",    "our",     "local",  "while",  "for",     "select"};
  const std::string lower = base::to_lower(word);
  return is_one_of(lower, kWords);
}

}  // namespace tamis::read
