// LineIndex: line and column of an offset, worked out when somebody asks.
//
//   LineIndex lines(text, {.line = 1, .column = 1});
//   const LinePlace place = lines.locate(offset);
//
// "\n", "\r\n" and a lone "\r" end lines; columns count code points. The first question about a large text
// costs one pass over it, each further one at most 16 KiB. One thread at a time; borrows the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tamis::extract {

struct LinePlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

class LineIndex {
 public:
  void reset(std::string_view text, LinePlace start);
  LinePlace locate(std::size_t offset);

 private:
  static constexpr std::size_t kBlock = 16 * 1024;
  std::string_view text_;
  std::vector<LinePlace> blocks_;  // where block i begins; filled as far as was asked
  std::size_t last_ = 0;           // the last question …
  LinePlace last_place_;           // … and its answer
};

// Where `text` leads from `start` when read to `end`.
LinePlace advance_lines(std::string_view text, std::size_t begin, std::size_t end, LinePlace start);

}  // namespace tamis::extract
