// Where a byte of decoded text stands in the member that a person can open.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tamis::model {

struct Position {
  std::uint64_t byte = 0;    // offset in the member's own bytes
  std::uint32_t line = 0;    // 1-based; 0 where lines make no sense (binaries)
  std::uint32_t column = 0;  // 1-based, in code points of the decoded text; 0 with line 0
};

// Leads an offset in a unit's text back to the member. Implemented by tamis::extract; lives as long as its
// unit.
class OffsetMap {
 public:
  virtual ~OffsetMap() = default;
  // `offset` may be one past the end of the text.
  virtual Position locate(std::size_t offset) const = 0;
};

}  // namespace tamis::model
