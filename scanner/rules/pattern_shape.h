// PatternShape: what can be said of an expression without compiling it: how wide its matches are, with which
// literals each begins, which literals each holds. Reading 500 patterns costs a millisecond; compiling them
// costs 150.
//
//   auto shape = analyse_pattern("(?:ghp|gho)_[A-Za-z0-9]{36}", false);
//   shape->max_width       // 40
//   shape->prefixes        // {"ghp_", "gho_"}: every match begins with one of them
//
// The grammar is RE2's on bytes (Latin-1). What it does not know (\pL, \Q…\E, …) gives nothing, and the
// caller asks the libraries themselves. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tamis::rules {

struct PatternShape {
  std::uint64_t min_width = 0;
  std::optional<std::uint64_t> max_width;  // nothing: unbounded
  // Ignores case, at least in part; all literals below are then in lower case.
  bool nocase = false;
  // Each match begins with one of these; empty: nothing is known.
  std::vector<std::string> prefixes;
  // Sets of literals: of each set, every match holds at least one.
  std::vector<std::vector<std::string>> required;
};

std::optional<PatternShape> analyse_pattern(std::string_view pattern, bool nocase);

}  // namespace tamis::rules
