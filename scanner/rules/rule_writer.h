// Writes a rule as the YAML that the loader reads: for `tamis rules show` and for checking that nothing is
// lost on the way.
#pragma once

#include <string>

#include "base/result.h"
#include "rules/rule.h"

namespace tamis::rules {

// A whole file holding this one rule; fields that have their default are left out. parse_rules() gives the
// rule back. Errors: invalid_argument when a text is not UTF-8, which YAML cannot hold.
base::Result<std::string> to_yaml(const Rule& rule);

}  // namespace tamis::rules
