// WindowReader: a content in windows of bounded size, read with pread into one reused buffer.
//
//   WindowReader reader(content, pool);
//   auto window = reader.at(begin, end);      // [begin, end), at most kWindow bytes
//
// A content in memory is never copied. What at() gave is valid until the next call.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "extract/buffer_pool.h"
#include "extract/content.h"
#include "extract/loaded_bytes.h"

namespace tamis::extract {

class WindowReader {
 public:
  static constexpr std::size_t kWindow = std::size_t{4} << 20;
  static constexpr std::size_t kOverlap = 64 * 1024;

  WindowReader(const Content& content, BufferPool& pool) : loaded_(content, pool, kWindow) {}

  // Fewer bytes than asked for only when the content has become shorter.
  base::Result<std::string_view> at(std::uint64_t begin, std::uint64_t end) {
    return loaded_.at(begin, end - std::min(begin, end), 0);
  }
  const Content& content() const { return loaded_.content(); }

 private:
  LoadedBytes loaded_;
};

}  // namespace tamis::extract
