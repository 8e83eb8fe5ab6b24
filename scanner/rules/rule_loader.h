// Rule files: YAML text → rules. docs/rules.md describes the format, patterns/rule.schema.json defines it.
//
//   auto rules = parse_rules(text, "patterns/ldap/sssd.yaml", {});
//   if (!rules) std::cerr << rules.error().message;   // every problem of the file, one a line
//
// Thread-safe: no state outside the call. No exception leaves.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/rule.h"

namespace tamis::rules {

// `validators`: the names that `validate` may use; any name when empty.
base::Result<std::vector<Rule>> parse_rules(std::string_view text, const std::string& path,
                                            std::span<const std::string_view> validators);

// The *.yaml files below `folder` in sorted order, but none below a folder named "lexicon"; or `path` itself
// when it is a file. Errors: not_found, unreadable.
base::Result<std::vector<std::string>> list_rule_files(const std::string& path);

// A whole rule file. Errors: not_found, unreadable, limit.
base::Result<std::string> read_rule_file(const std::string& path);

}  // namespace tamis::rules
