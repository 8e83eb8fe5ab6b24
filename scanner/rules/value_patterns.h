// ValuePatterns: which class of the lexicon a value falls into: a placeholder, a reference, a label …
//
//   const ValuePatterns patterns(lexicon);                  // borrows the lexicon, which must outlive it
//   if (const ValueClass* found = patterns.match("<password>")) …      // found->says == "is a placeholder"
//
// Thread-safe. Expressions are compiled on their first use. Time is linear in the value's length.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "rules/lexicon.h"

namespace tamis::rules {

class ValuePatterns {
 public:
  // Longer values are judged by prefixes and suffixes alone.
  static constexpr std::size_t kMaxBytes = 4096;

  explicit ValuePatterns(const Lexicon& lexicon);
  ValuePatterns(ValuePatterns&&) noexcept;
  ValuePatterns& operator=(ValuePatterns&&) noexcept;
  ~ValuePatterns();

  // The first class, in the lexicon's order, that takes `value`; nullptr for none. Case and accents do not
  // count for texts, case does not count for expressions; blanks around the value never count.
  const ValueClass* match(std::string_view value) const;

  // Says why an expression of a lexicon does not compile, or compiles to too many instructions.
  static base::Result<void> check(const std::string& pattern);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// ASCII and accented letters in lower case, accents kept: how the lexicon's values are stored.
std::string lower_text(std::string_view text);

}  // namespace tamis::rules
