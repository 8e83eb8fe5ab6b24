// Program: the structure that the light core sees in a program text: what is bound to a name, and what is
// called.
//
//   Program program = Program::read(text, window, rules, language);
//   program.bindings    // password = <tokens 4..6>, path "ldap.bind_pw"
//   program.calls       // ldap_bind(<tokens 9..20>)
//
// Values are only located here; code_values.h folds them. Linear. Immutable once read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/language.h"
#include "model/span.h"
#include "read/code_lexer.h"

namespace tamis::read {

struct TokenRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin >= end; }
};

struct Binding {
  std::string path;       // "config.ldap.bind_pw"
  std::string name;       // its last component
  std::size_t first = 0;  // token with which the target begins
  TokenRange value;
  std::uint32_t block = 0;
  bool parameter = false;  // a parameter's default in a declaration
  bool compared = false;   // name == "x": what it is compared with, not what it is
};

struct Call {
  std::string name;  // last component of the callee
  std::string path;  // the callee as written, dots between components
  std::size_t first = 0;
  TokenRange arguments;  // between the parentheses
  std::size_t end = 0;   // behind the closing one
  std::uint32_t block = 0;
  bool chained = false;  // a method: something stands before the name
};

struct Program {
  std::string_view text;
  model::Language language = model::Language::unknown;
  const LexicalRules* rules = nullptr;
  std::vector<Token> tokens;
  std::vector<Binding> bindings;
  std::vector<Call> calls;

  static Program read(std::string_view text, model::Span window, model::Language language);

  std::string_view written(std::size_t token) const { return tokens[token].span.in(text); }
  bool is(std::size_t token, std::string_view what) const {
    return token < tokens.size() && written(token) == what;
  }
  model::Span span(TokenRange range) const;
};

// Names a path read backwards from its last token: `$config['ldap']['bind_pw']`, `self.password`,
// `Context.X`.
struct NamePath {
  std::string path;
  std::string name;
  std::size_t first = 0;
  bool chained = false;
  bool empty() const { return name.empty(); }
};
NamePath name_ending_at(const Program& program, std::size_t last);

// Top-level parts of a range, separated by commas; at most `limit`.
std::vector<TokenRange> split_arguments(const Program& program, TokenRange range, std::size_t limit);

// The token behind the group that `token` opens, or behind itself.
inline std::size_t behind_group(const Program& program, std::size_t token) {
  const auto partner = program.tokens[token].partner;
  return partner != Token::kNoPartner && partner > token ? partner + 1 : token + 1;
}

}  // namespace tamis::read
