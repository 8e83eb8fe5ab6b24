// What calls pass: functions with their parameters, and the arguments of calls, blocks and constructors.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/powershell/commands.h"
#include "read/powershell/symbols.h"

namespace tamis::read::powershell {
namespace {

constexpr std::size_t kMaxOverloads = 4;

}  // namespace

void Symbols::collect_function(NodeId id) {
  const Node& node = tree_[id];
  Function function{.name = node.text, .node = id, .block = node.inner, .parameters = {}};
  for (const NodeId child : tree_.children(id)) {
    if (tree_[child].kind == NodeKind::parameter_declaration) function.parameters.push_back(child);
  }
  // Methods are known by ".name", constructors by their class's name.
  const bool method = !node.spelled.empty() && !tree_.block(node.inner).class_name.empty();
  const bool constructor = method && tree_.block(node.inner).class_name == node.text;
  std::vector<Function>& known = functions_[method && !constructor ? "." + node.text : node.text];
  if (known.size() < kMaxOverloads) known.push_back(std::move(function));
}

void Symbols::collect_parameter(NodeId id) {
  const Node& node = tree_[id];
  parameters_[node.block].push_back(id);
  add({.name = node.text,
       .kind = DefinitionKind::parameter,
       .node = tree_.child(id, 0),
       .place = id,
       .block = node.block,
       .position = node.begin,
       .in_comment = node.in_comment});
}

void Symbols::pass(const Function& function, std::size_t index, NodeId value) {
  if (index >= function.parameters.size() || value == kNoNode) return;
  const Node& parameter = tree_[function.parameters[index]];
  add({.name = parameter.text,
       .kind = DefinitionKind::argument,
       .node = value,
       .place = function.parameters[index],
       .block = function.block,
       .position = parameter.begin,
       .in_comment = tree_[value].in_comment});
}

// What a function or block without parameters knows as $args.
void Symbols::define_args(BlockId block, NodeId call, std::span<const NodeId> arguments) {
  const bool called = tree_.block(block).function != 0 || tree_.block(block).kind == BlockKind::script_block;
  if (arguments.empty() || !called) return;
  const NodeId list = synthetic(NodeKind::list, call, arguments, {}, 0);
  add({.name = "args",
       .kind = DefinitionKind::argument,
       .node = list,
       .place = call,
       .block = block,
       .position = 0,
       .in_comment = tree_[call].in_comment});
}

std::vector<std::pair<std::size_t, NodeId>> Symbols::arguments_of(const Function& function,
                                                                  NodeId call) const {
  const CommandLine line = arrange(tree_, call, {});
  std::vector<std::pair<std::size_t, NodeId>> passed;
  std::vector<bool> taken(function.parameters.size());
  const auto find = [&](std::string_view name) {
    std::size_t found = function.parameters.size();
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      const std::string& parameter = tree_[function.parameters[i]].text;
      if (base::equal_nocase(parameter, name)) return i;
      if (found == function.parameters.size() && base::starts_with_nocase(parameter, name)) found = i;
    }
    return found;
  };
  for (const NamedArgument& argument : line.arguments) {
    if (argument.name.empty()) continue;
    const std::size_t index = find(argument.name);
    if (index >= taken.size()) continue;
    taken[index] = true;
    passed.emplace_back(index, argument.value);
  }
  std::size_t next = 0;
  for (const NamedArgument& argument : line.arguments) {
    if (!argument.name.empty()) continue;
    while (next < taken.size() && taken[next]) ++next;
    if (next >= taken.size()) break;
    passed.emplace_back(next++, argument.value);
  }
  return passed;
}

void Symbols::bind_call(const Function& function, NodeId call) {
  const CommandLine line = arrange(tree_, call, {});
  if (function.parameters.empty()) {
    std::vector<NodeId> given;
    for (const NamedArgument& argument : line.arguments) {
      if (argument.name.empty() && argument.value != kNoNode) given.push_back(argument.value);
    }
    define_args(function.block, call, given);
    return;
  }
  std::vector<bool> taken(function.parameters.size());
  for (const auto& [index, value] : arguments_of(function, call)) {
    taken[index] = true;
    pass(function, index, value);
  }
  for (const std::string& splat : line.splats) {
    std::size_t place = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (taken[i]) continue;
      const NodeId list = synthetic(NodeKind::variable, call, {}, splat, 0);
      const NodeId number = synthetic(NodeKind::number, call, {}, {}, static_cast<double>(place++));
      const std::array<NodeId, 2> item{list, number};
      pass(function, i, synthetic(NodeKind::index, call, item, {}, 0));
      const NodeId variable = synthetic(NodeKind::variable, call, {}, splat, 0);
      const std::array<NodeId, 1> target{variable};
      pass(function, i, synthetic(NodeKind::member, call, target, tree_[function.parameters[i]].text, 0));
    }
  }
}

// & { param($u, $p) … } 'svc' 'x', Invoke-Command { param($p) … } -ArgumentList 'x'
void Symbols::bind_script_block(NodeId command, const std::string& name) {
  const auto children = tree_.children(command);
  NodeId block = kNoNode;
  std::vector<NodeId> arguments;
  const auto take = [&](NodeId value) {
    for (int i = 0; i < 4 && (tree_[value].kind == NodeKind::paren); ++i) value = tree_.child(value, 0);
    if (tree_[value].kind == NodeKind::array) {  // @('a', 'b')
      const auto statements = tree_.children(tree_.child(value, 0));
      if (statements.size() == 1) value = statements.front();
    }
    if (tree_[value].kind != NodeKind::list) return arguments.push_back(value);
    for (const NodeId item : tree_.children(value)) arguments.push_back(item);
  };
  NodeId called = children.front();
  if (const auto held = blocks_.find(tree_[called].text);
      tree_[called].kind == NodeKind::variable && held != blocks_.end())
    called = held->second;
  if (tree_[called].kind == NodeKind::script_block) {
    block = called;
    for (const NodeId argument : children.subspan(1)) {
      if (tree_[argument].kind != NodeKind::parameter) take(argument);
    }
  } else {
    const CommandLine line = arrange(tree_, command, name);
    for (const NamedArgument& argument : line.arguments) {
      if (argument.value == kNoNode) continue;
      if (tree_[argument.value].kind == NodeKind::script_block) block = argument.value;
      // -ArgumentList, or what of it was written
      if (base::starts_with_nocase(argument.name, "Arg")) take(argument.value);
    }
  }
  if (block == kNoNode || arguments.empty()) return;
  const BlockId inner = tree_[tree_.child(block, 0)].inner;
  const auto known = parameters_.find(inner);
  if (known == parameters_.end()) return define_args(inner, command, arguments);
  Function function{.name = {}, .node = block, .block = inner, .parameters = {}};
  const auto count = static_cast<std::ptrdiff_t>(std::min(arguments.size(), known->second.size()));
  function.parameters.assign(known->second.begin(), known->second.begin() + count);
  for (std::size_t i = 0; i < arguments.size(); ++i) pass(function, i, arguments[i]);
}

void Symbols::bind_arguments(const std::string& name, std::span<const NodeId> arguments) {
  const auto found = functions_.find(name);
  if (found == functions_.end()) return;
  for (const Function& function : found->second) {
    if (function.parameters.size() != arguments.size()) continue;
    for (std::size_t i = 0; i < arguments.size(); ++i) pass(function, i, arguments[i]);
  }
}

void Symbols::bind_constructor(const std::string& type, NodeId arguments) {
  if (functions_.find(type) == functions_.end()) return;
  if (tree_[arguments].kind == NodeKind::paren) arguments = tree_.child(arguments, 0);
  if (tree_[arguments].kind == NodeKind::list) {
    bind_arguments(type,
                   std::vector<NodeId>(tree_.children(arguments).begin(), tree_.children(arguments).end()));
  } else if (arguments != kNoNode) {
    bind_arguments(type, std::vector<NodeId>{arguments});
  }
}

}  // namespace tamis::read::powershell
