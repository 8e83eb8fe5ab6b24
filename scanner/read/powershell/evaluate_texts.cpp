// Texts put together: "a $b", 'a' + 'b', -join, -f. The constants that went into them are remembered.
#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "read/powershell/evaluator.h"
#include "read/powershell/written.h"

namespace tamis::read::powershell {
namespace {

constexpr std::size_t kMaxPart = 256;  // longer constants are no secrets that are looked for in a sum
constexpr std::size_t kMaxParts = 16;  // constants remembered behind a computed text

std::shared_ptr<const Results> parts_of(const std::vector<Result>& values) {
  auto parts = std::make_shared<Results>();
  for (const Result& value : values) {
    if (value.text.size() > kMaxPart) continue;
    if (parts->size() < kMaxParts && value.is_textual() && !value.text.empty()) parts->push_back(value);
    if (value.items == nullptr || !value.is_textual()) continue;
    for (const Result& inner : *value.items) {
      if (parts->size() < kMaxParts) parts->push_back(inner);
    }
  }
  return parts;
}

}  // namespace

Results Evaluator::expandable(NodeId node) {
  const auto parts = tree_.children(node);
  std::vector<std::vector<Result>> combinations{{}};
  for (const NodeId part : parts) {
    Results values = evaluate(part);
    // What is copied grows with the candidates only, not with the parts: beyond their limit the first counts.
    if (combinations.size() * values.size() > kMaxCandidates) values.resize(1);
    const std::size_t before = combinations.size();
    for (std::size_t i = 1; i < values.size(); ++i) {
      for (std::size_t from = 0; from < before; ++from) {
        combinations.push_back(combinations[from]);
        combinations.back().push_back(values[i]);
      }
    }
    for (std::size_t from = 0; from < before; ++from) combinations[from].push_back(values.front());
    if (exhausted()) return {unknown()};
  }
  Results results;
  for (const auto& combination : combinations) {
    std::string text;
    bool known = true;
    for (const Result& value : combination) {
      const auto written = as_text(value);
      known = known && written.has_value();
      if (written) text += *written;
    }
    if (combination.size() == 1) {  // "$mdp"
      results.push_back(combination.front());
    } else if (!known) {
      results.push_back(elsewhere(combination));
    } else {
      Result result = text_result(std::move(text), node);
      result.quoting = tree_[node].quoting;
      result.span = {tree_[node].content_begin, tree_[node].content_end};
      if (tree_[node].content_end == 0) result.span = {tree_[node].begin, tree_[node].end};
      result.items = parts_of(combination);
      results.push_back(std::move(result));
    }
  }
  return results;
}

Results Evaluator::add(const Result& left, const Result& right, NodeId node) {
  if (left.kind == ResultKind::null) return {right};
  if (left.kind == ResultKind::object && base::ends_with_nocase(left.text, "StringBuilder")) return {right};
  if (left.kind == ResultKind::list || left.kind == ResultKind::bytes) {
    auto items = std::make_shared<Results>(unfold(left));
    for (Result& item : unfold(right)) {
      if (items->size() < kMaxItems) items->push_back(std::move(item));
    }
    return {
        Result{.kind = ResultKind::list, .items = std::move(items), .span = left.span, .trail = left.trail}};
  }
  if (left.kind == ResultKind::number && right.kind == ResultKind::number) {
    Result sum{.kind = ResultKind::number, .number = left.number + right.number};
    sum.span = {tree_[node].begin, tree_[node].end};
    sum.computed = true;
    return {sum};
  }
  const auto first = as_text(left);
  const auto second = as_text(right);
  if (!first || !second) return {elsewhere({left, right})};
  Result result = text_result(*first + *second, node);
  result.items = parts_of({left, right});
  result.decoded_by = {"concatenation"};
  return {result};
}

Results Evaluator::add_chain(NodeId node) {
  // 'a' + 'b' + 'c' … leans to the left: its spine is walked, not recursed into.
  std::vector<NodeId> terms;
  NodeId spine = node;
  while (tree_[spine].kind == NodeKind::binary && tree_[spine].op == Operator::add &&
         terms.size() < kMaxItems) {
    terms.push_back(tree_.child(spine, 1));
    spine = tree_.child(spine, 0);
  }
  Results totals = evaluate(spine);
  for (auto term = terms.rbegin(); term != terms.rend(); ++term) {
    const Results values = evaluate(*term);
    Results next;
    for (const Result& total : totals) {
      for (const Result& value : values) {
        if (next.size() >= kMaxCandidates) break;
        for (Result& sum : add(total, value, node)) next.push_back(std::move(sum));
      }
    }
    totals = std::move(next);
    if (exhausted()) return {unknown()};
  }
  return totals;
}

Results Evaluator::join(const Result& list, const Result& separator, NodeId node) {
  std::string text;
  const Results items = unfold(list);
  bool first = true;
  for (const Result& item : items) {
    const auto written = as_text(item);
    if (!written || text.size() > kMaxText) return {elsewhere(items)};
    if (!first) text += to_text(separator);
    first = false;
    text += *written;
  }
  Result result = text_result(std::move(text), node);
  result.items = parts_of(items);
  if (!list.decoded_by.empty() || !list.trail.empty()) derive(result, list, "join");
  if (result.decoded_by.empty()) result.decoded_by = {"join"};
  if (list.span.empty()) {  // a list that was filled is written where its items are
    result.span = {};
    for (const Result& item : items) {
      if (item.span.empty()) continue;
      const bool begun = !result.span.empty();
      result.span = {begun ? std::min(result.span.begin, item.span.begin) : item.span.begin,
                     begun ? std::max(result.span.end, item.span.end) : item.span.end};
    }
    if (result.span.empty()) result.span = {tree_[node].begin, tree_[node].end};
  }
  // What was written as one constant and only taken apart is written there.
  const bool one = !items.empty() && std::all_of(items.begin(), items.end(), [&](const Result& item) {
    return item.span == items.front().span && !item.span.empty();
  });
  if (one) {
    result.span = items.front().span;
    result.trail = items.front().trail;
  }
  return {result};
}

Results Evaluator::format(const Result& pattern, const Result& arguments, NodeId node) {
  if (!pattern.is_textual()) return {elsewhere({pattern})};
  const Results values = unfold(arguments);
  std::string text;
  for (std::size_t i = 0; i < pattern.text.size();) {
    const char c = pattern.text[i];
    const char next = i + 1 < pattern.text.size() ? pattern.text[i + 1] : '\0';
    if ((c == '{' || c == '}') && next == c) {
      text += c;
      i += 2;
      continue;
    }
    if (c != '{') {
      text += c;
      ++i;
      continue;
    }
    const std::size_t close = pattern.text.find('}', i);
    if (close == std::string::npos) return {unknown()};
    const std::string hole = pattern.text.substr(i + 1, close - i - 1);
    const std::size_t index = static_cast<std::size_t>(std::strtoul(hole.c_str(), nullptr, 10));
    if (hole.empty() || !base::is_digit(hole.front()) || index >= values.size()) return {unknown()};
    const auto written = as_text(values[index]);
    // {0:X2} and {0,10} change numbers and widths: only texts are sure to stay as they are.
    if (!written) return {elsewhere({values[index]})};
    if (hole.find_first_not_of("0123456789") != std::string::npos && !values[index].is_textual())
      return {unknown()};
    text += *written;
    i = close + 1;
  }
  Result result = text_result(std::move(text), node);
  result.items = parts_of(values);
  result.decoded_by = {"format"};
  return {result};
}

}  // namespace tamis::read::powershell
