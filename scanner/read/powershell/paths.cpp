// Paths of names: "$script:Cfg.Ldap['Pw']" is "cfg.ldap.pw".
#include "base/text.h"
#include "read/powershell/symbols.h"

namespace tamis::read::powershell {
namespace {

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

}  // namespace tamis::read::powershell
