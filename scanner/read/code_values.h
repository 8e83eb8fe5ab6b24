// CodeValues: what the expressions of a Program come to: literals with escapes undone, names through the
// text's own bindings (above first, then below), concatenation, look-ups with defaults, wrappers that change
// nothing
// (`new String("x")`, `"x".toCharArray()`).
//
//   CodeValues values(program);
//   FoldedValue value = values.fold(binding.value);
//
// Bounded: each fold has a budget of steps. Lives as long as its program; one thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/fact.h"
#include "read/code_program.h"
#include "read/traced_text.h"

namespace tamis::read {

struct FoldedValue {
  model::ValueState state = model::ValueState::unknown;
  TracedText text;   // of a constant; holes that nothing fills read kHole
  model::Span home;  // the expression, where the parts of the text are written all over the file
  model::Quoting quoting = model::Quoting::bare;
  bool computed = false;
  bool is_default = false;
  bool partial = false;  // has holes: no constant as a whole, but its parts may be read
  bool null = false;     // None, nil, "": says nothing
  std::vector<std::string> decoded_by;
  std::vector<model::TrailStep> trail;

  bool constant() const { return state == model::ValueState::constant; }
  // As facts carry it: references and templates in the text recognised.
  model::Value settled(bool& is_default) const;
};

// Stands where an interpolation could not be folded.
inline constexpr char kHole = '\x01';

class CodeValues {
 public:
  explicit CodeValues(const Program& program) : p_(program) {}

  FoldedValue fold(TokenRange range);

 private:
  FoldedValue evaluate(TokenRange range, int depth);
  FoldedValue choose(TokenRange range, std::size_t op, int depth);
  FoldedValue concatenate(const std::vector<TokenRange>& operands, int depth);
  FoldedValue operand(TokenRange range, int depth);
  FoldedValue literal(std::size_t token, int depth);
  FoldedValue name(std::size_t last, TokenRange range, int depth);
  FoldedValue look_up(const NamePath& name, std::size_t use, int depth);
  FoldedValue called(std::size_t open, TokenRange range, int depth);
  FoldedValue result_of(const NamePath& callee, TokenRange arguments, model::Span written, int depth);
  FoldedValue joined(const std::vector<TokenRange>& parts, int depth);
  FoldedValue elements(TokenRange range, std::string_view separator, int depth);
  FoldedValue characters(TokenRange range, int depth);
  FoldedValue method_on(FoldedValue object, std::size_t at, std::size_t end, int depth);
  FoldedValue with_default(TokenRange arguments, std::size_t from, int depth);
  void index_bindings();

  const Program& p_;
  std::size_t steps_ = 0;  // of this fold
  std::size_t all_steps_ =
      0;  // of all folds: a hostile text of assignments must not cost more than its reading
  bool indexed_ = false;
  std::unordered_map<std::string, std::vector<std::size_t>> by_path_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
};

}  // namespace tamis::read
