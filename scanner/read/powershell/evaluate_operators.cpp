#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/text.h"
#include "read/powershell/evaluator.h"
#include "read/powershell/pattern.h"

namespace tamis::read::powershell {
namespace {

constexpr std::size_t kMaxPart = 256;  // longer constants are no secrets that are looked for in a sum
constexpr std::size_t kPatternStepsOfAStep = 16;
constexpr std::size_t kMaxParts = 16;  // constants remembered behind a computed text

bool foldable(const Result& value) {
  return value.is_constant() || value.kind == ResultKind::null || value.kind == ResultKind::boolean;
}

// As the text that PowerShell makes of it; lists joined by blanks.
std::optional<std::string> as_text(const Result& value) {
  if (value.kind == ResultKind::null) return std::string();
  if (value.kind == ResultKind::boolean) return std::string(value.number != 0 ? "True" : "False");
  if (value.is_constant()) return to_text(value);
  if (value.kind != ResultKind::list) return std::nullopt;
  std::string text;
  for (const Result& item : flatten(value)) {
    if (!foldable(item)) return std::nullopt;
    if (!text.empty()) text += ' ';
    text += to_text(item);
  }
  return text;
}

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

Result elsewhere(const std::vector<Result>& values) {
  // What is only partly known is a look-up when a part of it is one.
  for (const Result& value : values) {
    if (value.kind == ResultKind::reference || value.kind == ResultKind::prompt)
      return Result{.kind = value.kind, .span = value.span};
  }
  return {};
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

Results Evaluator::split(const Result& text, const Result& separator, bool regex, NodeId node) {
  if (!text.is_textual()) return {elsewhere({text})};
  auto items = std::make_shared<Results>();
  const auto push = [&](std::size_t begin, std::size_t end) {
    Result item{.kind = ResultKind::text, .text = text.text.substr(begin, end - begin)};
    derive(item, text, "split");
    items->push_back(std::move(item));
  };
  const Results separators = unfold(separator);
  std::string wanted = separators.empty() ? std::string(" ") : to_text(separators.front());
  // -split '(..)' keeps what it finds, and '(?<=\G..)' cuts behind it; the empty texts between are left out,
  // as every caller does.
  const bool behind = wanted.starts_with("(?<=\\G") && wanted.find(')') != std::string::npos;
  const bool captured = regex && (behind || (wanted.starts_with('(') && !wanted.starts_with("(?") &&
                                             wanted.find(')') + 1 == wanted.size()));
  if (captured) {
    const std::size_t open = behind ? std::string_view("(?<=\\G").size() : 1;
    wanted = wanted.substr(open, wanted.find(')') - open);
  }
  const auto pattern = regex ? Pattern::parse(wanted) : std::nullopt;
  if (regex && !pattern) return {unknown()};
  std::size_t from = 0;
  while (items->size() < kMaxItems && !exhausted()) {
    std::size_t begin = 0, end = 0;
    bool found = false;
    if (regex) {
      Pattern::Match match;
      found = pattern->find(text.text, from, match) && match.end > match.begin;
      begin = match.begin;
      end = match.end;
      steps_ += match.steps / kPatternStepsOfAStep;
    } else {
      // Split('|') and Split(',;'): any of the characters.
      begin = text.text.find_first_of(wanted.empty() ? std::string(" ") : wanted, from);
      end = begin + 1;
      found = begin != std::string::npos;
    }
    if (!found) break;
    if (!captured || begin > from) push(from, begin);
    if (captured) push(begin, end);
    from = end;
  }
  if (!captured || from < text.text.size()) push(from, text.text.size());
  Result result{.kind = ResultKind::list, .items = std::move(items)};
  derive(result, text, "split");
  (void)node;
  return {result};
}

Results Evaluator::replace(const Result& text, const Result& arguments, Matching how, NodeId node) {
  if (!text.is_textual()) return {elsewhere({text})};
  const Results pair = unfold(arguments);
  if (pair.empty() || !pair.front().is_constant() || (pair.size() > 1 && !foldable(pair[1])))
    return {unknown()};
  const std::string what = to_text(pair.front());
  const std::string with = pair.size() > 1 ? to_text(pair[1]) : std::string();
  if (what.empty()) return {text};
  const auto pattern = how == Matching::plain ? std::nullopt : Pattern::parse(what, how == Matching::nocase);
  if (how != Matching::plain && !pattern) return {unknown()};
  std::string replaced;
  std::size_t from = 0;
  while (replaced.size() < kMaxText) {
    Pattern::Match match;
    if (pattern) {
      if (exhausted()) return {unknown()};
      const bool found = pattern->find(text.text, from, match);
      steps_ += match.steps / kPatternStepsOfAStep;
      if (!found || match.end == match.begin) break;
    } else {
      match.begin = text.text.find(what, from);
      if (match.begin == std::string::npos) break;
      match.end = match.begin + what.size();
    }
    replaced.append(text.text, from, match.begin - from);
    replaced += pattern ? pattern->expand(with, text.text, match) : with;
    from = match.end;
  }
  replaced.append(text.text, from);
  if (replaced == text.text) return {text};
  Result result = text_result(std::move(replaced), node);
  derive(result, text, "replace");
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

Results Evaluator::cast(NodeId node) {
  const NodeId child = tree_.child(node, 0);
  const std::string type = base::to_lower(tree_[node].text);
  if (tree_[child].kind == NodeKind::hashtable && type != "pscustomobject" && type != "psobject" &&
      type != "ordered" && type != "hashtable" && !type.ends_with("hashtable") && type != "psvariable") {
    Result object{.kind = ResultKind::object, .text = tree_[node].text, .node = node};
    object.span = {tree_[node].begin, tree_[node].end};
    return {object};
  }
  Results results;
  for (const Result& value : evaluate(child)) {
    for (Result& result : convert(value, type, node)) results.push_back(std::move(result));
  }
  return results;
}

Results Evaluator::convert(const Result& value, const std::string& type, NodeId node) {
  if (type == "char" || type == "system.char") {
    const auto code = to_integer(value);
    if (value.kind == ResultKind::character) return {value};
    if (value.kind == ResultKind::text && base::count_code_points(value.text) == 1 && value.text.size() < 5) {
      Result character = value;
      character.kind = ResultKind::character;
      return {character};
    }
    if (!code || *code <= 0 || *code > 0x10FFFF) return {unknown()};
    Result character{.kind = ResultKind::character};
    derive(character, value, "char codes");
    if (character.span.empty()) character.span = {tree_[node].begin, tree_[node].end};
    base::append_utf8(character.text, static_cast<char32_t>(*code));
    return {character};
  }
  if (type == "char[]" || type == "system.char[]") {
    auto items = std::make_shared<Results>();
    const Results characters = value.kind == ResultKind::text ? characters_of(value) : unfold(value);
    for (const Result& item : characters) items->push_back(convert(item, "char", node).front());
    Result list{
        .kind = ResultKind::list, .items = std::move(items), .span = value.span, .quoting = value.quoting};
    list.decoded_by = value.decoded_by;
    list.trail = value.trail;
    list.computed = value.computed;
    return {list};
  }
  if (type == "byte[]" || type == "system.byte[]") {
    if (value.kind == ResultKind::bytes) return {value};
    Result bytes{.kind = ResultKind::bytes};
    for (const Result& item : unfold(value)) {
      const auto code = to_integer(item);
      if (!code || *code < 0 || *code > 255) return {unknown()};
      bytes.text += static_cast<char>(*code);
    }
    derive(bytes, value, {});
    return {bytes};
  }
  if (type == "int" || type == "byte" || type == "int32" || type == "long" || type == "uint32" ||
      type == "int64") {
    const auto number = to_integer(value);
    if (!number) return {unknown()};
    Result result{.kind = ResultKind::number, .number = static_cast<double>(*number)};
    derive(result, value, {});
    return {result};
  }
  if ((type == "xml" || type == "system.xml.xmldocument") && value.kind == ResultKind::text)
    return {xml(value)};
  if (type == "string" || type == "system.string") {
    const auto text = as_text(value);
    if (!text) return {elsewhere({value})};
    Result result = value;
    result.kind = ResultKind::text;
    result.text = *text;
    return {result};
  }
  return {value};
}

}  // namespace tamis::read::powershell
