// Readers turn text near a hit into facts. A reader is tolerant (never fails on broken input), bounded
// (bytes, steps, depth), pure (no input but its text) and knows one language or one family of languages.
//
//   read::Input input{.text = unit.text, .name = unit.name, .language = read::identify_language(unit.name,
//   unit.text),
//                     .regions = regions};
//   std::vector<model::Fact> facts;
//   read::read_facts(input, facts);
//
// Values are resolved by the reader: names through the text's own assignments, constant expressions folded;
// what cannot be folded stays ValueState::unknown. Spans are offsets in `text`. Thread-safe: no state outside
// the call.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "model/language.h"
#include "model/pulse.h"
#include "model/span.h"

namespace tamis::read {

struct Input {
  std::string_view text;
  std::string_view name;  // file name, for context
  model::Language language = model::Language::unknown;
  // Where hits stand, sorted, not overlapping. A reader must report the facts that touch these; it may read
  // more of the text to understand them (assignments far above) and may report more.
  std::span<const model::Span> regions;
  // Where URLs with userinfo and HTTP headers may stand, for the readers that look at every text: the
  // regions, unless told.
  std::optional<std::span<const model::Span>> urls = std::nullopt;
  std::optional<std::span<const model::Span>> headers = std::nullopt;
  // Where programs stand whose command lines carry secrets.
  std::optional<std::span<const model::Span>> commands = std::nullopt;
  int depth = 0;  // texts inside texts (here-strings, heredocs, command lines); readers stop at kMaxDepth
  // Asked by every loop whose length the text decides; where it ends, a reader returns what it has.
  model::Pulse* pulse = nullptr;

  bool may_go_on(std::uint64_t steps = 1) const { return pulse == nullptr || pulse->beat(steps); }
};

inline constexpr int kMaxDepth = 4;

// Appends facts, ordered by where their constructs begin. Runs the reader of input.language, and the readers
// that look at every text (URLs with userinfo, HTTP headers).
void read_facts(const Input& input, std::vector<model::Fact>& facts);

// By name first (".ps1", "sssd.conf", "Dockerfile"), by content where the name says nothing ("#!", "<?xml",
// "param("). Looks at the first 4 KiB of text at most.
model::Language identify_language(std::string_view name, std::string_view text);

}  // namespace tamis::read
