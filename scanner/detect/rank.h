// Which of two rules on one secret is named: the more specific one.
#pragma once

#include "rules/rule.h"

namespace tamis::detect {

// `proved`: a checksum or structure was verified.
inline int rank_of(const rules::Rule& rule, bool proved = false) {
  using rules::RuleKind;
  switch (rule.kind) {
    case RuleKind::block:
      return 9;
    case RuleKind::token:
      return proved ? 8 : 6;
    case RuleKind::userinfo:
    case RuleKind::header:
      return 5;
    default:
      break;
  }
  const bool by_group = !rule.match.name_groups.empty();
  switch (rule.strength) {
    case rules::Strength::certain:
      return by_group ? 5 : 7;
    case rules::Strength::named:
      return by_group ? 2 : 3;
    case rules::Strength::vague:
      break;
  }
  return 1;
}

}  // namespace tamis::detect
