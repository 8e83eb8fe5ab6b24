// Member: one content on its way through extraction, with what leads to it. Internal to tamis::extract.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/content.h"
#include "model/position.h"

namespace tamis::extract {

struct Member {
  const Content* content = nullptr;
  std::string path;          // levels joined by '!'; empty at the top
  std::string name;          // the innermost file name
  std::uint32_t depth = 0;   // containers above, compressors counted
  std::uint32_t layers = 0;  // encodings in text above
  std::vector<std::string> decoded_by;
  const Member* container = nullptr;
  // Set for what was compressed inside a text (base64 of gzip): no file that a person can open, so all of it
  // stands at the place of the encoded text, in the member that holds that.
  const model::OffsetMap* anchor = nullptr;
};

// Ranges of a container's bytes that reached the sink as they are, through its members.
class Covered {
 public:
  struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
  };
  void add(std::uint64_t begin, std::uint64_t end) {
    if (begin < end) ranges_.push_back({begin, end});
  }
  // What is left of [0, size), in order.
  std::vector<Range> gaps(std::uint64_t size);

 private:
  std::vector<Range> ranges_;
};

std::string join_member(std::string_view container, std::string_view name);

}  // namespace tamis::extract
