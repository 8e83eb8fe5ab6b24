// Anchors: which literals the engine looks for on behalf of a token rule.
//
//   const auto shape = analyse_pattern(rule.token.pattern, rule.token.nocase);
//   const Anchors anchors = choose_anchors(rule.token, shape);
//   if (anchors.literals.empty()) …      // no usable literal: search the whole expression
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "rules/pattern_shape.h"
#include "rules/rule.h"

namespace tamis::rules {

inline constexpr std::size_t kMinAnchorBytes = 3;
inline constexpr std::size_t kMaxPatternWidth = 8192;

struct Anchors {
  std::vector<std::string> literals;  // of which every match holds at least one
  bool nocase = false;
  bool at_start = false;  // every match begins with one of them
};

// The rule's own anchors, or the rarest that can be derived; none where the pattern has no literal of
// kMinAnchorBytes.
Anchors choose_anchors(const TokenMatcher& token, const std::optional<PatternShape>& shape);

}  // namespace tamis::rules
