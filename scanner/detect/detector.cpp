#include "detect/detector.h"

#include <algorithm>
#include <string>
#include <utility>

#include "detect/candidate.h"
#include "detect/fact_stage.h"
#include "detect/merge.h"
#include "detect/redact.h"
#include "detect/regions.h"
#include "detect/token_stage.h"
#include "detect/validators.h"
#include "engine/engine.h"
#include "read/reader.h"
#include "read/secret_file.h"
#include "rules/value_patterns.h"

namespace tamis::detect {
namespace {

// Known to all on purpose: without a key of one's own, fingerprints are stable between machines, not
// confidential.
constexpr std::string_view kPublicKey = "tamis-fingerprint-v1";

base::Result<void> check_validators(const rules::RuleSet& rules) {
  for (const auto& rule : rules.rules()) {
    for (const auto& call : rule.validate) {
      if (find_validator(call.name) == nullptr) {
        return base::fail(base::ErrorCode::invalid_argument,
                          "rule " + rule.id + ": unknown validator '" + call.name + "'");
      }
    }
  }
  return {};
}

// The engine says that hits may be missing.
Cut engine_cut(const model::TextUnit& unit) {
  if (unit.text.size() > engine::kMaxText) {
    return {model::SkipReason::size, "limit for one text = " + std::to_string(engine::kMaxText) +
                                         " bytes: what comes behind was not scanned"};
  }
  return {model::SkipReason::crashed, "the search for anchors failed"};
}

}  // namespace

struct Detector::Impl {
  Impl(std::shared_ptr<const rules::RuleSet> set, Options chosen, engine::ScratchPtr own_scratch)
      : rules(std::move(set)),
        options(std::move(chosen)),
        scratch(std::move(own_scratch)),
        patterns(rules->lexicon()),
        fact_stage(*rules, patterns) {
    if (options.fingerprint_key.empty()) options.fingerprint_key = kPublicKey;
  }

  std::optional<Cut> run_hits(const model::TextUnit& unit, model::Pulse& pulse);
  void run_readers(const model::TextUnit& unit, model::Pulse& pulse);
  void locate(const model::TextUnit& unit);
  model::Finding to_finding(Candidate& candidate) const;

  std::shared_ptr<const rules::RuleSet> rules;
  Options options;
  engine::ScratchPtr scratch;
  rules::ValuePatterns patterns;
  FactStage fact_stage;

  std::string path;
  std::vector<Candidate> candidates;  // of the blob
  // Reused for each unit:
  std::vector<model::Hit> hits;
  std::vector<model::Span> regions;
  std::vector<model::Fact> facts;
  std::vector<Candidate> fresh;
};

// Stage 1 and, for tokens and blocks, stage 2; names that want a reader leave a region.
std::optional<Cut> Detector::Impl::run_hits(const model::TextUnit& unit, model::Pulse& pulse) {
  std::optional<Cut> cut;
  if (!rules->engine().scan(unit.text, *scratch, hits)) cut = engine_cut(unit);
  for (const model::Hit& hit : hits) {
    if (!pulse.beat()) return cut;
    bool read = false;
    for (const rules::Trigger& trigger : rules->triggers(hit.expression)) {
      switch (trigger.kind) {
        case rules::TriggerKind::token:
        case rules::TriggerKind::expression:
          run_token_rule(*rules, patterns, trigger.rule, unit.text, hit, fresh);
          break;
        case rules::TriggerKind::block:
          run_block_rule(*rules, trigger.rule, trigger.index, unit.text, hit, fresh);
          break;
        case rules::TriggerKind::read:
          read = true;
          break;
      }
    }
    if (read && worth_reading(unit.text, hit)) add_region(regions, hit);
  }
  return cut;
}

void Detector::Impl::run_readers(const model::TextUnit& unit, model::Pulse& pulse) {
  if (unit.kind == model::UnitKind::name || unit.kind == model::UnitKind::raw) return;
  // A file that is nothing but a password has no name in it to hit.
  if (regions.empty() && unit.kind == model::UnitKind::text && read::is_secret_file(unit.name)) {
    regions.push_back({0, unit.text.size()});
  }
  if (regions.empty()) return;
  facts.clear();
  const bool named = unit.kind == model::UnitKind::text;
  const std::string_view name = named ? unit.name : std::string_view();
  read::read_facts({.text = unit.text,
                    .name = name,
                    .language = read::identify_language(name, unit.text),
                    .regions = regions,
                    .pulse = &pulse},
                   facts);
  fact_stage.run(facts, unit, pulse, fresh);
}

// Turns offsets of this unit into places of its member while the unit still lives.
void Detector::Impl::locate(const model::TextUnit& unit) {
  std::vector<model::Span> masked;
  for (const Candidate& candidate : fresh) masked.push_back(candidate.span);
  join_spans(masked);
  for (Candidate& candidate : fresh) {
    if (candidate.confidence < options.min_confidence) continue;
    candidate.member = unit.member;
    candidate.begin = unit.offsets->locate(candidate.span.begin);
    candidate.end = unit.offsets->locate(candidate.span.end);
    for (const std::size_t use : candidate.uses) candidate.places.push_back(unit.offsets->locate(use));
    candidate.masked_line = mask_line(unit.text, candidate.span.begin, masked, options.redact_show);
    candidate.decoded_by.insert(candidate.decoded_by.begin(), unit.decoded_by.begin(), unit.decoded_by.end());
    candidates.push_back(std::move(candidate));
  }
}

model::Finding Detector::Impl::to_finding(Candidate& candidate) const {
  const rules::Rule& rule = rules->rules()[candidate.rule];
  model::Finding finding;
  finding.rule_id = rule.id;
  finding.rule_name = rule.name;
  finding.kind = rule.reports;
  finding.severity = rule.severity;
  finding.confidence = candidate.confidence;
  finding.location = {.path = path,
                      .member = std::move(candidate.member),
                      .line = candidate.begin.line,
                      .column = candidate.begin.column,
                      .end_line = candidate.end.line,
                      .end_column = candidate.end.column,
                      .byte_start = candidate.begin.byte,
                      .byte_end = candidate.end.byte};
  finding.redacted = redact(candidate.secret, options.redact_show);
  finding.masked_line = std::move(candidate.masked_line);
  finding.fingerprint =
      fingerprint(options.fingerprint_key, rule.id, candidate.secret, path, finding.location.member);
  finding.why = std::move(candidate.why);
  finding.decoded_by = std::move(candidate.decoded_by);
  for (const auto& place : candidate.places) finding.places.push_back({place.line, place.column});
  finding.remediation = rule.remediation;
  if (options.keep_secrets) finding.secret = std::move(candidate.secret);
  return finding;
}

Detector::Detector(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Detector::Detector(Detector&&) noexcept = default;
Detector& Detector::operator=(Detector&&) noexcept = default;
Detector::~Detector() = default;

base::Result<Detector> Detector::create(std::shared_ptr<const rules::RuleSet> rules, Options options) {
  if (auto checked = check_validators(*rules); !checked) return tl::unexpected(checked.error());
  auto scratch = rules->engine().make_scratch();
  if (!scratch) return tl::unexpected(scratch.error());
  return Detector(std::make_unique<Impl>(std::move(rules), std::move(options), std::move(*scratch)));
}

void Detector::begin(std::string_view path) {
  impl_->path = path;
  impl_->candidates.clear();
}

std::optional<Cut> Detector::analyse(const model::TextUnit& unit, model::Pulse* pulse) {
  model::Pulse endless;
  model::Pulse& asked = pulse != nullptr ? *pulse : endless;
  if (!asked.beat()) return Cut{};
  impl_->fresh.clear();
  impl_->regions.clear();
  auto cut = impl_->run_hits(unit, asked);
  impl_->run_readers(unit, asked);
  if (!impl_->fresh.empty()) impl_->locate(unit);
  if (!cut && asked.ended()) cut = Cut{};
  return cut;
}

std::vector<model::Finding> Detector::finish() {
  merge_candidates(impl_->candidates);
  std::vector<model::Finding> findings;
  findings.reserve(impl_->candidates.size());
  for (Candidate& candidate : impl_->candidates) findings.push_back(impl_->to_finding(candidate));
  impl_->candidates.clear();
  return findings;
}

}  // namespace tamis::detect
