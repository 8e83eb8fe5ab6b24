#include "read/powershell/symbols.h"

#include <algorithm>

namespace tamis::read::powershell {
namespace {

constexpr std::size_t kMaxWalk = 64;

std::string key_of(std::string_view name, BlockId function) {
  std::string key(name);
  key += '\x01';
  key += std::to_string(function);
  return key;
}

}  // namespace

Symbols::Symbols(Tree& tree) : tree_(tree) {
  const auto count = static_cast<NodeId>(tree.size());
  for (NodeId id = 1; id < count; ++id) {
    if (tree[id].kind == NodeKind::function) collect_function(id);
    if (tree[id].kind == NodeKind::command) collect_alias(id);
  }
  for (NodeId id = 1; id < count; ++id) {
    switch (tree[id].kind) {
      case NodeKind::assignment:
        collect_assignment(id);
        break;
      case NodeKind::foreach_loop:
        collect_foreach(id);
        break;
      case NodeKind::for_loop:
        collect_for(id);
        break;
      case NodeKind::conditional:
        if (tree[id].text == "while" || tree[id].text.starts_with("do")) collect_loop(id, tree_.child(id, 0));
        break;
      case NodeKind::pipeline:
        collect_pipeline(id);
        break;
      case NodeKind::command:
        collect_command(id);
        break;
      case NodeKind::invoke:
        collect_invoke(id);
        break;
      case NodeKind::property:
        collect_property(id);
        break;
      case NodeKind::parameter_declaration:
        collect_parameter(id);
        break;
      default:
        break;
    }
  }
  const auto by_position = [this](std::uint32_t a, std::uint32_t b) {
    return definitions_[a].position < definitions_[b].position;
  };
  for (auto& [name, ids] : by_name_) std::stable_sort(ids.begin(), ids.end(), by_position);
}

void Symbols::add(Definition definition) {
  const auto id = static_cast<std::uint32_t>(definitions_.size());
  const bool everywhere = definition.global || definition.name.starts_with("env:");
  const BlockId function = everywhere ? 0 : tree_.block(definition.block).function;
  const bool member = definition.name.find('.') != std::string::npos || definition.name.starts_with("[");
  if (member) {
    by_path_[definition.name].push_back(id);
  } else {
    by_name_[key_of(definition.name, function)].push_back(id);
  }
  definitions_.push_back(std::move(definition));
}

NodeId Symbols::synthetic(NodeKind kind, NodeId like, std::span<const NodeId> children, std::string text,
                          double number) {
  Node node{.kind = kind, .text = std::move(text)};
  node.number = number;
  node.block = tree_[like].block;
  node.begin = tree_[like].begin;
  node.end = tree_[like].end;
  node.in_comment = tree_[like].in_comment;
  return tree_.add(std::move(node), children);
}

bool Symbols::contains_block(BlockId outer, BlockId inner) const {
  for (int i = 0; i < kMaxParseNesting; ++i) {
    if (inner == outer) return true;
    if (inner == 0) return false;
    inner = tree_.block(inner).parent;
  }
  return false;
}

std::vector<std::uint32_t> Symbols::reaching(std::string_view name, NodeId use) const {
  const Node& node = tree_[use];
  return find(
      name,
      {.block = node.block, .position = node.begin, .in_comment = node.in_comment, .global = node.flag});
}

std::vector<std::uint32_t> Symbols::reaching_at(std::string_view name, BlockId block, std::uint32_t position,
                                                bool in_comment) const {
  return find(name, {.block = block, .position = position, .in_comment = in_comment});
}

std::vector<std::uint32_t> Symbols::find(std::string_view name, const Use& use) const {
  std::vector<std::uint32_t> found;
  const bool everywhere = use.global || name.starts_with("env:");
  BlockId function = everywhere ? 0 : tree_.block(use.block).function;
  for (bool own = true;; own = false) {
    if (const auto entry = by_name_.find(key_of(name, function)); entry != by_name_.end()) {
      collect_reaching(entry->second, use, own && !everywhere, found);
      if (!found.empty()) return found;
    }
    if (function == 0) return found;
    function = tree_.block(tree_.block(function).parent).function;
  }
}

void Symbols::collect_reaching(const std::vector<std::uint32_t>& ids, const Use& use, bool own,
                               std::vector<std::uint32_t>& found) const {
  const auto fits = [&](const Definition& definition) {
    if (definition.in_comment && !use.in_comment) return false;
    return definition.kind != DefinitionKind::element || contains_block(definition.block, use.block);
  };
  const auto behind = std::lower_bound(
      ids.begin(), ids.end(), use.position,
      [this](std::uint32_t id, std::uint32_t at) { return definitions_[id].position <= at; });
  if (own) {
    std::size_t walked = 0;
    for (auto i = behind; i != ids.begin() && walked < kMaxWalk && found.size() < kMaxReaching; ++walked) {
      const Definition& definition = definitions_[*--i];
      if (!fits(definition)) continue;
      found.push_back(*i);
      const bool head =
          definition.kind == DefinitionKind::parameter || definition.kind == DefinitionKind::argument;
      if (!head && (definition.self || contains_block(definition.block, use.block))) return;
    }
    if (!found.empty()) return;
  }
  // Used from another function, or before it is assigned (a loop, a file that is dot-sourced): any may hold.
  std::size_t walked = 0;
  for (auto i = own ? behind : ids.begin();
       i != ids.end() && walked < kMaxWalk && found.size() < kMaxReaching; ++i) {
    ++walked;
    if (fits(definitions_[*i])) found.push_back(*i);
  }
}

const Symbols::Loop* Symbols::loop(BlockId block) const {
  const auto found = loops_.find(block);
  return found == loops_.end() ? nullptr : &found->second;
}

NodeId Symbols::loop_node(BlockId block) const {
  const auto found = loop_nodes_.find(block);
  return found == loop_nodes_.end() ? kNoNode : found->second;
}

const std::vector<std::uint32_t>& Symbols::members(const std::string& path) const {
  static const std::vector<std::uint32_t> kNone;
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? kNone : found->second;
}

const std::vector<Function>* Symbols::functions(const std::string& lower_name) const {
  const auto found = functions_.find(lower_name);
  return found == functions_.end() ? nullptr : &found->second;
}

std::string Symbols::resolve_alias(const std::string& lower_name) const {
  const auto found = aliases_.find(lower_name);
  return found == aliases_.end() ? lower_name : found->second;
}

}  // namespace tamis::read::powershell
