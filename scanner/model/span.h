// Span: half-open range of byte offsets in one text.
#pragma once

#include <cstddef>
#include <string_view>

namespace tamis::model {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  constexpr std::size_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(std::size_t at) const { return at >= begin && at < end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  constexpr std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
  friend constexpr bool operator==(Span, Span) = default;
};

}  // namespace tamis::model
