// Pattern: the part of .NET's expressions with which scripts take strings apart (-split '\|', -replace
// '(\w+)-(\d+)', '$2$1'). Literals, escapes, classes, '.', anchors, groups, alternatives and quantifiers;
// anything else does not compile, and then the result of the operation is unknown. Matching is bounded in
// steps.
//
//   Pattern::Match found;
//   if (auto pattern = Pattern::parse("[xz]+"); pattern && pattern->find(text, 0, found)) …
//
// Immutable; thread-safe.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tamis::read::powershell {

class Pattern {
 public:
  struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<std::size_t> borders{};  // of the groups: begin and end of each
    std::size_t steps = 0;               // what looking for it cost
  };

  static std::optional<Pattern> parse(std::string_view pattern, bool nocase = true);

  // The first match at or behind `from`; false when there is none or it would take too many steps.
  bool find(std::string_view text, std::size_t from, Match& found) const;

  // What stands instead of a match: "$2$1", "${name}".
  std::string expand(std::string_view with, std::string_view text, const Match& found) const;

 private:
  class Compiler;
  enum class Code : std::uint8_t { byte, set, at_start, at_end, save, jump, split, accept };
  struct Step {
    Code code = Code::accept;
    std::bitset<256> bytes{};
    std::size_t number = 0;  // save: of the border
    std::size_t first = 0;   // jump, split: where to go on
    std::size_t second = 0;  // split: and where else
  };

  bool match(std::string_view text, std::size_t at, Match& found) const;

  std::vector<Step> program_;
  std::vector<std::pair<std::string, std::size_t>> names_;
  std::size_t groups_ = 1;  // the whole is one
};

}  // namespace tamis::read::powershell
