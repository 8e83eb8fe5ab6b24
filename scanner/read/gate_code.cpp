// The gate's questions about code: what a statement assigns, and whether it can be a constant.
#include <algorithm>
#include <array>

#include "base/byte_set.h"
#include "base/text.h"
#include "read/code_functions.h"
#include "read/comment_pair.h"
#include "read/gate.h"
#include "read/gate_bytes.h"

namespace tamis::read {

using namespace gate;
using model::Span;

namespace {

constexpr std::size_t kMaxLookedAt = std::size_t{4} << 20;  // bytes, for all lookups in one text
constexpr base::ByteSet kQuotes("\"'`");
constexpr base::ByteSet kSigns("=:");
constexpr base::ByteSet kNewParts(",(;");
constexpr base::ByteSet kVersionBytes("0123456789. ");
constexpr base::ByteSet kTypeBytes = base::kAlnumBytes.with("_ \t*&<>[].");
constexpr base::ByteSet kTargetBytes = base::kAlnumBytes.with("_ \t,*&$@");
constexpr base::ByteSet kLowerBytes("abcdefghijklmnopqrstuvwxyz");
constexpr base::ByteSet kCommentMarks("#/*;-'");
constexpr std::size_t kVersion = 8;  // '3.14.15' is none

// Words behind a name that make it part of a sentence, or of a condition.
constexpr auto kProse = std::to_array<std::string_view>(
    {"is",   "in",     "and",  "or",    "not",  "if",    "for",  "to",     "with",  "of",      "on",
     "at",   "as",     "from", "by",    "was",  "are",   "the",  "has",    "may",   "must",    "can",
     "will", "should", "that", "which", "when", "est",   "de",   "du",     "pour",  "dans",    "too",
     "else", "then",   "does", "do",    "used", "using", "into", "unless", "while", "returned"});

bool is_prose(std::string_view word) {
  return std::find(kProse.begin(), kProse.end(), word) != kProse.end();
}

// SECURITY_CREDENTIALS: a key as good as a string.
bool is_constant_name(std::string_view name) {
  return name.size() > 3 && std::none_of(name.begin(), name.end(), base::is_lower);
}

// A word that nobody takes for a variable: it has letters and digits or signs, and calls nothing.
bool looks_chosen(std::string_view word) {
  bool letter = false;
  bool other = false;
  for (const char c : word) {
    if (c == '(' || c == '[' || c == '{' || c == '<') return false;
    letter = letter || base::is_alpha(c) || is_high(c);
    other = other || base::is_digit(c) || is_one_of(c, "!@#%^&*+?~|$");
  }
  return letter && other;
}

}  // namespace

// The end of the line, or of the next where this one cannot end a statement.
std::size_t Gate::statement_end(std::size_t at, std::size_t reach) const {
  const std::size_t limit = std::min(text_.size(), at + reach);
  for (int lines = 0; lines < 8; ++lines) {
    const std::size_t end = line_end(at, limit - at);
    if (end >= limit) return limit;
    std::size_t last = end;
    while (last > at && base::is_space(text_[last - 1])) --last;
    const bool goes_on = last == at || is_one_of(text_[last - 1], "=(,+.&|\\`^[{:?-<");
    std::size_t next = end + 1;
    while (next < limit && base::is_space(text_[next])) ++next;
    if (!goes_on && !is_one_of(byte(next), ".+&|?:\"'")) return end;
    at = next;
  }
  return at;
}

// The end of the expression that begins at `at`: a comma, a semicolon or a line end outside of brackets.
std::size_t Gate::value_end(std::size_t at) const {
  const std::size_t limit = std::min(text_.size(), at + kStatement);
  int depth = 0;
  char last = '\0';
  for (std::size_t i = at; i < limit; ++i) {
    const char c = text_[i];
    if (is_quote(c)) {
      const auto close = text_.substr(0, limit).find(c, i + 1);
      if (close == std::string_view::npos) return limit;
      i = close;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      if (--depth < 0) return i;
    } else if (depth == 0 && (c == ',' || c == ';')) {
      return i;
    } else if (depth == 0 && c == '\n') {
      std::size_t next = i + 1;
      while (next < limit && base::is_space(text_[next])) ++next;
      if (!is_one_of(last, "=(+.&|\\`{[:?<") && !is_one_of(byte(next), ".+&|?\"'")) return i;
    }
    if (!base::is_space(c)) last = c;
  }
  return limit;
}

// True when the name is assigned a string somewhere in the text.
bool Gate::has_constant(std::string_view name) {
  if (name.empty() || base::equal_nocase(name, own_name_)) return false;  // password = password
  if (const auto known = constants_.find(name); known != constants_.end()) return known->second;
  if (lookups_ >= kMaxLookedAt) return true;
  lookups_ += text_.size();
  return constants_[name] = is_assigned_string(name);
}

bool Gate::is_assigned_string(std::string_view name) const {
  for (std::size_t at = base::find_exact(text_, name); at != std::string_view::npos;
       at = base::find_exact(text_, name, at + name.size())) {
    const std::size_t end = at + name.size();
    if ((at > 0 && is_name_byte(text_[at - 1])) || is_name_byte(byte(end))) continue;
    if (at > 1 && is_one_of(text_[at - 2], ":>") && text_[at - 1] == ' ') continue;  // x: str = "…"
    // "x" by itself is a string; config["x"] = "…" is a name.
    const std::string_view behind = text_.substr(end, line_end(end, kMaxWords) - end);
    const std::size_t from = at > 0 && is_quote(text_[at - 1]) ? 1 : 0;
    const auto quote = kQuotes.first_in(behind, from);
    if (quote == std::string_view::npos || quote <= from) continue;
    const std::string_view between = base::trim(behind.substr(from, quote - from));
    if (kNewParts.any_in(between)) continue;
    if ((between.empty() && from == 0) || kSigns.any_in(between)) return true;
  }
  return false;
}

// Behind the bracket that closes the one at `at`, within `end`.
std::size_t Gate::behind_group(std::size_t at, std::size_t end) const {
  int depth = 0;
  for (; at < end; ++at) {
    const char c = text_[at];
    if (is_quote(c)) {
      const auto close = text_.substr(0, end).find(c, at + 1);
      if (close == std::string_view::npos) return end;
      at = close;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if ((c == ')' || c == ']' || c == '}') && --depth <= 0) {
      return at + 1;
    }
  }
  return end;
}

// A string that is long enough, a number, a chosen-looking word, or a name that has a constant. What unknown
// functions make of names, and what tables hold under names, is not known.
bool Gate::holds_constant(Span statement) {
  const std::string_view part = text_.substr(0, statement.end);
  int names = 0;
  for (std::size_t i = statement.begin; i < part.size() && names < 4;) {
    const char c = part[i];
    if (c == '<' && i + 1 < part.size() && part[i + 1] == '<') return true;  // a heredoc
    if (is_quote(c)) {
      const auto close = part.find(c, i + 1);
      if (close == std::string_view::npos) return part.size() - i > kMinConstant && byte(part.size()) != '\0';
      const bool version =
          kVersionBytes.first_other(part.substr(i + 1, close - i - 1)) == std::string_view::npos;
      if (close > i + kMinConstant && !(version && close - i <= kVersion)) return true;
      i = close + 1;
      continue;
    }
    if (!is_name_byte(c)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < part.size() && (is_name_byte(part[end]) || is_one_of(part[end], ".:>-"))) {
      if (part[end] == '-' && (end + 1 >= part.size() || part[end + 1] != '>')) break;
      if (part[end] == '>' && part[end - 1] != '-') break;
      ++end;
    }
    const std::string_view path = part.substr(i, end - i);
    const auto dot = path.find_last_of(".:>");
    const std::string_view last = dot == std::string_view::npos ? path : path.substr(dot + 1);
    const char next = end < part.size() ? part[end] : '\0';
    if (next == '(') {
      const FunctionKind kind = function_kind(last, path);
      const bool known =
          (kind != FunctionKind::other && kind != FunctionKind::prompt && kind != FunctionKind::vault) ||
          is_neutral_method(last) || is_default_method(last);
      i = known || is_quote(byte(skip_blanks(end + 1))) ? end + 1 : behind_group(end, part.size());
      ++names;
      continue;
    }
    if (next == '[' && !is_environment(path)) {
      i = behind_group(end, part.size());
      ++names;
      continue;
    }
    std::size_t stop = i;
    while (stop < part.size() && !base::is_space(part[stop]) && !is_one_of(part[stop], ",;)")) ++stop;
    const std::string_view word = part.substr(i, stop - i);
    i = std::max(stop, i + 1);
    if (std::all_of(word.begin(), word.end(), base::is_digit)) {
      if (word.size() > kMinConstant) return true;
      continue;
    }
    if (!word.starts_with("0x") && looks_chosen(word)) return true;
    if (has_constant(last)) return true;
    ++names;
  }
  return false;
}

// "Server=db;Password=Tournesol;" inside a string.
bool Gate::is_pair_in_string(Span name) const {
  if (byte(name.end) != '=' || base::is_space(byte(name.end + 1)) || is_one_of(byte(name.end + 1), "='\"`"))
    return false;
  std::size_t at = name.end + 1;
  const std::size_t limit = std::min(text_.size(), at + kMaxName);
  while (at < limit && (is_name_byte(text_[at]) || text_[at] == '.')) ++at;
  if (is_one_of(byte(at), ",)([")) return false;  // connect(user='a', password=password)
  const std::size_t line = line_begin(name.begin);
  return kQuotes.any_in(text_.substr(line, name.begin - line));
}

// Names in code that stand before what is assigned to them: user, password = "x", "y".
bool Gate::is_one_of_several(Span name) const {
  const auto before = text_.substr(0, name.begin).find_last_not_of(" *&$@");
  return before != std::string_view::npos && text_[before] == ',';
}

// `password string = "x"`, `Password As String = "x"`, IDENTIFIED BY 'x', #define PASSWORD L"x"; all else is
// prose.
bool Gate::may_declare(std::size_t at) {
  const std::size_t end = value_end(at);
  const std::string_view rest = text_.substr(at, end - at);
  const auto sign = kTypeBytes.first_other(rest);
  if (sign == std::string_view::npos || sign > kMaxWords || !is_one_of(rest[sign], "=:\"'`")) return false;
  if (std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(sign), ' ') > 3) return false;
  if (is_prose(rest.substr(0, kLowerBytes.first_other(rest)))) return false;
  // An apostrophe is no quote, and a quote behind a word closes: "no such token\"), "Enter pass phrase:\";
  // L"x" and @"x" open.
  const bool prefix = sign == 1 || (sign > 1 && !is_name_byte(rest[sign - 2]));
  const char before = sign > 0 ? rest[sign - 1] : ' ';
  if (is_quote(rest[sign]) && ((is_name_byte(before) && !prefix) || is_one_of(before, ".?!"))) return false;
  if (sign + 2 < rest.size() && rest[sign] == ':' && is_quote(rest[sign + 1]) &&
      is_one_of(rest[sign + 2], ",;)\r\n"))
    return false;
  return holds_constant({at + sign, end});
}

// What stands behind the name's closers at `at` gives it a value that may be a constant.
bool Gate::may_take_value(Span name, std::size_t at) {
  const bool quoted = is_quote(byte(name.end)) || byte(name.end) == '\\';
  const bool shut = text_.substr(name.end, at - name.end).find(')') != std::string_view::npos;
  const char c = byte(at);
  const char next = byte(at + 1);
  if (c == '=') {
    if (is_pair_in_string(name)) return true;
    return holds_constant({at, is_one_of_several(name) ? statement_end(at, kStatement) : value_end(at + 1)});
  }
  if (shut) return false;
  if (c == ':') {
    const std::size_t value = skip_blanks(at + 1);
    return !is_line_end(byte(value)) && holds_constant({value, value_end(value)});
  }
  if (base::is_alpha(c)) return may_declare(at);
  if (c == ',' && (quoted || is_constant_name(name.in(text_)))) {
    const std::size_t value = skip_blanks(at + 1);
    return !is_line_end(byte(value)) && holds_constant({value, value_end(value)});
  }
  if (c == ',') {  // password, user = "x", "y"
    const auto sign = kTargetBytes.first_other(text_.substr(at, kMaxWords));
    return sign != std::string_view::npos && is_one_of(byte(at + sign), "=:") &&
           holds_constant({at + sign, statement_end(at + sign, kStatement)});
  }
  if (c == '(') {  // .password("x"), .password(KEY)
    const std::size_t value = skip_blanks(at + 1);
    if (is_quote(byte(value))) return holds_constant({value, value_end(value)});
    const std::size_t end = value_end(value);
    const bool one = text_.substr(value, end - value).find_first_of(",(") == std::string_view::npos;
    return one && byte(end) == ')' && holds_constant({value, end});
  }
  if (c == '{' || c == '[') return holds_constant({at + 1, value_end(at + 1)});
  const bool operation = (c == '<' && (next == '-' || next == '<')) || (c == '-' && next == '>') ||
                         (c == '+' && next == '=') || (c == '|' && (next == '|' || next == '='));
  if (operation) return holds_constant({at, value_end(at + 2)});
  return is_quote(c) && holds_constant({at, value_end(at)});
}

bool Gate::may_assign_in_code(Span name) {
  own_name_ = name.in(text_);
  const bool quoted = is_quote(byte(name.end)) || byte(name.end) == '\\';
  std::size_t at = skip_closers(name.end);
  if (byte(at) == '[') {  // char password[32] =
    at = skip_blanks(behind_group(at, std::min(text_.size(), at + kMaxWords)));
  }
  if (is_line_end(byte(at)) || is_one_of(byte(at), ";?!>")) return quoted && is_member_of_pair(name);
  if (may_take_value(name, at)) return true;
  // `# mdp: Tournesol`, ' * bind_pw = Tournesol'
  const std::size_t mark = kCommentMarks.first_in(text_.substr(0, name.begin), line_begin(name.begin));
  if (mark != std::string_view::npos && comment_pair(text_, {mark, line_end(at, kLine)}, true)) return true;
  return quoted && is_member_of_pair(name);
}

}  // namespace tamis::read
