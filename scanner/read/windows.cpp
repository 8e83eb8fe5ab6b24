#include "read/windows.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::read {
namespace {

using model::Span;

// Siblings and parents of what a region holds stand within this share of what is read whole.
constexpr std::size_t kBefore = 16;
constexpr std::size_t kAfter = 64;
constexpr std::size_t kLineEnd = std::size_t{64} << 10;  // how far a window moves to end with its line
constexpr std::size_t kMaxParents = 32;

std::size_t line_begin(std::string_view text, std::size_t at, std::size_t reach) {
  const std::size_t floor = at > reach ? at - reach : 0;
  const std::size_t begin = base::behind_last(text, '\n', floor, at);
  return begin > floor || floor == 0 ? begin : at;
}

std::size_t line_end(std::string_view text, std::size_t at) {
  const std::size_t limit = std::min(text.size(), at + kLineEnd);
  const auto end = text.substr(0, limit).find('\n', at);
  return end == std::string_view::npos ? limit : end + 1;
}

// Calls `visit(line)` for the lines above `at`, last first, until it returns false.
template <class Visit>
void lines_above(std::string_view text, std::size_t at, std::size_t floor, const Visit& visit) {
  floor = std::max(floor, at > kReadWhole ? at - kReadWhole : 0);
  std::size_t end = at;
  while (end > floor) {
    const std::size_t begin = base::behind_last(text, '\n', floor, end - 1);  // of the line before `end`
    if (!visit(Span{begin, end})) return;
    end = begin;
  }
}

std::size_t indentation(std::string_view line) {
  return static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), base::is_blank) - line.begin());
}

}  // namespace

std::vector<Span> reading_windows(const Input& input, std::size_t read_whole) {
  const std::string_view text = input.text;
  if (text.size() <= read_whole) return {{0, text.size()}};
  const std::size_t before = read_whole / kBefore;
  const std::size_t after = read_whole / kAfter;
  std::vector<Span> windows;
  for (const Span region : input.regions) {
    if (region.begin >= text.size()) break;
    const std::size_t from = region.begin > before ? region.begin - before : 0;
    Span window{line_begin(text, from, kLineEnd),
                line_end(text, std::min(text.size(), std::max(region.end, region.begin) + after))};
    if (!windows.empty() && window.begin <= windows.back().end) {
      windows.back().end = std::max(windows.back().end, window.end);
    } else {
      windows.push_back(window);
    }
  }
  return windows;
}

std::vector<Span> parent_lines(std::string_view text, std::size_t at, std::size_t floor) {
  std::vector<Span> parents;
  const std::string_view here = text.substr(at, 256);
  std::size_t least = indentation(here);
  lines_above(text, at, floor, [&](Span line) {
    const std::string_view written = line.in(text);
    const std::size_t depth = indentation(written);
    // Most lines stand as deep or deeper; of those only the end of a document counts.
    if (depth >= least && least > 0 && (depth >= written.size() || written[depth] != '-')) return true;
    const std::string_view content = base::trim(written);
    if (content.empty() || content.front() == '#') return true;
    if (content.starts_with("---")) return false;
    if (depth < least) {
      parents.push_back(line);
      least = depth;
    }
    return least > 0 && parents.size() < kMaxParents;
  });
  std::reverse(parents.begin(), parents.end());
  return parents;
}

Span section_line(std::string_view text, std::size_t at, std::size_t floor) {
  Span found{at, at};
  lines_above(text, at, floor, [&](Span line) {
    const std::string_view content = base::trim(line.in(text));
    if (content.size() < 3 || content.front() != '[' || content.find(']') == std::string_view::npos)
      return true;
    found = line;
    return false;
  });
  return found;
}

}  // namespace tamis::read
