// Symbols: every place of a script where a name gets a value, whatever the order, with the scope in which it
// does.
//
//   Symbols symbols(tree);
//   for (std::uint32_t id : symbols.reaching("mdp", use)) … symbols.definition(id) …
//
// Also functions with their parameters and call sites, and aliases. Linear to build; immutable afterwards.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "read/powershell/tree.h"

namespace tamis::read::powershell {

enum class DefinitionKind : std::uint8_t {
  value,      // name = expression
  append,     // name += expression
  element,    // one of the items of the expression: foreach, ForEach-Object
  parameter,  // a parameter's default (node may be kNoNode)
  argument,   // what a call in the script passes to a parameter
};

struct Definition {
  std::string name;  // variables: "mdp"; members: "settings.bindpw", "[ldapsettings].bindpwd"
  DefinitionKind kind = DefinitionKind::value;
  NodeId node = kNoNode;   // the value
  NodeId place = kNoNode;  // the assignment, parameter …
  BlockId block = 0;       // where it is visible from
  std::uint32_t position = 0;
  bool global = false;  // $script:x, $global:x
  bool self = false;    // builds on the value before: +=, $x = $x …
  bool in_comment = false;
  BlockId inner = 0;  // of a loop that fills the name item by item: its body
};

struct Function {
  std::string name;
  NodeId node = kNoNode;
  BlockId block = 0;
  std::vector<NodeId> parameters;
};

class Symbols {
 public:
  // Adds a few nodes of its own to the tree (the items of `$a, $b = …`, the beginnings of pipelines).
  explicit Symbols(Tree& tree);

  const Definition& definition(std::uint32_t id) const { return definitions_[id]; }
  std::size_t size() const { return definitions_.size(); }

  // Definitions that may hold where node `use` stands, the nearest first; at most kMaxReaching.
  std::vector<std::uint32_t> reaching(std::string_view name, NodeId use) const;
  // The same at a place that is no node.
  std::vector<std::uint32_t> reaching_at(std::string_view name, BlockId block, std::uint32_t position,
                                         bool in_comment) const;
  // The loop whose body is `block`: what it goes through (a for_loop: its own node) and under which name.
  struct Loop {
    NodeId collection = kNoNode;
    std::string variable;
  };
  const Loop* loop(BlockId block) const;
  // The statement or pipeline of which `block` is the body that is gone through again and again.
  NodeId loop_node(BlockId block) const;
  // What a call passes: the parameter's number and the value.
  std::vector<std::pair<std::size_t, NodeId>> arguments_of(const Function& function, NodeId call) const;
  // All of a member's: "settings.bindpw".
  const std::vector<std::uint32_t>& members(const std::string& path) const;

  const std::vector<Function>* functions(const std::string& lower_name) const;
  // Canonical lower-case name behind an alias, or the name itself.
  std::string resolve_alias(const std::string& lower_name) const;

  static constexpr std::size_t kMaxReaching = 32;

 private:
  static constexpr int kMaxParseNesting = 256;
  struct Use {
    BlockId block = 0;
    std::uint32_t position = 0;
    bool in_comment = false;
    bool global = false;
  };

  // symbols.cpp
  void add(Definition definition);
  NodeId synthetic(NodeKind kind, NodeId like, std::span<const NodeId> children, std::string text,
                   double number);
  std::vector<std::uint32_t> find(std::string_view name, const Use& use) const;
  void collect_reaching(const std::vector<std::uint32_t>& ids, const Use& use, bool own,
                        std::vector<std::uint32_t>& found) const;
  bool contains_block(BlockId outer, BlockId inner) const;

  // collect_assignments.cpp
  void define(NodeId target, NodeId value, NodeId place, Operator op);
  bool mentions(NodeId node, std::string_view name, int depth) const;
  void collect_assignment(NodeId id);
  void collect_property(NodeId id);
  void collect_member(NodeId command, NodeId object);
  void collect_alias(NodeId id);
  void collect_command(NodeId id);
  void collect_invoke(NodeId id);
  void collect_appended(NodeId call, NodeId text);

  // collect_loops.cpp
  void collect_foreach(NodeId id);
  void collect_for(NodeId id);
  void collect_filled(NodeId loop);
  void collect_loop(NodeId loop, NodeId body);
  void define_item(NodeId block, NodeId collection);
  void collect_pipeline(NodeId id);

  // collect_calls.cpp
  void collect_function(NodeId id);
  void collect_parameter(NodeId id);
  void pass(const Function& function, std::size_t index, NodeId value);
  void define_args(BlockId block, NodeId call, std::span<const NodeId> arguments);
  void bind_call(const Function& function, NodeId call);
  void bind_script_block(NodeId command, const std::string& name);
  void bind_arguments(const std::string& name, std::span<const NodeId> arguments);
  void bind_constructor(const std::string& type, NodeId arguments);

  Tree& tree_;
  std::vector<Definition> definitions_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_path_;
  std::unordered_map<std::string, std::vector<Function>> functions_;
  std::unordered_map<std::string, std::string> aliases_;
  std::unordered_map<BlockId, Loop> loops_;
  std::unordered_map<BlockId, NodeId> loop_nodes_;
  std::unordered_map<std::string, NodeId> blocks_;               // $add = { param(…) … }
  std::unordered_map<BlockId, std::vector<NodeId>> parameters_;  // of each block, in order
};

inline constexpr int kMaxPathDepth = 24;

// paths.cpp
// The dotted lower-case path of a variable or member expression: "$script:Cfg.Ldap['Pw']" is "cfg.ldap.pw";
// empty where it is none.
std::string path_of(const Tree& tree, NodeId id);

// The same as it is written.
std::string spelled_path_of(const Tree& tree, NodeId id);

}  // namespace tamis::read::powershell
