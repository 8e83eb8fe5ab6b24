#include "rules/value_patterns.h"

#include <algorithm>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include <re2/re2.h>

#include "base/text.h"
#include "rules/letters.h"

namespace tamis::rules {
namespace {

// Every scan that meets a fact compiles the expressions: 10,000 instructions take about 4 ms.
constexpr int kMaxProgram = 10'000;

RE2::Options options() {
  RE2::Options options(RE2::Quiet);
  options.set_case_sensitive(false);
  options.set_dot_nl(true);
  return options;
}

std::vector<std::string> folded(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  out.reserve(texts.size());
  for (const auto& text : texts) out.push_back(fold_text(text));
  return out;
}

// A value without case and accents; of a long one only the beginning and the end.
struct FoldedValue {
  explicit FoldedValue(std::string_view value) : head(fold_text(value.substr(0, ValuePatterns::kMaxBytes))) {
    if (value.size() > ValuePatterns::kMaxBytes)
      end = fold_text(value.substr(value.size() - ValuePatterns::kMaxBytes));
  }
  bool whole() const { return end.empty(); }
  std::string_view tail() const { return whole() ? head : end; }

  std::string head;
  std::string end;
};

// The byte that every match of the expression begins with, if that is plain to see: a sign, no letter, for
// case is ignored.
std::optional<char> first_byte(std::string_view pattern) {
  const bool escaped = pattern.starts_with('\\');
  const auto rest = pattern.substr(std::min<std::size_t>(escaped ? 2 : 1, pattern.size()));
  if (pattern.empty() || (escaped && pattern.size() < 2)) return std::nullopt;
  const char first = pattern[escaped ? 1 : 0];
  const auto byte = static_cast<unsigned char>(first);
  constexpr std::string_view kSyntax = ".^$*+?()[]{}|";
  const bool plain =
      !base::is_alnum(first) && byte < 0x80 && (escaped || kSyntax.find(first) == std::string_view::npos);
  const bool optional = !rest.empty() && std::string_view("?*{").find(rest.front()) != std::string_view::npos;
  // Alternatives outside of brackets may begin otherwise.
  int depth = 0;
  bool in_class = false;  // where brackets are plain bytes
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '\\')
      ++i;
    else if (in_class || rest[i] == '[')
      in_class = rest[i] != ']';
    else if (rest[i] == '(')
      ++depth;
    else if (rest[i] == ')')
      --depth;
    else if (rest[i] == '|' && depth == 0)
      return std::nullopt;
  }
  return plain && !optional ? std::optional(first) : std::nullopt;
}

// Expressions of a class as one alternation, compiled when first asked. Compiling takes longer than all else
// in a small file's scan, so those that begin with a sign are kept apart: most values have none.
class Alternation {
 public:
  explicit Alternation(std::optional<char> first) : first_(first) {}

  std::optional<char> first() const { return first_; }
  void add(std::string_view pattern) {
    all_.append(all_.empty() ? "(?:" : "|(?:").append(pattern).append(")");
  }

  bool matches(std::string_view value) const {
    if (first_ && (value.empty() || value.front() != *first_)) return false;
    std::call_once(once_, [this] { expression_ = std::make_unique<RE2>(all_, options()); });
    return expression_->ok() && RE2::FullMatch(re2::StringPiece(value.data(), value.size()), *expression_);
  }

 private:
  std::optional<char> first_;
  std::string all_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<RE2> expression_;
};

// One class, ready to be asked.
class Matcher {
 public:
  explicit Matcher(const ValueClass& value_class)
      : class_(&value_class),
        prefixes_(folded(value_class.prefixes)),
        suffixes_(folded(value_class.suffixes)),
        contains_(folded(value_class.contains)) {
    for (const auto& pattern : value_class.patterns) part(first_byte(pattern)).add(pattern);
  }

  const ValueClass& value_class() const { return *class_; }

  bool takes_text(const FoldedValue& value) const {
    const auto any = [](const std::vector<std::string>& texts, auto has) {
      return std::any_of(texts.begin(), texts.end(), has);
    };
    return any(prefixes_, [&](const std::string& text) { return value.head.starts_with(text); }) ||
           any(suffixes_, [&](const std::string& text) { return value.tail().ends_with(text); }) ||
           (value.whole() && any(contains_, [&](const std::string& text) {
              return value.head.find(text) != std::string::npos;
            }));
  }

  bool takes_shape(std::string_view value) const {
    return value.size() <= ValuePatterns::kMaxBytes &&
           std::any_of(parts_.begin(), parts_.end(),
                       [value](const Alternation& part) { return part.matches(value); });
  }

 private:
  Alternation& part(std::optional<char> first) {
    const auto found = std::find_if(parts_.begin(), parts_.end(),
                                    [first](const Alternation& part) { return part.first() == first; });
    return found != parts_.end() ? *found : parts_.emplace_back(first);
  }

  const ValueClass* class_;
  std::vector<std::string> prefixes_;
  std::vector<std::string> suffixes_;
  std::vector<std::string> contains_;
  std::list<Alternation> parts_;  // neither copied nor moved
};

}  // namespace

struct ValuePatterns::Impl {
  std::vector<std::unique_ptr<Matcher>> matchers;  // in the lexicon's order; not movable, hence the pointers
  std::unordered_map<std::string, std::size_t> exact;  // folded → number of the first class that holds it
};

ValuePatterns::ValuePatterns(const Lexicon& lexicon) : impl_(std::make_unique<Impl>()) {
  for (std::size_t i = 0; i < lexicon.values.size(); ++i) {
    impl_->matchers.push_back(std::make_unique<Matcher>(lexicon.values[i]));
    for (const auto& text : lexicon.values[i].exact) impl_->exact.emplace(fold_text(text), i);
  }
}

ValuePatterns::ValuePatterns(ValuePatterns&&) noexcept = default;
ValuePatterns& ValuePatterns::operator=(ValuePatterns&&) noexcept = default;
ValuePatterns::~ValuePatterns() = default;

const ValueClass* ValuePatterns::match(std::string_view value) const {
  value = base::trim(value);
  const FoldedValue plain(value);
  const auto exact = plain.whole() ? impl_->exact.find(plain.head) : impl_->exact.end();
  const std::size_t known = exact == impl_->exact.end() ? impl_->matchers.size() : exact->second;
  for (std::size_t i = 0; i < known; ++i) {
    const Matcher& matcher = *impl_->matchers[i];
    if (matcher.takes_text(plain) || matcher.takes_shape(value)) return &matcher.value_class();
  }
  return known == impl_->matchers.size() ? nullptr : &impl_->matchers[known]->value_class();
}

base::Result<void> ValuePatterns::check(const std::string& pattern) {
  const RE2 compiled(pattern, options());
  if (!compiled.ok()) return base::fail(base::ErrorCode::invalid_argument, compiled.error());
  if (compiled.ProgramSize() > kMaxProgram) {
    std::string reason = std::to_string(compiled.ProgramSize());
    reason.append(" instructions, more than ").append(std::to_string(kMaxProgram));
    return base::fail(base::ErrorCode::invalid_argument, reason + ": count no class as large as \\pL");
  }
  return {};
}

std::string lower_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const Letter letter = next_letter(text, at);
    const auto as_written = text.substr(begin, at - begin);
    if (letter.kind != LetterKind::upper) {
      out.append(as_written);
    } else if (as_written.size() == 2 && static_cast<unsigned char>(as_written[0]) == 0xC3) {
      out.append({as_written[0], static_cast<char>(as_written[1] + 0x20)});  // À … Þ
    } else {
      out.append(letter.text());
    }
  }
  return out;
}

}  // namespace tamis::rules
