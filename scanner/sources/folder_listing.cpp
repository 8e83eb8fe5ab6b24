#include "sources/folder_listing.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>

namespace tamis::sources {
namespace {

std::uint64_t head_of(std::string_view name) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    head = (head << 8) | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0U);
  }
  return head;
}

}  // namespace

int FolderListing::read(int fd, std::span<char> buffer) {
  names_.clear();
  entries_.clear();
  int error = 0;
  for (;;) {
    const auto got = ::getdents64(fd, buffer.data(), buffer.size());
    if (got < 0) error = errno;
    if (got <= 0) break;
    for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
      ino64_t inode = 0;
      unsigned short record = 0;
      unsigned char type = DT_UNKNOWN;
      const char* entry = buffer.data() + at;
      std::memcpy(&inode, entry + offsetof(struct dirent64, d_ino), sizeof inode);
      std::memcpy(&record, entry + offsetof(struct dirent64, d_reclen), sizeof record);
      std::memcpy(&type, entry + offsetof(struct dirent64, d_type), sizeof type);
      constexpr std::size_t kName = offsetof(struct dirent64, d_name);
      if (record <= kName) break;
      const std::string_view name(entry + kName, ::strnlen(entry + kName, record - kName));
      if (name != "." && name != "..") add(name, inode, type);
      at += record;
    }
  }
  sort();
  return error;
}

void FolderListing::add(std::string_view name, std::uint64_t inode, unsigned char type) {
  entries_.push_back({head_of(name), inode, names_.size(), static_cast<std::uint16_t>(name.size()), type});
  names_ += name;
  names_ += '\0';
}

void FolderListing::sort() {
  std::sort(entries_.begin(), entries_.end(), [this](const Entry& a, const Entry& b) {
    return a.head != b.head ? a.head < b.head : name(a) < name(b);
  });
}

void FolderListing::shrink() {
  constexpr std::size_t kUsual = 4096;
  if (entries_.capacity() <= kUsual) return;
  entries_ = {};
  names_ = {};
}

}  // namespace tamis::sources
