#include "extract/content.h"

#include <algorithm>
#include <cstring>

namespace tamis::extract {

base::Result<std::size_t> MemoryContent::read_at(std::uint64_t offset, std::span<char> into) const {
  if (offset >= bytes_.size()) return std::size_t{0};
  const auto count = std::min<std::uint64_t>(into.size(), bytes_.size() - offset);
  std::memcpy(into.data(), bytes_.data() + offset, count);
  return static_cast<std::size_t>(count);
}

base::Result<std::size_t> FileContent::read_at(std::uint64_t offset, std::span<char> into) const {
  if (offset >= size_) return std::size_t{0};
  const auto count = std::min<std::uint64_t>(into.size(), size_ - offset);
  return file_.read_at(offset, into.first(static_cast<std::size_t>(count)));
}

}  // namespace tamis::extract
