// Objects: what they are made with, `New-Object T a, b` and `[T]::new(a, b)`, and the password of a
// credential.
#include "base/text.h"
#include "read/powershell/evaluator.h"

namespace tamis::read::powershell {
namespace {

bool is_credential_type(std::string_view type) {
  return base::ends_with_nocase(type, "credential");  // NetworkCredential, PSCredential
}

}  // namespace

bool is_creation(const Tree& tree, NodeId call) {
  return tree[call].flag && base::equal_nocase(tree[call].text, "CreateInstance") &&
         base::ends_with_nocase(tree[tree.child(call, 0)].text, "Activator") &&
         tree.children(call).size() >= 3;
}

Results Evaluator::password_of(const Result& object) {
  if (!is_credential_type(object.text) || object.node == kNoNode) return {unknown()};
  std::string type;
  NodeId properties = kNoNode;
  const std::vector<NodeId> arguments = constructor_arguments(object.node, type, properties);
  NodeId password = arguments.size() > 1 ? arguments[1] : kNoNode;
  if (password == kNoNode && properties != kNoNode) password = table_value(properties, "password");
  Results results = evaluate(password);
  for (Result& result : results) {
    if (result.kind == ResultKind::secure) result.kind = ResultKind::text;
  }
  return results;
}

std::vector<NodeId> Evaluator::argument_nodes(NodeId node, int depth) {
  constexpr int kMaxWrapping = 8;
  const auto children = tree_.children(node);
  switch (tree_[node].kind) {
    case NodeKind::empty:
      return {};
    case NodeKind::list:
      return {children.begin(), children.end()};
    case NodeKind::paren:
      if (depth > kMaxWrapping) return {node};
      return argument_nodes(children.front(), depth + 1);
    case NodeKind::cast:
      if (depth > kMaxWrapping || !tree_[node].text.ends_with("[]")) return {node};
      return argument_nodes(children.front(), depth + 1);
    case NodeKind::array: {
      const auto statements = tree_.children(children.front());
      if (depth > kMaxWrapping || statements.empty()) return {};
      if (statements.size() == 1) return argument_nodes(statements.front(), depth + 1);
      return {statements.begin(), statements.end()};
    }
    case NodeKind::variable: {
      const auto ids = symbols_.reaching(tree_[node].text, node);
      if (depth > kMaxWrapping || ids.empty()) return {node};
      const NodeId value = symbols_.definition(ids.front()).node;
      const NodeKind kind = tree_[value].kind;
      const bool several = kind == NodeKind::list || kind == NodeKind::array;
      return several ? argument_nodes(value, depth + 1) : std::vector<NodeId>{node};
    }
    default:
      return {node};
  }
}

std::vector<NodeId> Evaluator::constructor_arguments(NodeId node, std::string& type, NodeId& properties) {
  const Node& self = tree_[node];
  properties = kNoNode;
  if (self.kind == NodeKind::cast) {
    type = self.text;
    properties = tree_.child(node, 0);
    return {};
  }
  if (self.kind == NodeKind::invoke) {
    const auto children = tree_.children(node);
    const bool created = is_creation(tree_, node);  // [Activator]::CreateInstance([T], @(a, b))
    const NodeId named = created ? children[2] : children.front();
    type = tree_[named].text;
    if (tree_[named].kind != NodeKind::type) type = to_text(evaluate(named).front());
    if (created && children.size() == 4) return argument_nodes(children[3], 0);
    if (created) return {children.begin() + 3, children.end()};
    return {children.begin() + 2, children.end()};
  }
  const CommandLine line = arrange(tree_, node, "New-Object");
  NodeId arguments = line.named("ArgumentList");
  properties = line.named("Property");
  NodeId name = line.named("TypeName");
  for (const std::string& splat : line.splats) {
    for (const Result& table : splatted(splat, node)) {
      if (name == kNoNode) name = table_value(table.node, "TypeName");
      if (arguments == kNoNode) arguments = table_value(table.node, "ArgumentList");
      if (arguments == kNoNode) arguments = table_value(table.node, "Args");
      if (properties == kNoNode) properties = table_value(table.node, "Property");
    }
  }
  type = to_text(evaluate(name).front());
  if (tree_[properties].kind == NodeKind::variable) {
    const Results tables = evaluate(properties);
    properties = tables.front().kind == ResultKind::table ? tables.front().node : kNoNode;
  }
  return argument_nodes(arguments, 0);
}

}  // namespace tamis::read::powershell
