// FactIndex: which rules may take a fact, found by name instead of by asking every rule.
//
//   const FactIndex index(rules, lexicon);
//   index.candidates(fact, out);          // replaces nothing: appends rule numbers, ascending
//
// Immutable, thread-safe; borrows nothing after construction.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "model/language.h"
#include "rules/lexicon.h"
#include "rules/rule.h"

namespace tamis::rules {

class FactIndex {
 public:
  FactIndex(std::span<const Rule> rules, const Lexicon& lexicon);
  FactIndex(FactIndex&&) noexcept;
  FactIndex& operator=(FactIndex&&) noexcept;
  ~FactIndex();

  // Everything in FactMatcher is met but siblings and files, which need more than the fact.
  void candidates(const model::Fact& fact, std::vector<std::uint32_t>& out) const;

  // False when no rule takes an assignment, a cell or a named argument that is called this, or that has this
  // as a component of its path.
  bool may_be_name(std::string_view name) const;
  // How many arguments a rule needs at least of a call of something with this last component in this language
  // (or in a text that this language may hold); nothing when no rule takes one.
  std::optional<std::uint32_t> callee_arguments(std::string_view name, model::Language language) const;
  // True when a rule asks for this component of a path, wherever in it.
  bool may_be_component(std::string_view name) const;
  // True when a word of the name makes it one of something else: min_password, hasToken.
  bool is_disqualified(std::string_view name) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::rules
