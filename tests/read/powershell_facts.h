// Reading PowerShell in tests: a script in, facts out, and what they say in one line each.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "read/reader.h"

namespace tamis::read {

inline std::vector<model::Fact> facts_of(std::string_view script) {
  const std::vector<model::Span> regions{{0, script.size()}};
  const Input input{
      .text = script, .name = "test.ps1", .language = model::Language::powershell, .regions = regions};
  std::vector<model::Fact> facts;
  read_facts(input, facts);
  return facts;
}

// The constants that stand as argument `position` (0-based) or under `name` in calls of `callee`.
inline std::vector<std::string> call_values(const std::vector<model::Fact>& facts, std::string_view callee,
                                            std::size_t position, std::string_view name = {}) {
  std::vector<std::string> values;
  for (const model::Fact& fact : facts) {
    if (fact.kind != model::FactKind::call || !fact.name.ends_with(callee)) continue;
    for (std::size_t i = 0; i < fact.arguments.size(); ++i) {
      const model::Argument& argument = fact.arguments[i];
      const bool wanted = name.empty() ? argument.name.empty() && i == position : argument.name == name;
      if (wanted && argument.value.state == model::ValueState::constant)
        values.push_back(argument.value.text);
    }
  }
  return values;
}

inline std::vector<std::string> values_of(const std::vector<model::Fact>& facts, model::FactKind kind,
                                          std::string_view name) {
  std::vector<std::string> values;
  for (const model::Fact& fact : facts) {
    if (fact.kind == kind && fact.name == name && fact.value().state == model::ValueState::constant) {
      values.push_back(fact.value().text);
    }
  }
  return values;
}

inline std::vector<std::string> assigned(const std::vector<model::Fact>& facts, std::string_view name) {
  return values_of(facts, model::FactKind::assignment, name);
}

inline std::size_t line_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::count(
                 text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())), '\n'));
}

}  // namespace tamis::read
