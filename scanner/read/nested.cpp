#include "read/nested.h"

#include <algorithm>
#include <span>

namespace tamis::read {
namespace {

using model::Span;

// Regions are sorted and do not overlap: the first whose end lies at or behind `begin`.
std::span<const Span>::iterator first_touching(std::span<const Span> regions, std::size_t begin) {
  return std::partition_point(regions.begin(), regions.end(),
                              [begin](Span region) { return region.end < begin; });
}

// Blocks of an inner text: every block takes at least a byte, so its place keeps two texts apart, and the
// step keeps levels apart.
constexpr std::uint32_t kLevelOfBlocks = 0x1000'0000;

enum class EveryText : bool { again, seen };

// Reads `inner` and moves its facts into `facts`, every span and offset led through `lead`. Where the outer
// text holds the inner one as it is, the readers that look at every text have seen it there.
template <class Lead>
void read_moved(const Input& inner, EveryText every_text, std::vector<model::Fact>& facts, const Lead& lead) {
  std::vector<model::Fact> found;
  read_facts(inner, found);
  const auto blocks = kLevelOfBlocks + static_cast<std::uint32_t>(lead(Span{}).begin);
  for (auto& fact : found) {
    const bool seen = fact.kind == model::FactKind::userinfo || fact.kind == model::FactKind::header;
    if (seen && every_text == EveryText::seen) continue;
    fact.block += blocks;
    fact.span = lead(fact.span);
    for (auto& argument : fact.arguments) {
      argument.value.span = lead(argument.value.span);
      for (auto& step : argument.value.trail) step.offset = lead(Span{step.offset, step.offset}).begin;
    }
    facts.push_back(std::move(fact));
  }
}

}  // namespace

void MappedText::append(char byte, std::size_t at) {
  text += byte;
  source.push_back(at);
  end = at + 1;
}

void MappedText::append(std::string_view bytes, std::size_t at) {
  for (const char byte : bytes) append(byte, at);
}

Span MappedText::outer(Span span) const {
  const auto at = [this](std::size_t offset) { return offset < source.size() ? source[offset] : end; };
  return {at(span.begin), std::max(at(span.begin), at(span.end))};
}

std::vector<Span> regions_within(std::span<const Span> regions, Span part) {
  std::vector<Span> inner;
  for (auto it = first_touching(regions, part.begin); it != regions.end() && it->begin <= part.end; ++it) {
    inner.push_back({std::max(it->begin, part.begin) - part.begin, std::min(it->end, part.end) - part.begin});
  }
  return inner;
}

bool touches(std::span<const Span> regions, Span part, std::size_t reach) {
  const auto it = first_touching(regions, part.begin > reach ? part.begin - reach : 0);
  return it != regions.end() && it->begin <= part.end + reach;
}

void read_nested(const Input& outer, Span part, model::Language language, std::vector<model::Fact>& facts) {
  if (outer.depth >= kMaxDepth || part.empty() || part.end > outer.text.size()) return;
  const auto regions = regions_within(outer.regions, part);
  if (regions.empty()) return;
  const Input inner{.text = part.in(outer.text),
                    .name = outer.name,
                    .language = language,
                    .regions = regions,
                    .depth = outer.depth + 1,
                    .pulse = outer.pulse};
  read_moved(inner, EveryText::seen, facts, [part](Span span) {
    return Span{span.begin + part.begin, span.end + part.begin};
  });
}

void read_nested(const Input& outer, const MappedText& mapped, model::Language language,
                 std::vector<model::Fact>& facts) {
  if (outer.depth >= kMaxDepth || mapped.text.empty()) return;
  if (!touches(outer.regions, Span{mapped.source.front(), mapped.end})) return;
  // Escapes move offsets by a varying amount, so the whole inner text is its region: it is one string.
  const std::vector<Span> regions = {{0, mapped.text.size()}};
  const Input inner{.text = mapped.text,
                    .name = outer.name,
                    .language = language,
                    .regions = regions,
                    .depth = outer.depth + 1,
                    .pulse = outer.pulse};
  read_moved(inner, EveryText::again, facts, [&mapped](Span span) { return mapped.outer(span); });
}

}  // namespace tamis::read
