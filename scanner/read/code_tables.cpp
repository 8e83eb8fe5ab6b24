#include "read/code_tables.h"

namespace tamis::read {
namespace {

using model::Language;
using model::Quoting;
using std::string_view;

constexpr auto kSingle = Quoting::single_quotes;
constexpr auto kDouble = Quoting::double_quotes;
constexpr auto kBlock = Quoting::block;

constexpr StringRule kPythonStrings[] = {
    {"\"\"\"", "\"\"\"", Escapes::backslash_kept, Holes::none, true, kBlock},
    {"'''", "'''", Escapes::backslash_kept, Holes::none, true, kBlock},
    {"\"", "\"", Escapes::backslash_kept, Holes::none, false, kDouble},
    {"'", "'", Escapes::backslash_kept, Holes::none, false, kSingle}};
constexpr StringPrefix kPythonPrefixes[] = {{"r", true},
                                            {"b", false},
                                            {"u", false},
                                            {"f", false, false, Holes::brace},
                                            {"br", true},
                                            {"rb", true},
                                            {"fr", true, false, Holes::brace},
                                            {"rf", true, false, Holes::brace},
                                            {"t", false, false, Holes::brace}};
constexpr CommentRule kHash[] = {{"#", ""}};

constexpr StringRule kScriptStrings[] = {{"`", "`", Escapes::backslash, Holes::dollar_brace, true, kDouble},
                                         {"\"", "\"", Escapes::backslash, Holes::none, false, kDouble},
                                         {"'", "'", Escapes::backslash, Holes::none, false, kSingle}};
constexpr StringPrefix kScriptPrefixes[] = {{"r", true}};  // Dart
constexpr CommentRule kSlashes[] = {{"//", ""}, {"/*", "*/"}};
constexpr CommentRule kScriptComments[] = {{"//", ""}, {"/*", "*/"}, {"<!--", "-->"}};

constexpr StringRule kPhpStrings[] = {{"\"", "\"", Escapes::backslash_kept, Holes::dollar, true, kDouble},
                                      {"'", "'", Escapes::only_quote, Holes::none, true, kSingle},
                                      {"`", "`", Escapes::backslash_kept, Holes::dollar, true, kDouble}};
constexpr CommentRule kPhpComments[] = {{"//", ""}, {"#", ""}, {"/*", "*/"}};

constexpr StringRule kJavaStrings[] = {{"\"\"\"", "\"\"\"", Escapes::backslash, Holes::dollar, true, kBlock},
                                       {"'''", "'''", Escapes::backslash, Holes::none, true, kBlock},
                                       {"\"", "\"", Escapes::backslash, Holes::none, false, kDouble},
                                       {"'", "'", Escapes::backslash, Holes::none, false, kSingle}};
constexpr StringPrefix kJavaPrefixes[] = {{"s", false, false, Holes::dollar},
                                          {"f", false, false, Holes::dollar},
                                          {"raw", true, false, Holes::dollar}};

constexpr StringRule kSharpStrings[] = {{"\"\"\"", "\"\"\"", Escapes::none, Holes::none, true, kBlock},
                                        {"\"", "\"", Escapes::backslash, Holes::none, false, kDouble},
                                        {"'", "'", Escapes::backslash, Holes::none, false, kSingle}};
constexpr StringPrefix kSharpPrefixes[] = {{"@", true, true, Holes::none, true},
                                           {"$", false, false, Holes::brace},
                                           {"$@", true, true, Holes::brace, true},
                                           {"@$", true, true, Holes::brace, true},
                                           {"$$", true, false, Holes::brace}};

constexpr StringRule kBasicStrings[] = {{"\"", "\"", Escapes::doubled, Holes::none, false, kDouble}};
constexpr StringRule kBasicNetStrings[] = {{"\"", "\"", Escapes::doubled, Holes::none, true, kDouble}};
constexpr StringPrefix kBasicNetPrefixes[] = {{"$", false, true, Holes::brace}};
constexpr CommentRule kBasicComments[] = {
    {"'", ""}, {"rem ", "", true}, {"Rem ", "", true}, {"REM ", "", true}};

constexpr StringRule kGoStrings[] = {{"`", "`", Escapes::none, Holes::none, true, kBlock},
                                     {"\"", "\"", Escapes::backslash, Holes::none, false, kDouble},
                                     {"'", "'", Escapes::backslash, Holes::none, false, kSingle}};

constexpr StringRule kRustStrings[] = {{"\"", "\"", Escapes::backslash, Holes::none, true, kDouble},
                                       {"'", "'", Escapes::backslash, Holes::none, false, kSingle}};
constexpr StringPrefix kRustPrefixes[] = {
    {"r", true, false, Holes::none, true}, {"b"}, {"c"}, {"br", true, false, Holes::none, true}};

constexpr StringRule kRubyStrings[] = {{"\"", "\"", Escapes::backslash, Holes::hash_brace, true, kDouble},
                                       {"'", "'", Escapes::only_quote, Holes::none, true, kSingle},
                                       {"`", "`", Escapes::backslash, Holes::hash_brace, false, kDouble}};
constexpr CommentRule kRubyComments[] = {{"=begin", "=end", true}, {"#", ""}};

constexpr StringRule kPerlStrings[] = {{"\"", "\"", Escapes::backslash, Holes::dollar, true, kDouble},
                                       {"'", "'", Escapes::only_quote, Holes::none, true, kSingle},
                                       {"`", "`", Escapes::backslash, Holes::dollar, false, kDouble}};
constexpr CommentRule kPerlComments[] = {
    {"=pod", "=cut", true}, {"=head", "=cut", true}, {"=begin", "=cut", true}, {"#", ""}};

constexpr StringRule kPlainStrings[] = {{"\"", "\"", Escapes::backslash, Holes::none, false, kDouble},
                                        {"'", "'", Escapes::backslash, Holes::none, false, kSingle}};
constexpr CommentRule kLuaComments[] = {{"--[[", "]]"}, {"--", ""}};
constexpr StringPrefix kCPrefixes[] = {{"l"}, {"u8"}, {"u"}, {"@"}};

constexpr string_view kPlus[] = {"+"};
constexpr string_view kDot[] = {"."};
constexpr string_view kAmpersand[] = {"&", "+"};
constexpr string_view kRubyJoin[] = {"+", "<<"};
constexpr string_view kDots[] = {".."};

constexpr LexicalRules kPython{.strings = kPythonStrings,
                               .prefixes = kPythonPrefixes,
                               .comments = kHash,
                               .concatenation = kPlus,
                               .adjacent_strings = true};
constexpr LexicalRules kScript{.strings = kScriptStrings,
                               .prefixes = kScriptPrefixes,
                               .comments = kScriptComments,
                               .sigils = "$#@",
                               .concatenation = kPlus,
                               .regex_literals = true};
constexpr LexicalRules kPhp{.strings = kPhpStrings,
                            .comments = kPhpComments,
                            .free_strings = FreeStrings::php_heredoc,
                            .sigils = "$",
                            .concatenation = kDot,
                            .islands = true};
constexpr LexicalRules kJava{.strings = kJavaStrings,
                             .prefixes = kJavaPrefixes,
                             .comments = kSlashes,
                             .sigils = "$",
                             .concatenation = kPlus,
                             .bare_calls = true};
constexpr LexicalRules kSharp{
    .strings = kSharpStrings, .prefixes = kSharpPrefixes, .comments = kSlashes, .concatenation = kPlus};
constexpr LexicalRules kBasicNet{.strings = kBasicNetStrings,
                                 .prefixes = kBasicNetPrefixes,
                                 .comments = kBasicComments,
                                 .concatenation = kAmpersand,
                                 .ignore_case = true,
                                 .bare_calls = true};
constexpr LexicalRules kBasic{.strings = kBasicStrings,
                              .comments = kBasicComments,
                              .concatenation = kAmpersand,
                              .ignore_case = true,
                              .bare_calls = true};
constexpr LexicalRules kGo{
    .strings = kGoStrings, .comments = kSlashes, .concatenation = kPlus, .type_before_name = true};
constexpr LexicalRules kRust{.strings = kRustStrings,
                             .prefixes = kRustPrefixes,
                             .comments = kSlashes,
                             .free_strings = FreeStrings::rust_hashes,
                             .concatenation = kPlus,
                             .short_chars = true};
constexpr LexicalRules kRuby{.strings = kRubyStrings,
                             .comments = kRubyComments,
                             .free_strings = FreeStrings::ruby_heredoc,
                             .sigils = "$@:",
                             .word_characters = "?!",
                             .concatenation = kRubyJoin,
                             .adjacent_strings = true,
                             .regex_literals = true,
                             .bare_calls = true};
constexpr LexicalRules kPerl{.strings = kPerlStrings,
                             .comments = kPerlComments,
                             .free_strings = FreeStrings::perl_heredoc,
                             .sigils = "$@%",
                             .concatenation = kDot,
                             .regex_literals = true,
                             .bare_calls = true};
constexpr LexicalRules kLua{.strings = kPlainStrings,
                            .comments = kLuaComments,
                            .free_strings = FreeStrings::lua_brackets,
                            .concatenation = kDots};
constexpr LexicalRules kC{.strings = kPlainStrings,
                          .prefixes = kCPrefixes,
                          .comments = kSlashes,
                          .free_strings = FreeStrings::cpp_delimiter,
                          .concatenation = kPlus,
                          .adjacent_strings = true};

}  // namespace

const LexicalRules& lexical_rules(Language language) {
  switch (language) {
    case Language::python:
      return kPython;
    case Language::php:
      return kPhp;
    case Language::java:
      return kJava;
    case Language::csharp:
      return kSharp;
    case Language::vbnet:
      return kBasicNet;
    case Language::vbscript:
      return kBasic;
    case Language::go:
      return kGo;
    case Language::rust:
      return kRust;
    case Language::ruby:
      return kRuby;
    case Language::perl:
      return kPerl;
    case Language::lua:
      return kLua;
    case Language::c:
      return kC;
    default:
      return kScript;
  }
}

}  // namespace tamis::read
