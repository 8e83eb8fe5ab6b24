// Where the line of a place begins and ends, looking no further than `reach` bytes: a line may be the whole
// text.
//
// Thread-safe: no state.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/text.h"

namespace tamis::read {

inline std::size_t line_begin(std::string_view text, std::size_t at, std::size_t reach) {
  at = std::min(at, text.size());
  const std::size_t floor = at > reach ? at - reach : 0;
  return base::behind_last(text, '\n', floor, at);
}

// The line end at or behind `at`, or where looking ends.
inline std::size_t line_end(std::string_view text, std::size_t at, std::size_t reach) {
  const std::size_t limit = std::min(text.size(), at + reach);
  return std::min(text.substr(0, limit).find('\n', at), limit);
}

}  // namespace tamis::read
