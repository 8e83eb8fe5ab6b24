// Facts against rules: which value of a fact is the secret, by which rule, how sure, and why.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "detect/candidate.h"
#include "model/fact.h"
#include "model/pulse.h"
#include "model/text_unit.h"
#include "rules/rule_set.h"

namespace tamis::detect {

// Judges the facts of one unit. Owns the vectors that it reuses; one for each thread.
class FactStage {
 public:
  explicit FactStage(const rules::RuleSet& rules) : rules_(&rules) {}

  // Judges the first `judged` facts; the others are there as siblings. Ends early where the pulse does.
  void run(std::span<const model::Fact> facts, std::size_t judged, const model::TextUnit& unit,
           model::Pulse& pulse, std::vector<Candidate>& out);

 private:
  bool has_context(std::uint32_t rule, const model::TextUnit& unit);
  bool has_sibling(const rules::Rule& rule, const model::Fact& fact, std::span<const model::Fact> all);
  void judge(const model::Fact& fact, std::span<const model::Fact> all, const model::TextUnit& unit,
             std::vector<Candidate>& out);
  void consider(std::uint32_t rule, const model::Fact& fact, const model::Argument& argument,
                std::size_t position, const model::TextUnit& unit, std::vector<Candidate>& out);

  const rules::RuleSet* rules_;
  std::vector<std::uint32_t> matching_;
  std::unordered_map<std::uint32_t, bool> contexts_;  // of the unit, by rule
  model::Fact argument_fact_;                         // a named argument seen as an assignment
  std::unordered_map<std::string, std::uint32_t>
      names_;  // of the unit's facts, block by block; filled on demand
};

}  // namespace tamis::detect
