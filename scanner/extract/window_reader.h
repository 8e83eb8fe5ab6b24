// WindowReader: a content in windows of bounded size, read with pread into one reused buffer.
//
//   WindowReader reader(content, pool);
//   auto window = reader.at(begin, end);      // [begin, end), at most kWindow bytes
//
// A content in memory is never copied. What at() gave is valid until the next call.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "extract/buffer_pool.h"
#include "extract/content.h"

namespace tamis::extract {

class WindowReader {
 public:
  static constexpr std::size_t kWindow = std::size_t{4} << 20;
  static constexpr std::size_t kOverlap = 64 * 1024;

  WindowReader(const Content& content, BufferPool& pool)
      : content_(&content), pool_(&pool), view_(content.view()) {}

  // Fewer bytes than asked for only when the content has become shorter.
  base::Result<std::string_view> at(std::uint64_t begin, std::uint64_t end);
  const Content& content() const { return *content_; }

 private:
  const Content* content_;
  BufferPool* pool_;
  std::optional<std::string_view> view_;
  BufferPool::Lease buffer_;
  std::uint64_t begin_ = 0;
  std::size_t filled_ = 0;
};

}  // namespace tamis::extract
