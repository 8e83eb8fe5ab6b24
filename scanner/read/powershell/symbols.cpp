#include "read/powershell/symbols.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/powershell/commands.h"

namespace tamis::read::powershell {
namespace {

constexpr int kMaxPathDepth = 24;
constexpr int kMaxMentionDepth = 8;
constexpr std::size_t kMaxWalk = 64;
constexpr std::size_t kMaxOverloads = 4;

std::string key_of(std::string_view name, BlockId function) {
  std::string key(name);
  key += '\x01';
  key += std::to_string(function);
  return key;
}

void append_path(const Tree& tree, NodeId id, int depth, bool spelled, std::string& path) {
  const Node& node = tree[id];
  const std::size_t before = path.size();
  if (depth > kMaxPathDepth) return;
  switch (node.kind) {
    case NodeKind::variable:
      path += spelled ? node.spelled : node.text;
      return;
    case NodeKind::type:
      path += "[" + base::to_lower(node.text) + "]";
      return;
    case NodeKind::paren:
    case NodeKind::cast:
      append_path(tree, tree.child(id, 0), depth + 1, spelled, path);
      return;
    case NodeKind::invoke: {  // $table.Item('key')
      const NodeId key = tree.child(id, 2);
      const bool item = base::equal_nocase(node.text, "Item") && node.child_count == 3 && !node.flag;
      if (!item || tree[key].kind != NodeKind::string) return;
      append_path(tree, tree.child(id, 0), depth + 1, spelled, path);
      if (path.size() == before) return;
      path += '.';
      path += spelled ? tree[key].text : base::to_lower(tree[key].text);
      return;
    }
    case NodeKind::member:
    case NodeKind::index: {
      std::string name = node.text;
      if (node.kind == NodeKind::index) {
        const Node& index = tree[tree.child(id, 1)];
        if (index.kind != NodeKind::string) return;
        name = index.text;
      }
      if (name.empty()) return;
      append_path(tree, tree.child(id, 0), depth + 1, spelled, path);
      if (path.size() == before) return;
      path += '.';
      path += spelled ? name : base::to_lower(name);
      return;
    }
    default:
      return;
  }
}

}  // namespace

std::string path_of(const Tree& tree, NodeId id) {
  std::string path;
  append_path(tree, id, 0, false, path);
  return path;
}

std::string spelled_path_of(const Tree& tree, NodeId id) {
  std::string path;
  append_path(tree, id, 0, true, path);
  return path;
}

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

bool Symbols::mentions(NodeId id, std::string_view name, int depth) const {
  const Node& node = tree_[id];
  if (node.kind == NodeKind::variable) return node.text == name;
  if (depth > kMaxMentionDepth || node.kind == NodeKind::block || node.kind == NodeKind::hashtable)
    return false;
  const auto children = tree_.children(id);
  return std::any_of(children.begin(), children.end(),
                     [&](NodeId child) { return mentions(child, name, depth + 1); });
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

void Symbols::define(NodeId target, NodeId value, NodeId place, Operator op) {
  // Types before the name: [string]$x = …
  for (int i = 0;
       i < kMaxPathDepth && (tree_[target].kind == NodeKind::cast || tree_[target].kind == NodeKind::paren);
       ++i) {
    if (base::equal_nocase(tree_[target].text, "xml") && value != kNoNode) {  // [xml]$x = '<a>…</a>'
      const std::array<NodeId, 1> text{value};
      value = synthetic(NodeKind::cast, value, text, "xml", 0);
    }
    target = tree_.child(target, 0);
  }
  const Node node = tree_[target];
  if (node.kind == NodeKind::list) {  // $user, $password = 'svc', 'pw'
    const std::vector<NodeId> targets(tree_.children(target).begin(), tree_.children(target).end());
    for (std::size_t i = 0; i < targets.size() && i < kMaxReaching; ++i) {
      if (tree_[targets[i]].kind != NodeKind::variable) continue;
      const NodeId number = synthetic(NodeKind::number, value, {}, {}, static_cast<double>(i));
      const std::array<NodeId, 2> parts{value, number};
      define(targets[i], synthetic(NodeKind::index, value, parts, {}, 0), place, op);
    }
    return;
  }
  const std::string path = path_of(tree_, target);
  if (path.empty()) return;
  Definition definition{.name = path, .node = value, .place = place, .block = tree_[place].block};
  definition.kind = op == Operator::add ? DefinitionKind::append : DefinitionKind::value;
  definition.position = tree_[place].end;
  definition.global = node.kind == NodeKind::variable && node.flag;
  definition.self = op == Operator::add || (node.kind == NodeKind::variable && mentions(value, node.text, 0));
  definition.in_comment = node.in_comment;
  add(std::move(definition));
}

void Symbols::collect_assignment(NodeId id) {
  if (const Node& target = tree_[tree_.child(id, 0)];
      target.kind == NodeKind::variable && tree_[tree_.child(id, 1)].kind == NodeKind::script_block)
    blocks_[target.text] = tree_.child(id, 1);
  const Operator op = tree_[id].op;
  if (op == Operator::subtract || op == Operator::other) return;
  define(tree_.child(id, 0), tree_.child(id, 1), id, op);
}

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

void Symbols::collect_member(NodeId command, NodeId object) {
  const CommandLine line = arrange(tree_, command, "Add-Member");
  NodeId name = line.named("Name");
  NodeId value = line.named("Value");
  if (line.named("NotePropertyName") != kNoNode) {
    name = line.named("NotePropertyName");
    value = line.named("NotePropertyValue");
  } else if (value == kNoNode && line.named("MemberType") != kNoNode) {  // Add-Member Name 'value'
    value = name;
    name = line.named("MemberType");
  }
  if (line.named("InputObject") != kNoNode) object = line.named("InputObject");
  const std::string path = path_of(tree_, object);
  if (path.empty() || value == kNoNode || tree_[name].kind != NodeKind::string) return;
  add({.name = path + "." + base::to_lower(tree_[name].text),
       .node = value,
       .place = command,
       .block = tree_[command].block,
       .position = tree_[command].begin,
       .in_comment = tree_[command].in_comment});
}

void Symbols::collect_alias(NodeId id) {
  const NodeId name_node = tree_.child(id, 0);
  if (tree_[name_node].kind != NodeKind::string) return;
  const std::string name = canonical_command(tree_[name_node].text);
  if (name != "Set-Alias" && name != "New-Alias") return;
  const CommandLine line = arrange(tree_, id, name);
  const Node& alias = tree_[line.named("Name")];
  const Node& command = tree_[line.named("Value")];
  if (alias.text.empty() || command.text.empty()) return;
  aliases_[base::to_lower(alias.text)] = base::to_lower(command.text);
}

void Symbols::collect_command(NodeId id) {
  const Node& name_node = tree_[tree_.child(id, 0)];
  if (name_node.kind == NodeKind::script_block || name_node.kind == NodeKind::variable)
    return bind_script_block(id, {});
  if (name_node.kind != NodeKind::string) return;
  const std::string lower = resolve_alias(base::to_lower(name_node.text));
  const std::string name = canonical_command(lower);
  const bool sets_variable = name == "Set-Variable" || name == "New-Variable";
  if (sets_variable || name == "Set-Item" || name == "New-Item") {
    const CommandLine line = arrange(tree_, id, name);
    const NodeId target = line.named(sets_variable ? "Name" : "Path");
    const NodeId value = line.named("Value");
    std::string variable = base::to_lower(tree_[target].text);
    NodeKind kind = tree_[target].kind;
    if (sets_variable && kind == NodeKind::variable) {  // $name = 'x'; Set-Variable -Name $name
      const auto ids = reaching(tree_[target].text, target);
      const NodeId written = ids.size() == 1 ? definitions_[ids.front()].node : kNoNode;
      kind = tree_[written].kind;
      variable = base::to_lower(tree_[written].text);
    }
    if (value != kNoNode && kind == NodeKind::string) {
      if (!sets_variable) {  // Env:\X, variable:x
        const std::size_t colon = variable.find(':');
        if (colon == std::string::npos) return;
        std::size_t rest = colon + 1;
        while (rest < variable.size() && (variable[rest] == '\\' || variable[rest] == '/')) ++rest;
        variable = (variable.starts_with("env") ? "env:" : "") + variable.substr(rest);
      }
      add({.name = variable,
           .node = value,
           .place = id,
           .block = tree_[id].block,
           .position = tree_[id].end,
           .in_comment = tree_[id].in_comment});
    }
  }
  if (name == "Add-Member" && arrange(tree_, id, name).named("InputObject") != kNoNode)
    collect_member(id, kNoNode);
  if (name == "Invoke-Command" || name == "Start-Job" || name == "Start-ThreadJob" ||
      name == "Register-ScheduledJob")
    bind_script_block(id, name);
  if (const auto found = functions_.find(lower); found != functions_.end()) {
    for (const Function& function : found->second) bind_call(function, id);
  }
  if (name == "New-Object") {
    const CommandLine line = arrange(tree_, id, name);
    bind_constructor(base::to_lower(tree_[line.named("TypeName")].text), line.named("ArgumentList"));
  }
}

void Symbols::collect_invoke(NodeId id) {
  const auto children = tree_.children(id);
  const Node& node = tree_[id];
  const Node& target = tree_[children.front()];
  const std::string method = base::to_lower(node.text);
  const std::vector<NodeId> arguments(children.begin() + 2, children.end());
  if (node.flag && target.kind == NodeKind::type) {
    const std::string type = base::to_lower(target.text);
    if (method == "new") bind_arguments(type, arguments);
    if (type.ends_with("environment") && method == "setenvironmentvariable" && arguments.size() >= 2 &&
        tree_[arguments[0]].kind == NodeKind::string) {
      add({.name = "env:" + base::to_lower(tree_[arguments[0]].text),
           .node = arguments[1],
           .place = id,
           .block = node.block,
           .position = node.end,
           .in_comment = node.in_comment});
    }
    if (type.ends_with("array") && method == "reverse" && arguments.size() == 1) {
      // Turns its argument round in place.
      const std::string path = path_of(tree_, arguments[0]);
      if (!path.empty() && path.find('.') == std::string::npos) {
        add({.name = path,
             .node = id,
             .place = id,
             .block = node.block,
             .position = node.end,
             .self = true,
             .in_comment = node.in_comment});
      }
    }
  }
  bind_arguments("." + method, arguments);
  if ((method == "append" || method == "add") && arguments.size() == 1)
    collect_appended(id, arguments.front());
  if ((method == "add" || method == "set_item") && arguments.size() == 2 &&
      tree_[arguments[0]].kind == NodeKind::string) {
    const std::string path = path_of(tree_, children.front());
    if (!path.empty()) {
      add({.name = path + "." + base::to_lower(tree_[arguments[0]].text),
           .node = arguments[1],
           .place = id,
           .block = node.block,
           .position = node.end,
           .in_comment = node.in_comment});
    }
  }
  if ((method == "foreach" || method == "where") && !arguments.empty()) {
    const NodeId collection = children.front();
    define_item(arguments[0], collection);
  }
}

// $builder.Append('a').Append('b')
void Symbols::collect_appended(NodeId call, NodeId text) {
  NodeId root = call;
  for (int i = 0; i < kMaxPathDepth && tree_[root].kind == NodeKind::invoke && !tree_[root].flag; ++i)
    root = tree_.child(root, 0);
  if (tree_[root].kind != NodeKind::variable) return;
  add({.name = tree_[root].text,
       .kind = DefinitionKind::append,
       .node = text,
       .place = text,
       .block = tree_[call].block,
       .position = tree_[call].end,
       .self = true,
       .in_comment = tree_[call].in_comment});
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

void Symbols::collect_property(NodeId id) {
  const Node& node = tree_[id];
  const NodeId value = tree_.child(id, 0);
  if (value == kNoNode) return;
  const std::string member = base::to_lower(node.text);
  for (const std::string& path : {"[" + base::to_lower(node.spelled) + "]." + member, "this." + member}) {
    add({.name = path,
         .node = value,
         .place = id,
         .block = node.block,
         .position = node.begin,
         .in_comment = node.in_comment});
  }
}

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

NodeId Symbols::loop_node(BlockId block) const {
  const auto found = loop_nodes_.find(block);
  return found == loop_nodes_.end() ? kNoNode : found->second;
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

const Symbols::Loop* Symbols::loop(BlockId block) const {
  const auto found = loops_.find(block);
  return found == loops_.end() ? nullptr : &found->second;
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
