// Texts taken apart and changed: -split, -replace, and the methods of the same names.
#include "read/powershell/evaluator.h"
#include "read/powershell/pattern.h"
#include "read/powershell/written.h"

namespace tamis::read::powershell {

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

}  // namespace tamis::read::powershell
