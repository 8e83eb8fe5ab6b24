// Facts of one window of a program text: assignments, calls, and what strings and comments hold.
//
//   code_facts(input, window, facts);
//
// Thread-safe: no state outside the call.
#pragma once

#include <vector>

#include "model/fact.h"
#include "model/span.h"
#include "read/reader.h"

namespace tamis::read {

void code_facts(const Input& input, model::Span window, std::vector<model::Fact>& facts);

}  // namespace tamis::read
