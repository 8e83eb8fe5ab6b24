#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "rules/rule_set.h"

namespace tamis::rules {
namespace {

bool chosen_by(const Rule& rule, const std::string& choice) {
  return base::glob_match(choice, rule.id) ||
         std::find(rule.tags.begin(), rule.tags.end(), choice) != rule.tags.end();
}

bool chosen_by_any(const Rule& rule, std::span<const std::string> choices) {
  return std::any_of(choices.begin(), choices.end(),
                     [&](const auto& choice) { return chosen_by(rule, choice); });
}

}  // namespace

base::Result<void> select_rules(std::vector<Rule>& rules, std::span<const std::string> enable,
                                std::span<const std::string> disable) {
  for (const auto list : {enable, disable}) {
    for (const auto& choice : list) {
      const bool known =
          std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return chosen_by(rule, choice); });
      if (!known) {
        return base::fail(base::ErrorCode::invalid_argument,
                          "no rule has the id, glob or tag '" + choice + "'");
      }
    }
  }
  std::erase_if(rules, [&](const Rule& rule) {
    return (!enable.empty() && !chosen_by_any(rule, enable)) || chosen_by_any(rule, disable);
  });
  return {};
}

}  // namespace tamis::rules
