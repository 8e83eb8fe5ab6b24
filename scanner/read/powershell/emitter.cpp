#include "read/powershell/emitter.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::read::powershell {
namespace {

constexpr std::size_t kMaxFactsOfOne = 32;

// Commands whose text is read by what they make of it.
bool takes_apart(std::string_view command) {
  return base::equal_nocase(command, "ConvertFrom-Csv") ||
         base::equal_nocase(command, "ConvertFrom-StringData");
}

}  // namespace

model::Fact Emitter::fact_at(model::FactKind kind, NodeId node) const {
  model::Fact fact;
  fact.kind = kind;
  fact.language = model::Language::powershell;
  fact.span = {tree_[node].begin, tree_[node].end};
  fact.in_comment = tree_[node].in_comment;
  fact.block = tree_[node].block;
  return fact;
}

void Emitter::emit_values(model::Fact fact, const Results& values) {
  for (const Result& value : values) {
    if (value.kind == ResultKind::unknown || value.kind == ResultKind::null) continue;
    if (value.is_constant() && to_text(value).empty()) continue;
    const bool look_up = value.kind == ResultKind::reference || value.kind == ResultKind::prompt;
    if (!value.is_constant() && !look_up) continue;
    fact.arguments = {model::Argument{{}, to_value(value)}};
    const bool was_default = fact.is_default;
    fact.is_default = was_default || value.is_default;
    facts_.push_back(fact);
    fact.is_default = was_default;
  }
}

std::string Emitter::account(const Arguments& arguments) const {
  for (const auto& [name, values] : arguments) {
    const bool user =
        base::find_nocase(name, "user") != std::string::npos || base::equal_nocase(name, "login");
    if (user && !values.empty() && values.front().is_textual()) return values.front().text;
  }
  return {};
}

void Emitter::emit_call(NodeId node, std::string name, Arguments arguments, std::string user) {
  // One fact for each candidate of its arguments; the others keep theirs.
  std::size_t count = 1;
  for (auto& [argument, values] : arguments) {
    if (values.empty()) values.push_back(Result{});
    count = std::max(count, std::min(values.size(), kMaxFactsOfOne));
  }
  model::Fact fact = fact_at(model::FactKind::call, node);
  fact.name = std::move(name);
  fact.user = std::move(user);
  for (std::size_t i = 0; i < count; ++i) {
    fact.arguments.clear();
    fact.is_default = false;
    for (const auto& [argument, values] : arguments) {
      const Result& value = values[std::min(i, values.size() - 1)];
      model::Value shown = to_value(value);
      if (shown.state == model::ValueState::constant && shown.text.empty())
        shown.state = model::ValueState::unknown;
      fact.arguments.push_back({argument, std::move(shown)});
      fact.is_default = fact.is_default || value.is_default;
    }
    facts_.push_back(fact);
  }
}

void Emitter::consume(NodeId text) {
  // Through a variable to the here-string behind it.
  for (int i = 0; i < 4; ++i) {
    const NodeKind kind = tree_[text].kind;
    if (kind == NodeKind::paren) {
      text = tree_.child(text, 0);
    } else if (kind == NodeKind::variable) {
      const auto ids = symbols_.reaching(tree_[text].text, text);
      if (ids.empty()) return;
      text = symbols_.definition(ids.front()).node;
    } else {
      consumed_[text] = kind == NodeKind::string || kind == NodeKind::expandable;
      return;
    }
  }
}

// 'password=(.+)' behind -match says what is looked for.
void Emitter::mark_patterns(NodeId node) {
  for (int i = 0; i < 8 && tree_[node].kind == NodeKind::paren; ++i) node = tree_.child(node, 0);
  pattern_[node] = true;
  // -replace 'pattern', 'text'
  if (tree_[node].kind == NodeKind::list) pattern_[tree_.child(node, 0)] = true;
}

void Emitter::find_holders() {
  holders_.resize(tree_.size());
  inner_.resize(tree_.size());
  upstream_.resize(tree_.size());
  consumed_.resize(tree_.size());
  pattern_.resize(tree_.size());
  said_.resize(tree_.size());
  const auto hold = [this](NodeId value, const std::string& path) {
    // Through casts and parentheses: [pscustomobject]@{ … }
    for (int i = 0; i < 8; ++i) {
      const NodeKind kind = tree_[value].kind;
      if (kind == NodeKind::hashtable) holders_[value] = path;
      if (kind != NodeKind::cast && kind != NodeKind::paren && kind != NodeKind::pipeline) return;
      value = tree_.child(value, 0);
    }
  };
  for (auto id = static_cast<NodeId>(tree_.size() - 1); id > 0; --id) {
    const Node& node = tree_[id];
    const auto children = tree_.children(id);
    switch (node.kind) {
      case NodeKind::assignment:
        hold(children[1], spelled_path_of(tree_, children[0]));
        break;
      case NodeKind::hashtable:
        for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
          const std::string& key = tree_[children[i]].text;
          if (holders_[id].size() < 200)
            hold(children[i + 1], holders_[id].empty() ? key : holders_[id] + "." + key);
        }
        break;
      case NodeKind::binary:
        if (node.op == Operator::add || node.op == Operator::format) {
          for (const NodeId child : children) inner_[child] = true;
        }
        if (node.op == Operator::replace || node.op == Operator::split || node.op == Operator::match ||
            node.op == Operator::not_match || node.op == Operator::like || node.op == Operator::other)
          mark_patterns(children[1]);
        break;
      case NodeKind::expandable:
        for (const NodeId child : children) inner_[child] = true;
        break;
      case NodeKind::pipeline:
        for (std::size_t i = 1; i < children.size(); ++i) {
          if (upstream_[children[i]] == kNoNode) upstream_[children[i]] = children[i - 1];
          const std::string& name = tree_[tree_.child(children[i], 0)].text;
          if (takes_apart(name)) consume(children[i - 1]);
        }
        break;
      case NodeKind::command:
        if (takes_apart(tree_[children.front()].text)) {
          for (const NodeId child : children.subspan(1)) consume(child);
        }
        if (base::starts_with_nocase(tree_[children.front()].text, "Write-")) {
          for (const NodeId child : children.subspan(1)) said_[child] = true;
        }
        break;
      default:
        break;
    }
  }
}

void Emitter::emit_all() {
  find_holders();
  const auto count = static_cast<NodeId>(tree_.size());
  // Each name in its turn, so that a long chain of names is never a deep recursion.
  for (std::uint32_t id = 0; id < symbols_.size(); ++id) {
    if (!evaluate_.begin()) return;
    evaluate_.definition_values(id, symbols_.definition(id).place);
  }
  for (NodeId id = 1; id < count; ++id) {
    if (!evaluate_.begin()) return;
    switch (tree_[id].kind) {
      case NodeKind::assignment:
        emit_assignment(id);
        break;
      case NodeKind::parameter_declaration:
        emit_parameter(id);
        break;
      case NodeKind::property:
        emit_property(id);
        break;
      case NodeKind::hashtable:
        emit_table(id);
        break;
      case NodeKind::invoke:
        emit_invoke(id);
        emit_built_string(id);
        break;
      case NodeKind::unary:
        if (tree_[id].op == Operator::join) emit_built_string(id);
        break;
      case NodeKind::command:
        emit_command(id);
        break;
      case NodeKind::cast:
        emit_constructor(id);
        break;
      case NodeKind::string:
      case NodeKind::expandable:
      case NodeKind::binary:
        emit_string(id);
        break;
      default:
        break;
    }
  }
  if (evaluate_.begin()) emit_append_series();
}

}  // namespace tamis::read::powershell
