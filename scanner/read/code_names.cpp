// Names with what stands before them: `$config['ldap']['bind_pw']`, `self.password`, read backwards.
#include <string>
#include <utility>
#include <vector>

#include "read/code_literal.h"
#include "read/code_program.h"
#include "read/code_words.h"

namespace tamis::read {
namespace {

using model::Language;

std::string_view without_sigil(std::string_view word) {
  while (!word.empty() && (word.front() == '$' || word.front() == '@' || word.front() == '%' ||
                           word.front() == ':' || word.front() == '#')) {
    word.remove_prefix(1);
  }
  return word;
}

bool is_self(std::string_view word) {
  constexpr std::array<std::string_view, 5> kSelf = {"self", "this", "Me", "cls", "me"};
  return is_one_of(word, kSelf);
}

// What an index names: ['ldap'], [:ldap], [Context.SECURITY_CREDENTIALS]; nothing for [0] or [i + 1].
std::string index_component(const Program& program, std::size_t open, std::size_t close) {
  if (close == open + 2) {
    const Token& token = program.tokens[open + 1];
    if (token.kind == TokenKind::string) return plain_text(program.text, token);
    if (token.kind == TokenKind::word) return std::string(without_sigil(program.written(open + 1)));
    return {};
  }
  if (close <= open + 2 || program.tokens[close - 1].kind != TokenKind::word) return {};
  std::size_t i = open + 1;
  for (; i < close && close - open < 12; ++i) {
    const bool part =
        (i - open) % 2 == 1 ? program.tokens[i].kind == TokenKind::word : is_accessor(program.written(i));
    if (!part) return {};
  }
  return i == close ? std::string(program.written(close - 1)) : std::string();
}

}  // namespace

NamePath name_ending_at(const Program& program, std::size_t last) {
  NamePath out;
  // Most names are a single word.
  if (program.tokens[last].kind == TokenKind::word &&
      (last == 0 || !is_accessor(program.written(last - 1)))) {
    out.name = without_sigil(program.written(last)).substr(0, kMaxPath);
    out.path = out.name;
    out.first = last;
    return out;
  }
  std::vector<std::string> components;
  std::size_t i = last;
  for (std::size_t steps = 0; steps < kMaxComponents; ++steps) {
    const Token& token = program.tokens[i];
    const auto written = program.written(i);
    const bool subscript = (written == "]" || (written == "}" && program.language == Language::perl) ||
                            (written == ")" && program.rules->ignore_case)) &&
                           token.kind == TokenKind::punctuation && token.partner != Token::kNoPartner;
    if (subscript) {
      auto component = index_component(program, token.partner, i);
      if (!component.empty()) components.push_back(std::move(component));
      out.first = token.partner;
      if (token.partner == 0) break;
      i = token.partner - 1;
      if (program.language == Language::perl && is_accessor(program.written(i)) && i > 0) --i;
      const bool goes_on =
          program.tokens[i].kind == TokenKind::word || program.written(i) == "]" || program.written(i) == "}";
      if (!goes_on) break;
      continue;
    }
    if (token.kind != TokenKind::word) break;
    const auto name = without_sigil(written);
    if (!(is_self(name) && !components.empty())) components.emplace_back(name);
    out.first = i;
    if (i < 2 || !is_accessor(program.written(i - 1))) break;
    out.chained = true;
    i -= 2;
    if (program.tokens[i].kind != TokenKind::word && program.written(i) != "]" && program.written(i) != "}")
      break;
  }
  if (out.first > 0 && is_accessor(program.written(out.first - 1))) out.chained = true;
  for (auto it = components.rbegin(); it != components.rend(); ++it) {
    if (out.path.size() + it->size() > kMaxPath) continue;
    if (!out.path.empty()) out.path += '.';
    out.path += *it;
  }
  if (!components.empty()) out.name = components.front().substr(0, kMaxPath);
  return out;
}

}  // namespace tamis::read
