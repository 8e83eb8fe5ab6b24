// Content: the bytes of one member, read at any offset. In memory, in a file, or spooled.
//
// Implementations are used by one thread at a time and live as long as the extraction of their member.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace tamis::extract {

class Content {
 public:
  virtual ~Content() = default;
  virtual std::uint64_t size() const = 0;
  // Fills `into` from `offset`; returns fewer bytes only at the end.
  virtual base::Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const = 0;
  // The whole content where it lies in memory.
  virtual std::optional<std::string_view> view() const { return std::nullopt; }
};

// Borrows bytes.
class MemoryContent final : public Content {
 public:
  explicit MemoryContent(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  base::Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override;
  std::optional<std::string_view> view() const override { return bytes_; }

 private:
  std::string_view bytes_;
};

// Owns a descriptor of a regular file; `size` as of fstat.
class FileContent final : public Content {
 public:
  FileContent(base::FileDescriptor file, std::uint64_t size) : file_(std::move(file)), size_(size) {}
  std::uint64_t size() const override { return size_; }
  base::Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override;

 private:
  base::FileDescriptor file_;
  std::uint64_t size_;
};

}  // namespace tamis::extract
