// Names of loops and pipelines: the items that they go through, and what loops fill item by item.
#include <array>

#include "base/text.h"
#include "read/powershell/commands.h"
#include "read/powershell/symbols.h"

namespace tamis::read::powershell {

void Symbols::collect_foreach(NodeId id) {
  const NodeId variable = tree_.child(id, 0);
  collect_loop(id, tree_.child(id, 2));
  if (variable == kNoNode) return;
  const Node& node = tree_[variable];
  loops_[node.block] = {.collection = tree_.child(id, 1), .variable = node.text};
  add({.name = node.text,
       .kind = DefinitionKind::element,
       .node = tree_.child(id, 1),
       .place = variable,
       .block = node.block,
       .position = node.begin,
       .in_comment = node.in_comment});
}

void Symbols::collect_for(NodeId id) {
  const NodeId start = tree_.child(id, 0);
  const NodeId body = tree_.child(id, 3);
  collect_loop(id, body);
  if (tree_[start].kind != NodeKind::assignment || body == kNoNode) return;
  const Node& variable = tree_[tree_.child(start, 0)];
  if (variable.kind == NodeKind::variable)
    loops_[tree_[body].inner] = {.collection = id, .variable = variable.text};
  collect_filled(id);
}

// for (…) { $bytes[$i] = $bytes[$i] -bxor 7 }: behind the loop the name holds what was put in item by item.
void Symbols::collect_filled(NodeId loop) {
  const NodeId counter = tree_.child(tree_.child(loop, 0), 0);
  const auto statements = tree_.children(tree_.child(loop, 3));
  if (statements.size() != 1 || tree_[statements.front()].kind != NodeKind::assignment) return;
  const NodeId assignment = statements.front();
  const NodeId target = tree_.child(assignment, 0);
  const NodeId filled = tree_.child(target, 0);
  const Node& place = tree_[tree_.child(target, 1)];
  if (tree_[target].kind != NodeKind::index || tree_[filled].kind != NodeKind::variable ||
      place.kind != NodeKind::variable || place.text != tree_[counter].text)
    return;
  const std::string name = tree_[filled].text;
  NodeId value = tree_.child(assignment, 1);
  if (tree_[assignment].op != Operator::none && tree_[assignment].op != Operator::other) return;
  const std::array<NodeId, 1> only{value};
  const NodeId body = synthetic(NodeKind::list, loop, only, {}, 0);
  const std::array<NodeId, 4> parts{tree_.child(loop, 0), tree_.child(loop, 1), tree_.child(loop, 2), body};
  const NodeId whole = synthetic(NodeKind::for_loop, loop, parts, {}, 0);
  add({.name = name,
       .node = whole,
       .place = loop,
       .block = tree_[loop].block,
       .position = tree_[loop].end,
       .self = true,
       .in_comment = tree_[loop].in_comment});
}

// The body of a loop; names of which it sets items hold what was put in behind it.
void Symbols::collect_loop(NodeId loop, NodeId body) {
  if (body == kNoNode) return;
  const BlockId inner = tree_[body].inner;
  loop_nodes_[inner] = loop;
  const std::vector<NodeId> statements(tree_.children(body).begin(), tree_.children(body).end());
  for (const NodeId statement : statements) {
    const NodeId target = tree_.child(statement, 0);
    const bool sets = tree_[statement].kind == NodeKind::assignment && tree_[target].kind == NodeKind::index;
    const Node filled = tree_[sets ? tree_.child(target, 0) : kNoNode];
    const bool by_key = sets && tree_[tree_.child(target, 1)].kind == NodeKind::string;
    if (filled.kind != NodeKind::variable || by_key) continue;
    add({.name = filled.text,
         .node = filled.kind == NodeKind::variable ? tree_.child(target, 0) : kNoNode,
         .place = loop,
         .block = tree_[loop].block,
         .position = tree_[loop].end,
         .self = true,
         .in_comment = tree_[loop].in_comment,
         .inner = inner});
  }
}

void Symbols::define_item(NodeId block, NodeId collection) {
  const Node& node = tree_[block];
  if (node.kind != NodeKind::script_block) return;
  const BlockId inner = tree_[tree_.child(block, 0)].inner;
  loops_[inner] = {.collection = collection, .variable = "_"};
  for (const std::string_view name : {"_", "psitem"}) {
    add({.name = std::string(name),
         .kind = DefinitionKind::element,
         .node = collection,
         .place = block,
         .block = inner,
         .position = node.begin,
         .in_comment = node.in_comment});
  }
}

void Symbols::collect_pipeline(NodeId id) {
  const std::vector<NodeId> elements(tree_.children(id).begin(), tree_.children(id).end());
  NodeId before = elements.front();
  for (std::size_t i = 1; i < elements.size() && i < kMaxReaching; ++i) {
    const Node element = tree_[elements[i]];
    if (element.kind == NodeKind::command) {
      const std::vector<NodeId> parts(tree_.children(elements[i]).begin(), tree_.children(elements[i]).end());
      for (const NodeId part : parts) {
        define_item(part, before);
        if (tree_[part].kind == NodeKind::script_block) loop_nodes_[tree_[tree_.child(part, 0)].inner] = id;
      }
      const std::string name = canonical_command(resolve_alias(base::to_lower(tree_[parts.front()].text)));
      if (name == "Add-Member") collect_member(elements[i], elements[0]);
      // 'x' | Protect-Text: the parameter that takes what is piped
      if (const auto found = functions_.find(base::to_lower(tree_[parts.front()].text));
          found != functions_.end() && parts.size() == 1) {
        for (const Function& function : found->second) pass(function, 0, before);
      }
    }
    const std::array<NodeId, 2> joined{before, elements[i]};
    before = i + 1 < elements.size() ? synthetic(NodeKind::pipeline, id, joined, {}, 0) : before;
  }
}

}  // namespace tamis::read::powershell
