// FactIndex: which rules may take a fact, found by name instead of by asking every rule.
//
//   const FactIndex index(rules, lexicon);
//   index.candidates(fact, out);          // replaces nothing: appends rule numbers, ascending
//
// Immutable, thread-safe; borrows nothing after construction.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "model/fact.h"
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

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::rules
