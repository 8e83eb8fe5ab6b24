// TokenPattern: the expression of a token rule, compiled on its first use.
//
//   TokenPattern pattern(rule.token, width);
//   TokenMatch match;
//   if (pattern.match_at(text, hit.begin, match)) … match.secret.in(text)
//
// Thread-safe: several threads may match at once, also the first time. Matching takes time linear in the
// window, whatever the text. With `boundary` set, a match that has a letter, digit or '_' directly before or
// behind it is none, and shorter or longer ways to match are tried, as with \b in other engines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/span.h"
#include "rules/rule.h"
#include "rules/token_match.h"

namespace re2 {
class RE2;
}

namespace tamis::rules {

class TokenPattern {
 public:
  // Borrows `token`, which must outlive it. `width`: the widest match, in bytes.
  TokenPattern(const TokenMatcher& token, std::uint32_t width);
  ~TokenPattern();
  TokenPattern(const TokenPattern&) = delete;
  TokenPattern& operator=(const TokenPattern&) = delete;

  // Says why a pattern does not compile; nothing is kept.
  static base::Result<void> check(const TokenMatcher& token);

  // Only a match that begins at `at`.
  bool match_at(std::string_view text, std::size_t at, TokenMatch& match) const;
  // The first match that begins in [from, window.end) and ends in the window. A match that reaches over the
  // window's end ends the search: windows are made so wide around a hit that such a match belongs to a later
  // hit.
  bool find(std::string_view text, model::Span window, std::size_t from, TokenMatch& match) const;

  std::uint32_t width() const { return width_; }

 private:
  struct Compiled;
  const Compiled* anchored() const;
  const Compiled* searching() const;
  bool search(std::string_view text, model::Span window, std::size_t from, TokenMatch& match) const;

  const TokenMatcher* token_;
  std::uint32_t width_;
  // Two forms of one expression: for a known place, and for a search with the byte before the match in it.
  mutable std::once_flag anchored_once_;
  mutable std::once_flag searching_once_;
  mutable std::unique_ptr<Compiled> anchored_;
  mutable std::unique_ptr<Compiled> searching_;
};

}  // namespace tamis::rules
