// OwnedFolder: a folder that belongs to this user and that nobody else can write to, opened once; files in it
// are reached through its descriptor, so that a folder swapped under its name changes nothing.
//
//   if (auto folder = OwnedFolder::open(path)) auto bytes = folder->read("engine-ab12.db", kMaxBytes);
//
// Links are not followed, neither for the folder nor for files. Missing and refused are the same here:
// nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/file_descriptor.h"

namespace tamis::engine {

class OwnedFolder {
 public:
  static std::optional<OwnedFolder> open(const std::string& path);
  // Makes the folder and its missing parents first, all owner-only.
  static std::optional<OwnedFolder> open_or_make(const std::string& path);

  // A regular file that is ours and writable by nobody else, of at most `max_bytes`.
  std::optional<std::string> read(const std::string& name, std::size_t max_bytes) const;
  // Writes the file aside (0600) and renames it into place, so that readers see the old or the new one,
  // whole.
  bool replace(const std::string& name, std::string_view bytes) const;
  // Removes the oldest of the files whose names begin with `prefix`, down to `keep`, and what interrupted
  // writers left.
  void prune(std::string_view prefix, std::size_t keep) const;

 private:
  explicit OwnedFolder(base::FileDescriptor folder) : folder_(std::move(folder)) {}

  base::FileDescriptor folder_;
};

}  // namespace tamis::engine
