// ByteReader: small random reads over a Content without a system call for each.
//
//   ByteReader reader(content, pool);
//   std::string_view header = reader.at(offset, 30);    // shorter near the end; valid until the next call
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "extract/buffer_pool.h"
#include "extract/content.h"

namespace tamis::extract {

class ByteReader {
 public:
  static constexpr std::size_t kBuffer = 256 * 1024;  // and the most that one call gives of a file

  ByteReader(const Content& content, BufferPool& pool)
      : content_(&content), pool_(&pool), view_(content.view()) {}

  std::uint64_t size() const { return content_->size(); }
  std::string_view at(std::uint64_t offset, std::size_t count);
  // As much as lies in the buffer from `offset` on; empty at the end only.
  std::string_view run(std::uint64_t offset) { return at(offset, kBuffer); }

 private:
  const Content* content_;
  BufferPool* pool_;
  std::optional<std::string_view> view_;
  BufferPool::Lease buffer_;
  std::uint64_t begin_ = 0;
  std::size_t filled_ = 0;
};

// Little-endian number of `count` bytes (at most 8) at `offset`; 0 where the bytes end before.
std::uint64_t little_endian(std::string_view bytes, std::size_t offset, std::size_t count);

}  // namespace tamis::extract
