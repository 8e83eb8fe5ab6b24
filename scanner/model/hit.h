// Hit: the engine saw expression (or literal) number `expression` at [begin, end) of the scanned text.
// Whole expressions report no begin: there begin == end.
#pragma once

#include <cstdint>

namespace tamis::model {

struct Hit {
  std::uint32_t expression = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

}  // namespace tamis::model
