// Assessing: how strong the place is against what the value is. One readable table; words and shapes that are
// no secrets come from patterns/lexicon/values.yaml.
//
//   Place place{.strength = Strength::named, .language = Language::python, .name = "db_password"};
//   Judgement judgement = assess(patterns, place, value);
//   if (judgement.confidence) … else judgement.reason says why not: "is a placeholder"
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/fact.h"
#include "model/severity.h"
#include "rules/rule.h"
#include "rules/value_patterns.h"

namespace tamis::detect {

struct Place {
  rules::Strength strength = rules::Strength::certain;
  model::Language language = model::Language::unknown;
  std::string_view name;    // of the variable, key, option …; empty where there is none
  std::string_view path{};  // of the fact, names of what holds it before its own
  model::Quoting quoting = model::Quoting::bare;
  bool computed = false;        // folded from an expression: somebody built this string on purpose
  bool of_own_network = false;  // userinfo: the host is a number or has no public name
  bool in_address = false;      // userinfo: addresses in documentation carry sample passwords
  bool in_comment = false;
  bool in_document = false;  // a command line that prose or a comment quotes
  bool is_default = false;
  bool in_sample = false;       // the file is a test, a template or an example by its name
  bool expects_digest = false;  // the rule reports hashes or keys: hexadecimal values are welcome
};

struct Judgement {
  std::optional<model::Confidence> confidence;  // nothing: not a secret
  std::string_view reason;                      // why not, or why less sure
};

Judgement assess(const rules::ValuePatterns& patterns, const Place& place, std::string_view value);

}  // namespace tamis::detect
