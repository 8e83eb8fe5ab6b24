#include "sources/walker.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "sources/long_path.h"

namespace tamis::sources {
namespace {

constexpr std::size_t kOpenFolders = 64;
constexpr std::size_t kListingBuffer = 65536;
constexpr std::string_view kIgnoreFile = ".tamisignore";
constexpr int kOpenFolder = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;

unsigned char type_of(mode_t mode) {
  return static_cast<unsigned char>(IFTODT(mode));
}

std::string_view special_name(unsigned char type) {
  switch (type) {
    case DT_FIFO:
      return "a named pipe";
    case DT_SOCK:
      return "a socket";
    case DT_CHR:
      return "a character device";
    case DT_BLK:
      return "a block device";
    default:
      return "neither file nor folder";
  }
}

model::SkipReason reason_of(int error) {
  switch (error) {
    case ENOENT:
      return model::SkipReason::vanished;
    case ENOTDIR:
      return model::SkipReason::changed;
    default:
      return model::SkipReason::unreadable;
  }
}

bool identify(int fd, Identity& identity) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) return false;
  identity = {status.st_dev, status.st_ino};
  return true;
}

}  // namespace

Walker::Walker(const WalkOptions& options, std::stop_token stop, const std::function<bool(Item)>& emit)
    : options_(options),
      stop_(std::move(stop)),
      emit_(emit),
      exclude_(IgnorePatterns::from_globs(options.exclude)),
      buffer_(kListingBuffer) {
  for (const auto& path : options.own_paths) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) own_.emplace_back(status.st_dev, status.st_ino);
  }
}

bool Walker::is_own(Identity identity) const {
  return std::find(own_.begin(), own_.end(), identity) != own_.end();
}

bool Walker::emit_file(std::string path, std::uint64_t size) {
  Item item;
  item.sequence = sequence_++;
  item.blob.path = std::move(path);
  item.blob.size = size;
  return emit_(std::move(item));
}

bool Walker::emit_standard_input() {
  Item item;
  item.sequence = sequence_++;
  item.blob.origin = model::OriginKind::standard_input;
  item.blob.path = "-";
  return emit_(std::move(item));
}

bool Walker::emit_special(std::string path, mode_t mode) {
  return emit_skipped(std::move(path), model::SkipReason::special, std::string(special_name(type_of(mode))));
}

bool Walker::emit_skipped(std::string path, model::SkipReason reason, std::string detail) {
  Item item;
  item.sequence = sequence_++;
  item.skipped = true;
  item.blob.path = path;
  item.skip.path = std::move(path);
  item.skip.reason = reason;
  item.skip.detail = std::move(detail);
  return emit_(std::move(item));
}

// Of the folder where the walk stands.
bool Walker::emit_errno(int error) {
  auto path = path_;
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return emit_skipped(std::move(path), reason_of(error), std::strerror(error));
}

bool Walker::walk(const std::string& root) {
  path_ = root;
  if (!path_.ends_with('/')) path_ += '/';
  root_size_ = path_.size();
  depth_ = 0;
  visited_.clear();
  const int fd = ::open(root.c_str(), kOpenFolder);
  if (fd < 0) return emit_errno(errno);
  if (!enter_open(base::FileDescriptor(fd))) return false;
  while (depth_ > 0) {
    if (stop_.stop_requested()) return false;
    auto& frame = top();
    if (frame.next == frame.listing.entries().size()) {
      leave();
    } else if (!visit(frame.next++)) {
      return false;
    }
  }
  return true;
}

// Pushes the folder path_ that was just opened. The frame's listing is complete then: the descriptor is
// needed only to open what is inside.
bool Walker::enter_open(base::FileDescriptor fd) {
  Identity identity;
  if (!identify(fd.get(), identity)) return emit_errno(errno);
  if (depth_ > 0 && is_own(identity)) return true;
  if (options_.follow_links && !visited_.insert(identity).second) {
    if (!is_above(identity)) return true;  // walked already, by another name
    auto path = path_;
    path.pop_back();
    return emit_skipped(std::move(path), model::SkipReason::repeated, "a link back to a folder above it");
  }
  if (depth_ == frames_.size()) frames_.emplace_back();
  auto& frame = frames_[depth_];
  const int error = frame.listing.read(fd.get(), buffer_);
  frame.fd = std::move(fd);
  frame.identity = identity;
  frame.next = 0;
  frame.path_size = path_.size();
  frame.ignore.reset();
  ++depth_;
  if (options_.use_ignore_files) load_ignore_file(frame);
  if (depth_ > kOpenFolders) frames_[depth_ - kOpenFolders - 1].fd = {};
  return error == 0 || emit_errno(error);
}

bool Walker::enter(const char* name, int flags) {
  const int fd = ::openat(top().fd.get(), name, kOpenFolder | flags);
  const int error = errno;
  const auto before = path_.size();
  const auto depth = depth_;
  path_ += name;
  path_ += '/';
  const bool go_on =
      fd < 0 ? emit_errno(error == ELOOP ? ENOTDIR : error) : enter_open(base::FileDescriptor(fd));
  if (depth_ == depth) path_.resize(before);
  return go_on;
}

void Walker::leave() {
  auto child = std::move(top().fd);
  top().listing.shrink();
  --depth_;
  if (depth_ == 0) return;
  auto& frame = top();
  path_.resize(frame.path_size);
  if (frame.fd.valid() || reopen(frame, child)) return;
  if (frame.next < frame.listing.entries().size()) {
    // The folder was moved or removed meanwhile: what is left in it cannot be reached any more.
    frame.next = frame.listing.entries().size();
    static_cast<void>(emit_skipped(path_, model::SkipReason::changed, "moved or removed while scanning"));
  }
}

// By ".." of its child, or by its path where that leads elsewhere (links).
bool Walker::reopen(Frame& frame, const base::FileDescriptor& child) {
  Identity identity;
  if (child.valid()) {
    base::FileDescriptor up(::openat(child.get(), "..", kOpenFolder));
    if (up.valid() && identify(up.get(), identity) && identity == frame.identity) {
      frame.fd = std::move(up);
      return true;
    }
  }
  auto opened = open_path(path_);
  if (!opened || !identify(opened->get(), identity) || identity != frame.identity) return false;
  frame.fd = std::move(*opened);
  return true;
}

bool Walker::visit(std::size_t index) {
  auto& frame = top();
  const auto& entry = frame.listing.entries()[index];
  const auto name = frame.listing.name(entry);
  auto type = entry.type;
  if (type == DT_UNKNOWN) {
    struct stat status {};
    if (::fstatat(frame.fd.get(), frame.listing.c_name(entry), &status, AT_SYMLINK_NOFOLLOW) != 0) {
      return emit_skipped(path_of(name), reason_of(errno), std::strerror(errno));
    }
    type = type_of(status.st_mode);
  }
  if (type == DT_LNK) return !options_.follow_links || visit_link(index);
  if (ignored(name, type == DT_DIR ? EntryKind::folder : EntryKind::file)) return true;
  if (type == DT_DIR) return enter(frame.listing.c_name(entry), O_NOFOLLOW);
  if (type != DT_REG) return emit_special(path_of(name), static_cast<mode_t>(DTTOIF(type)));
  if (is_own({frame.identity.first, entry.inode})) return true;
  return emit_file(path_of(name), 0);
}

bool Walker::visit_link(std::size_t index) {
  auto& frame = top();
  const auto& entry = frame.listing.entries()[index];
  const auto name = frame.listing.name(entry);
  struct stat status {};
  if (::fstatat(frame.fd.get(), frame.listing.c_name(entry), &status, 0) != 0) {
    const auto detail = errno == ENOENT ? "a broken link" : std::strerror(errno);
    return emit_skipped(path_of(name), model::SkipReason::unreadable, detail);
  }
  const bool folder = S_ISDIR(status.st_mode);
  if (ignored(name, folder ? EntryKind::folder : EntryKind::file)) return true;
  if (folder) return enter(frame.listing.c_name(entry), 0);
  if (is_own({status.st_dev, status.st_ino})) return true;
  if (S_ISREG(status.st_mode)) return emit_file(path_of(name), static_cast<std::uint64_t>(status.st_size));
  return emit_special(path_of(name), status.st_mode);
}

bool Walker::is_above(Identity identity) const {
  for (std::size_t i = 0; i < depth_; ++i) {
    if (frames_[i].identity == identity) return true;
  }
  return false;
}

void Walker::load_ignore_file(Frame& frame) {
  const auto entries = frame.listing.entries();
  const auto has_name = [&](const auto& entry) { return frame.listing.name(entry) == kIgnoreFile; };
  if (std::none_of(entries.begin(), entries.end(), has_name)) return;
  const base::FileDescriptor file(::openat(frame.fd.get(), kIgnoreFile.data(),
                                           O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW));
  struct stat status {};
  if (!file.valid() || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  std::string text(IgnorePatterns::kMaxBytes + 1, '\0');
  const auto got = file.read_at(0, text);
  if (!got || *got > IgnorePatterns::kMaxBytes) return;
  text.resize(*got);
  frame.ignore = std::make_unique<IgnorePatterns>(IgnorePatterns::parse(text));
}

// The globs of the person first, then the nearest .tamisignore that says something.
bool Walker::ignored(std::string_view name, EntryKind kind) const {
  const auto relative = [&](std::size_t from) { return path_.substr(from) + std::string(name); };
  if (!exclude_.empty() && exclude_.judge(relative(root_size_), name, kind) == IgnoreVerdict::ignored)
    return true;
  if (!options_.use_ignore_files) return false;
  for (std::size_t i = depth_; i-- > 0;) {
    if (!frames_[i].ignore) continue;
    const auto verdict = frames_[i].ignore->judge(relative(frames_[i].path_size), name, kind);
    if (verdict != IgnoreVerdict::none) return verdict == IgnoreVerdict::ignored;
  }
  return false;
}

}  // namespace tamis::sources
