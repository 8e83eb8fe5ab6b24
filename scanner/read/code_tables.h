// LexicalRules: what one programming language looks like to the light core, as data. A new language is a row
// in code_tables.cpp.
//
//   const LexicalRules& rules = lexical_rules(model::Language::python);
//
// All tables are constants: thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "model/fact.h"
#include "model/language.h"

namespace tamis::read {

enum class Escapes : std::uint8_t {
  none,            // raw strings
  backslash,       // \n, \x41, \u0041, \", …; an unknown escape stands for its character
  backslash_kept,  // the same, an unknown escape keeps its backslash: Python, PHP
  only_quote,      // \\ and \<quote> alone: PHP, Perl, Ruby in single quotes
  doubled,         // "" stands for one quote: VB, C# verbatim
};

enum class Holes : std::uint8_t {
  none,
  brace,         // {name}: Python f-strings, C# $"…"
  dollar_brace,  // ${name}: JavaScript templates
  dollar,        // $name and ${name}, {$name}: PHP, Kotlin, Perl, Groovy, Scala s"…"
  hash_brace,    // #{name}: Ruby
};

struct StringRule {
  std::string_view open;
  std::string_view close;
  Escapes escapes = Escapes::backslash;
  Holes holes = Holes::none;
  bool multiline = false;
  model::Quoting quoting = model::Quoting::double_quotes;
};

// A word that stands directly before a quote and changes what the string means: r"…", f'…', @"…".
struct StringPrefix {
  std::string_view word;  // lower case
  bool raw = false;
  bool doubled = false;
  Holes holes = Holes::none;
  bool multiline = false;
};

struct CommentRule {
  std::string_view open;
  std::string_view close;  // empty: to the end of the line
  bool at_line_start = false;
};

// Strings whose delimiters the text itself chooses.
enum class FreeStrings : std::uint8_t {
  none,
  php_heredoc,    // <<<EOT … EOT
  ruby_heredoc,   // <<~EOT … EOT, %q(…)
  perl_heredoc,   // <<"EOT" … EOT, q(…), qq{…}, qw(…)
  rust_hashes,    // r#"…"#
  cpp_delimiter,  // R"x(…)x"
  lua_brackets,   // [=[ … ]=]
};

struct LexicalRules {
  std::span<const StringRule> strings = {};  // longest opening first
  std::span<const StringPrefix> prefixes = {};
  std::span<const CommentRule> comments = {};
  FreeStrings free_strings = FreeStrings::none;
  std::string_view sigils = {};           // begin a name: "$", "$@%"
  std::string_view word_characters = {};  // besides letters, digits and '_': "-" nowhere, "?" and "!" in Ruby
  std::span<const std::string_view> concatenation = {};  // "+", ".", "&", ".."
  bool adjacent_strings = false;                         // "a" "b" is one string
  bool regex_literals = false;                           // /…/ where a value may begin
  bool islands = false;                                  // code stands between <?php and ?>
  bool ignore_case = false;                              // names
  bool bare_calls = false;                               // calls without parentheses: obj.Open "x", "y"
  bool short_chars = false;                              // '…' is one character; otherwise a lifetime
  bool type_before_name = false;  // `var pw string = …`: the type stands between the name and '='
};

const LexicalRules& lexical_rules(model::Language language);

}  // namespace tamis::read
