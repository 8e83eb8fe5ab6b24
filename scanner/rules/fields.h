// Fields: what a rule file may say, as tables. The loader refuses what stands in none of them, and a test
// compares them with patterns/rule.schema.json, so that loader and schema cannot drift apart.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "rules/rule.h"

namespace tamis::rules {

struct Field {
  std::string_view name;
  bool required = false;
};

std::span<const Field> file_fields();
std::span<const Field> rule_fields();
std::span<const Field> match_fields();
std::span<const Field> check_fields();
std::span<const Field> validator_fields();
std::span<const Field> remediation_fields();
std::span<const Field> example_fields();
std::span<const Field> negative_example_fields();

// Which fields of a rule only some kinds have: true when a rule of `kind` may say `field`.
bool kind_takes(RuleKind kind, std::string_view field);
// The same for the members of `match`.
bool match_takes(RuleKind kind, std::string_view field);

// Names of enumerations, in the order of their values.
std::span<const std::string_view> kind_names();
std::span<const std::string_view> strength_names();
std::span<const std::string_view> severity_names();
std::span<const std::string_view> confidence_names();
std::span<const std::string_view> language_names();
std::span<const std::string_view> report_names();  // Rule::reports
std::span<const std::string_view> class_names();   // RunCheck::char_class

std::string_view to_string(RuleKind kind);
std::string_view to_string(Strength strength);
// The kind of fact that rules of this kind take; nothing for blocks.
std::optional<model::FactKind> fact_kind_of(RuleKind kind);

}  // namespace tamis::rules
