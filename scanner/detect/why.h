// Explains a finding in one true sentence that a person understands, without the secret.
#pragma once

#include <cstddef>
#include <string>

#include "detect/assess.h"
#include "model/fact.h"
#include "model/text_unit.h"
#include "rules/rule.h"

namespace tamis::detect {

struct Explained {
  const rules::Rule& rule;
  const model::Fact& fact;
  const model::Argument& argument;
  std::size_t position = 0;  // 1-based, of a call's positional argument
  const model::TextUnit& unit;
  const Judgement& judgement;
};

std::string explain(const Explained& what);

}  // namespace tamis::detect
