// PatternPart: what one part of an expression says about the texts it matches, and how parts join. The
// algebra behind analyse_pattern(), which reads the pattern and carries these instead of a tree.
//
//   PatternSequence sequence;
//   sequence.append(part_of("ghp|gho"));
//   sequence.append(part_of("_"));
//   sequence.finish().prefixes       // {"gho_", "ghp_"}
//
// The interesting step is the sequence: neighbouring parts of few texts are multiplied into a run of literals
// until it would grow too large; each finished run is a set of required literals, the run at the start is the
// set of prefixes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace tamis::rules {

using Literals = std::vector<std::string>;

struct PatternPart {
  static constexpr std::uint64_t kUnbounded = std::numeric_limits<std::uint64_t>::max();

  std::uint64_t min = 0;
  std::uint64_t max = 0;
  bool exact = true;               // matches the texts in `prefixes` and no others
  Literals prefixes{""};           // every match begins with one of these
  std::vector<Literals> required;  // of each set, every match holds at least one
  std::uint32_t repeats = 1;       // product of nested repeat counts, for RE2's limit
};

void sort_unique(Literals& literals);

// True when no literal is empty: then the set narrows down what matches.
bool says_something(const Literals& literals);

// Notes that every match holds one of `literals`, if that says something.
void require(PatternPart& part, const Literals& literals);

class PatternSequence {
 public:
  void append(const PatternPart& next);
  PatternPart finish();

 private:
  bool extend_run(const PatternPart& next);
  void end_run();

  PatternPart whole_;
  Literals run_{""};
  bool at_start_ = true;
};

// `a` becomes: either of the two.
void alternate(PatternPart& a, const PatternPart& b);

// `once` from `least` to `most` times; without `most`, without end.
PatternPart repeat(const PatternPart& once, std::uint32_t least, std::optional<std::uint32_t> most);

}  // namespace tamis::rules
