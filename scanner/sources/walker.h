// Walker: the state of one walk below one root. The interface of the module is sources/paths.h.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file_descriptor.h"
#include "sources/folder_listing.h"
#include "sources/ignore_patterns.h"
#include "sources/paths.h"

namespace tamis::sources {

// A file or folder, whatever its name.
using Identity = std::pair<dev_t, ino_t>;

class Walker {
 public:
  Walker(const WalkOptions& options, std::stop_token stop, const std::function<bool(Item)>& emit);

  // `root` is a folder. Returns false when the walk shall end altogether.
  bool walk(const std::string& root);
  bool emit_file(std::string path, std::uint64_t size);
  bool emit_special(std::string path, mode_t mode);
  bool emit_standard_input();

 private:
  // One folder on the way from the root down to where the walk stands. Frames are reused, never freed, on the
  // way up.
  struct Frame {
    base::FileDescriptor fd;  // closed again far above the deepest folder
    Identity identity;
    FolderListing listing;
    std::size_t next = 0;
    std::size_t path_size = 0;  // of path_ with the folder's '/'
    std::unique_ptr<IgnorePatterns> ignore;
  };

  Frame& top() { return frames_[depth_ - 1]; }
  bool emit_skipped(std::string path, model::SkipReason reason, std::string detail);
  bool is_own(Identity identity) const;
  bool visit(std::size_t index);
  bool visit_link(std::size_t index);
  bool enter(const char* name, int flags);
  bool enter_open(base::FileDescriptor fd);
  void leave();
  bool reopen(Frame& frame, const base::FileDescriptor& child);
  void load_ignore_file(Frame& frame);
  bool ignored(std::string_view name, EntryKind kind) const;
  bool is_above(Identity identity) const;
  bool emit_errno(int error);
  std::string path_of(std::string_view name) const { return path_ + std::string(name); }

  const WalkOptions& options_;
  std::stop_token stop_;
  const std::function<bool(Item)>& emit_;
  IgnorePatterns exclude_;
  std::vector<Identity> own_;
  std::uint64_t sequence_ = 0;
  std::vector<char> buffer_;  // for getdents

  std::string path_;  // of the folder where the walk stands, with '/'
  std::size_t root_size_ = 0;
  std::vector<Frame> frames_;
  std::size_t depth_ = 0;
  std::set<Identity> visited_;  // folders, with follow_links only
};

}  // namespace tamis::sources
