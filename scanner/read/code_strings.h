// What a string of a program holds besides itself: a connection string, a command line, NAME=value, or a
// whole text in another language (JSON, YAML, LDIF, SQL, XML).
//
//   read_string({input, language, false}, folded, "config.dsn", span, facts);
//
// Thread-safe: no state.
#pragma once

#include <string_view>
#include <vector>

#include "model/fact.h"
#include "read/code_values.h"
#include "read/reader.h"

namespace tamis::read {

struct StringContext {
  const Input& input;
  model::Language language = model::Language::unknown;
  bool in_comment = false;
};

// `owner`: the path of what the string is assigned to, or empty.
void read_string(const StringContext& context, const FoldedValue& value, std::string_view owner,
                 model::Span span, std::vector<model::Fact>& facts);

}  // namespace tamis::read
