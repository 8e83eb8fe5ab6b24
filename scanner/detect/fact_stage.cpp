#include "detect/fact_stage.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "detect/assess.h"
#include "detect/rank.h"
#include "detect/sample_file.h"
#include "detect/validators.h"
#include "detect/why.h"
#include "rules/names.h"

namespace tamis::detect {
namespace {

using model::Fact;
using model::FactKind;

bool file_matches(const rules::Rule& rule, const model::TextUnit& unit) {
  if (rule.match.files.empty()) return true;
  const std::string_view inside = unit.member.empty() ? unit.path : unit.member;
  return std::any_of(rule.match.files.begin(), rule.match.files.end(), [&](const std::string& pattern) {
    return base::glob_match(pattern, inside) || base::glob_match(pattern, base::file_name(unit.name));
  });
}

// bind("cn=…", secret) is a bind; bind("topic", "name") is none.
bool account_fits(const rules::Rule& rule, const Fact& fact) {
  if (rule.match.account == 0) return true;
  std::uint32_t position = 0;
  for (const auto& argument : fact.arguments) {
    if (!argument.name.empty() || ++position != rule.match.account) continue;
    const auto& value = argument.value;
    return value.state != model::ValueState::constant ||
           value.text.find_first_of("=@\\") != std::string::npos;
  }
  return true;
}

// All but the digests and keys that a rule expects is judged by the value's looks.
bool expects_digest(const rules::Rule& rule) {
  return rule.reports == "hash" || rule.reports == "key";
}

bool validators_accept(const rules::Rule& rule, std::string_view secret) {
  return std::all_of(rule.validate.begin(), rule.validate.end(), [&](const rules::ValidatorCall& call) {
    const Validator* validator = find_validator(call.name);
    return validator != nullptr && validator->accepts(secret, secret, call.argument);
  });
}

// 10.1.1.1, nas, srv.mairie.lan: documentation has public names.
bool is_of_own_network(std::string_view host) {
  host = host.substr(0, host.find_first_of(":/"));
  if (host.empty() || host == "host" || host == "localhost" || host == "server" || host == "hostname")
    return false;
  const auto dot = host.rfind('.');
  if (dot == std::string_view::npos) return true;
  const auto last = host.substr(dot + 1);
  constexpr std::string_view kOwn[] = {"lan",  "local", "internal",    "intra",
                                       "corp", "home",  "localdomain", "intranet"};
  return (!last.empty() && base::is_digit(last.front())) ||
         std::any_of(std::begin(kOwn), std::end(kOwn),
                     [last](std::string_view own) { return base::equal_nocase(own, last); });
}

// The name of a fact in its block, as a key.
std::string name_in_block(std::uint32_t block, std::string_view name) {
  return std::to_string(block) + ":" + rules::normalise_name(name);
}

}  // namespace

// The text is searched once for each rule that asks.
bool FactStage::has_context(std::uint32_t index, const model::TextUnit& unit) {
  const auto& words = rules_->rules()[index].match.context;
  if (words.empty()) return true;
  const auto [known, fresh] = contexts_.try_emplace(index, false);
  if (fresh) {
    known->second = std::any_of(words.begin(), words.end(), [&unit](const std::string& word) {
      return base::find_nocase(unit.text, word) != std::string_view::npos;
    });
  }
  return known->second;
}

// Looked up for every fact of some rules: the names of a unit are counted once.
bool FactStage::has_sibling(const rules::Rule& rule, const Fact& fact, std::span<const Fact> all) {
  if (rule.match.siblings.empty()) return true;
  if (names_.empty()) {
    for (const Fact& other : all) ++names_[name_in_block(other.block, other.name)];
  }
  const bool counted = &fact != &argument_fact_;  // it is no sibling of its own
  const auto own = name_in_block(fact.block, fact.name);
  return std::any_of(rule.match.siblings.begin(), rule.match.siblings.end(), [&](const std::string& sibling) {
    const auto key = name_in_block(fact.block, sibling);
    const auto found = names_.find(key);
    return found != names_.end() && found->second > (counted && key == own ? 1U : 0U);
  });
}

void FactStage::run(std::span<const Fact> facts, std::size_t judged, const model::TextUnit& unit,
                    model::Pulse& pulse, std::vector<Candidate>& out) {
  names_.clear();
  contexts_.clear();
  for (const Fact& fact : facts.first(judged)) {
    if (!pulse.beat(1 + fact.arguments.size())) return;
    judge(fact, facts, unit, out);
    if (fact.kind != FactKind::call) continue;
    // `Connect-Thing -Password 'x'`, `connect(password="x")`: each named argument is an assignment too.
    for (const auto& argument : fact.arguments) {
      if (argument.name.empty() || argument.value.state != model::ValueState::constant) continue;
      argument_fact_.kind = FactKind::assignment;
      argument_fact_.language = fact.language;
      argument_fact_.name = argument.name;
      argument_fact_.path = fact.name + "." + argument.name;
      argument_fact_.arguments.assign(1, {std::string(), argument.value});
      argument_fact_.span = fact.span;
      argument_fact_.block = fact.block;
      argument_fact_.in_comment = fact.in_comment;
      judge(argument_fact_, facts, unit, out);
    }
  }
}

void FactStage::judge(const Fact& fact, std::span<const Fact> all, const model::TextUnit& unit,
                      std::vector<Candidate>& out) {
  if (fact.arguments.empty()) return;
  const model::Value& first = fact.arguments.front().value;
  if (fact.kind != FactKind::call && (first.state != model::ValueState::constant || first.text.empty()))
    return;
  matching_.clear();
  rules_->candidates(fact, matching_);
  std::optional<bool> disqualified;  // asked of the rules that take names by their group
  for (const std::uint32_t index : matching_) {
    const rules::Rule& rule = rules_->rules()[index];
    if (!has_context(index, unit)) continue;
    if (!rule.match.name_groups.empty()) {
      if (!disqualified) disqualified = rules_->is_disqualified(fact.name);
      if (*disqualified) continue;
    }
    if (!file_matches(rule, unit) || !has_sibling(rule, fact, all)) continue;
    if (fact.kind != FactKind::call) {
      consider(index, fact, fact.arguments.front(), 0, unit, out);
      continue;
    }
    if (fact.arguments.size() < rule.match.min_arguments || !account_fits(rule, fact)) continue;
    std::size_t position = 0;
    for (const auto& argument : fact.arguments) {
      if (argument.name.empty()) {
        ++position;
        const auto& wanted = rule.match.positions;
        if (std::find(wanted.begin(), wanted.end(), position) != wanted.end())
          consider(index, fact, argument, position, unit, out);
      } else {
        const auto name = rules::normalise_name(argument.name);
        const auto& wanted = rule.match.named;
        if (std::any_of(wanted.begin(), wanted.end(),
                        [&](const std::string& w) { return rules::normalise_name(w) == name; })) {
          consider(index, fact, argument, 0, unit, out);
        }
      }
    }
  }
}

void FactStage::consider(std::uint32_t index, const Fact& fact, const model::Argument& argument,
                         std::size_t position, const model::TextUnit& unit, std::vector<Candidate>& out) {
  const model::Value& value = argument.value;
  if (value.state != model::ValueState::constant || value.text.empty()) return;
  if (value.span.end > unit.text.size() || value.span.begin >= value.span.end) return;
  const rules::Rule& rule = rules_->rules()[index];
  if (!validators_accept(rule, value.text)) return;
  Place place{.strength = rule.strength,
              .language = fact.language,
              .name = argument.name.empty() ? std::string_view(fact.name) : std::string_view(argument.name),
              .path = fact.path,
              .quoting = value.quoting,
              .computed = value.computed,
              .of_own_network = fact.kind == FactKind::userinfo && is_of_own_network(fact.host),
              .in_address = fact.kind == FactKind::userinfo,
              .in_comment = fact.in_comment,
              .in_document = fact.in_document || (fact.in_comment && fact.kind == FactKind::option),
              .is_default = fact.is_default,
              .in_sample = is_sample_file(unit.name),
              .expects_digest = expects_digest(rule)};
  if (fact.kind == FactKind::call && position != 0) place.name = {};
  const Judgement judgement = assess(rules_->value_patterns(), place, value.text);
  if (!judgement.confidence) return;
  Candidate candidate{.rule = index,
                      .rank = rank_of(rule),
                      .confidence = std::min(*judgement.confidence, rule.confidence),
                      .secret = std::string(base::trim(value.text)),
                      .span = value.span};
  candidate.why = explain({.rule = rule,
                           .fact = fact,
                           .argument = argument,
                           .position = position,
                           .unit = unit,
                           .judgement = judgement});
  candidate.decoded_by = value.decoded_by;
  for (const auto& step : value.trail) candidate.uses.push_back(step.offset);
  if (!value.trail.empty() && fact.span.begin < unit.text.size()) candidate.uses.push_back(fact.span.begin);
  out.push_back(std::move(candidate));
}

}  // namespace tamis::detect
