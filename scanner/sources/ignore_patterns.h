// IgnorePatterns: the lines of one .tamisignore, in gitignore syntax, or the globs of --exclude.
//
//   auto patterns = IgnorePatterns::parse("*.log\n!keep.log\n/build/\n");
//   patterns.judge("build", "build", EntryKind::folder);   // ignored
//
// A pattern with a '/' that is not its last character is anchored at the file's folder, others match at any
// level; a '/' behind matches folders only; '!' takes back; the last pattern that matches decides. Immutable,
// thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sources/path_glob.h"

namespace tamis::sources {

enum class EntryKind : std::uint8_t { file, folder };
enum class IgnoreVerdict : std::uint8_t { none, ignored, kept };

class IgnorePatterns {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{1}
                                           << 20;  // a larger file counts as none: more is scanned

  static IgnorePatterns parse(std::string_view text);
  // Globs as they stand: no comments, no taking back.
  static IgnorePatterns from_globs(const std::vector<std::string>& globs);

  // `path`: relative to the patterns' folder, without '/' at either end; `name`: its last component.
  IgnoreVerdict judge(std::string_view path, std::string_view name, EntryKind kind) const;
  bool empty() const { return patterns_.empty(); }

 private:
  enum class Shape : std::uint8_t { literal, suffix, glob };
  struct Pattern {
    bool negated = false;
    bool folders_only = false;
    bool anchored = false;
    Shape shape = Shape::glob;
    std::string text;  // literal, and what follows the '*' of a suffix
    PathGlob glob;
  };

  void add_line(std::string_view line);
  void add_glob(std::string_view glob, bool negated);

  std::vector<Pattern> patterns_;
};

}  // namespace tamis::sources
