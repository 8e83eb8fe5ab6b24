// Operators: each candidate of one side with each of the other.
#include "base/text.h"
#include "read/powershell/evaluator.h"

namespace tamis::read::powershell {

Results Evaluator::binary(NodeId node) {
  const Operator op = tree_[node].op;
  if (op == Operator::add) return add_chain(node);
  if (op == Operator::coalesce) {
    Results results = evaluate(tree_.child(node, 0));
    for (Result& result : evaluate(tree_.child(node, 1))) results.push_back(std::move(result));
    return results;
  }
  if (op == Operator::other) return {unknown()};
  if (op == Operator::logical_and || op == Operator::logical_or) return {both(node)};
  if (op == Operator::as_type) {
    Results results;
    for (const Result& value : evaluate(tree_.child(node, 0))) {
      for (Result& result : convert(value, base::to_lower(tree_[tree_.child(node, 1)].text), node)) {
        results.push_back(std::move(result));
      }
    }
    return results;
  }
  Results results;
  const Matching how = tree_[node].flag ? Matching::exact : Matching::nocase;
  for (const auto& [left, right] : pairs(tree_.child(node, 0), tree_.child(node, 1))) {
    Results folded;
    switch (op) {
      case Operator::format:
        folded = format(left, right, node);
        break;
      case Operator::join:
        folded = join(left, right, node);
        break;
      case Operator::split:
        folded = split(left, right, true, node);
        break;
      case Operator::replace:
        if (left.kind == ResultKind::list) {
          auto items = std::make_shared<Results>();
          for (const Result& item : unfold(left)) items->push_back(replace(item, right, how, node).front());
          folded = {Result{.kind = ResultKind::list, .items = std::move(items), .span = left.span}};
        } else {
          folded = replace(left, right, how, node);
        }
        break;
      case Operator::not_equal:
        // A list -ne '': its items that say something.
        if (left.kind == ResultKind::list && right.is_textual() && right.text.empty()) {
          folded = {left};
          break;
        }
        [[fallthrough]];
      default:
        folded = {compare(op, left, right, node)};
        if (folded.front().kind == ResultKind::unknown) folded = arithmetic(op, left, right, node);
        break;
    }
    for (Result& result : folded) results.push_back(std::move(result));
  }
  return results;
}

Results Evaluator::unary(NodeId node) {
  const NodeId child = tree_.child(node, 0);
  switch (tree_[node].op) {
    case Operator::returns:
      return evaluate(child);
    case Operator::join: {
      Results results;
      for (const Result& list : evaluate(child)) {
        for (Result& result : join(list, Result{.kind = ResultKind::text}, node))
          results.push_back(std::move(result));
      }
      return results;
    }
    case Operator::split: {
      Results results;
      const Result blank{.kind = ResultKind::text, .text = "\\s+"};
      for (const Result& text : evaluate(child)) {
        for (Result& result : split(text, blank, true, node)) results.push_back(std::move(result));
      }
      return results;
    }
    case Operator::negate: {
      Results results = evaluate(child);
      for (Result& result : results) {
        if (result.kind == ResultKind::number) {
          result.number = -result.number;
        } else {
          result = {};
        }
      }
      return results;
    }
    case Operator::logical_not: {
      const auto holds = truth(evaluate(child).front());
      if (!holds) return {unknown()};
      return {Result{.kind = ResultKind::boolean, .number = *holds ? 0.0 : 1.0}};
    }
    case Operator::increment:
    case Operator::decrement: {  // $i++ in an expression gives what $i was before
      const bool behind = tree_[node].flag;
      const Result before = evaluate(child).front();
      if (!step(node)) return {before};
      return behind ? Results{before} : evaluate(child);
    }
    default:
      return {unknown()};
  }
}

Results Evaluator::list(NodeId node) {
  auto items = std::make_shared<Results>();
  for (const NodeId child : tree_.children(node)) {
    if (items->size() >= kMaxItems || exhausted()) break;
    const Results values = evaluate(child);
    items->push_back(values.front());
    // Further candidates of an item count as items where nothing is done with their order.
    for (std::size_t i = 1; i < values.size() && tree_.children(node).size() == 1; ++i)
      items->push_back(values[i]);
  }
  Result result{.kind = ResultKind::list, .items = std::move(items)};
  result.span = {tree_[node].begin, tree_[node].end};
  return {result};
}

}  // namespace tamis::read::powershell
