#include "rules/token_pattern.h"

#include <algorithm>
#include <array>
#include <map>

#include <re2/re2.h>

#include "base/text.h"
#include "rules/repeat_limits.h"

namespace tamis::rules {
namespace {

constexpr std::string_view kNoWordBefore = "[^0-9A-Za-z_]";
constexpr std::string_view kNoWordBehind = "(?:[^0-9A-Za-z_]|\\z)";
constexpr std::int64_t kMaxMemory = std::int64_t{8} << 20;
// Larger programs no longer fit an automaton into that memory, and RE2 falls back to what is a hundred times
// slower.
constexpr int kMaxProgram = 10000;

RE2::Options options_for(const TokenMatcher& token) {
  RE2::Options options(RE2::Latin1);
  options.set_case_sensitive(!token.nocase);
  options.set_log_errors(false);
  options.set_max_mem(kMaxMemory);
  return options;
}

}  // namespace

// The expression stands in group 1, so the rule's own groups count from 2.
struct TokenPattern::Compiled {
  Compiled(const TokenMatcher& token, std::string_view before)
      : expression(std::string(before) + "(" + open_high_limits(token.pattern) + ")" +
                       std::string(token.boundary ? kNoWordBehind : std::string_view()),
                   options_for(token)) {
    const auto& names = expression.NamedCapturingGroups();
    const auto named = names.find("secret");
    if (named != names.end())
      secret_group = named->second;
    else if (expression.ok() && expression.NumberOfCapturingGroups() > 1)
      secret_group = 2;
  }

  bool match(std::string_view text, std::size_t begin, std::size_t end, RE2::Anchor anchor,
             TokenMatch& out) const {
    std::array<re2::StringPiece, kMaxGroup + 1> groups;
    const int wanted = std::min(secret_group, kMaxGroup) + 1;
    if (!expression.Match(re2::StringPiece(text.data(), text.size()), begin, end, anchor, groups.data(),
                          wanted)) {
      return false;
    }
    const auto span_of = [&](const re2::StringPiece& piece) {
      const auto at = static_cast<std::size_t>(piece.data() - text.data());
      return model::Span{at, at + piece.size()};
    };
    out.whole = span_of(groups[1]);
    const auto& secret = groups[static_cast<std::size_t>(wanted - 1)];
    out.secret = secret.data() == nullptr ? out.whole : span_of(secret);
    return true;
  }

  static constexpr int kMaxGroup = 16;
  RE2 expression;
  int secret_group = 1;
};

TokenPattern::TokenPattern(const TokenMatcher& token, std::uint32_t width) : token_(&token), width_(width) {}
TokenPattern::~TokenPattern() = default;

base::Result<void> TokenPattern::check(const TokenMatcher& token) {
  // Alone first: wrapped, a stray parenthesis could close our group.
  const RE2 alone(token.pattern, options_for(token));
  if (!alone.ok()) return base::fail(base::ErrorCode::invalid_argument, alone.error());
  const Compiled compiled(token, kNoWordBefore);
  if (!compiled.expression.ok())
    return base::fail(base::ErrorCode::invalid_argument, compiled.expression.error());
  if (compiled.expression.ProgramSize() > kMaxProgram) {
    return base::fail(base::ErrorCode::invalid_argument,
                      "too large when compiled: use fewer or smaller repeats");
  }
  if (compiled.secret_group > Compiled::kMaxGroup) {
    return base::fail(base::ErrorCode::invalid_argument, "more than 15 groups before the one named secret");
  }
  return {};
}

const TokenPattern::Compiled* TokenPattern::anchored() const {
  std::call_once(anchored_once_,
                 [this] { anchored_ = std::make_unique<Compiled>(*token_, std::string_view()); });
  return anchored_->expression.ok() ? anchored_.get() : nullptr;
}

const TokenPattern::Compiled* TokenPattern::searching() const {
  if (!token_->boundary) return anchored();
  std::call_once(searching_once_,
                 [this] { searching_ = std::make_unique<Compiled>(*token_, kNoWordBefore); });
  return searching_->expression.ok() ? searching_.get() : nullptr;
}

bool TokenPattern::match_at(std::string_view text, std::size_t at, TokenMatch& match) const {
  if (at > text.size()) return false;
  if (token_->boundary && at > 0 && base::is_word(text[at - 1])) return false;
  const Compiled* compiled = anchored();
  if (compiled == nullptr) return false;
  // One byte more than the widest match for the boundary behind it, which the expression then consumes.
  const std::size_t reach = std::size_t{width_} + (token_->boundary ? 1 : 0);
  const std::size_t end = at + std::min(text.size() - at, reach);
  return compiled->match(text, at, end, RE2::ANCHOR_START, match);
}

bool TokenPattern::find(std::string_view text, model::Span window, std::size_t from,
                        TokenMatch& match) const {
  from = std::max(from, window.begin);
  window.end = std::min(window.end, text.size());
  if (from > window.end) return false;
  if (!search(text, window, from, match)) return false;
  const bool cut = match.whole.end >= window.end && window.end < text.size();
  // Touching the end of the window, it may go on behind it.
  return !cut || (match_at(text, match.whole.begin, match) && match.whole.end <= window.end);
}

bool TokenPattern::search(std::string_view text, model::Span window, std::size_t from,
                          TokenMatch& match) const {
  const Compiled* compiled = searching();
  if (compiled == nullptr) return false;
  if (!token_->boundary) return compiled->match(text, from, window.end, RE2::UNANCHORED, match);
  if (match_at(text, from, match)) return true;
  const std::size_t end = std::min(text.size(), window.end + 1);
  return compiled->match(text, from, end, RE2::UNANCHORED, match);
}

}  // namespace tamis::rules
