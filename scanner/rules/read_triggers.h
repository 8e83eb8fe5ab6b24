// Read triggers: the literals that make a reader look at a place, on behalf of all rules that take facts.
//
//   for (const auto& trigger : read_triggers(rules, lexicon)) spec.literals.push_back({trigger.literal,
//   true});
//
// Each fact that a rule takes holds, in any of the spellings that rules/names.h calls one name, at least one
// of these literals. All ignore ASCII case. A literal that contains another one of them is left out: the
// shorter one hits anyway, and leads to what the longer one leads to.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rules/lead.h"
#include "rules/lexicon.h"
#include "rules/rule.h"

namespace tamis::rules {

struct ReadTrigger {
  std::string literal;
  Lead lead;
};

std::vector<ReadTrigger> read_triggers(std::span<const Rule> rules, const Lexicon& lexicon);

}  // namespace tamis::rules
