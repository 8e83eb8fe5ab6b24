// What the build made out of patterns/ (see embed/): bytes linked into the program.
#pragma once

#include <string_view>

namespace tamis::rules {

std::string_view builtin_rules_blob();           // rules without examples, and the lexicon
std::string_view builtin_rules_examples_blob();  // the same with examples
// patterns/rule.schema.json as it stands: the JSON Schema of rule files.
std::string_view rule_schema();

}  // namespace tamis::rules
