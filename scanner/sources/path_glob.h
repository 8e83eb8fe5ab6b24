// PathGlob: one glob of gitignore syntax on a path.
//
//   '*' and '?' stop at '/'; [a-z], [!a-z] and [[:digit:]] are classes; '\' takes the next character
//   literally;
//   '**/' in front, '/**/' between and '/**' behind stand for any folders; other '**' mean '*'.
//
// Immutable and thread-safe. Matching steps back to the last '*' inside a component and to the last '**/'
// only, which is complete because '*' never crosses a '/': linear in practice, quadratic at worst, never
// exponential.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tamis::sources {

class PathGlob {
 public:
  // Nothing for a pattern that can match nothing: an unclosed class, a lone '\' at its end.
  static std::optional<PathGlob> compile(std::string_view pattern);

  bool matches(std::string_view path) const;

 private:
  enum class Kind : std::uint8_t {
    byte,
    any,      // '?'
    set,      // a class
    star,     // '*'
    folders,  // '**/': any number of whole components
    rest,     // '/**' behind: everything inside
  };
  struct Token {
    Kind kind = Kind::byte;
    char byte = 0;
    std::uint32_t set = 0;  // index in sets_
  };
  using Set = std::bitset<256>;

  bool compile_class(std::string_view pattern, std::size_t& at);
  bool accepts(const Token& token, char c) const;
  bool step_back(std::string_view path, std::size_t& token, std::size_t& at, struct GlobMarks& marks) const;

  std::vector<Token> tokens_;
  std::vector<Set> sets_;
};

}  // namespace tamis::sources
