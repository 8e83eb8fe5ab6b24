#include "cli/standard_input.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "base/file_descriptor.h"

namespace tamis::cli {
namespace {

constexpr std::size_t kInMemory = std::size_t{8} << 20;
constexpr std::size_t kBlock = 65536;
constexpr int kPatience = 100;  // milliseconds between two looks at the stop request

// Waits for bytes without losing sight of the stop request. False when it was made.
bool wait_readable(int fd, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    struct pollfd entry {
      fd, POLLIN, 0
    };
    if (::poll(&entry, 1, kPatience) != 0) return true;  // an error shows in read()
  }
  return false;
}

}  // namespace

base::Result<StandardInput> StandardInput::take_in(int fd, std::uint64_t limit, std::stop_token stop) {
  StandardInput input;
  input.memory_ = std::make_unique<std::string>();
  base::FileDescriptor file;
  std::vector<char> block(kBlock);
  std::uint64_t size = 0;
  while (size <= limit && wait_readable(fd, stop)) {
    const auto got = ::read(fd, block.data(), block.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got < 0) return base::fail(base::ErrorCode::unreadable, std::strerror(errno));
    if (got == 0) break;
    const std::string_view bytes(block.data(), static_cast<std::size_t>(got));
    size += bytes.size();
    if (!file.valid()) {
      *input.memory_ += bytes;
      if (input.memory_->size() <= kInMemory) continue;
      auto temporary = base::FileDescriptor::unnamed_temporary();
      if (!temporary) return tl::unexpected<base::Error>(temporary.error());
      file = std::move(*temporary);
      auto written = file.write_all(*input.memory_);
      if (!written) return tl::unexpected<base::Error>(written.error());
      *input.memory_ = {};
    } else if (auto written = file.write_all(bytes); !written) {
      return tl::unexpected<base::Error>(written.error());
    }
  }
  if (file.valid()) {
    input.content_ = std::make_unique<extract::FileContent>(std::move(file), size);
  } else {
    input.content_ = std::make_unique<extract::MemoryContent>(*input.memory_);
  }
  return input;
}

}  // namespace tamis::cli
