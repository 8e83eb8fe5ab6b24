// Regions: where readers look, gathered from hits.
#pragma once

#include <cstddef>
#include <vector>

#include "model/hit.h"
#include "model/span.h"

namespace tamis::detect {

// Adds the hit's neighbourhood to regions, joining it with the last one where they are close. Hits come in
// order.
void add_region(std::vector<model::Span>& regions, model::Hit hit);

// True when a region touches [span.begin - reach, span.end + reach).
bool near_region(const std::vector<model::Span>& regions, model::Span span, std::size_t reach);

}  // namespace tamis::detect
