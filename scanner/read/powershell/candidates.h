// Candidates: how what one way comes to joins what the others do.
#pragma once

#include <utility>

#include "read/powershell/result.h"

namespace tamis::read::powershell {

inline void keep(Results& results, Result result) {
  // A candidate that says nothing is only worth keeping alone.
  if (result.kind == ResultKind::unknown && !results.empty()) return;
  if (results.size() == 1 && results.front().kind == ResultKind::unknown) results.clear();
  results.push_back(std::move(result));
}

}  // namespace tamis::read::powershell
