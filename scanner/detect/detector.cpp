#include "detect/detector.h"

#include <algorithm>
#include <string>
#include <utility>

#include "detect/candidate.h"
#include "detect/fact_stage.h"
#include "detect/merge.h"
#include "detect/name_memo.h"
#include "detect/redact.h"
#include "detect/regions.h"
#include "detect/token_stage.h"
#include "detect/validators.h"
#include "engine/engine.h"
#include "read/fences.h"
#include "read/gate.h"
#include "read/nested.h"
#include "read/reader.h"
#include "read/secret_file.h"

namespace tamis::detect {
namespace {

// Known to all on purpose: without a key of one's own, fingerprints are stable between machines, not
// confidential.
constexpr std::string_view kPublicKey = "tamis-fingerprint-v1";

// A pair's name may stand this far from its value.
constexpr std::size_t kReach = 256;

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
        fact_stage(*rules) {
    if (options.fingerprint_key.empty()) options.fingerprint_key = kPublicKey;
  }

  std::optional<Cut> run_hits(const model::TextUnit& unit, model::Pulse& pulse);
  void begin_reading(const model::TextUnit& unit);
  void follow(const rules::Lead& lead, const model::Hit& hit);
  std::size_t put_near_facts_first();
  bool may_be_named(model::Span hit);
  bool may_be_called(model::Span hit);
  bool may_be_in_path(model::Span hit) const;
  void run_readers(const model::TextUnit& unit, model::Pulse& pulse);
  void locate(const model::TextUnit& unit);
  model::Finding to_finding(Candidate& candidate) const;

  std::shared_ptr<const rules::RuleSet> rules;
  Options options;
  engine::ScratchPtr scratch;
  FactStage fact_stage;
  NameMemo known_names;

  std::string path;
  std::vector<Candidate> candidates;  // of the blob
  // Reused for each unit:
  std::vector<model::Hit> hits;
  read::Gate gate;
  model::Language language = model::Language::unknown;
  std::vector<read::Fence> fences;  // of a document
  std::string_view text;
  std::string_view name;             // gives context; empty for texts inside texts
  std::vector<model::Span> regions;  // for the reader of the language
  std::vector<model::Span> urls;
  std::vector<model::Span> headers;
  std::vector<model::Span> commands;
  std::vector<model::Fact> facts;
  std::vector<Candidate> fresh;
};

// Stage 1 and, for tokens and blocks, stage 2; names that want a reader leave a region.
std::optional<Cut> Detector::Impl::run_hits(const model::TextUnit& unit, model::Pulse& pulse) {
  std::optional<Cut> cut;
  if (!rules->engine().scan(unit.text, *scratch, hits)) cut = engine_cut(unit);
  const bool readable = unit.kind != model::UnitKind::name && unit.kind != model::UnitKind::raw;
  bool begun = false;
  for (const model::Hit& hit : hits) {
    if (!pulse.beat()) return cut;
    for (const rules::Trigger& trigger : rules->triggers(hit.expression)) {
      switch (trigger.kind) {
        case rules::TriggerKind::token:
        case rules::TriggerKind::expression:
          run_token_rule(*rules, trigger.rule, unit.text, hit, fresh);
          break;
        case rules::TriggerKind::block:
          run_block_rule(*rules, trigger.rule, trigger.index, unit.text, hit, fresh);
          break;
        case rules::TriggerKind::read:
          if (!readable) break;
          if (!begun) begin_reading(unit);
          begun = true;
          follow(rules->lead(trigger.index), hit);
          break;
      }
    }
  }
  return cut;
}

// The language is asked for on the first hit that wants a reader: most texts have none.
void Detector::Impl::begin_reading(const model::TextUnit& unit) {
  text = unit.text;
  name = unit.kind == model::UnitKind::text ? std::string_view(unit.name) : std::string_view();
  language = read::identify_language(name, text);
  // What powershell -EncodedCommand is given: base64 of UTF-16. A short command says little by itself.
  const bool says_little = language == model::Language::unknown || language == model::Language::plain ||
                           language == model::Language::shell || language == model::Language::batch;
  const bool encoded_command = unit.kind == model::UnitKind::decoded && unit.decoded_by.size() >= 2 &&
                               unit.decoded_by.back().starts_with("utf-16");
  if (says_little && encoded_command) language = model::Language::powershell;
  gate = read::Gate(text, language);
  fences.clear();
  if (language == model::Language::markdown) fences = read::find_fences(text);
}

bool Detector::Impl::may_be_named(model::Span hit) {
  const auto found = gate.name_around(hit);
  if (!found) return false;
  const auto known = [this](std::string_view asked) { return rules->may_be_name(asked); };
  if (known_names.answer(found->in(text), known)) return gate.may_assign(*found);
  return gate.may_assign(*found) && known(gate.worded_name(*found).in(text));
}

bool Detector::Impl::may_be_called(model::Span hit) {
  const auto callee = gate.callee_around(hit);
  const auto written = callee.in(text);
  const auto spoken = read::language_at(fences, hit.begin, language);
  auto arguments = rules->callee_arguments(written, spoken);
  if (const auto minus = written.find_last_of('-'); !arguments && minus != std::string_view::npos)
    arguments = rules->callee_arguments(written.substr(minus + 1), spoken);
  return arguments && gate.may_call(callee, *arguments);
}

bool Detector::Impl::may_be_in_path(model::Span hit) const {
  const auto found = gate.name_around(hit);
  if (!found || !rules->may_be_component(found->in(text))) return false;
  return found->in(text).find(' ') == std::string_view::npos || gate.may_have_operand(*found);
}

void Detector::Impl::follow(const rules::Lead& lead, const model::Hit& hit) {
  using rules::Role;
  const model::Span span{hit.begin, hit.end};
  if (!fences.empty()) gate.speak(read::language_at(fences, hit.begin, language));
  if (lead.has(Role::userinfo) && gate.may_have_userinfo(span)) add_region(urls, hit);
  if (lead.has(Role::header) && gate.may_be_header(span)) add_region(headers, hit);
  const bool runs = lead.has(Role::program) && gate.may_run(span, lead.words);
  if (runs) add_region(commands, hit);
  const bool wanted = runs || (lead.has(Role::name) && may_be_named(span)) ||
                      (lead.has(Role::call) && may_be_called(span)) ||
                      (lead.has(Role::option) && gate.may_be_option(span, lead.beside)) ||
                      (lead.has(Role::path) && may_be_in_path(span));
  if (wanted) add_region(regions, hit);
}

// Readers tell more than they were asked for. What a rule takes holds a trigger, so only facts with a hit in
// or near them are judged; they go first, the others may be their siblings. Not so where names are computed
// (PowerShell) or follow from a statement (SQL), and where headers stand above their cells.
std::size_t Detector::Impl::put_near_facts_first() {
  if (language == model::Language::powershell || language == model::Language::sql) return facts.size();
  const auto far = std::stable_partition(facts.begin(), facts.end(), [this](const model::Fact& fact) {
    switch (fact.kind) {
      case model::FactKind::assignment:
      case model::FactKind::call:
      case model::FactKind::option:
        return read::touches(regions, fact.span, kReach);
      default:
        return true;
    }
  });
  return static_cast<std::size_t>(far - facts.begin());
}

void Detector::Impl::run_readers(const model::TextUnit& unit, model::Pulse& pulse) {
  // A file that is nothing but a password has no name in it to hit.
  if (unit.kind == model::UnitKind::text) {
    const auto kind = read::secret_file(unit.name);
    if (kind != read::SecretFile::none && (regions.empty() || read::is_table(kind))) {
      begin_reading(unit);
      regions.assign(1, {0, unit.text.size()});
    }
  }
  if (regions.empty() && urls.empty() && headers.empty()) return;
  facts.clear();
  read::read_facts({.text = unit.text,
                    .name = name,
                    .language = language,
                    .regions = regions,
                    .urls = urls,
                    .headers = headers,
                    .commands = commands,
                    .pulse = &pulse},
                   facts);
  fact_stage.run(facts, put_near_facts_first(), unit, pulse, fresh);
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
  impl_->urls.clear();
  impl_->headers.clear();
  impl_->commands.clear();
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
