// NextByte: where a byte stands next in a text, for readers that ask at many places of one line, which may be
// the whole text: what was found is kept, so that places in order cost one way through the text together.
//
//   NextByte line_end('\n');
//   const std::size_t end = line_end.at_or_behind(text, at);   // text.size() where there is none
//
// For one text. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace tamis::read {

class NextByte {
 public:
  explicit NextByte(char wanted) : wanted_(wanted) {}

  std::size_t at_or_behind(std::string_view text, std::size_t from) {
    if (!known_ || from < from_ || from > found_) {
      known_ = true;
      from_ = from;
      found_ = std::min(text.find(wanted_, from), text.size());
    }
    return found_;
  }

 private:
  char wanted_;
  bool known_ = false;
  std::size_t from_ = 0;
  std::size_t found_ = 0;
};

}  // namespace tamis::read
