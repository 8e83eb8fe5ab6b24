#include "detect/regions.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::detect {
namespace {

constexpr std::size_t kClose = 256;     // hits closer than this share a region
constexpr std::size_t kUserinfo = 512;  // longest userinfo looked at

// user:password@ directly behind "://".
bool has_userinfo(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.size(), at + kUserinfo);
  bool colon = false;
  for (std::size_t i = at; i < end; ++i) {
    const char c = text[i];
    if (c == '@') return colon;
    if (base::is_space(c) || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`') return false;
    colon = colon || c == ':';
  }
  return false;
}

}  // namespace

bool worth_reading(std::string_view text, model::Hit hit) {
  if (text.substr(hit.begin, 3) == "://") return has_userinfo(text, hit.begin + 3);
  std::size_t i = hit.end;
  const std::size_t end = std::min(text.size(), i + 160);
  while (i < end && (base::is_word(text[i]) || text[i] == '-' || text[i] == '.' ||
                     static_cast<unsigned char>(text[i]) >= 0x80))
    ++i;
  while (i < end && (text[i] == '\'' || text[i] == '"' || text[i] == ']' || text[i] == ')' ||
                     text[i] == '}' || text[i] == '\\' || base::is_blank(text[i])))
    ++i;
  if (i >= text.size()) return hit.end < text.size();
  const char c = text[i];
  if (base::is_space(c)) return true;
  return c != ';' && c != '.' && c != '?' && c != '!';
}

void add_region(std::vector<model::Span>& regions, model::Hit hit) {
  if (!regions.empty() && hit.begin <= regions.back().end + kClose) {
    regions.back().begin = std::min<std::size_t>(regions.back().begin, hit.begin);
    regions.back().end = std::max<std::size_t>(regions.back().end, hit.end);
    return;
  }
  regions.push_back({hit.begin, hit.end});
}

}  // namespace tamis::detect
