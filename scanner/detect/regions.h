// Which hits of read triggers are worth a reader's time: a cheap look at the bytes behind the hit.
#pragma once

#include <string_view>
#include <vector>

#include "model/hit.h"
#include "model/span.h"

namespace tamis::detect {

// True when what stands behind the hit can be a value: an operator, a quote, a bracket, a blank in languages
// that assign by one; for "://" only where userinfo follows.
bool worth_reading(std::string_view text, model::Hit hit);

// Adds the hit's neighbourhood to regions, joining it with the last one where they are close. Hits come in
// order.
void add_region(std::vector<model::Span>& regions, model::Hit hit);

}  // namespace tamis::detect
