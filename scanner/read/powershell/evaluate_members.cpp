// Members and items: $settings.BindPw, $table['key'], $list[0], and what a hashtable holds.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/powershell/candidates.h"
#include "read/powershell/evaluator.h"

namespace tamis::read::powershell {
namespace {

// What a house calls its stages: @{ test = …; prod = … }[$stage] holds a password for each.
bool is_stage(std::string_view key) {
  static constexpr std::array<std::string_view, 20> kStages = {
      "dev",     "development", "test",       "tests",   "int",   "integration", "rec",
      "recette", "qual",        "qualif",     "preprod", "pprod", "prod",        "uat",
      "qa",      "staging",     "production", "ppd",     "prd",   "formation"};
  return std::any_of(kStages.begin(), kStages.end(),
                     [key](std::string_view stage) { return base::equal_nocase(stage, key); });
}

}  // namespace

Results Evaluator::member(NodeId node) {
  std::string name = tree_[node].text;
  const bool chosen = name.empty();  // $passwords.$stage
  if (chosen) name = to_text(evaluate(tree_.child(node, 1)).front());
  const NodeId target = tree_.child(node, 0);
  Results results;
  const std::string path = path_of(tree_, node);
  if (!path.empty()) {
    for (const std::uint32_t id : symbols_.members(path)) {
      if (symbols_.definition(id).in_comment && !tree_[node].in_comment) continue;
      if (results.size() >= kMaxCandidates) break;
      for (Result& result : definition(id, node)) keep(results, std::move(result));
    }
  }
  if (tree_[node].flag && tree_[target].kind == NodeKind::type) {
    if (!results.empty()) return results;
    Result result{.kind = ResultKind::object,
                  .text = base::to_lower(tree_[target].text) + "::" + base::to_lower(name)};
    if (result.text.ends_with("string::empty")) result = Result{.kind = ResultKind::text};
    return {result};
  }
  for (const Result& candidate : evaluate(target)) {
    if (chosen && is_stage(name) && candidate.kind == ResultKind::table) {
      const Results stages = table_items(candidate.node, false);
      for (const Result& stage : *stages.front().items)
        if (results.size() < kMaxCandidates) keep(results, stage);
      continue;
    }
    for (Result& result : member_of(candidate, base::to_lower(name), node)) {
      if (results.size() < kMaxCandidates) keep(results, std::move(result));
    }
  }
  return results;
}

Results Evaluator::member_of(const Result& target, const std::string& name, NodeId node) {
  const bool record = target.kind == ResultKind::record || target.kind == ResultKind::list;
  if (name == "psbase" || name == "psobject" || (name == "value" && !record)) {
    if (target.kind != ResultKind::table || table_value(target.node, name) == kNoNode) return {target};
  }
  Results results;
  const auto from_path = [&](const std::string& path) {
    for (const std::uint32_t id : symbols_.members(path)) {
      for (Result& result : definition(id, node)) keep(results, std::move(result));
    }
  };
  Result count{.kind = ResultKind::number};
  switch (target.kind) {
    case ResultKind::reference:
    case ResultKind::prompt:
      return {target};
    case ResultKind::table: {
      const NodeId value = table_value(target.node, name);
      if (value == kNoNode && (name == "keys" || name == "values"))
        return table_items(target.node, name == "keys");
      results = value == kNoNode ? Results{} : evaluate(value);
      for (Result& result : results) {
        if (result.path.empty() && !target.path.empty()) result.path = target.path + "." + name;
      }
      if (!target.path.empty()) from_path(target.path + "." + name);
      return results;
    }
    case ResultKind::type:  // $type.FullName
      if (!name.ends_with("name")) return {unknown()};
      return {Result{.kind = ResultKind::text, .text = target.text, .span = target.span}};
    case ResultKind::record:
      for (const auto& [field, value] : *target.fields) {
        if (field == name) results.push_back(value);
      }
      return results;
    case ResultKind::list:
      count.number = static_cast<double>(target.items == nullptr ? 0 : target.items->size());
      if (name == "length" || name == "count") return {count};
      for (const Result& item : unfold(target)) {
        if (results.size() >= kMaxCandidates) break;
        for (Result& result : member_of(item, name, node)) keep(results, std::move(result));
      }
      return results;
    case ResultKind::bytes:
      count.number = static_cast<double>(target.text.size());
      if (name == "length" || name == "count") return {count};
      return {unknown()};
    case ResultKind::text:
      count.number = static_cast<double>(utf8_to_utf16(target.text).size() / 2);
      if (name == "length") return {count};
      return {unknown()};
    case ResultKind::object:
      if (!target.path.empty()) from_path(target.path + "." + name);
      if (!results.empty()) return results;
      if (name == "password" || name == "securepassword") return password_of(target);
      if (symbols_.functions(base::to_lower(target.text)) != nullptr) from_path("this." + name);
      return results;
    default:
      return {unknown()};
  }
}

Results Evaluator::index(NodeId node) {
  Results results;
  const std::string path = path_of(tree_, node);
  if (!path.empty()) {
    for (const std::uint32_t id : symbols_.members(path)) {
      for (Result& result : definition(id, node)) keep(results, std::move(result));
    }
  }
  const auto keep_all = [&](Results values) {
    for (Result& value : values) {
      if (results.size() < kMaxCandidates) keep(results, std::move(value));
    }
  };
  NodeId indexed = tree_.child(node, 0);
  if (tree_[indexed].kind == NodeKind::variable) {  // $list = @('x'); $list[0]
    const auto ids = symbols_.reaching(tree_[indexed].text, indexed);
    if (ids.size() == 1 && tree_[symbols_.definition(ids.front()).node].kind == NodeKind::array)
      indexed = symbols_.definition(ids.front()).node;
  }
  for (const auto& [held, key] : pairs(tree_.child(node, 0), tree_.child(node, 1))) {
    Result target = held;
    if (tree_[indexed].kind == NodeKind::array && held.is_textual()) {  // @('x')[0]
      target = Result{.kind = ResultKind::list, .items = std::make_shared<Results>(Results{held})};
      target.span = held.span;
    }
    const bool table = target.kind == ResultKind::table || target.kind == ResultKind::record;
    const bool asked = key.is_default || (tree_[tree_.child(node, 1)].kind == NodeKind::variable &&
                                          key.is_constant() && is_stage(to_text(key)));
    if (table && asked && target.kind == ResultKind::table) {
      // @{ dev = …; prod = … }[$Target]: a default, or the stage of the day, is one of the keys; the others
      // can be asked for.
      keep_all(*table_items(target.node, false).front().items);
    } else if (table && key.is_constant()) {
      keep_all(member_of(target, base::to_lower(to_text(key)), node));
    } else if (table) {
      if (target.kind == ResultKind::table) keep_all(*table_items(target.node, false).front().items);
    } else if (target.kind == ResultKind::list || target.kind == ResultKind::text ||
               target.kind == ResultKind::bytes) {
      const Results items = target.kind == ResultKind::text ? characters_of(target) : unfold(target);
      const auto at = [&](const Result& number) -> const Result* {
        const auto position = to_integer(number);
        if (!position) return nullptr;
        const auto size = static_cast<std::int64_t>(items.size());
        const std::int64_t place = *position < 0 ? size + *position : *position;
        return place >= 0 && place < size ? &items[static_cast<std::size_t>(place)] : nullptr;
      };
      if (key.kind == ResultKind::list) {
        auto picked = std::make_shared<Results>();
        for (const Result& number : unfold(key)) {
          if (const Result* item = at(number)) picked->push_back(*item);
        }
        Result list{.kind = ResultKind::list, .items = picked};
        derive(list, target, "substring");
        keep(results, std::move(list));
      } else if (const Result* item = at(key)) {
        keep(results, *item);
      } else if (key.kind == ResultKind::unknown && target.kind == ResultKind::list && bindings_.empty()) {
        keep_all(items);
      }
    }
  }
  return results;
}

NodeId Evaluator::table_value(NodeId table, std::string_view key) {
  if (tree_[table].kind != NodeKind::hashtable) return kNoNode;
  const auto parts = tree_.children(table);
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    ++steps_;
    if (exhausted()) return kNoNode;
    const Node& name = tree_[parts[i]];
    if ((name.kind == NodeKind::string || name.kind == NodeKind::number) &&
        base::equal_nocase(name.text, key)) {
      return parts[i + 1];
    }
  }
  return kNoNode;
}

Results Evaluator::table_items(NodeId table, bool keys) {
  auto items = std::make_shared<Results>();
  const auto parts = tree_.children(table);
  for (std::size_t i = 0; i + 1 < parts.size() && items->size() < kMaxCandidates; i += 2) {
    items->push_back(evaluate(parts[i + (keys ? 0 : 1)]).front());
  }
  return {Result{.kind = ResultKind::list, .items = std::move(items)}};
}

// What GetEnumerator goes through: entries with a key and a value.
Results Evaluator::table_entries(NodeId table) {
  auto items = std::make_shared<Results>();
  const auto parts = tree_.children(table);
  for (std::size_t i = 0; i + 1 < parts.size() && items->size() < kMaxCandidates; i += 2) {
    auto fields = std::make_shared<std::vector<std::pair<std::string, Result>>>();
    const Result key = evaluate(parts[i]).front();
    fields->emplace_back("key", key);
    fields->emplace_back("name", key);
    fields->emplace_back("value", evaluate(parts[i + 1]).front());
    items->push_back({.kind = ResultKind::record, .fields = std::move(fields)});
  }
  return {Result{.kind = ResultKind::list, .items = std::move(items)}};
}

}  // namespace tamis::read::powershell
