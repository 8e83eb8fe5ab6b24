#include "engine/owned_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <utility>
#include <vector>

#include "base/c_handle.h"

namespace tamis::engine {
namespace {

using Listing = base::CHandle<DIR, &::closedir>;

constexpr std::string_view kUnfinished = ".unfinished-";
constexpr std::time_t kUnfinishedSeconds = 3600;  // no writer takes that long
constexpr std::size_t kMaxListed = 10000;

bool is_ours_alone(const struct stat& status) {
  return status.st_uid == ::geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// Makes each missing folder of `path`. Failures show when the folder is opened.
void make_folders(const std::string& path) {
  for (auto slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    ::mkdir(path.substr(0, slash).c_str(), S_IRWXU);
  }
  ::mkdir(path.c_str(), S_IRWXU);
}

// Opens a new file under a name that no other writer uses.
std::pair<base::FileDescriptor, std::string> open_aside(int folder) {
  constexpr int kAttempts = 16;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    auto name = std::string(kUnfinished) + std::to_string(::getpid()) + "-" + std::to_string(now);
    base::FileDescriptor file(::openat(
        folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (file.valid()) return {std::move(file), std::move(name)};
    if (errno != EEXIST) break;
  }
  return {};
}

struct Listed {
  std::time_t changed = 0;
  std::string name;
};

}  // namespace

std::optional<OwnedFolder> OwnedFolder::open(const std::string& path) {
  base::FileDescriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  struct stat status {};
  if (!folder.valid() || ::fstat(folder.get(), &status) != 0 || !is_ours_alone(status)) return std::nullopt;
  return OwnedFolder(std::move(folder));
}

std::optional<OwnedFolder> OwnedFolder::open_or_make(const std::string& path) {
  make_folders(path);
  return open(path);
}

std::optional<std::string> OwnedFolder::read(const std::string& name, std::size_t max_bytes) const {
  const base::FileDescriptor file(
      ::openat(folder_.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status {};
  if (!file.valid() || ::fstat(file.get(), &status) != 0) return std::nullopt;
  if (!S_ISREG(status.st_mode) || !is_ours_alone(status)) return std::nullopt;
  if (status.st_size < 0 || static_cast<std::uintmax_t>(status.st_size) > max_bytes) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  const auto got = file.read_at(0, bytes);
  if (!got || *got != bytes.size()) return std::nullopt;
  return bytes;
}

bool OwnedFolder::replace(const std::string& name, std::string_view bytes) const {
  const auto [file, aside] = open_aside(folder_.get());
  if (!file.valid()) return false;
  const auto written = file.write_all(bytes);
  if (written && ::renameat(folder_.get(), aside.c_str(), folder_.get(), name.c_str()) == 0) return true;
  ::unlinkat(folder_.get(), aside.c_str(), 0);
  return false;
}

void OwnedFolder::prune(std::string_view prefix, std::size_t keep) const {
  // A descriptor of its own: closedir closes it, and the position in a listing is shared by duplicates.
  const int listed_fd = ::openat(folder_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (listed_fd < 0) return;
  const Listing listing(::fdopendir(listed_fd));
  if (!listing) {
    ::close(listed_fd);
    return;
  }
  std::vector<Listed> files;
  const std::time_t now = std::time(nullptr);
  for (std::size_t seen = 0; seen < kMaxListed; ++seen) {
    const dirent* entry = ::readdir(listing.get());
    if (entry == nullptr) break;
    const std::string name = entry->d_name;
    struct stat status {};
    if (::fstatat(folder_.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (!S_ISREG(status.st_mode)) continue;
    if (name.starts_with(prefix)) files.push_back({status.st_mtime, name});
    if (name.starts_with(kUnfinished) && status.st_mtime + kUnfinishedSeconds < now) {
      ::unlinkat(folder_.get(), name.c_str(), 0);
    }
  }
  if (files.size() <= keep) return;
  std::sort(files.begin(), files.end(), [](const Listed& a, const Listed& b) {
    return std::pair(a.changed, std::string_view(a.name)) > std::pair(b.changed, std::string_view(b.name));
  });
  for (std::size_t i = keep; i < files.size(); ++i) ::unlinkat(folder_.get(), files[i].name.c_str(), 0);
}

}  // namespace tamis::engine
