// Names, through the places that give them a value: variables, $x += …, @splats, strings filled by
// AppendChar.
#include "base/text.h"
#include "read/powershell/candidates.h"
#include "read/powershell/counted.h"
#include "read/powershell/evaluator.h"

namespace tamis::read::powershell {

Results Evaluator::variable(NodeId node) {
  const Node& self = tree_[node];
  Result constant{.kind = ResultKind::boolean};
  if (self.text == "null") constant.kind = ResultKind::null;
  if (self.text == "true") constant.number = 1;
  if (self.text == "null" || self.text == "true" || self.text == "false") return {constant};
  for (auto binding = bindings_.rbegin(); binding != bindings_.rend(); ++binding) {
    if (binding->first == self.text || (self.text == "psitem" && binding->first == "_"))
      return {binding->second};
  }
  Results results;
  bool parameter = false;
  for (const std::uint32_t id : symbols_.reaching(self.text, node)) {
    const Definition& found = symbols_.definition(id);
    if (found.kind == DefinitionKind::parameter && found.node == kNoNode) {
      parameter = true;
      continue;
    }
    for (Result& result : definition(id, node)) {
      if (results.size() < kMaxCandidates) keep(results, std::move(result));
    }
  }
  if (results.empty() && (parameter || self.text.starts_with("env:"))) {
    Result reference{.kind = ResultKind::reference};
    reference.span = {self.begin, self.end};
    results.push_back(reference);
  }
  return results;
}

Results Evaluator::definition(std::uint32_t id, NodeId use) {
  const Definition& found = symbols_.definition(id);
  const auto remembered = bindings_.empty() ? known_.find(id) : known_.end();
  Results results;
  if (remembered != known_.end()) {
    results = remembered->second;
  } else {
    ++steps_;
    const Counted depth(depth_);
    if (exhausted() || !open_.insert(id).second) return {unknown()};
    const bool accumulates = found.kind == DefinitionKind::append || found.self;
    results = found.kind == DefinitionKind::element ? items_of(found.node)
              : accumulates                         ? append_definition(found, use)
                                                    : evaluate(found.node);
    open_.erase(id);
    for (Result& result : results) {
      if (found.kind == DefinitionKind::parameter) result.is_default = true;
      const bool holder = result.kind == ResultKind::table || result.kind == ResultKind::object;
      if (holder && result.path.empty()) result.path = found.name;
    }
    // Also when the budget ran out on the way: no definition is worked out twice.
    if (bindings_.empty()) known_.emplace(id, results);
  }
  constexpr std::size_t kMaxTrail = 8;
  const Node& self = tree_[use];
  const std::string name = self.kind == NodeKind::variable ? "$" + self.spelled : spelled_path_of(tree_, use);
  for (Result& result : results) {
    if (result.trail.size() < kMaxTrail) result.trail.insert(result.trail.begin(), {name, self.begin});
  }
  return results;
}

Results Evaluator::append_definition(const Definition& found, NodeId use) {
  // $x += …, $x = $x + …; in a loop over constants once for each of them.
  const Node& place = tree_[found.place];
  BlockId initial = found.block;
  for (const std::uint32_t id :
       symbols_.reaching_at(found.name, found.block, place.begin, tree_[use].in_comment)) {
    if (!symbols_.definition(id).self) initial = symbols_.definition(id).block;
  }
  if (auto held = held_after_loops(found.name, found.inner != 0 ? found.inner : found.block, initial))
    return {*held};
  const bool called = place.kind != NodeKind::assignment;  // $list.Add('x')
  BlockId around = found.block;
  NodeId collection = kNoNode;
  std::string loop_variable;
  for (int i = 0; i < kMaxDepth && around != 0 && collection == kNoNode; ++i) {
    const Block& outer = tree_.block(around);
    if (outer.kind == BlockKind::function) break;
    if (const auto entry = symbols_.loop(around)) {
      collection = entry->collection;
      loop_variable = entry->variable;
    }
    around = outer.parent;
  }
  Results before{Result{.kind = ResultKind::null}};
  const bool appends = found.kind == DefinitionKind::append;
  if (appends || collection != kNoNode) {
    Results earlier;
    for (const std::uint32_t id :
         symbols_.reaching_at(found.name, found.block, place.begin, tree_[use].in_comment)) {
      if (!(symbols_.definition(id).place == found.place)) {
        for (Result& result : definition(id, use)) earlier.push_back(std::move(result));
      }
    }
    if (!earlier.empty()) before = std::move(earlier);
    if (before.size() > kMaxOverlapping) before.resize(kMaxOverlapping);
  }
  if (collection == kNoNode) {
    if (!appends) return evaluate(found.node);
    Results results;
    for (const Result& held : before) {
      const Result left = as_container(held);
      const bool filled = left.kind == ResultKind::list || left.kind == ResultKind::text;
      for (const Result& right : evaluate(found.node)) {
        if (called && !filled) {
          keep(results, held);
          continue;
        }
        for (Result& sum : add(left, right, found.place)) keep(results, std::move(sum));
      }
    }
    return results;
  }
  Results items = loop_items(collection, loop_variable);
  Result total = before.front();
  for (const Result& item : items) {
    if (exhausted()) return {unknown()};
    bindings_.emplace_back(loop_variable, item);
    bindings_.emplace_back(found.name, total);
    const Result value = evaluate(found.node).front();
    bindings_.resize(bindings_.size() - 2);
    total = appends ? add(total, value, found.place).front() : value;
    if (total.kind == ResultKind::unknown) return {unknown()};
  }
  return {total};
}

Results Evaluator::splatted(const std::string& name, NodeId use) {
  Results tables;
  for (const std::uint32_t id : symbols_.reaching(name, use)) {
    for (Result& result : evaluate(symbols_.definition(id).node)) {
      if (result.kind != ResultKind::table) continue;
      result.path = name;
      tables.push_back(std::move(result));
    }
  }
  return tables;
}

Results Evaluator::appended_text(NodeId argument) {
  for (int i = 0;
       i < 4 && (tree_[argument].kind == NodeKind::cast || tree_[argument].kind == NodeKind::paren); ++i)
    argument = tree_.child(argument, 0);
  const Node& self = tree_[argument];
  Results texts;
  const auto children = tree_.children(argument);
  const bool indexed = self.kind == NodeKind::index;
  const bool cut = self.kind == NodeKind::invoke && children.size() > 2 &&
                   (base::equal_nocase(self.text, "Substring") || base::equal_nocase(self.text, "Chars"));
  const NodeId place = indexed ? tree_.child(argument, 1) : cut ? children[2] : kNoNode;
  if (place != kNoNode && tree_[place].kind == NodeKind::variable) {  // $text[$i], in a loop that counts
    for (Result& held : evaluate(tree_.child(argument, 0))) {
      if (held.kind == ResultKind::list)
        held = join(held, Result{.kind = ResultKind::text}, argument).front();
      if (held.kind == ResultKind::text) texts.push_back(std::move(held));
    }
    return texts;
  }
  if (self.kind != NodeKind::variable) return {};
  for (const std::uint32_t id : symbols_.reaching(self.text, argument)) {
    const Definition& found = symbols_.definition(id);
    if (found.kind != DefinitionKind::element) continue;
    for (const Result& candidate : evaluate(found.node)) {
      if (candidate.kind == ResultKind::text) texts.push_back(candidate);
      if (candidate.kind != ResultKind::list) continue;
      for (Result& joined : join(candidate, Result{.kind = ResultKind::text}, found.node)) {
        if (joined.kind != ResultKind::text) continue;
        joined.computed = candidate.computed;
        if (!candidate.span.empty()) joined.span = candidate.span;
        joined.quoting = candidate.quoting;
        joined.decoded_by = candidate.decoded_by;
        texts.push_back(std::move(joined));
      }
    }
  }
  return texts;
}

}  // namespace tamis::read::powershell
