#include "rules/fields.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>

namespace tamis::rules {
namespace {

constexpr Field kFile[] = {{"family", true}, {"rules", true}};
constexpr Field kRule[] = {
    {"id", true}, {"name", true},       {"kind", true}, {"reports"},     {"severity"},    {"confidence"},
    {"strength"}, {"pattern"},          {"anchors"},    {"nocase"},      {"boundary"},    {"entropy"},
    {"near"},     {"near_bytes"},       {"check"},      {"begins"},      {"ends"},        {"max_bytes"},
    {"match"},    {"validate"},         {"tags"},       {"description"}, {"remediation"}, {"references"},
    {"examples"}, {"negative_examples"}};
constexpr Field kMatch[] = {{"names"},   {"name_groups"},   {"not_names"}, {"paths"},     {"programs"},
                            {"schemes"}, {"siblings"},      {"files"},     {"languages"}, {"positions"},
                            {"named"},   {"min_arguments"}, {"account"},   {"context"}};
constexpr Field kCheck[] = {{"class", true}, {"run", true}, {"within", true}};
constexpr Field kValidator[] = {{"name", true}, {"argument"}};
constexpr Field kRemediation[] = {{"en", true}, {"fr"}};
constexpr Field kExample[] = {{"file"}, {"text", true}, {"secrets", true}};
constexpr Field kNegativeExample[] = {{"file"}, {"text", true}};

constexpr std::string_view kKinds[] = {"token",  "block", "assignment", "call",
                                       "option", "cell",  "header",     "userinfo"};
constexpr std::string_view kStrengths[] = {"certain", "named", "vague"};
constexpr std::string_view kReports[] = {"password", "ldap-bind", "token", "key", "hash"};
constexpr std::string_view kClasses[] = {"hex", "digit", "alnum", "base64", "base64url"};

// The names of model's enumerations, asked once from their own functions.
template <class Enum, std::size_t Count>
std::array<std::string_view, Count> names_of() {
  std::array<std::string_view, Count> names;
  for (std::size_t i = 0; i < Count; ++i) names[i] = to_string(static_cast<Enum>(i));
  return names;
}

bool among(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool belongs_to_token(std::string_view field) {
  return among(field, {"pattern", "anchors", "nocase", "boundary", "entropy", "near", "near_bytes", "check"});
}

bool belongs_to_block(std::string_view field) {
  return among(field, {"begins", "ends", "max_bytes"});
}

}  // namespace

std::span<const Field> file_fields() {
  return kFile;
}
std::span<const Field> rule_fields() {
  return kRule;
}
std::span<const Field> match_fields() {
  return kMatch;
}
std::span<const Field> check_fields() {
  return kCheck;
}
std::span<const Field> validator_fields() {
  return kValidator;
}
std::span<const Field> remediation_fields() {
  return kRemediation;
}
std::span<const Field> example_fields() {
  return kExample;
}
std::span<const Field> negative_example_fields() {
  return kNegativeExample;
}

bool kind_takes(RuleKind kind, std::string_view field) {
  if (belongs_to_token(field)) return kind == RuleKind::token;
  if (belongs_to_block(field)) return kind == RuleKind::block;
  if (field == "match" || field == "strength") return kind != RuleKind::token && kind != RuleKind::block;
  return true;
}

bool match_takes(RuleKind kind, std::string_view field) {
  if (among(field, {"positions", "named", "min_arguments", "account"})) return kind == RuleKind::call;
  if (field == "programs") return kind == RuleKind::option;
  if (field == "schemes") return kind == RuleKind::userinfo || kind == RuleKind::header;
  if (field == "paths") return kind == RuleKind::assignment;
  if (among(field, {"names", "name_groups"})) return kind != RuleKind::userinfo;  // its name is the scheme
  return kind != RuleKind::token && kind != RuleKind::block;
}

std::span<const std::string_view> kind_names() {
  return kKinds;
}
std::span<const std::string_view> strength_names() {
  return kStrengths;
}
std::span<const std::string_view> report_names() {
  return kReports;
}
std::span<const std::string_view> class_names() {
  return kClasses;
}
std::span<const std::string_view> severity_names() {
  static const auto names =
      names_of<model::Severity, static_cast<std::size_t>(model::Severity::critical) + 1>();
  return names;
}
std::span<const std::string_view> confidence_names() {
  static const auto names =
      names_of<model::Confidence, static_cast<std::size_t>(model::Confidence::high) + 1>();
  return names;
}
std::span<const std::string_view> language_names() {
  static const auto names = names_of<model::Language, static_cast<std::size_t>(model::Language::count_)>();
  return names;
}

std::string_view to_string(RuleKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}
std::string_view to_string(Strength strength) {
  return kStrengths[static_cast<std::size_t>(strength)];
}

std::optional<model::FactKind> fact_kind_of(RuleKind kind) {
  switch (kind) {
    case RuleKind::token:
      return model::FactKind::token;
    case RuleKind::block:
      return std::nullopt;
    case RuleKind::assignment:
      return model::FactKind::assignment;
    case RuleKind::call:
      return model::FactKind::call;
    case RuleKind::option:
      return model::FactKind::option;
    case RuleKind::cell:
      return model::FactKind::cell;
    case RuleKind::header:
      return model::FactKind::header;
    case RuleKind::userinfo:
      return model::FactKind::userinfo;
  }
  return std::nullopt;
}

}  // namespace tamis::rules
