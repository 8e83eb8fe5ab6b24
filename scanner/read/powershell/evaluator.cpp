// The way of each kind of node, the budget, and what all of them make results with.
#include "read/powershell/evaluator.h"

#include <algorithm>

#include "read/powershell/candidates.h"
#include "read/powershell/counted.h"

namespace tamis::read::powershell {
namespace {

// Two ways to one constant are one candidate.
void drop_repeated(Results& results) {
  Results once;
  for (Result& result : results) {
    const bool seen = std::any_of(once.begin(), once.end(), [&](const Result& other) {
      return other.kind == result.kind && other.span == result.span && other.text == result.text &&
             other.node == result.node && other.items == result.items && other.fields == result.fields &&
             other.number == result.number;
    });
    if (!seen) once.push_back(std::move(result));
  }
  results = std::move(once);
}

}  // namespace

bool Evaluator::begin() {
  const std::size_t spent = steps_ - told_;
  told_ = steps_;
  allowed_ = steps_ + (steps_ < kMaxSteps ? kStepsOfOne : kStepsAtLeast);
  return pulse_ == nullptr || pulse_->beat(1 + spent);
}

Results Evaluator::evaluate(NodeId node) {
  ++steps_;
  const Counted depth(depth_);
  const bool plain = tree_[node].kind == NodeKind::string || tree_[node].kind == NodeKind::number;
  if (node == kNoNode || (exhausted() && !plain)) return {unknown()};
  Results results = evaluate_kind(node);
  if (results.empty()) results.push_back(unknown());
  if (results.size() > 1) drop_repeated(results);
  if (results.size() > kMaxCandidates) results.resize(kMaxCandidates);
  return results;
}

Results Evaluator::evaluate_kind(NodeId node) {
  const Node& self = tree_[node];
  switch (self.kind) {
    case NodeKind::string:
      return string(node);
    case NodeKind::expandable:
      return expandable(node);
    case NodeKind::number: {
      Result result{.kind = ResultKind::number, .number = self.number};
      result.span = {self.begin, self.end};
      return {result};
    }
    case NodeKind::variable:
      return variable(node);
    case NodeKind::member:
      return member(node);
    case NodeKind::index:
      return index(node);
    case NodeKind::invoke:
      return invoke(node);
    case NodeKind::type: {
      Result result{.kind = ResultKind::type, .text = self.text};
      result.span = {self.begin, self.end};
      return {result};
    }
    case NodeKind::cast:
      return cast(node);
    case NodeKind::unary:
      return unary(node);
    case NodeKind::binary:
      return binary(node);
    case NodeKind::list:
      return list(node);
    case NodeKind::array:
    case NodeKind::subexpression:
    case NodeKind::paren:
      return evaluate(tree_.child(node, 0));
    case NodeKind::block:
      return block(node);
    case NodeKind::hashtable: {
      Result result{.kind = ResultKind::table, .node = node};
      result.span = {self.begin, self.end};
      return {result};
    }
    case NodeKind::command:
      return command(node, nullptr, kNoNode);
    case NodeKind::pipeline:
      return pipeline(node);
    case NodeKind::assignment:
      return evaluate(tree_.child(node, 1));
    case NodeKind::conditional:
      return branches(node);
    case NodeKind::foreach_loop:
      return loop(node);
    case NodeKind::for_loop:
      return counted_loop(node);
    default:
      return {unknown()};
  }
}

Results Evaluator::string(NodeId node) {
  const Node& self = tree_[node];
  Result result{.kind = ResultKind::text, .text = self.text};
  if (self.text.size() > kMaxText) return {unknown()};
  bytes_ += self.text.size() / 8;
  result.span = {self.content_begin, self.content_end};
  result.quoting = self.quoting;
  result.computed = self.escaped;
  return {result};
}

Results Evaluator::block(NodeId node) {
  const auto statements = tree_.children(node);
  if (statements.size() == 1) return evaluate(statements.front());
  auto items = std::make_shared<Results>();
  for (const NodeId statement : statements) {
    if (items->size() >= kMaxItems) break;
    const NodeKind kind = tree_[statement].kind;
    if (kind == NodeKind::assignment || kind == NodeKind::function) continue;
    for (const Result& candidate : evaluate(statement)) {
      for (Result& item : unfold(candidate)) items->push_back(std::move(item));
    }
  }
  Result result{.kind = ResultKind::list, .items = std::move(items)};
  result.span = {tree_[node].begin, tree_[node].end};
  return {result};
}

Results Evaluator::branches(NodeId node) {
  Results results;
  for (const NodeId branch : tree_.children(node)) {
    const auto statements = tree_.children(branch);
    if (statements.empty()) continue;
    for (Result& result : evaluate(statements.back())) keep(results, std::move(result));
  }
  return results;
}

Result Evaluator::text_result(std::string text, NodeId node) {
  Result result{.kind = ResultKind::text};
  if (text.size() > kMaxText || (bytes_ > kMaxBytes && text.size() > kSmallText)) return {};
  bytes_ += text.size();
  result.text = std::move(text);
  result.span = {tree_[node].begin, tree_[node].end};
  result.computed = true;
  return result;
}

void Evaluator::derive(Result& result, const Result& from, std::string_view step) {
  // A constant that was only taken apart and put together again is written where that constant is.
  result.span = from.span;
  result.quoting = from.quoting;
  result.trail = from.trail;
  result.decoded_by = from.decoded_by;
  if (!step.empty() && (result.decoded_by.empty() || result.decoded_by.back() != step)) {
    result.decoded_by.emplace_back(step);
  }
  result.computed = true;
}

std::vector<std::pair<Result, Result>> Evaluator::pairs(NodeId left, NodeId right) {
  std::vector<std::pair<Result, Result>> all;
  const Results lefts = evaluate(left);
  const Results rights = evaluate(right);
  for (const Result& a : lefts) {
    for (const Result& b : rights) {
      if (all.size() < kMaxCandidates) all.emplace_back(a, b);
    }
  }
  return all;
}

Results Evaluator::unfold(const Result& value) {
  constexpr std::size_t kItemsOfAStep = 16;
  if (value.kind == ResultKind::list && value.items != nullptr) steps_ += value.items->size() / kItemsOfAStep;
  if (value.kind == ResultKind::bytes) steps_ += value.text.size() / kItemsOfAStep;
  if (exhausted()) return {unknown()};
  return flatten(value);
}

}  // namespace tamis::read::powershell
