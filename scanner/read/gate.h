// Gate: a cheap look at what stands around a hit, so that readers (which lex whole statements and often whole
// files) run only where a secret can stand. Most texts that hold the word "password" only talk about one.
//
//   Gate gate(text, language);
//   if (const auto name = gate.name_around(hit)) rules.may_be_name(name->in(text)) && gate.may_assign(*name)
//
// Each question errs towards yes: a no means that no reader of this language would make a fact there that a
// rule could take. Costs at most a few hundred bytes of looking for each hit; questions that look further are
// counted and answered with yes when there are too many. Not thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/language.h"
#include "model/span.h"

namespace tamis::read {

class Gate {
 public:
  Gate() = default;
  Gate(std::string_view text, model::Language language);

  // From here on the text is one of this language: a document holds blocks of several.
  void speak(model::Language language) { language_ = language; }
  // The identifier that the hit is part of; nothing when it is longer than names are.
  std::optional<model::Span> name_around(model::Span hit) const;
  // What a person may mean by the name at `name` with the words before it on its line: "Clé API".
  model::Span worded_name(model::Span name) const;
  // A value may stand behind (or beside) the name.
  bool may_assign(model::Span name);
  // Words of a statement ("identified by") stand before an operand; in code a string.
  bool may_have_operand(model::Span words) const;
  // The callee that the hit is part of: "ConvertTo-SecureString", "simple_bind_s".
  model::Span callee_around(model::Span hit) const;
  // As many arguments stand behind the callee, and one that may be a constant.
  bool may_call(model::Span callee, std::size_t arguments);
  // The program stands as a word, and one of `words` (options, verbs) behind it in its command.
  bool may_run(model::Span hit, std::span<const std::string> words);
  // The option stands as a word with a value behind it, and one of `beside` in its command, where there is
  // any.
  bool may_be_option(model::Span hit, std::span<const std::string> beside);
  // user:password@ stands directly behind "://".
  bool may_have_userinfo(model::Span hit) const;
  // A header's value, or the credentials of its scheme, stand behind.
  bool may_be_header(model::Span hit) const;

 private:
  char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  std::size_t skip_blanks(std::size_t at) const;
  std::size_t skip_closers(std::size_t at) const;
  std::size_t line_begin(std::size_t at) const;  // looks back kLine bytes at most
  std::size_t line_end(std::size_t at, std::size_t reach) const;
  std::size_t statement_end(std::size_t at, std::size_t reach) const;
  std::size_t value_end(std::size_t at) const;
  model::Span command_around(model::Span hit);
  bool looked_enough(model::Span command);
  model::Span dashed_name(model::Span name) const;
  bool opens_line(std::size_t at) const;
  bool is_marked_word(std::size_t at) const;
  bool is_outcome(model::Span name) const;
  bool is_member_of_pair(model::Span name) const;
  bool is_log_entry(model::Span name) const;
  bool may_assign_in_code(model::Span name);
  bool may_assign_in_data(model::Span name) const;
  bool may_assign_in_markup(model::Span name) const;
  bool is_argument_of_task(model::Span name) const;
  bool is_key_of_element(model::Span name) const;
  bool may_assign_in_text(model::Span name) const;
  bool is_heading(model::Span name, std::size_t at) const;
  std::size_t behind_group(std::size_t at, std::size_t end) const;
  bool is_pair_in_string(model::Span name) const;
  bool is_one_of_several(model::Span name) const;
  bool may_declare(std::size_t at);
  bool may_take_value(model::Span name, std::size_t at);
  bool holds_constant(model::Span statement);
  bool has_constant(std::string_view name);
  bool is_assigned_string(std::string_view name) const;

  std::string_view text_;
  model::Language language_ = model::Language::unknown;
  std::string_view own_name_;  // the one that is asked about: `password = password` says nothing
  std::size_t lookups_ = 0;
  std::unordered_map<std::string_view, bool> constants_;  // names that were looked up
  model::Span command_;                                   // the last one that was looked at, and how often
  std::size_t looks_ = 0;
};

}  // namespace tamis::read
