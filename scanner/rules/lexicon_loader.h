// Lexicon files: patterns/lexicon/names.yaml and values.yaml → Lexicon. docs/rules.md shows their form.
//
//   Lexicon lexicon;
//   auto names = parse_names(names_text, "names.yaml", lexicon);
//   auto values = parse_values(values_text, "values.yaml", lexicon);
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "rules/lexicon.h"

namespace tamis::rules {

// Each adds to `lexicon`. Errors name file, line, column and field, as for rules.
base::Result<void> parse_names(std::string_view text, const std::string& path, Lexicon& lexicon);
base::Result<void> parse_values(std::string_view text, const std::string& path, Lexicon& lexicon);

// names.yaml and values.yaml of `folder`.
base::Result<Lexicon> load_lexicon(const std::string& folder);

}  // namespace tamis::rules
