#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/powershell/emitter.h"

namespace tamis::read::powershell {
namespace {

// Names of HTTP headers that carry a secret, or end in one of these words.
constexpr std::array<std::string_view, 8> kHeaderEndings = {
    "-token", "-api-key", "-apikey", "-auth", "-key", "-secret", "-password", "authorization"};

bool is_header(std::string_view name) {
  return std::any_of(kHeaderEndings.begin(), kHeaderEndings.end(),
                     [name](std::string_view ending) { return base::ends_with_nocase(name, ending); });
}

bool is_any_of(std::string_view key, std::initializer_list<std::string_view> known) {
  return std::any_of(known.begin(), known.end(),
                     [key](std::string_view word) { return base::equal_nocase(key, word); });
}
bool is_pair_name(std::string_view key) {
  return is_any_of(key, {"Name", "Key", "ValueName", "n", "Label", "Variable", "Property", "Nom", "Cle"});
}
bool is_pair_value(std::string_view key) {
  return is_any_of(key, {"Value", "ValueData", "e", "Expression", "Data", "Val", "Valeur"});
}

std::string last_component(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string::npos ? path : path.substr(dot + 1);
}

bool printable(std::string_view text) {
  return base::valid_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
         });
}

}  // namespace

// What `holder` is called whose value is set: its argument, its index or its own name.
std::string Emitter::name_of_holder(NodeId holder, const std::string& otherwise) {
  const Node& self = tree_[holder];
  const auto children = tree_.children(holder);
  NodeId key = kNoNode;
  if (self.kind == NodeKind::invoke && children.size() == 3) key = children[2];
  if (self.kind == NodeKind::index) key = tree_.child(holder, 1);
  if (key != kNoNode) {
    const Result name = evaluate_(key).front();
    return name.is_textual() ? name.text : otherwise;
  }
  return self.kind == NodeKind::member && !self.text.empty() ? self.text : otherwise;
}

void Emitter::emit_named_value(NodeId node, const std::string& path, std::string name, const Results& values,
                               bool is_default) {
  if (name.empty()) return;
  // 'Invoke-Sqlcmd:Password' names a command's parameter.
  if (const std::size_t colon = name.rfind(':'); colon != std::string::npos && colon + 1 < name.size()) {
    name.erase(0, colon + 1);
  }
  if (is_header(name)) emit_header(node, name, values);
  model::Fact fact = fact_at(model::FactKind::assignment, node);
  fact.name = std::move(name);
  fact.path = path;
  fact.is_default = is_default;
  // $passwords = 'a', 'b': each of them.
  constexpr std::size_t kMostItems = 64;
  for (const Result& value : values) {
    if (value.kind != ResultKind::list || value.items == nullptr || value.items->size() > kMostItems)
      continue;
    emit_values(fact, *value.items);
  }
  emit_values(std::move(fact), values);
}

void Emitter::emit_header(NodeId node, const std::string& name, const Results& values) {
  for (const Result& value : values) {
    model::Fact fact = fact_at(model::FactKind::header, node);
    fact.name = name;
    Result content = value;
    if (value.is_textual()) {
      const std::size_t blank = value.text.find(' ');
      const std::string scheme = value.text.substr(0, blank == std::string::npos ? 0 : blank);
      const bool known = base::equal_nocase(scheme, "basic") || base::equal_nocase(scheme, "bearer") ||
                         base::equal_nocase(scheme, "token") || base::equal_nocase(scheme, "negotiate") ||
                         base::equal_nocase(scheme, "apikey") || base::equal_nocase(scheme, "user_token") ||
                         base::equal_nocase(scheme, "splunk");
      if (known) {
        fact.path = scheme;
        content.text = std::string(base::trim(value.text.substr(blank)));
        if (!value.computed) content.span.begin = content.span.end - content.text.size();
        if (const Result* part = find_part(value, content.text)) content = *part;
      }
      if (base::equal_nocase(fact.path, "basic")) {
        const auto account = decode_base64(content.text);
        const std::size_t colon = account ? account->find(':') : std::string::npos;
        if (colon == std::string::npos || !printable(*account)) continue;
        fact.user = account->substr(0, colon);
        const Result encoded = content;
        content.text = account->substr(colon + 1);
        content.computed = true;
        content.decoded_by.emplace_back("base64");
        if (const Result* part = find_part(encoded, content.text)) content = *part;
        if (const Result* part = find_part(value, content.text)) content = *part;
      }
    }
    emit_values(std::move(fact), {content});
  }
}

// Name = 'DB_PASSWORD' and Value = 'x' beside each other, in a hashtable or a resource of a configuration.
void Emitter::emit_pair(NodeId name, NodeId value) {
  NodeId shown = value;
  if (tree_[shown].kind == NodeKind::script_block) {  // @{ n = 'Password'; e = { 'x' } }
    const auto statements = tree_.children(tree_.child(shown, 0));
    shown = statements.size() == 1 ? statements.front() : kNoNode;
  }
  if (shown == kNoNode || tree_[shown].kind == NodeKind::hashtable) return;
  const Result key = evaluate_(name).front();
  if (!key.is_textual()) return;
  emit_named_value(value, "pair." + key.text, key.text, evaluate_(shown), false);
}

void Emitter::emit_assignment(NodeId node) {
  NodeId target = tree_.child(node, 0);
  const NodeId value = tree_.child(node, 1);
  for (int i = 0; i < 8 && tree_[target].kind == NodeKind::cast; ++i) target = tree_.child(target, 0);
  const Node& self = tree_[target];
  const NodeKind kind = tree_[value].kind;
  if (kind == NodeKind::hashtable || kind == NodeKind::script_block || tree_[node].op == Operator::subtract)
    return;
  if (self.kind == NodeKind::list) {  // $user, $password = 'svc', 'pw'
    const auto targets = tree_.children(target);
    const auto items = tree_.children(value);
    if (kind != NodeKind::list || items.size() != targets.size()) return;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const std::string path = spelled_path_of(tree_, targets[i]);
      emit_named_value(node, path, last_component(path), evaluate_(items[i]), false);
    }
    return;
  }
  std::string path = spelled_path_of(tree_, target);
  std::string name = self.kind == NodeKind::member && !self.text.empty() ? self.text : last_component(path);
  if (self.kind == NodeKind::index) {
    const Node& key = tree_[tree_.child(target, 1)];
    if (key.kind == NodeKind::string) name = key.text;
  }
  if (self.kind == NodeKind::string) {  // Password = 'x' in a configuration's block
    path = name = self.text;
    if (is_pair_name(name) && kind == NodeKind::string) {
      block_name_ = value;
    } else if (is_pair_value(name) && block_name_ != kNoNode && tree_[block_name_].block == self.block) {
      emit_pair(block_name_, value);
    }
  }
  if (self.kind == NodeKind::member && base::equal_nocase(self.text, "FileName")) started_ = value;
  if (self.kind == NodeKind::member && base::equal_nocase(self.text, "Arguments") && started_ != kNoNode)
    emit_started(node, started_, value);
  // $env.Properties.Item('Password').Value = …, $env.Value('OSDPassword') = …, $ovf.rootpw.Value = …
  const bool is_value = base::equal_nocase(name, "Value");
  if (self.kind == NodeKind::member && is_value) name = name_of_holder(tree_.child(target, 0), name);
  if (self.kind == NodeKind::invoke) name = name_of_holder(target, name);
  if (self.kind == NodeKind::variable && name.starts_with("env:")) name.erase(0, 4);
  Results values = evaluate_(value);
  if (tree_[value].kind == NodeKind::invoke && tree_.children(value).size() == 3 &&
      base::equal_nocase(tree_[value].text, "GetBytes")) {
    values = evaluate_(tree_.child(value, 2));  // $key = [Text.Encoding]::UTF8.GetBytes('x')
    if (self.kind == NodeKind::member && base::equal_nocase(name, "Key")) name = "EncryptionKey";
  }
  if (tree_[node].op == Operator::add) {
    // The sum is what the name holds in the end; its parts are not.
    values.clear();
    for (const std::uint32_t id :
         symbols_.reaching_at(path_of(tree_, target), self.block, tree_[node].end, self.in_comment)) {
      if (symbols_.definition(id).place != node) continue;
      NodeId use = target;
      values = evaluate_.definition_values(id, use);
    }
    for (Result& result : values) result.trail.clear();
  }
  emit_named_value(node, path, name, values, false);
  if (self.kind == NodeKind::member) emit_typed_property(node, target, values);
}

void Emitter::emit_typed_property(NodeId assignment, NodeId target, const Results& values) {
  // $entry.Password = …, where $entry is known to be made of a type.
  std::string type;
  for (const Result& object : evaluate_(tree_.child(target, 0))) {
    if (object.kind == ResultKind::object && object.text.find("::") == std::string::npos) type = object.text;
  }
  const std::string path = path_of(tree_, tree_.child(target, 0));
  if (type.empty() && path.ends_with(".psbase")) type = "ADSI";
  if (type.empty()) {
    // [ADSI]"LDAP://…": a text under a cast.
    for (const std::uint32_t id : symbols_.reaching(path, tree_.child(target, 0))) {
      const Node& value = tree_[symbols_.definition(id).node];
      if (value.kind == NodeKind::cast && base::find_nocase(value.text, "adsi") != std::string::npos)
        type = value.text;
      if (value.kind == NodeKind::cast && base::ends_with_nocase(value.text, "DirectoryEntry"))
        type = value.text;
    }
  }
  if (type.empty()) return;
  emit_call(assignment, type, {{tree_[target].text, password_in(values)}}, {});
}

void Emitter::emit_parameter(NodeId node) {
  const NodeId value = tree_.child(node, 0);
  if (value == kNoNode || tree_[value].kind == NodeKind::hashtable) return;
  emit_named_value(node, tree_[node].spelled, tree_[node].spelled, evaluate_(value), true);
}

void Emitter::emit_property(NodeId node) {
  const NodeId value = tree_.child(node, 0);
  if (value == kNoNode) return;
  emit_named_value(node, tree_[node].spelled + "." + tree_[node].text, tree_[node].text, evaluate_(value),
                   false);
}

void Emitter::emit_table(NodeId node) {
  const auto parts = tree_.children(node);
  NodeId pair_name = kNoNode, pair_value = kNoNode;  // @{ Name = 'DefaultPassword'; Value = 'x' }
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    const std::string& key = tree_[parts[i]].text;
    if (is_pair_name(key)) pair_name = parts[i + 1];
    if (is_pair_value(key)) pair_value = parts[i + 1];
  }
  if (pair_name != kNoNode && pair_value != kNoNode) emit_pair(pair_name, pair_value);
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    const Node& key = tree_[parts[i]];
    const NodeKind kind = tree_[parts[i + 1]].kind;
    if (key.kind != NodeKind::string || kind == NodeKind::hashtable || kind == NodeKind::script_block)
      continue;
    // Of Win32_Service: the words say that something starts, and mean a password.
    if (base::equal_nocase(key.text, "StartPassword"))
      emit_named_value(parts[i + 1], "service.password", "Password", evaluate_(parts[i + 1]), false);
    const std::string path = holders_[node].empty() ? key.text : holders_[node] + "." + key.text;
    const auto before = static_cast<std::ptrdiff_t>(facts_.size());
    emit_named_value(parts[i + 1], path, key.text, evaluate_(parts[i + 1]), false);
    for (auto fact = facts_.begin() + before; fact != facts_.end(); ++fact) {
      fact->span.begin = key.begin;
      fact->block = static_cast<std::uint32_t>(tree_.block_count()) + node;
    }
  }
}

}  // namespace tamis::read::powershell
