#include "detect/token_stage.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/byte_set.h"
#include "base/text.h"
#include "detect/rank.h"
#include "detect/validators.h"
#include "detect/value_traits.h"

namespace tamis::detect {
namespace {

const base::ByteSet& class_of(std::string_view name) {
  static constexpr base::ByteSet kHex("0123456789ABCDEFabcdef");
  static constexpr base::ByteSet kDigit("0123456789");
  static constexpr base::ByteSet kBase64 = base::kAlnumBytes.with("+/=");
  static constexpr base::ByteSet kBase64Url = base::kAlnumBytes.with("_-");
  if (name == "hex") return kHex;
  if (name == "digit") return kDigit;
  if (name == "alnum") return base::kAlnumBytes;
  return name == "base64" ? kBase64 : kBase64Url;
}

// The cheap check: a long enough run of the class close enough behind the anchor (or around it).
bool passes_run_check(const rules::RunCheck& check, std::string_view text, model::Hit hit) {
  const base::ByteSet& members = class_of(check.char_class);
  std::size_t begin = hit.begin > check.within ? hit.begin - check.within : 0;
  const std::size_t end =
      std::min<std::size_t>(text.size(), std::size_t{hit.end} + check.within + check.length);
  // Backwards from where the run would end: the first byte that does not belong rules out all runs over it.
  while (begin + check.length <= end) {
    std::size_t last = begin + check.length;
    while (last > begin && members.has(text[last - 1])) --last;
    if (last == begin) return true;
    begin = last;
  }
  return false;
}

bool has_word_near(const rules::TokenMatcher& matcher, std::string_view text, model::Span whole) {
  if (matcher.near.empty()) return true;
  const std::size_t begin = whole.begin > matcher.near_bytes ? whole.begin - matcher.near_bytes : 0;
  const auto around = text.substr(begin, whole.end + matcher.near_bytes - begin);
  return std::any_of(matcher.near.begin(), matcher.near.end(), [&](const std::string& word) {
    return base::find_nocase(around, word) != std::string_view::npos;
  });
}

// Runs the rule's validators; false when one refuses. Collects what they have to say for `why`.
bool validate(const rules::Rule& rule, std::string_view secret, std::string_view whole, std::string& says) {
  for (const auto& call : rule.validate) {
    const Validator* validator = find_validator(call.name);
    if (validator == nullptr || !validator->accepts(secret, whole, call.argument)) return false;
    if (!validator->says.empty()) says.append(says.empty() ? "" : ", ").append(validator->says);
  }
  return true;
}

// A token that says of itself that it is none: xxxxxxxx, EXAMPLE.
// Where people choose the value, a sample is a word such as `secret`, too.
bool is_sample(const rules::ValuePatterns& patterns, const rules::Rule& rule, std::string_view secret) {
  if (secret.find("EXAMPLE") != std::string_view::npos) return true;  // no random token holds it by chance
  const auto* found = patterns.match(secret);
  if (found == nullptr) return false;
  const bool chosen = rule.reports == "password" || rule.reports == "ldap-bind";
  return found->id == "placeholder" || found->id == "mask" ||
         (chosen && (found->id == "sample" || found->id == "reference" || found->id == "empty-word"));
}

void consider(const rules::RuleSet& rules, std::uint32_t index, std::string_view text,
              const rules::TokenMatch& match, std::vector<Candidate>& out) {
  const rules::Rule& rule = rules.rules()[index];
  const auto secret = match.secret.in(text);
  if (rule.token.min_entropy > 0 && base::entropy(secret) < rule.token.min_entropy) return;
  if (!has_word_near(rule.token, text, match.whole)) return;
  std::string says;
  if (!validate(rule, secret, match.whole.in(text), says)) return;
  if (is_sample(rules.value_patterns(), rule, secret)) return;
  Candidate candidate{.rule = index,
                      .rank = rank_of(rule, !says.empty()),
                      .confidence = rule.confidence,
                      .secret = std::string(secret),
                      .span = match.secret};
  candidate.why = "has the shape of a " + rule.name + (says.empty() ? "" : "; " + says);
  out.push_back(std::move(candidate));
}

// A token written in pieces, as programs do to keep lines short or scanners out: "ghp_ab" + "cdef",
// 'ghp_ab' . 'cdef', "ghp_ab" \ "cdef" and, in C and Python, one string behind the other.
struct Pieces {
  std::string text;
  std::size_t end = 0;  // behind the last piece
  int count = 1;
};

std::optional<Pieces> pieces_at(std::string_view text, std::size_t at, std::size_t width) {
  constexpr int kMaxPieces = 8;
  constexpr std::size_t kBetween = 80;
  static constexpr base::ByteSet kParts = base::kAlnumBytes.with("-_./+=");
  const auto run_end = [&](std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && end - from <= width && kParts.has(text[end])) ++end;
    return end;
  };
  // Asked at every anchor that no token follows: most runs end without a quote.
  const std::size_t first = run_end(at);
  if (first >= text.size() || (text[first] != '"' && text[first] != '\'')) return std::nullopt;
  Pieces pieces;
  while (pieces.count < kMaxPieces && pieces.text.size() <= width) {
    const std::size_t from = at;
    at = run_end(from);
    if (at == from) break;
    pieces.text.append(text.substr(from, at - from));
    pieces.end = at;
    const char quote = at < text.size() ? text[at] : '\0';
    if (quote != '"' && quote != '\'') break;
    const std::size_t limit = std::min(text.size(), at + kBetween);
    ++at;
    int signs = 0;
    while (at < limit &&
           (base::is_space(text[at]) ||
            (signs < 2 && std::string_view("+.&\\_").find(text[at]) != std::string_view::npos))) {
      signs += base::is_space(text[at]) ? 0 : 1;
      ++at;
    }
    if (at >= limit || text[at] != quote) break;
    ++at;
    ++pieces.count;
  }
  if (pieces.count < 2) return std::nullopt;
  return pieces;
}

void consider_split(const rules::RuleSet& rules, std::uint32_t index, std::string_view text, model::Hit hit,
                    std::vector<Candidate>& out) {
  if (hit.begin > 0 && base::is_word(text[hit.begin - 1])) return;
  const auto pieces = pieces_at(text, hit.begin, rules.width(index));
  rules::TokenMatch match;
  if (!pieces || !rules.match_at(index, pieces->text, 0, match)) return;
  const auto before = out.size();
  consider(rules, index, pieces->text, match, out);
  for (auto i = before; i < out.size(); ++i) out[i].span = {hit.begin, pieces->end};
}

}  // namespace

void run_token_rule(const rules::RuleSet& rules, std::uint32_t index, std::string_view text, model::Hit hit,
                    std::vector<Candidate>& out) {
  const rules::Rule& rule = rules.rules()[index];
  if (rule.token.check && !passes_run_check(*rule.token.check, text, hit)) return;
  rules::TokenMatch match;
  if (rules.starts_with_anchor(index)) {
    if (rules.match_at(index, text, hit.begin, match))
      consider(rules, index, text, match, out);
    else
      consider_split(rules, index, text, hit, out);
    return;
  }
  // The match holds the anchor, so it lies within one width on either side. Overlapping matches are tried
  // too.
  const std::size_t width = rules.width(index);
  const model::Span window{hit.end > width ? hit.end - width : 0, std::min(text.size(), hit.begin + width)};
  std::size_t from = window.begin;
  while (from < window.end && rules.find(index, text, window, from, match)) {
    if (match.whole.begin <= hit.begin && match.whole.end >= hit.end) {
      consider(rules, index, text, match, out);
    }
    from = match.whole.begin + 1;
  }
}

void run_block_rule(const rules::RuleSet& rules, std::uint32_t index, std::uint32_t marker,
                    std::string_view text, model::Hit hit, std::vector<Candidate>& out) {
  const rules::Rule& rule = rules.rules()[index];
  const auto reach = text.substr(hit.begin, rule.block.max_bytes);
  const auto& end_marker = rule.block.ends[std::min<std::size_t>(marker, rule.block.ends.size() - 1)];
  const auto end = reach.find(end_marker, hit.end - hit.begin);
  if (end == std::string_view::npos) return;
  const auto whole = reach.substr(0, end + end_marker.size());
  std::string says;
  if (!validate(rule, whole, whole, says)) return;
  Candidate candidate{.rule = index,
                      .rank = rank_of(rule, true),
                      .confidence = rule.confidence,
                      .secret = std::string(whole),
                      .span = {hit.begin, hit.begin + whole.size()}};
  candidate.why = "is a " + rule.name + (says.empty() ? "" : "; " + says);
  out.push_back(std::move(candidate));
}

}  // namespace tamis::detect
