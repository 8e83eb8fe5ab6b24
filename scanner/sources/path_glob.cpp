#include "sources/path_glob.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace tamis::sources {
namespace {

constexpr auto kNone = std::string_view::npos;

struct NamedClass {
  std::string_view name;
  bool (*holds)(char c);
};

constexpr std::array<NamedClass, 6> kClasses = {{
    {"[:alnum:]", base::is_alnum},
    {"[:alpha:]", base::is_alpha},
    {"[:digit:]", base::is_digit},
    {"[:lower:]", base::is_lower},
    {"[:space:]", base::is_space},
    {"[:upper:]", base::is_upper},
}};

std::size_t index_of(char c) {
  return static_cast<unsigned char>(c);
}

// One element of a class at pattern[at], with its escape undone; false at the pattern's end.
bool class_byte(std::string_view pattern, std::size_t& at, char& c) {
  if (at < pattern.size() && pattern[at] == '\\') ++at;
  if (at >= pattern.size()) return false;
  c = pattern[at++];
  return true;
}

}  // namespace

// Where to go on when the text does not fit: behind the last '*' and behind the last '**/'.
struct GlobMarks {
  std::size_t star_token = kNone, star_at = kNone;
  std::size_t folders_token = kNone, folders_at = kNone;
};

bool PathGlob::compile_class(std::string_view pattern, std::size_t& at) {
  ++at;  // '['
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  Set set;
  for (bool first = true; at < pattern.size() && (first || pattern[at] != ']'); first = false) {
    bool named = false;
    for (const auto& known : kClasses) {
      if (!pattern.substr(at).starts_with(known.name)) continue;
      for (int c = 0; c < 256; ++c)
        set[static_cast<std::size_t>(c)] =
            set[static_cast<std::size_t>(c)] || known.holds(static_cast<char>(c));
      at += known.name.size();
      named = true;
      break;
    }
    if (named) continue;
    char low = 0;
    if (!class_byte(pattern, at, low)) return false;
    char high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      ++at;
      if (!class_byte(pattern, at, high)) return false;
    }
    for (auto c = index_of(low); c <= index_of(high); ++c) set.set(c);
  }
  if (at >= pattern.size()) return false;
  ++at;  // ']'
  if (negated) set.flip();
  set.reset(index_of('/'));
  tokens_.push_back({Kind::set, 0, static_cast<std::uint32_t>(sets_.size())});
  sets_.push_back(set);
  return true;
}

std::optional<PathGlob> PathGlob::compile(std::string_view pattern) {
  PathGlob glob;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const bool starts_component = at == 0 || pattern[at - 1] == '/';
    const auto left = pattern.substr(at);
    if (starts_component && left.starts_with("**/")) {
      glob.tokens_.push_back({Kind::folders, 0, 0});
      at += 3;
    } else if (starts_component && at > 0 && left == "**") {
      glob.tokens_.push_back({Kind::rest, 0, 0});
      at += 2;
    } else if (left.front() == '*') {
      while (at < pattern.size() && pattern[at] == '*') ++at;
      glob.tokens_.push_back({Kind::star, 0, 0});
    } else if (left.front() == '?') {
      glob.tokens_.push_back({Kind::any, 0, 0});
      ++at;
    } else if (left.front() == '[') {
      if (!glob.compile_class(pattern, at)) return std::nullopt;
    } else {
      if (left.front() == '\\' && ++at == pattern.size()) return std::nullopt;
      glob.tokens_.push_back({Kind::byte, pattern[at], 0});
      ++at;
    }
  }
  return glob;
}

bool PathGlob::accepts(const Token& token, char c) const {
  switch (token.kind) {
    case Kind::byte:
      return token.byte == c;
    case Kind::any:
      return c != '/';
    case Kind::set:
      return sets_[token.set][index_of(c)];
    case Kind::star:
    case Kind::folders:
    case Kind::rest:
      return false;
  }
  return false;
}

bool PathGlob::step_back(std::string_view path, std::size_t& token, std::size_t& at, GlobMarks& marks) const {
  if (marks.star_token != kNone && marks.star_at < path.size() && path[marks.star_at] != '/') {
    token = marks.star_token;
    at = ++marks.star_at;
    return true;
  }
  marks.star_token = kNone;
  if (marks.folders_token == kNone) return false;
  const auto slash = path.find('/', marks.folders_at);
  if (slash == kNone) return false;
  token = marks.folders_token;
  at = marks.folders_at = slash + 1;
  return true;
}

bool PathGlob::matches(std::string_view path) const {
  std::size_t token = 0, at = 0;
  GlobMarks marks;
  while (token < tokens_.size() || at < path.size()) {
    if (token < tokens_.size()) {
      const auto& now = tokens_[token];
      if (now.kind == Kind::rest && at < path.size()) return true;
      if (now.kind == Kind::folders) {
        marks = {kNone, kNone, ++token, at};
        continue;
      }
      if (now.kind == Kind::star) {
        marks.star_token = ++token;
        marks.star_at = at;
        continue;
      }
      if (at < path.size() && accepts(now, path[at])) {
        ++token;
        ++at;
        continue;
      }
    }
    if (!step_back(path, token, at, marks)) return false;
  }
  return true;
}

}  // namespace tamis::sources
