#include "sources/ignore_patterns.h"

#include <utility>

namespace tamis::sources {
namespace {

constexpr std::string_view kSpecial = "*?[\\";

std::string_view without_trailing_blanks(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ') || line.ends_with('\t')) {
    std::size_t escapes = 0;  // an escaped blank stays
    while (escapes + 1 < line.size() && line[line.size() - 2 - escapes] == '\\') ++escapes;
    if (escapes % 2 == 1) break;
    line.remove_suffix(1);
  }
  return line;
}

}  // namespace

IgnorePatterns IgnorePatterns::parse(std::string_view text) {
  IgnorePatterns patterns;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const auto end = text.find('\n');
    patterns.add_line(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return patterns;
}

IgnorePatterns IgnorePatterns::from_globs(const std::vector<std::string>& globs) {
  IgnorePatterns patterns;
  for (const auto& glob : globs) patterns.add_glob(glob, false);
  return patterns;
}

void IgnorePatterns::add_line(std::string_view line) {
  line = without_trailing_blanks(line);
  if (line.empty() || line.front() == '#') return;
  const bool negated = line.front() == '!';
  if (negated) line.remove_prefix(1);
  add_glob(line, negated);
}

void IgnorePatterns::add_glob(std::string_view glob, bool negated) {
  Pattern pattern;
  pattern.negated = negated;
  if (glob.ends_with('/')) {
    pattern.folders_only = true;
    glob.remove_suffix(1);
  }
  pattern.anchored = glob.find('/') != std::string_view::npos;
  if (glob.starts_with('/')) glob.remove_prefix(1);
  if (glob.empty()) return;
  if (glob.find_first_of(kSpecial) == std::string_view::npos) {
    pattern.shape = Shape::literal;
    pattern.text = glob;
  } else if (!pattern.anchored && glob.front() == '*' &&
             glob.find_first_of(kSpecial, 1) == std::string_view::npos) {
    pattern.shape = Shape::suffix;
    pattern.text = glob.substr(1);
  } else {
    auto compiled = PathGlob::compile(glob);
    if (!compiled) return;
    pattern.glob = std::move(*compiled);
  }
  patterns_.push_back(std::move(pattern));
}

IgnoreVerdict IgnorePatterns::judge(std::string_view path, std::string_view name, EntryKind kind) const {
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->folders_only && kind != EntryKind::folder) continue;
    const auto subject = pattern->anchored ? path : name;
    const bool matches = pattern->shape == Shape::literal  ? subject == pattern->text
                         : pattern->shape == Shape::suffix ? subject.ends_with(pattern->text)
                                                           : pattern->glob.matches(subject);
    if (matches) return pattern->negated ? IgnoreVerdict::kept : IgnoreVerdict::ignored;
  }
  return IgnoreVerdict::none;
}

}  // namespace tamis::sources
