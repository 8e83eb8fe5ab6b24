// FolderListing: the names in one folder, sorted by their bytes, with the types that the file system tells
// without a stat. Names share one arena, so that a folder of a million files costs a few allocations.
//
//   FolderListing listing;
//   if (int error = listing.read(fd)) …        // errno
//   for (const auto& entry : listing.entries()) listing.name(entry);
//
// Reused from folder to folder; one thread.
#pragma once

#include <dirent.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamis::sources {

class FolderListing {
 public:
  struct Entry {
    std::uint64_t head = 0;  // first eight bytes of the name, so that most comparisons touch no name
    std::uint64_t inode = 0;
    std::uint64_t begin = 0;  // in the arena
    std::uint16_t size = 0;
    unsigned char type = DT_UNKNOWN;
  };

  // Replaces the content. Returns 0 or errno; what was read before an error stays.
  int read(int fd, std::span<char> buffer);

  std::span<const Entry> entries() const { return entries_; }
  std::string_view name(const Entry& entry) const { return {names_.data() + entry.begin, entry.size}; }
  // The arena ends each name with NUL, as system calls want it.
  const char* c_name(const Entry& entry) const { return names_.data() + entry.begin; }

  // Gives memory back after a folder that was unusually large.
  void shrink();

 private:
  void add(std::string_view name, std::uint64_t inode, unsigned char type);
  void sort();

  std::string names_;
  std::vector<Entry> entries_;
};

}  // namespace tamis::sources
