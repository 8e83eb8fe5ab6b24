#include "rules/anchors.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::rules {
namespace {

// How seldom a literal occurs, roughly in bits, judged byte by byte: in ordinary text the frequent letters
// tell little, capitals, digits and symbols more. What every address begins with tells nothing.
double rarity(std::string_view literal) {
  for (const std::string_view common : {"https://", "http://", "www."}) {
    if (base::starts_with_nocase(literal, common)) literal.remove_prefix(common.size());
  }
  double bits = 0;
  for (const char c : literal) {
    if (std::string_view("etaoinsr \n\t").find(c) != std::string_view::npos)
      bits += 3;
    else if (base::is_lower(c))
      bits += 4.5;
    else if (std::string_view(".,_-/:=\"'()").find(c) != std::string_view::npos)
      bits += 4.5;
    else
      bits += 6;
  }
  return bits;
}

double rarity(const std::vector<std::string>& literals) {
  double least = 1e9;
  for (const auto& literal : literals) {
    if (literal.size() < kMinAnchorBytes) return 0;
    least = std::min(least, rarity(literal));
  }
  // Each literal more is one more that can hit.
  return literals.empty() ? 0 : least - 0.1 * static_cast<double>(literals.size());
}

bool begins_with(std::string_view text, std::string_view anchor, bool nocase) {
  return nocase ? base::starts_with_nocase(text, anchor) : text.starts_with(anchor);
}

// A literal that begins with another one of the same set hits nowhere else.
void drop_longer(std::vector<std::string>& literals, bool nocase) {
  std::sort(literals.begin(), literals.end(),
            [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
  std::vector<std::string> kept;
  for (auto& literal : literals) {
    const bool covered = std::any_of(
        kept.begin(), kept.end(), [&](const auto& shorter) { return begins_with(literal, shorter, nocase); });
    if (!covered) kept.push_back(std::move(literal));
  }
  literals = std::move(kept);
}

bool all_begin_with(const std::vector<std::string>& prefixes, const Anchors& anchors) {
  return !prefixes.empty() && std::all_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
    return std::any_of(anchors.literals.begin(), anchors.literals.end(), [&](const std::string& anchor) {
      return begins_with(prefix, anchor, anchors.nocase);
    });
  });
}

}  // namespace

Anchors choose_anchors(const TokenMatcher& token, const std::optional<PatternShape>& shape) {
  Anchors anchors;
  anchors.nocase = token.nocase || (shape && shape->nocase);
  anchors.literals = token.anchors;
  if (anchors.literals.empty() && shape) {
    // A match that begins at its anchor is the cheapest to verify: another literal must be rarer by far.
    constexpr double kStartIsWorth = 8;
    double best = rarity(shape->prefixes);
    if (best > 0) {
      best += kStartIsWorth;
      anchors.literals = shape->prefixes;
    }
    for (const auto& literals : shape->required) {
      const double found = rarity(literals);
      if (found <= best) continue;
      best = found;
      anchors.literals = literals;
    }
  }
  const bool too_short = std::any_of(anchors.literals.begin(), anchors.literals.end(),
                                     [](const auto& literal) { return literal.size() < kMinAnchorBytes; });
  if (too_short) anchors.literals.clear();
  drop_longer(anchors.literals, anchors.nocase);
  anchors.at_start = shape && all_begin_with(shape->prefixes, anchors);
  return anchors;
}

}  // namespace tamis::rules
