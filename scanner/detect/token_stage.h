// Shaped tokens and long blocks: from an engine hit to a candidate, by the rule's expression, validators and
// context.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/candidate.h"
#include "model/hit.h"
#include "rules/rule_set.h"

namespace tamis::detect {

// Runs token rule `rule` around `hit`; appends what it finds.
void run_token_rule(const rules::RuleSet& rules, std::uint32_t rule, std::string_view text, model::Hit hit,
                    std::vector<Candidate>& out);

// Reads on from begin marker `marker` of block rule `rule` to its end marker.
void run_block_rule(const rules::RuleSet& rules, std::uint32_t rule, std::uint32_t marker,
                    std::string_view text, model::Hit hit, std::vector<Candidate>& out);

}  // namespace tamis::detect
