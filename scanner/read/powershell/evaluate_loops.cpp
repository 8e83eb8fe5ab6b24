// Loops over what is known, item by item: foreach, ForEach-Object, a for that counts.
#include <algorithm>

#include "read/powershell/candidates.h"
#include "read/powershell/evaluator.h"

namespace tamis::read::powershell {

Results Evaluator::each(const Results& collection, NodeId place, NodeId body, std::string_view variable) {
  auto items = std::make_shared<Results>();
  const auto statements = tree_.children(body);
  if (statements.empty()) return {unknown()};
  if (has_effects(body)) {
    Results all;
    for (const Result& candidate : collection) {
      for (Result& item : unfold(candidate))
        if (all.size() < kMaxItems) all.push_back(std::move(item));
    }
    if (auto output = run_each(all, body, std::string(variable))) {
      Result list{.kind = ResultKind::list, .items = std::make_shared<Results>(std::move(*output))};
      list.span = {tree_[place].begin, tree_[body].end};
      list.computed = true;
      return {list};
    }
  }
  for (const Result& candidate : collection) {
    for (const Result& item : unfold(candidate)) {
      if (exhausted() || items->size() >= kMaxItems) return {unknown()};
      bindings_.emplace_back(std::string(variable), item);
      Results values = evaluate(statements.back());
      bindings_.pop_back();
      if (item.kind == ResultKind::unknown && values.front().kind == ResultKind::unknown) return {unknown()};
      items->push_back(std::move(values.front()));
    }
  }
  Result result{.kind = ResultKind::list, .items = std::move(items)};
  result.span = {tree_[place].begin, tree_[body].end};
  result.computed = true;
  return {result};
}

Results Evaluator::loop(NodeId node) {
  const NodeId collection = tree_.child(node, 1);
  return each(evaluate(collection), collection, tree_.child(node, 2), tree_[tree_.child(node, 0)].text);
}

// $x = for ($i = 0; …) { … }: a list of what the body comes to.
Results Evaluator::counted_loop(NodeId node) {
  const NodeId start = tree_.child(node, 0);
  const auto statements = tree_.children(tree_.child(node, 3));
  if (tree_[start].kind != NodeKind::assignment || statements.empty()) return {unknown()};
  const std::string& variable = tree_[tree_.child(start, 0)].text;
  auto items = std::make_shared<Results>();
  for (const Result& number : loop_items(node, variable)) {
    if (exhausted() || number.kind != ResultKind::number) return {unknown()};
    bindings_.emplace_back(variable, number);
    items->push_back(evaluate(statements.back()).front());
    bindings_.pop_back();
    if (items->back().kind == ResultKind::unknown) return {unknown()};
  }
  Result result{.kind = ResultKind::list, .items = std::move(items)};
  result.span = {tree_[node].begin, tree_[node].end};
  // The items are written where what they were made of is.
  const Results& made = *result.items;
  const bool written = !made.empty() && std::all_of(made.begin(), made.end(),
                                                    [](const Result& item) { return !item.span.empty(); });
  if (written) result.span = made.front().span;
  for (const Result& item : made) {
    if (!written) break;
    result.span = {std::min(result.span.begin, item.span.begin), std::max(result.span.end, item.span.end)};
  }
  result.computed = true;
  return {result};
}

Results Evaluator::loop_items(NodeId loop, const std::string& variable) {
  if (tree_[loop].kind != NodeKind::for_loop) return items_all(loop);
  // for ($i = a; $i -lt b; $i++): counted out.
  Results items;
  Result counter = evaluate(tree_.child(tree_.child(loop, 0), 1)).front();
  const NodeId step = tree_.child(loop, 2);
  while (items.size() < kMaxItems && !exhausted()) {
    bindings_.emplace_back(variable, counter);
    const Result go_on = evaluate(tree_.child(loop, 1)).front();
    double next = counter.number;
    if (tree_[step].kind == NodeKind::unary) {
      next += tree_[step].op == Operator::increment ? 1 : -1;
    } else if (tree_[step].kind == NodeKind::assignment) {
      const Result amount = evaluate(tree_.child(step, 1)).front();
      next = tree_[step].op == Operator::add        ? next + amount.number
             : tree_[step].op == Operator::subtract ? next - amount.number
                                                    : amount.number;
    }
    bindings_.pop_back();
    if (go_on.kind != ResultKind::boolean || counter.kind != ResultKind::number) return {unknown()};
    if (go_on.number == 0) return items;
    items.push_back(counter);
    if (next == counter.number) return {unknown()};
    counter.number = next;
  }
  return {unknown()};
}

Results Evaluator::items_of(NodeId node) {
  Results items;
  for (const Result& candidate : evaluate(node)) {
    for (Result& item : unfold(candidate)) {
      if (items.size() < kMaxCandidates) keep(items, std::move(item));
    }
  }
  return items;
}

Results Evaluator::items_all(NodeId node) {
  const Results candidates = evaluate(node);
  return unfold(candidates.front());
}

}  // namespace tamis::read::powershell
