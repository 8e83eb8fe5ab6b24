// ByteReader: small random reads over a Content without a system call for each.
//
//   ByteReader reader(content, pool);
//   std::string_view header = reader.at(offset, 30);    // shorter near the end; valid until the next call
#pragma once

#include <cstdint>
#include <string_view>

#include "extract/buffer_pool.h"
#include "extract/content.h"
#include "extract/loaded_bytes.h"

namespace tamis::extract {

class ByteReader {
 public:
  static constexpr std::size_t kBuffer = 256 * 1024;  // and the most that one call gives of a file

  ByteReader(const Content& content, BufferPool& pool) : loaded_(content, pool, kBuffer) {}

  std::uint64_t size() const { return loaded_.content().size(); }
  // What cannot be read is empty.
  std::string_view at(std::uint64_t offset, std::size_t count) {
    // Headers lie anywhere: a little more than asked for, not a whole buffer for each.
    constexpr std::size_t kReadAhead = 16 * 1024;
    return loaded_.at(offset, count, kReadAhead).value_or(std::string_view{});
  }
  // As much as lies in the buffer from `offset` on; empty at the end only.
  std::string_view run(std::uint64_t offset) { return at(offset, kBuffer); }

 private:
  LoadedBytes loaded_;
};

// Little-endian number of `count` bytes (at most 8) at `offset`; 0 where the bytes end before.
std::uint64_t little_endian(std::string_view bytes, std::size_t offset, std::size_t count);

}  // namespace tamis::extract
