// Catalogue: rules and lexicon as plain values, before they are compiled into a RuleSet.
#pragma once

#include <vector>

#include "rules/lexicon.h"
#include "rules/rule.h"

namespace tamis::rules {

struct Catalogue {
  std::vector<Rule> rules;
  Lexicon lexicon;
};

}  // namespace tamis::rules
