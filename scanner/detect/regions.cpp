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

bool near_region(const std::vector<model::Span>& regions, model::Span span, std::size_t reach) {
  const std::size_t from = span.begin > reach ? span.begin - reach : 0;
  const auto first = std::partition_point(regions.begin(), regions.end(),
                                          [from](model::Span region) { return region.end < from; });
  return first != regions.end() && first->begin <= span.end + reach;
}

}  // namespace tamis::detect
