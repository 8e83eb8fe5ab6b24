#include "extract/member.h"

#include <algorithm>

namespace tamis::extract {

std::vector<Covered::Range> Covered::gaps(std::uint64_t size) {
  std::sort(ranges_.begin(), ranges_.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
  std::vector<Range> left;
  std::uint64_t at = 0;
  for (const auto& range : ranges_) {
    if (range.begin > at) left.push_back({at, std::min(range.begin, size)});
    at = std::max(at, range.end);
    if (at >= size) break;
  }
  if (at < size) left.push_back({at, size});
  return left;
}

std::string join_member(std::string_view container, std::string_view name) {
  std::string path(container);
  if (!path.empty()) path += '!';
  path += name;
  return path;
}

}  // namespace tamis::extract
