#include "rules/path_glob.h"

#include <cstddef>

#include "rules/names.h"

namespace tamis::rules {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Greedy with one point to return to: enough for one kind of star, and never worse than the product of both
// lengths.
template <class Pattern, class Text, class IsStar, class Same>
bool wildcard(const Pattern& pattern, const Text& text, IsStar is_star, Same same) {
  std::size_t p = 0, t = 0, star = kNone, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && is_star(pattern[p])) {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && same(pattern[p], text[t])) {
      ++p;
      ++t;
    } else if (star != kNone) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && is_star(pattern[p])) ++p;
  return p == pattern.size();
}

bool component_matches(std::string_view pattern, std::string_view text) {
  return wildcard(
      pattern, text, [](char c) { return c == '*'; }, [](char p, char t) { return p == '?' || p == t; });
}

// Normalises what stands between the wildcards of one component: "Bind*_PW" → "bind*pw".
std::string normalise_component(std::string_view component) {
  std::string out;
  for (std::size_t at = 0; at <= component.size();) {
    const auto end = std::min(component.find_first_of("*?", at), component.size());
    out += normalise_name(component.substr(at, end - at));
    if (end < component.size()) out.push_back(component[end]);
    at = end + 1;
  }
  return out;
}

}  // namespace

std::vector<std::string> path_components(std::string_view path) {
  const std::string normal = normalise_path(path);
  std::vector<std::string> out;
  for (std::size_t at = 0; at < normal.size();) {
    const auto end = std::min(normal.find('.', at), normal.size());
    out.push_back(normal.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

PathGlob::PathGlob(std::string_view pattern) {
  for (std::size_t at = 0; at <= pattern.size();) {
    const auto end = std::min(pattern.find_first_of("./", at), pattern.size());
    auto component = normalise_component(pattern.substr(at, end - at));
    if (!component.empty()) components_.push_back(std::move(component));
    at = end + 1;
  }
}

bool PathGlob::matches(const std::vector<std::string>& path) const {
  return wildcard(
      components_, path, [](const std::string& c) { return c == "**"; },
      [](const std::string& pattern, const std::string& text) { return component_matches(pattern, text); });
}

}  // namespace tamis::rules
