// Comparisons and arithmetic.
#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "read/powershell/evaluator.h"
#include "read/powershell/pattern.h"

namespace tamis::read::powershell {

// -and, -or
Result Evaluator::both(NodeId node) {
  const bool either = tree_[node].op == Operator::logical_or;
  const auto first = truth(evaluate(tree_.child(node, 0)).front());
  if (!first) return {};
  Result result{.kind = ResultKind::boolean, .number = either ? 1.0 : 0.0};
  if (*first == either) return result;
  const auto second = truth(evaluate(tree_.child(node, 1)).front());
  if (!second) return {};
  result.number = *second ? 1 : 0;
  return result;
}

// Comparisons of texts; unknown for all others.
Result Evaluator::compare(Operator op, const Result& left, const Result& right, NodeId node) {
  const bool exact = tree_[node].flag;
  const auto same = [&](const Result& a, const Result& b) {
    const std::string one = to_text(a);
    const std::string other = to_text(b);
    return exact ? one == other : base::equal_nocase(one, other);
  };
  const auto truth_of = [](bool value) {
    return Result{.kind = ResultKind::boolean, .number = value ? 1.0 : 0.0};
  };
  if (op == Operator::contains || op == Operator::in) {
    const Result& list = op == Operator::in ? right : left;
    const Result& item = op == Operator::in ? left : right;
    if (!item.is_constant() || list.kind != ResultKind::list) return {};
    const Results items = unfold(list);
    return truth_of(
        std::any_of(items.begin(), items.end(), [&](const Result& other) { return same(item, other); }));
  }
  if (!left.is_textual() || !right.is_textual()) return {};
  switch (op) {
    case Operator::equal:
      return truth_of(same(left, right));
    case Operator::not_equal:
      return truth_of(!same(left, right));
    case Operator::like:
      return truth_of(base::glob_match(base::to_lower(right.text), base::to_lower(left.text)));
    case Operator::match:
    case Operator::not_match: {
      const auto pattern = Pattern::parse(right.text, !exact);
      Pattern::Match found;
      if (!pattern) return {};
      const bool matches = pattern->find(left.text, 0, found);
      steps_ += found.steps / kPatternStepsOfAStep;
      return truth_of(matches == (op == Operator::match));
    }
    case Operator::less:
    case Operator::less_equal:
    case Operator::greater:
    case Operator::greater_equal: {
      if (base::count_code_points(left.text) != 1 || base::count_code_points(right.text) != 1) return {};
      const int order = left.text.compare(right.text);
      return truth_of(op == Operator::less            ? order < 0
                      : op == Operator::less_equal    ? order <= 0
                      : op == Operator::greater_equal ? order >= 0
                                                      : order > 0);
    }
    default:
      return {};
  }
}

Results Evaluator::arithmetic(Operator op, const Result& left, const Result& right, NodeId node) {
  const auto a = to_integer(left);
  const auto b = to_integer(right);
  Result result{.kind = ResultKind::number};
  derive(result, left.span.empty() ? right : left, {});
  if (op == Operator::multiply && left.is_textual() && left.kind == ResultKind::text && b && *b >= 0 &&
      static_cast<std::size_t>(*b) * left.text.size() <= kMaxText) {
    std::string text;
    for (std::int64_t i = 0; i < *b; ++i) text += left.text;
    return {text_result(std::move(text), node)};
  }
  if (!a || !b) return {unknown()};
  constexpr std::int64_t kBig = std::int64_t{1} << 50;
  if (std::llabs(*a) > kBig || std::llabs(*b) > kBig) return {unknown()};
  const auto truth = [&](bool value) {
    result.kind = ResultKind::boolean;
    result.number = value ? 1 : 0;
  };
  switch (op) {
    case Operator::subtract:
      result.number = static_cast<double>(*a - *b);
      break;
    case Operator::multiply:
      result.number = static_cast<double>(*a) * static_cast<double>(*b);
      break;
    case Operator::divide:
      if (*b == 0) return {unknown()};
      result.number = static_cast<double>(*a) / static_cast<double>(*b);
      break;
    case Operator::modulo:
      if (*b == 0) return {unknown()};
      result.number = static_cast<double>(*a % *b);
      break;
    case Operator::bxor:
      result.number = static_cast<double>(*a ^ *b);
      break;
    case Operator::band:
      result.number = static_cast<double>(*a & *b);
      break;
    case Operator::bor:
      result.number = static_cast<double>(*a | *b);
      break;
    case Operator::shl:
      if (*a < 0 || *b < 0 || *b > 12) return {unknown()};
      result.number = static_cast<double>(*a << *b);
      break;
    case Operator::shr:
      if (*a < 0 || *b < 0 || *b > 62) return {unknown()};
      result.number = static_cast<double>(*a >> *b);
      break;
    case Operator::less:
      truth(*a < *b);
      break;
    case Operator::less_equal:
      truth(*a <= *b);
      break;
    case Operator::greater:
      truth(*a > *b);
      break;
    case Operator::greater_equal:
      truth(*a >= *b);
      break;
    case Operator::equal:
      truth(*a == *b);
      break;
    case Operator::not_equal:
      truth(*a != *b);
      break;
    case Operator::range: {
      auto items = std::make_shared<Results>();
      const std::int64_t step = *a <= *b ? 1 : -1;
      for (std::int64_t i = *a; items->size() < kMaxItems; i += step) {
        Result number{.kind = ResultKind::number, .number = static_cast<double>(i)};
        number.span = {tree_[node].begin, tree_[node].end};
        items->push_back(std::move(number));
        ++steps_;
        if (i == *b) break;
        if (exhausted()) return {unknown()};
      }
      return {Result{.kind = ResultKind::list, .items = std::move(items)}};
    }
    default:
      return {unknown()};
  }
  if (op == Operator::bxor) derive(result, left.span.empty() ? right : left, "xor");
  return {result};
}

}  // namespace tamis::read::powershell
