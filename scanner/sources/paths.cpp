#include "sources/paths.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "sources/walker.h"

namespace tamis::sources {
namespace {

base::Error root_error(int error) {
  const bool missing = error == ENOENT || error == ENOTDIR;
  const bool denied = error == EACCES || error == EPERM;
  const auto code = missing  ? base::ErrorCode::not_found
                    : denied ? base::ErrorCode::unreadable
                             : base::ErrorCode::io;
  return {code, std::strerror(error)};
}

}  // namespace

void walk_paths(const std::vector<std::string>& roots, const WalkOptions& options, std::stop_token stop,
                const std::function<bool(Item)>& emit,
                const std::function<void(const std::string& path, const base::Error&)>& error) {
  Walker walker(options, stop, emit);
  for (const auto& root : roots) {
    if (stop.stop_requested()) return;
    bool go_on = true;
    struct stat status {};
    if (root == "-") {
      go_on = walker.emit_standard_input();
    } else if (::stat(root.c_str(), &status) != 0) {
      error(root, root_error(errno));
    } else if (S_ISDIR(status.st_mode)) {
      go_on = walker.walk(root);
    } else if (S_ISREG(status.st_mode)) {
      go_on = walker.emit_file(root, static_cast<std::uint64_t>(status.st_size));
    } else {
      go_on = walker.emit_special(root, status.st_mode);
    }
    if (!go_on) return;
  }
}

}  // namespace tamis::sources
