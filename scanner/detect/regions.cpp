#include "detect/regions.h"

#include <algorithm>

namespace tamis::detect {
namespace {

constexpr std::size_t kClose = 256;  // hits closer than this share a region

}  // namespace

void add_region(std::vector<model::Span>& regions, model::Hit hit) {
  if (!regions.empty() && hit.begin <= regions.back().end + kClose) {
    regions.back().begin = std::min<std::size_t>(regions.back().begin, hit.begin);
    regions.back().end = std::max<std::size_t>(regions.back().end, hit.end);
    return;
  }
  regions.push_back({hit.begin, hit.end});
}

}  // namespace tamis::detect
