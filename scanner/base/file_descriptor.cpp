#include "base/file_descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace tamis::base {
namespace {

tl::unexpected<Error> system_error(const std::string& what) {
  const int number = errno;
  const auto code = number == ENOENT || number == ENOTDIR ? ErrorCode::not_found
                    : number == EACCES || number == EPERM ? ErrorCode::unreadable
                                                          : ErrorCode::io;
  return fail(code, what + ": " + std::strerror(number));
}

}  // namespace

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    if (valid()) ::close(fd_);
    fd_ = other.release();
  }
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (valid()) ::close(fd_);
}

int FileDescriptor::release() noexcept {
  return std::exchange(fd_, -1);
}

Result<FileDescriptor> FileDescriptor::open_for_reading(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0) return system_error(path);
  return FileDescriptor(fd);
}

Result<FileDescriptor> FileDescriptor::unnamed_temporary() {
  const char* folder = std::getenv("TMPDIR");
  if (folder == nullptr || *folder == '\0') folder = "/tmp";
  int fd = ::open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0) {  // not every file system knows O_TMPFILE
    std::string path = std::string(folder) + "/tamis-XXXXXX";
    fd = ::mkostemp(path.data(), O_CLOEXEC);
    if (fd >= 0) ::unlink(path.c_str());
  }
  if (fd < 0) return system_error(std::string("temporary file in ") + folder);
  return FileDescriptor(fd);
}

Result<std::size_t> FileDescriptor::read_at(std::uint64_t offset, std::span<char> into) const {
  std::size_t done = 0;
  while (done < into.size()) {
    const auto got = ::pread(fd_, into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error("read");
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Result<std::size_t> FileDescriptor::read(std::span<char> into) const {
  std::size_t done = 0;
  while (done < into.size()) {
    const auto got = ::read(fd_, into.data() + done, into.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error("read");
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Result<std::size_t> FileDescriptor::write_all(std::span<const char> bytes) const {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto put = ::write(fd_, bytes.data() + done, bytes.size() - done);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return system_error("write");
    done += static_cast<std::size_t>(put);
  }
  return done;
}

}  // namespace tamis::base
