// Pattern: the small part of .NET's expressions with which scripts take strings apart (-split '\|', -replace
// 'X+', ''). Literals, escapes, classes, '.', anchors and the quantifiers ? * +; anything else does not
// compile, and then the result of the operation is unknown. Matching is bounded in steps.
//
//   if (auto pattern = Pattern::parse("[xz]+")) { std::size_t begin = 0, end = 0; pattern->find(text, 0,
//   begin, end); }
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace tamis::read::powershell {

class Pattern {
 public:
  static std::optional<Pattern> parse(std::string_view pattern, bool nocase = true);

  // The first match at or behind `from`; false when there is none or it would take too many steps.
  bool find(std::string_view text, std::size_t from, std::size_t& begin, std::size_t& end) const;

 private:
  struct Atom {
    std::bitset<256> bytes;
    std::size_t least = 1;
    std::size_t most = 1;
  };
  using Sequence = std::vector<Atom>;
  bool match(const Sequence& atoms, std::string_view text, std::size_t at, std::size_t& end,
             std::size_t& steps) const;

  std::vector<Sequence> alternatives_;
  bool at_start_ = false;
  bool at_end_ = false;
};

}  // namespace tamis::read::powershell
