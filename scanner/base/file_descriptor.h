// FileDescriptor: move-only owner of a POSIX descriptor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/result.h"

namespace tamis::base {

class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor();

  // Opens for reading, close-on-exec, never waiting for a writer (O_NONBLOCK) nor becoming a terminal's
  // owner.
  static Result<FileDescriptor> open_for_reading(const std::string& path);
  // An unnamed file that vanishes with its descriptor, in $TMPDIR or /tmp.
  static Result<FileDescriptor> unnamed_temporary();

  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  int release() noexcept;

  // Reads up to into.size() bytes at `offset`, going on after short reads and EINTR. Returns the count; 0 at
  // the end.
  Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const;
  // The same from the current position (pipes, terminals).
  Result<std::size_t> read(std::span<char> into) const;
  // Writes all of `bytes` at the current position.
  Result<std::size_t> write_all(std::span<const char> bytes) const;

 private:
  int fd_ = -1;
};

}  // namespace tamis::base
