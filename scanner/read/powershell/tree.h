// The syntax tree of a PowerShell text: compact nodes in one arena, addressed by number. Trees are made by
// Parser; a broken construct leaves a node with what could be understood. Nodes stand in the order in which
// their parsing ended, so that passes over a whole script are loops, not recursions.
//
//   Tree tree(text);
//   parse(tree, ParseMode::code);
//   for (NodeId id = 1; id < tree.size(); ++id) if (tree[id].kind == NodeKind::invoke) …
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "model/span.h"

namespace tamis::read::powershell {

using NodeId = std::uint32_t;
using BlockId = std::uint32_t;
inline constexpr NodeId kNoNode = 0;

// What stands in `text` and in the children is said for each kind.
enum class NodeKind : std::uint8_t {
  empty,
  string,      // text: the constant
  expandable,  // children: string and expression nodes, in order
  number,      // number; text as written
  variable,    // text: lower-case name without scope; env: variables are "env:name"; flag: script: or global:
  member,      // text: name (or child 1), child 0: target; flag: static
  index,       // child 0: target, child 1: index
  invoke,  // text: method (or child 1 when it is an expression), child 0: target, others: arguments; flag:
           // static
  type,    // text: type name
  cast,    // text: type name, child 0
  unary,   // op, child 0; increment and decrement: flag where they stand behind
  binary,  // op, children 0 and 1; flag: case counts
  list,    // a, b, c
  array,   // @( … ): child 0 is a block
  subexpression,  // $( … ): child 0 is a block
  paren,          // ( … ): child 0
  hashtable,      // children: key, value, key, value …
  script_block,   // child 0: block
  command,        // child 0: name, others: parameter, splat and value nodes
  parameter,      // text: name without '-'; child 0: value after ':' where there is one
  splat,          // text: lower-case variable name
  pipeline,       // children
  assignment,     // op (none: '='), child 0: target, child 1: value
  block,          // children: statements; its own BlockId in `inner`
  conditional,   // if, switch, try, while …: children: blocks, each with its `condition`; text: the keyword
  foreach_loop,  // child 0: variable, child 1: collection, child 2: block
  for_loop,      // children 0 to 2: initialiser, condition, step (kNoNode where missing); child 3: block
  function,      // text: lower-case name; children: parameter_declaration; inner: its block
  parameter_declaration,  // text: lower-case name; child 0: default (or none); `original` spelling in spelled
  property,               // text: name; child 0: default; op unused; spelled: class name
};

enum class Operator : std::uint8_t {
  none,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  format,
  range,
  join,
  split,
  replace,
  bxor,
  band,
  bor,
  shl,
  shr,
  as_type,
  coalesce,
  negate,
  logical_not,
  comma,
  greater,
  greater_equal,
  less,
  less_equal,
  equal,
  not_equal,
  logical_and,
  logical_or,
  match,
  not_match,
  like,
  contains,
  in,
  increment,
  decrement,
  stop,   // break
  again,  // continue
  returns,
  other,
};

struct Node {
  NodeKind kind = NodeKind::empty;
  Operator op = Operator::none;
  model::Quoting quoting = model::Quoting::bare;
  bool flag = false;
  bool escaped = false;  // string: differs from what is written between the quotes
  bool in_comment = false;
  BlockId block = 0;           // the block that it stands in
  BlockId inner = 0;           // block, function: the block that it opens
  NodeId condition = kNoNode;  // block: of an if or a loop, or a switch's pattern; switch: what is looked at
  std::uint32_t begin = 0;     // of the construct, quotes included
  std::uint32_t end = 0;
  std::uint32_t content_begin = 0;  // string, expandable: between the quotes
  std::uint32_t content_end = 0;
  std::uint32_t first_child = 0;
  std::uint32_t child_count = 0;
  double number = 0;
  std::string text{};
  std::string spelled{};  // names as written
};

enum class BlockKind : std::uint8_t { script, function, script_block, branch, loop, plain };

struct Block {
  BlockId parent = 0;
  BlockKind kind = BlockKind::script;
  BlockId function = 0;      // the nearest block of kind function or script
  std::string class_name{};  // lower case, where it is a class's method
};

class Tree {
 public:
  explicit Tree(std::string_view text) : text_(text) {
    nodes_.emplace_back();
    blocks_.emplace_back();
  }

  std::string_view text() const { return text_; }
  std::size_t size() const { return nodes_.size(); }
  const Node& operator[](NodeId id) const { return nodes_[id]; }
  Node& at(NodeId id) { return nodes_[id]; }

  std::span<const NodeId> children(NodeId id) const {
    const Node& node = nodes_[id];
    return std::span<const NodeId>(links_).subspan(node.first_child, node.child_count);
  }
  NodeId child(NodeId id, std::size_t index) const {
    const Node& node = nodes_[id];
    return index < node.child_count ? links_[node.first_child + index] : kNoNode;
  }

  NodeId add(Node node, std::span<const NodeId> children) {
    node.first_child = static_cast<std::uint32_t>(links_.size());
    node.child_count = static_cast<std::uint32_t>(children.size());
    links_.insert(links_.end(), children.begin(), children.end());
    nodes_.push_back(std::move(node));
    return static_cast<NodeId>(nodes_.size() - 1);
  }

  BlockId add_block(Block block) {
    blocks_.push_back(std::move(block));
    return static_cast<BlockId>(blocks_.size() - 1);
  }
  const Block& block(BlockId id) const { return blocks_[id]; }
  Block& block_at(BlockId id) { return blocks_[id]; }
  std::size_t block_count() const { return blocks_.size(); }

 private:
  std::string_view text_;
  std::vector<Node> nodes_;  // [0] is the empty node
  std::vector<NodeId> links_;
  std::vector<Block> blocks_;  // [0] is the script itself
};

}  // namespace tamis::read::powershell
