// SpooledContent: what a member unpacks to. In memory at first, in an unnamed temporary file when it grows.
//
//   SpooledContent spool(pool);
//   if (auto done = spool.append(bytes); !done) …          // no room for the temporary file
//
// SliceContent: a range of another content, for members that lie in their container as they are.
// Both are used by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/file_descriptor.h"
#include "extract/buffer_pool.h"
#include "extract/content.h"

namespace tamis::extract {

class SpooledContent final : public Content {
 public:
  static constexpr std::size_t kMemory = std::size_t{4} << 20;

  explicit SpooledContent(BufferPool& pool) : pool_(&pool) {}

  base::Result<std::size_t> append(std::string_view bytes);

  std::uint64_t size() const override { return size_; }
  base::Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override;
  std::optional<std::string_view> view() const override;

 private:
  base::Result<std::size_t> spill();

  BufferPool* pool_;
  BufferPool::Lease memory_;
  base::FileDescriptor file_;
  std::uint64_t size_ = 0;
};

class SliceContent final : public Content {
 public:
  // The range is cut to what `whole` holds.
  SliceContent(const Content& whole, std::uint64_t begin, std::uint64_t size);

  std::uint64_t size() const override { return size_; }
  base::Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override;
  std::optional<std::string_view> view() const override;

 private:
  const Content* whole_;
  std::uint64_t begin_;
  std::uint64_t size_;
};

}  // namespace tamis::extract
