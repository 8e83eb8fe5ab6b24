#include "sources/long_path.h"

#include <fcntl.h>

#include <cerrno>
#include <climits>
#include <cstddef>
#include <cstring>
#include <utility>

namespace tamis::sources {
namespace {

base::Result<base::FileDescriptor> open_step(int folder, const std::string& path, int flags) {
  const int fd = ::openat(folder, path.c_str(), flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd >= 0) return base::FileDescriptor(fd);
  const int error = errno;
  const auto code = error == ENOENT || error == ENOTDIR ? base::ErrorCode::not_found
                    : error == EACCES || error == EPERM ? base::ErrorCode::unreadable
                                                        : base::ErrorCode::io;
  return base::fail(code, std::strerror(error));
}

}  // namespace

bool is_long_path(const std::string& path) {
  return path.size() >= PATH_MAX;
}

base::Result<base::FileDescriptor> open_path(const std::string& path) {
  if (!is_long_path(path)) return base::FileDescriptor::open_for_reading(path);
  constexpr std::size_t kStep = PATH_MAX - 2 - NAME_MAX;
  base::FileDescriptor folder;
  std::size_t at = 0;
  while (path.size() - at >= PATH_MAX) {
    const auto slash = path.rfind('/', at + kStep);
    if (slash == std::string::npos || slash <= at) {
      return base::fail(base::ErrorCode::io, std::strerror(ENAMETOOLONG));
    }
    auto next = open_step(folder.valid() ? folder.get() : AT_FDCWD, path.substr(at, slash - at + 1),
                          O_PATH | O_DIRECTORY);
    if (!next) return next;
    folder = std::move(*next);
    at = slash + 1;
    while (at < path.size() && path[at] == '/') ++at;
  }
  return open_step(folder.valid() ? folder.get() : AT_FDCWD, path.substr(at), O_RDONLY);
}

}  // namespace tamis::sources
