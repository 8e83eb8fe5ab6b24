// LoadedBytes: what was read last of a content, in one buffer that is reused; of a content in memory nothing
// is copied. The common ground of ByteReader (small reads here and there) and WindowReader (large ones in
// order).
//
//   LoadedBytes loaded(content, pool, kCapacity);
//   auto bytes = loaded.at(begin, count, count);       // fewer at the end; valid until the next call
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "extract/buffer_pool.h"
#include "extract/content.h"

namespace tamis::extract {

class LoadedBytes {
 public:
  LoadedBytes(const Content& content, BufferPool& pool, std::size_t capacity)
      : content_(&content), pool_(&pool), capacity_(capacity), view_(content.view()) {}

  const Content& content() const { return *content_; }
  // At most the capacity. Where it must be read, `least` bytes are, as far as there are.
  base::Result<std::string_view> at(std::uint64_t begin, std::uint64_t count, std::size_t least);

 private:
  const Content* content_;
  BufferPool* pool_;
  std::size_t capacity_;
  std::optional<std::string_view> view_;
  BufferPool::Lease buffer_;
  std::uint64_t begin_ = 0;
  std::size_t filled_ = 0;
};

}  // namespace tamis::extract
