#include "rules/repeat_limits.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>

namespace tamis::rules {
namespace {

// The offset behind the character, escape, class or bracket at `at`.
std::size_t behind_class(std::string_view pattern, std::size_t at) {
  std::size_t i = at + 1;
  if (i < pattern.size() && pattern[i] == '^') ++i;
  if (i < pattern.size() && pattern[i] == ']') ++i;
  while (i < pattern.size() && pattern[i] != ']') {
    if (pattern.substr(i).starts_with("[:")) {
      const auto end = pattern.find(":]", i);
      i = end == std::string_view::npos ? pattern.size() : end + 2;
    } else {
      i += pattern[i] == '\\' ? std::size_t{2} : std::size_t{1};
    }
  }
  return i + 1;
}

std::size_t behind_escape(std::string_view pattern, std::size_t at) {
  const auto rest = pattern.substr(at + 1);
  const bool braced = rest.starts_with("x{") || rest.starts_with("p{") || rest.starts_with("P{");
  if (!braced) return at + 2;
  const auto end = pattern.find('}', at);
  return end == std::string_view::npos ? pattern.size() : end + 1;
}

std::size_t behind_atom(std::string_view pattern, std::size_t at) {
  if (pattern[at] == '\\') return behind_escape(pattern, at);
  if (pattern[at] == '[') return behind_class(pattern, at);
  return at + 1;
}

struct Limit {
  std::string_view least;
  std::size_t end;  // behind the closing brace
};

// {n,m} with m of kHighLimit or more at `at`.
std::optional<Limit> high_limit(std::string_view pattern, std::size_t at) {
  if (at >= pattern.size() || pattern[at] != '{') return std::nullopt;
  const auto end = pattern.find('}', at);
  if (end == std::string_view::npos) return std::nullopt;
  const auto inside = pattern.substr(at + 1, end - at - 1);
  const auto comma = inside.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  std::uint32_t least = 0;
  std::uint32_t most = 0;
  const auto parse = [](std::string_view digits, std::uint32_t& out) {
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size();
  };
  if (!parse(inside.substr(0, comma), least) || !parse(inside.substr(comma + 1), most)) return std::nullopt;
  if (most < kHighLimit || most < least) return std::nullopt;
  return Limit{inside.substr(0, comma), end + 1};
}

}  // namespace

std::string open_high_limits(std::string_view pattern) {
  if (pattern.find("\\Q") != std::string_view::npos) return std::string(pattern);
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t end = std::min(behind_atom(pattern, at), pattern.size());
    out.append(pattern.substr(at, end - at));
    const bool repeats_alone = pattern[at] != ')' && pattern[at] != '(' && pattern[at] != '|';
    at = end;
    if (const auto limit = high_limit(pattern, at); limit && repeats_alone) {
      out.append("{").append(limit->least).append(",}");
      at = limit->end;
    }
  }
  return out;
}

}  // namespace tamis::rules
