// Several settings on one line, as logs, notes and tools write them:
//
//   login="svc" password="Mulot_2022"      host = a, user = svc, pwd = Mulot_2022
//
// Strict: what does not go on with a name, '=' and a value ends the list. Linear. Thread-safe: no state.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "model/span.h"

namespace tamis::read {

struct LinePair {
  model::Span key;    // empty for the first, whose name stands before `value`
  model::Span value;  // without quotes
  model::Quoting quoting = model::Quoting::bare;
};

// The pairs of a line whose first value begins at `value`, the first of them included.
std::vector<LinePair> line_pairs(std::string_view line, std::size_t value);

}  // namespace tamis::read
