// Merging: two rules on one secret are one finding, the more specific rule named; one secret written in five
// places of a member is one finding with its places.
#pragma once

#include <vector>

#include "detect/candidate.h"

namespace tamis::detect {

// Merges candidates of one blob in place; the result is ordered by member (as first met) and place.
void merge_candidates(std::vector<Candidate>& candidates);

}  // namespace tamis::detect
