// Evaluator: what an expression of a script comes to, by pure folding: names through their assignments,
// operators, string methods, conversions, loops over constants. Nothing is run. A name assigned more than
// once gives several candidates; what cannot be known is unknown.
//
//   Evaluator evaluate(tree, symbols);
//   for (const Result& candidate : evaluate(node)) …
//
// Bounded: steps and bytes are counted over the whole life of the object, depth is limited, cycles are cut.
// One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/pulse.h"
#include "read/powershell/commands.h"
#include "read/powershell/result.h"
#include "read/powershell/symbols.h"
#include "read/powershell/tree.h"

namespace tamis::read::powershell {

class Evaluator {
 public:
  Evaluator(const Tree& tree, const Symbols& symbols, model::Pulse* pulse = nullptr)
      : tree_(tree), symbols_(symbols), pulse_(pulse) {}

  // Call before each construct: whatever the others cost, each has some steps of its own.
  // False when the pulse has ended: nothing is folded any more.
  bool begin();

  Results operator()(NodeId node) { return evaluate(node); }
  Results evaluate(NodeId node);

  // The canonical name of a command ("New-Object"), or its program's ("plink"); empty when it cannot be
  // known.
  std::string command_name(NodeId command);

  // The arguments of `New-Object T a, b`, `[T]::new(a, b)`; the type's name goes to `type`.
  std::vector<NodeId> constructor_arguments(NodeId node, std::string& type, NodeId& properties);

  // The nodes behind a list, through parentheses, @( ) and variables.
  std::vector<NodeId> argument_nodes(NodeId node, int depth);

  // What one definition of a name comes to, seen from `use`.
  Results definition_values(std::uint32_t id, NodeId use) { return definition(id, use); }

  // The value that `key` has in a hashtable's node; kNoNode when it has none.
  NodeId table_value(NodeId table, std::string_view key);

  const Tree& tree() const { return tree_; }
  const Symbols& symbols() const { return symbols_; }

  // The hashtables behind @name.
  Results splatted(const std::string& name, NodeId use);

  // The password of a NetworkCredential or PSCredential object.
  Results password_of(const Result& object);

  // The records of a text of key = value lines, and of a CSV.
  Results string_data(const Result& text);
  Results csv(const Result& text, char delimiter);

  // Lines that a text was split into, as the text again.
  Results whole_texts(const Results& values);

  // What ConvertFrom-Json and [xml] make of a text.
  Result json(const Result& text);
  Result xml(const Result& text);

  // What AppendChar is called with in a loop over characters: the whole string.
  Results appended_text(NodeId argument);

  // What the name that a call such as $secure.AppendChar(…) fills holds behind the loop that it stands in.
  Result filled_in_loop(NodeId call);

 private:
  enum class Matching : std::uint8_t { plain, exact, nocase };  // exact and nocase: by an expression
  static constexpr std::size_t kMaxSteps = 600000;
  static constexpr std::size_t kStepsOfOne = 50000;  // for one construct …
  static constexpr std::size_t kStepsAtLeast = 64;   // … and when kMaxSteps are spent
  static constexpr std::size_t kPatternStepsOfAStep = 16;
  static constexpr std::size_t kSmallText = 256;  // still made when kMaxBytes are spent
  static constexpr std::size_t kMaxBytes = std::size_t{8} << 20;
  static constexpr std::size_t kMaxText = std::size_t{1} << 16;
  static constexpr std::size_t kMaxCandidates = 32;
  static constexpr std::size_t kMaxItems = 4096;
  static constexpr int kMaxDepth = 48;
  static constexpr std::size_t kMaxOverlapping = 4;  // values before an append that are carried on

  bool exhausted() const { return steps_ > allowed_ || depth_ > kMaxDepth; }
  Result text_result(std::string text, NodeId node);  // computed text, written at `node`
  Result unknown() const { return {}; }
  // The items of a list or the value itself; lists cost steps, for their items are copied.
  Results unfold(const Result& value);
  void derive(Result& result, const Result& from, std::string_view step);
  std::vector<std::pair<Result, Result>> pairs(NodeId left, NodeId right);

  // evaluator.cpp
  Results evaluate_kind(NodeId node);
  Results string(NodeId node);
  Results block(NodeId node);
  Results branches(NodeId node);

  // evaluate_names.cpp
  Results variable(NodeId node);
  Results definition(std::uint32_t id, NodeId use);
  Results append_definition(const Definition& definition, NodeId use);

  // evaluate_loops.cpp
  Results each(const Results& collection, NodeId place, NodeId block, std::string_view variable);
  Results loop(NodeId node);
  Results counted_loop(NodeId node);
  Results loop_items(NodeId loop, const std::string& variable);
  Results items_of(NodeId node);
  Results items_all(NodeId node);

  // evaluate_members.cpp
  Results member(NodeId node);
  Results member_of(const Result& target, const std::string& name, NodeId node);
  Results index(NodeId node);
  Results table_items(NodeId table, bool keys);
  Results table_entries(NodeId table);

  // evaluate_operators.cpp
  Results binary(NodeId node);
  Results unary(NodeId node);
  Results list(NodeId node);

  // evaluate_texts.cpp
  Results expandable(NodeId node);
  Results add(const Result& left, const Result& right, NodeId node);
  Results add_chain(NodeId node);
  Results join(const Result& list, const Result& separator, NodeId node);
  Results format(const Result& pattern, const Result& arguments, NodeId node);

  // evaluate_cuts.cpp
  Results split(const Result& text, const Result& separator, bool regex, NodeId node);
  Results replace(const Result& text, const Result& arguments, Matching how, NodeId node);

  // evaluate_comparisons.cpp
  Result both(NodeId node);
  Result compare(Operator op, const Result& left, const Result& right, NodeId node);
  Results arithmetic(Operator op, const Result& left, const Result& right, NodeId node);

  // evaluate_conversions.cpp
  Results cast(NodeId node);
  Results convert(const Result& value, const std::string& type, NodeId node);

  // evaluate_methods.cpp
  Results invoke(NodeId node);
  Results static_call(const std::string& type, const std::string& method,
                      const std::vector<Results>& arguments, NodeId node);
  Results method_call(const Result& target, const std::string& method, const std::vector<Results>& arguments,
                      NodeId node);
  Results text_method(const Result& target, const std::string& method, const std::vector<Results>& arguments,
                      NodeId node);
  Results encoding_call(const std::string& encoding, const std::string& method, const Result& argument,
                        NodeId node);

  // evaluate_runs.cpp
  enum class Flow : std::uint8_t { next, stop, again, leave, lost };
  using Names = std::vector<std::pair<std::string, Result>>;
  Flow run(NodeId node, Results& output);
  Flow run_statement(NodeId node, Results& output);
  bool has_effects(NodeId body);
  const std::vector<std::string>& changed_names(NodeId body);
  Flow run_block(NodeId block, Results& output);
  Flow run_branches(NodeId node, Results& output);
  Flow run_switch(NodeId node, Results& output);
  Flow run_loop(NodeId node, Results& output);
  std::optional<Results> run_each(const Results& items, NodeId body, const std::string& variable);
  std::optional<Result> run_function(const Function& function, NodeId call);
  bool called_with_several(const Function& function) const;
  bool assign(NodeId node);
  bool fill(NodeId call);
  bool step(NodeId node);
  Result* bound(std::string_view name);
  void bind(const std::string& name, Result value);
  void bind_before(NodeId body);
  Result as_container(const Result& value);
  Result change(Operator op, const Result& before, const Result& value, NodeId node);
  const Names* names_after(NodeId loop);
  std::vector<NodeId> loops_around(BlockId block, BlockId within) const;
  std::optional<Result> held_after_loops(const std::string& name, BlockId block, BlockId initial);
  static std::optional<bool> truth(const Result& value);

  // evaluate_commands.cpp
  Results command(NodeId node, const Results* input, NodeId input_node);
  Results pipeline(NodeId node);
  Results user_function(const std::string& name);
  Results returned_early(NodeId conditional);
  Results secure_string(const CommandLine& line, const Results* input);

  const Tree& tree_;
  const Symbols& symbols_;
  model::Pulse* pulse_;
  std::size_t steps_ = 0;
  std::size_t allowed_ = kStepsOfOne;
  std::size_t told_ = 0;  // steps that the pulse knows of
  std::size_t bytes_ = 0;
  int depth_ = 0;
  std::unordered_map<std::uint32_t, Results> known_;  // values of definitions
  std::unordered_set<std::uint32_t> open_;            // definitions being evaluated
  std::unordered_set<std::string> open_functions_;
  std::vector<std::pair<std::string, Result>> bindings_;    // names of loops and runs, innermost last
  std::size_t frame_ = 0;                                   // in bindings_: where the names of this run begin
  bool lost_ = false;                                       // a run inside an expression came to no end
  std::unordered_map<NodeId, std::optional<Names>> after_;  // what names hold behind a loop
  std::unordered_set<NodeId> running_;                      // loops being run
  std::unordered_map<NodeId, std::vector<std::string>> changed_;  // names that loops and blocks change
  std::optional<Names> inner_after_;                              // of a loop that is run inside a run
};

// [Activator]::CreateInstance([T], …)
bool is_creation(const Tree& tree, NodeId call);

// evaluate_conversions.cpp
// Characters of a text, one result each.
Results characters_of(const Result& text);
// The items of a list, or the value itself.
Results flatten(const Result& value);
// As an integer, where it is one (characters by their code).
std::optional<std::int64_t> to_integer(const Result& value);

// decode.cpp
std::optional<std::string> decode_base64(std::string_view text);
std::string encode_base64(std::string_view bytes);
std::string utf16_to_utf8(std::string_view bytes, bool big_endian);
std::string utf8_to_utf16(std::string_view text);

}  // namespace tamis::read::powershell
