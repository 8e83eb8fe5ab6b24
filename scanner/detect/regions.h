// Regions: where readers look, gathered from hits.
#pragma once

#include <vector>

#include "model/hit.h"
#include "model/span.h"

namespace tamis::detect {

// Adds the hit's neighbourhood to regions, joining it with the last one where they are close. Hits come in
// order.
void add_region(std::vector<model::Span>& regions, model::Hit hit);

}  // namespace tamis::detect
