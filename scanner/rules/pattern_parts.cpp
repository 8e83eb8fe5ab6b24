#include "rules/pattern_parts.h"

#include <algorithm>
#include <utility>

namespace tamis::rules {
namespace {

constexpr std::size_t kMaxLiterals = 64;
constexpr std::size_t kMaxLiteralBytes = 32;
constexpr std::size_t kMaxRequired = 16;

std::uint64_t add(std::uint64_t a, std::uint64_t b) {
  return a > PatternPart::kUnbounded - b ? PatternPart::kUnbounded : a + b;
}

std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0) return 0;
  return a > PatternPart::kUnbounded / b ? PatternPart::kUnbounded : a * b;
}

// Every text of `a` followed by every text of `b`; nothing when that is too much.
std::optional<Literals> product(const Literals& a, const Literals& b) {
  if (a.size() * b.size() > kMaxLiterals) return std::nullopt;
  Literals out;
  out.reserve(a.size() * b.size());
  for (const auto& left : a) {
    for (const auto& right : b) {
      if (left.size() + right.size() > kMaxLiteralBytes) return std::nullopt;
      out.push_back(left + right);
    }
  }
  sort_unique(out);
  return out;
}

}  // namespace

void sort_unique(Literals& literals) {
  std::sort(literals.begin(), literals.end());
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
}

bool says_something(const Literals& literals) {
  return !literals.empty() &&
         std::none_of(literals.begin(), literals.end(), [](const auto& l) { return l.empty(); });
}

void require(PatternPart& part, const Literals& literals) {
  if (says_something(literals) && part.required.size() < kMaxRequired) part.required.push_back(literals);
}

// A single text behind a run whose texts have room: no product needed.
bool PatternSequence::extend_run(const PatternPart& next) {
  if (!next.exact || next.prefixes.size() != 1) return false;
  const std::string& text = next.prefixes.front();
  for (const auto& literal : run_) {
    if (literal.size() + text.size() > kMaxLiteralBytes) return false;
  }
  for (auto& literal : run_) literal += text;
  return true;
}

void PatternSequence::append(const PatternPart& next) {
  whole_.min = add(whole_.min, next.min);
  whole_.max = add(whole_.max, next.max);
  whole_.repeats = std::max(whole_.repeats, next.repeats);
  for (const auto& literals : next.required) require(whole_, literals);
  if (extend_run(next)) return;
  auto grown = product(run_, next.prefixes);
  if (grown && (next.exact || says_something(next.prefixes)))
    run_ = std::move(*grown);
  else if (grown || !next.exact)
    end_run();
  else {
    end_run();
    run_ = next.prefixes;
  }
  if (!next.exact) end_run();
}

PatternPart PatternSequence::finish() {
  if (at_start_) {
    whole_.prefixes = run_;
  } else {
    whole_.exact = false;
    require(whole_, run_);
  }
  return std::move(whole_);
}

void PatternSequence::end_run() {
  if (at_start_) whole_.prefixes = run_;
  require(whole_, run_);
  at_start_ = false;
  run_ = {""};
}

// Either of two parts.
void alternate(PatternPart& a, const PatternPart& b) {
  a.repeats = std::max(a.repeats, b.repeats);
  a.min = std::min(a.min, b.min);
  a.max = std::max(a.max, b.max);
  std::vector<Literals> required;
  // One set of each side, the longest: what holds one of theirs or one of ours.
  const auto best = [](const PatternPart& part) -> Literals {
    Literals found = part.exact ? part.prefixes : Literals();
    std::size_t length = 0;
    for (const auto& set : part.required) {
      const auto shortest = std::min_element(
          set.begin(), set.end(), [](const auto& x, const auto& y) { return x.size() < y.size(); });
      if (shortest->size() > length) {
        length = shortest->size();
        found = set;
      }
    }
    return found;
  };
  Literals ours = best(a);
  const Literals theirs = best(b);
  if (says_something(ours) && says_something(theirs) && ours.size() + theirs.size() <= kMaxLiterals) {
    ours.insert(ours.end(), theirs.begin(), theirs.end());
    sort_unique(ours);
    required.push_back(std::move(ours));
  }
  a.exact = a.exact && b.exact && a.prefixes.size() + b.prefixes.size() <= kMaxLiterals;
  if (a.prefixes.size() + b.prefixes.size() <= kMaxLiterals) {
    a.prefixes.insert(a.prefixes.end(), b.prefixes.begin(), b.prefixes.end());
    sort_unique(a.prefixes);
  } else {
    a.prefixes = {""};
  }
  a.required = std::move(required);
}

PatternPart repeat(const PatternPart& once, std::uint32_t least, std::optional<std::uint32_t> most) {
  PatternPart out;
  out.repeats = std::max(once.repeats * std::max<std::uint32_t>(1, most.value_or(least)), once.repeats);
  out.min = multiply(once.min, least);
  out.max = most ? multiply(once.max, *most) : once.max == 0 ? 0 : PatternPart::kUnbounded;
  if (least == 0) {
    out.exact = once.exact && most == 1U;
    if (out.exact) {
      out.prefixes = once.prefixes;
      out.prefixes.emplace_back();
      sort_unique(out.prefixes);
    }
    if (most == 0U) out.exact = true;
    return out;
  }
  out.exact = once.exact && most == least;
  out.prefixes = once.prefixes;
  out.required = once.required;
  for (std::uint32_t i = 1; once.exact && i < least; ++i) {
    auto grown = product(out.prefixes, once.prefixes);
    if (!grown) {
      out.exact = false;
      break;
    }
    out.prefixes = std::move(*grown);
  }
  if (!out.exact) require(out, out.prefixes);
  return out;
}

}  // namespace tamis::rules
