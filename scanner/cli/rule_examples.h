// Runs the examples of rules through the whole scanner.
//
//   auto failures = test_examples(rules, options, counts);   // each names its rule and file
//
// An example passes when exactly its secrets are reported by its rule. A secret that a more specific rule
// reports instead (two rules on one secret are one finding) counts when the rule finds it on its own. A
// negative example passes when no finding of the rule appears.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "rules/rule.h"
#include "scan/scanner.h"

namespace tamis::cli {

struct ExampleFailure {
  std::string rule;
  std::string file;
  std::size_t number = 0;  // 1-based among the rule's examples of this sort
  bool negative = false;
  std::vector<std::string> missing;
  std::vector<std::string> unexpected;
};

struct ExampleCounts {
  std::size_t rules = 0;
  std::size_t examples = 0;
  std::size_t negative_examples = 0;
  std::vector<std::string> without_examples;  // ids
};

// `options` tell the scanner's rules; confidence and secrets are set here.
base::Result<std::vector<ExampleFailure>> test_examples(std::span<const rules::Rule> rules,
                                                        scan::Options options, ExampleCounts& counts);

}  // namespace tamis::cli
