// Names that statements, commands and method calls give a value: $x = …, Set-Variable, $table.Add('key', …).
#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/powershell/commands.h"
#include "read/powershell/symbols.h"

namespace tamis::read::powershell {
namespace {

constexpr int kMaxMentionDepth = 8;

}  // namespace

bool Symbols::mentions(NodeId id, std::string_view name, int depth) const {
  const Node& node = tree_[id];
  if (node.kind == NodeKind::variable) return node.text == name;
  if (depth > kMaxMentionDepth || node.kind == NodeKind::block || node.kind == NodeKind::hashtable)
    return false;
  const auto children = tree_.children(id);
  return std::any_of(children.begin(), children.end(),
                     [&](NodeId child) { return mentions(child, name, depth + 1); });
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

}  // namespace tamis::read::powershell
