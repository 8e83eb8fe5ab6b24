#include "read/gate.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/code_functions.h"
#include "read/comment_pair.h"
#include "read/pair_names.h"

namespace tamis::read {
namespace {

using model::Language;
using model::Span;

constexpr std::size_t kMaxName = 96;                        // readers take no longer keys
constexpr std::size_t kMaxWords = 64;                       // between a name of several words and its sign
constexpr std::size_t kStatement = 400;                     // how far a statement is looked at
constexpr std::size_t kCommand = 1500;                      // and a command line with its continuations
constexpr std::size_t kUserinfo = 512;                      // longest userinfo
constexpr std::size_t kLine = 512;                          // how far a line's begin is looked for
constexpr std::size_t kMaxLookedAt = std::size_t{4} << 20;  // bytes, for all lookups in one text
constexpr std::size_t kVersion = 8;                         // '3.14.15' is none
constexpr std::size_t kMinConstant = 3;                     // no shorter string is a secret

enum class Family { text, data, markup, code, script };

Family family_of(Language language) {
  switch (language) {
    case Language::unknown:
    case Language::plain:
    case Language::markdown:
    case Language::csv:
    case Language::http:
    case Language::count_:
      return Family::text;
    case Language::yaml:
    case Language::json:
    case Language::toml:
    case Language::ini:
    case Language::conf:
    case Language::ldif:
    case Language::hcl:
    case Language::reg:
      return Family::data;
    case Language::xml:
    case Language::html:
      return Family::markup;
    case Language::powershell:
    case Language::batch:
    case Language::shell:
      return Family::script;
    default:
      return Family::code;
  }
}

bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}
bool is_name_byte(char c) {
  return base::is_word(c) || is_high(c);
}
bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}
bool is_one_of(char c, std::string_view set) {
  return c != '\0' && set.find(c) != std::string_view::npos;
}
bool is_line_end(char c) {
  return c == '\n' || c == '\r' || c == '\0';
}

bool is_any(std::string_view word, std::span<const std::string_view> known) {
  return std::any_of(known.begin(), known.end(), [word](auto k) { return base::equal_nocase(word, k); });
}

// Words behind a name that make it part of a sentence, or of a condition.
constexpr auto kProse = std::to_array<std::string_view>(
    {"is",   "in",     "and",  "or",    "not",  "if",    "for",  "to",     "with",  "of",      "on",
     "at",   "as",     "from", "by",    "was",  "are",   "the",  "has",    "may",   "must",    "can",
     "will", "should", "that", "which", "when", "est",   "de",   "du",     "pour",  "dans",    "too",
     "else", "then",   "does", "do",    "used", "using", "into", "unless", "while", "returned"});

// Languages whose calls need no brackets.
bool calls_barely(Language language) {
  return language == Language::ruby || language == Language::perl || language == Language::vbscript ||
         language == Language::vbnet || language == Language::java || language == Language::lua;
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

Gate::Gate(std::string_view text, Language language) : text_(text), language_(language) {}

std::size_t Gate::skip_blanks(std::size_t at) const {
  while (at < text_.size() && base::is_blank(text_[at])) ++at;
  return at;
}

// What closes around a name before its sign: quotes directly behind it, then ] ) } * and blanks.
std::size_t Gate::skip_closers(std::size_t at) const {
  const std::size_t limit = std::min(text_.size(), at + kMaxWords);
  while (at < limit && is_one_of(text_[at], "'\"`])}\\*")) ++at;
  while (at < limit && (base::is_blank(text_[at]) || is_one_of(text_[at], "])}*"))) ++at;
  return at;
}

std::size_t Gate::line_end(std::size_t at, std::size_t reach) const {
  return std::min(text_.substr(0, std::min(text_.size(), at + reach)).find('\n', at),
                  std::min(text_.size(), at + reach));
}

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

// Only blanks, list marks and comment marks stand before it on its line.
bool Gate::opens_line(std::size_t at) const {
  const std::size_t floor = at > kLine ? at - kLine : 0;
  while (at > floor && (base::is_blank(text_[at - 1]) || is_one_of(text_[at - 1], "#;/*!-{\"'"))) --at;
  return at == 0 || text_[at - 1] == '\n';
}

// A quoted word, or one that is no word of a sentence.
bool Gate::is_marked_word(std::size_t at) const {
  if (is_quote(byte(at))) return true;
  std::size_t end = at;
  while (end < text_.size() && !base::is_space(text_[end]) && end - at < kMaxWords) ++end;
  const std::string_view word = text_.substr(at, end - at);
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return !base::is_lower(c) && !is_one_of(c, ",.;:!?()'"); });
}

std::optional<Span> Gate::name_around(Span hit) const {
  while (hit.end > hit.begin && !is_name_byte(text_[hit.end - 1])) --hit.end;
  while (hit.begin < hit.end && !is_name_byte(text_[hit.begin])) ++hit.begin;
  const std::size_t floor = hit.begin > kMaxName ? hit.begin - kMaxName : 0;
  const std::size_t limit = std::min(text_.size(), hit.end + kMaxName);
  while (hit.begin > floor && is_name_byte(text_[hit.begin - 1])) --hit.begin;
  while (hit.end < limit && is_name_byte(text_[hit.end])) ++hit.end;
  // Keys of configuration go on behind dots and dashes.
  const Family family = family_of(language_);
  if (family == Family::data || family == Family::text || family == Family::markup) {
    while (hit.end + 1 < limit && is_one_of(text_[hit.end], ".-") && is_name_byte(text_[hit.end + 1])) {
      ++hit.end;
      while (hit.end < limit && is_name_byte(text_[hit.end])) ++hit.end;
    }
  }
  if (hit.empty() || hit.size() > kMaxName) return std::nullopt;
  return hit;
}

Span Gate::worded_name(Span name) const {
  std::size_t words = 0;
  while (name.begin > 0 && words < 4) {
    std::size_t at = name.begin;
    while (at > 0 && is_one_of(text_[at - 1], " '-.")) --at;
    if (at == name.begin || at == 0 || !is_name_byte(text_[at - 1])) break;
    const std::size_t floor = at > kMaxName ? at - kMaxName : 0;
    while (at > floor && is_name_byte(text_[at - 1])) --at;
    name.begin = at;
    ++words;
  }
  while (words < 6 && byte(name.end) == ' ') {
    std::size_t at = name.end + 1;
    const std::size_t limit = std::min(text_.size(), at + kMaxName);
    while (at < limit && is_name_byte(text_[at])) ++at;
    if (at == name.end + 1) break;
    name.end = at;
    ++words;
  }
  return name;
}

// {"name": "PASSWORD", …}, - name: PASSWORD, <add key="password" …>: the name is itself a value.
bool Gate::is_member_of_pair(Span name) const {
  std::size_t at = name.begin;
  const std::size_t floor = at > kMaxName ? at - kMaxName : 0;
  while (at > floor && (is_name_byte(text_[at - 1]) || is_one_of(text_[at - 1], ".-:/$@{} "))) {
    if (text_[at - 1] == ':' && (base::is_blank(byte(at)) || is_quote(byte(at)))) break;
    --at;
  }
  while (at > floor && (base::is_blank(text_[at - 1]) || is_quote(text_[at - 1]) || text_[at - 1] == '\\'))
    --at;
  if (at == floor) return false;
  if (text_[at - 1] != ':' && text_[at - 1] != '=' && text_[at - 1] != '>') return false;
  if (text_[at - 1] == '>' && at >= 2 && text_[at - 2] == '=') --at;  // PHP: 'name' => 'password'
  --at;
  while (at > floor && (base::is_blank(text_[at - 1]) || is_quote(text_[at - 1]) || text_[at - 1] == '\\'))
    --at;
  std::size_t begin = at;
  while (begin > floor && (base::is_word(text_[begin - 1]) || text_[begin - 1] == '-')) --begin;
  const std::string_view member = text_.substr(begin, at - begin);
  if (!is_name_member(member) && !base::equal_nocase(member, "id") && !base::equal_nocase(member, "string"))
    return false;
  // Its value stands near, before or behind it.
  const std::size_t from = name.begin > kStatement ? name.begin - kStatement : 0;
  const std::string_view around = text_.substr(from, name.end + kStatement - from);
  return base::find_nocase(around, "val") != std::string_view::npos ||
         base::find_nocase(around, "default") != std::string_view::npos ||
         base::find_nocase(around, "content") != std::string_view::npos ||
         base::find_nocase(around, "<string") != std::string_view::npos;
}

// "PASS: gdb.base/list0.exp": a test's outcome in a log, among others or with a sentence behind it.
bool Gate::is_outcome(Span name) const {
  const std::string_view word = name.in(text_);
  if ((word != "PASS" && word != "PASSED") || byte(name.end) != ':') return false;
  if (name.begin >= 4 && text_.substr(name.begin - 4, 4) == "--- ") return true;
  const std::size_t end = line_end(name.end, kLine);
  const std::string_view value = base::trim(text_.substr(name.end + 1, end - name.end - 1));
  if (value.find(' ') != std::string_view::npos) return true;
  const auto tells = [this](std::size_t at) {
    static constexpr std::array<std::string_view, 8> kOutcomes = {"PASS", "FAIL",        "XFAIL",    "XPASS",
                                                                  "SKIP", "UNSUPPORTED", "UNTESTED", "ERROR"};
    const std::string_view line = text_.substr(std::min(at, text_.size()), 16);
    return std::any_of(kOutcomes.begin(), kOutcomes.end(),
                       [line](std::string_view outcome) { return line.starts_with(outcome); });
  };
  if (tells(end + 1)) return true;
  if (name.begin < 2 || text_[name.begin - 1] != '\n') return false;
  const std::size_t floor = name.begin > kLine ? name.begin - kLine : 0;
  const auto before = text_.substr(floor, name.begin - 1 - floor).rfind('\n');
  return tells(before == std::string_view::npos ? floor : floor + before + 1);
}

bool Gate::may_assign(Span name) {
  const Family family = family_of(language_);
  if ((family == Family::text || family == Family::data) && is_outcome(name)) return false;
  if (family != Family::code && language_ != Language::powershell && name.begin > 0) {
    // $PASSWORD, ${PASSWORD}: the use of a variable.
    const bool braced = name.begin > 1 && text_[name.begin - 1] == '{' && text_[name.begin - 2] == '$';
    if ((text_[name.begin - 1] == '$' || braced) && !is_one_of(byte(skip_blanks(name.end)), "=:"))
      return false;
  }
  switch (family) {
    case Family::text:
      return may_assign_in_text(name);
    case Family::data:
      return may_assign_in_data(name) || is_member_of_pair(name);
    case Family::markup:
      return may_assign_in_markup(name);
    case Family::code:
      // A column's name and its value stand far apart: INSERT INTO t (login, password) VALUES (…).
      return language_ == Language::sql || may_assign_in_code(name);
    case Family::script:
      break;
  }
  const std::size_t at = skip_closers(name.end);
  const char c = byte(at);
  if (language_ == Language::powershell) return !is_one_of(c, ";?!.");  // a CSV's last heading ends its line
  if (c == '=' || c == ':') return !is_line_end(byte(skip_blanks(at + 1)));
  const bool option = name.begin > 0 && is_one_of(text_[name.begin - 1], "-/");
  const bool word = at > name.end && !is_line_end(c) && !is_one_of(c, ";|&<>");
  if (word && (option || opens_line(name.begin) || is_marked_word(skip_blanks(name.end)))) return true;
  return may_assign_in_text(name);
}

bool Gate::may_assign_in_text(Span name) const {
  const auto stands = [this](std::size_t sign) {
    std::size_t value = sign + 1;
    if (byte(value) == '=' && text_[sign] == '=') return false;
    if (byte(value) == '=' || byte(value) == '>') ++value;
    if (text_[sign] == ':' && byte(value) == '/' && byte(value + 1) == '/') return false;
    return !is_line_end(byte(skip_blanks(value)));
  };
  std::size_t at = skip_closers(name.end);
  if (byte(at) == '=' || byte(at) == ':') return stands(at);
  if (byte(at) == '|' || byte(at) == '\t') return true;
  if (language_ == Language::csv && is_one_of(byte(at), ",;")) return true;
  if (at > name.end && !is_line_end(byte(at)) && is_password_directive(name.in(text_))) return true;
  // "Mot de passe du compte LDAP : x": a label of a few words opens its line, its cell or its clause.
  const Span label = worded_name(name);
  std::size_t before = label.begin;
  while (before > 0 && (base::is_blank(text_[before - 1]) || is_one_of(text_[before - 1], "-*>#/"))) --before;
  if (before > 0 && !is_one_of(text_[before - 1], "\n\r|,;.:(\"'`{[<\\")) return false;
  const std::size_t limit = std::min(text_.size(), at + kMaxWords);
  int blanks = 0;
  for (; at < limit; ++at) {
    const char c = text_[at];
    if (c == '=' || c == ':') return stands(at);
    if (base::is_blank(c) && !base::is_blank(byte(at + 1)) && ++blanks > 5) return false;
    if (c == '-' && (base::is_blank(byte(at + 1)) || byte(at + 1) == '-')) return false;
    if (!is_name_byte(c) && !base::is_blank(c) && !is_one_of(c, "'\"()*-/.")) return false;
  }
  return false;
}

bool Gate::may_assign_in_data(Span name) const {
  const std::size_t at = skip_closers(name.end);
  const char c = byte(at);
  if (language_ == Language::json) {
    const bool key = is_quote(byte(name.end)) || byte(name.end) == '\\';
    if (!key) {
      if (c == '=' || c == ':') return may_assign_in_text(name);
      const Span label = worded_name(name);
      const bool begins = label.begin > 0 && (is_one_of(text_[label.begin - 1], "\"'\t|") ||
                                              (label.begin > 1 && text_[label.begin - 2] == '\\'));
      return begins && may_assign_in_text(name);
    }
    if (c != ':') return c == '=';
    std::size_t value = at + 1;
    while (value < text_.size() && base::is_space(text_[value])) ++value;
    if (byte(value) == '{') {  // "DbPassword": {"Type": "String", "Default": "x"}
      const std::string_view inside = text_.substr(value, kStatement);
      const std::string_view members = inside.substr(0, inside.find('}'));
      return base::find_nocase(members, "\"val") != std::string_view::npos ||
             base::find_nocase(members, "\"default") != std::string_view::npos ||
             base::find_nocase(members, "\"content") != std::string_view::npos;
    }
    return is_one_of(byte(value), "\"'[\\`-") || base::is_digit(byte(value));
  }
  if (c == '=' || c == ':') return language_ == Language::yaml || !is_line_end(byte(skip_blanks(at + 1)));
  if (c == '-' && byte(at + 1) == '>') return true;
  const bool word = at > name.end && !is_line_end(c);
  if (word && (language_ == Language::conf || language_ == Language::hcl)) return true;
  if (word && language_ == Language::ini && opens_line(name.begin)) return true;
  return may_assign_in_text(name);
}

bool Gate::may_assign_in_markup(Span name) const {
  static constexpr std::array<std::string_view, 14> kLabels = {
      "key",    "name",   "th",         "td",  "dt",  "label", "b",
      "strong", "string", "param-name", "nom", "cle", "entry", "property"};
  if (is_member_of_pair(name)) return true;
  std::size_t at = name.end;
  while (is_quote(byte(at)) || base::is_blank(byte(at)) || byte(at) == '\\') ++at;
  for (const std::string_view space : {"&nbsp;", "&#160;", "\u00a0"}) {  // before a colon, as in French
    if (text_.substr(at).starts_with(space)) at = skip_blanks(at + space.size());
  }
  const char c = byte(at);
  if (c == '>') {
    if (at != name.end) return false;  // type="password">
    std::size_t value = at + 1;
    while (value < text_.size() && base::is_space(text_[value])) ++value;
    const std::string_view behind = text_.substr(std::min(value, text_.size()), 8);
    return !behind.starts_with('<') || behind.starts_with("<!") ||
           base::starts_with_nocase(behind, "<value") || base::starts_with_nocase(behind, "<string");
  }
  if (c == '<' && byte(at + 1) == '/') {
    std::size_t end = at + 2;
    while (end < text_.size() && end - at < 16 && (base::is_word(text_[end]) || text_[end] == '-')) ++end;
    return is_any(text_.substr(at + 2, end - at - 2), kLabels);
  }
  if (c == '=' || c == ':') {
    const std::size_t value = skip_blanks(at + 1);
    if (is_quote(byte(value))) return true;
    if (c == '=') return byte(at + 1) != '=' && !base::is_space(byte(at + 1)) && !is_line_end(byte(at + 1));
    if (is_line_end(byte(value))) return false;
    const Span label = worded_name(name);
    std::size_t before = label.begin;
    while (before > 0 && label.begin - before < kMaxWords && base::is_space(text_[before - 1])) --before;
    return before == 0 || text_[before - 1] == '>' || opens_line(label.begin);
  }
  // Lines between tags, as Apache and OpenVPN write them: "Password Secret".
  if (at > name.end && opens_line(name.begin) && is_marked_word(skip_blanks(name.end))) return true;
  // "Mot de passe du compte : …"
  return at > name.end && is_name_byte(c) && may_assign_in_text(name);
}

// True when the name is assigned a string somewhere in the text.
bool Gate::has_constant(std::string_view name) {
  if (name.empty() || base::equal_nocase(name, own_name_)) return false;  // password = password
  if (lookups_ >= kMaxLookedAt) return true;
  lookups_ += text_.size();
  for (std::size_t at = text_.find(name); at != std::string_view::npos;
       at = text_.find(name, at + name.size())) {
    const std::size_t end = at + name.size();
    if ((at > 0 && is_name_byte(text_[at - 1])) || is_name_byte(byte(end))) continue;
    if (at > 1 && is_one_of(text_[at - 2], ":>") && text_[at - 1] == ' ') continue;  // x: str = "…"
    // "x" by itself is a string; config["x"] = "…" is a name.
    const std::string_view behind = text_.substr(end, line_end(end, kMaxWords) - end);
    const std::size_t from = at > 0 && is_quote(text_[at - 1]) ? 1 : 0;
    const auto quote = behind.find_first_of("\"'`", from);
    if (quote == std::string_view::npos || quote <= from) continue;
    const std::string_view between = base::trim(behind.substr(from, quote - from));
    if (between.find_first_of(",(;") != std::string_view::npos) continue;
    if ((between.empty() && from == 0) || between.find_first_of("=:") != std::string_view::npos) return true;
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
          part.substr(i + 1, close - i - 1).find_first_not_of("0123456789. ") == std::string_view::npos;
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
  const std::size_t floor = name.begin > kLine ? name.begin - kLine : 0;
  for (std::size_t i = name.begin; i > floor && text_[i - 1] != '\n'; --i) {
    if (is_quote(text_[i - 1])) return true;
  }
  return false;
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
  const auto sign =
      rest.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_ \t*&<>[].");
  if (sign == std::string_view::npos || sign > kMaxWords || !is_one_of(rest[sign], "=:\"'`")) return false;
  if (std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(sign), ' ') > 3) return false;
  if (is_any(rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz")), kProse)) return false;
  // An apostrophe is no quote, and a quote behind a word closes: "no such token\"); L"x" and @"x" open.
  const bool prefix = sign == 1 || (sign > 1 && !is_name_byte(rest[sign - 2]));
  if (is_quote(rest[sign]) && sign > 0 && is_name_byte(rest[sign - 1]) && !prefix) return false;
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
    const auto sign =
        text_.substr(at, kMaxWords)
            .find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_ \t,*&$@");
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
  const std::size_t floor = name.begin > kLine ? name.begin - kLine : 0;
  const auto before = text_.substr(floor, name.begin - floor).find_last_of('\n');
  const std::size_t line = before == std::string_view::npos ? floor : floor + before + 1;
  const std::size_t mark = text_.substr(0, name.begin).find_first_of("#/*;-'", line);
  if (mark != std::string_view::npos && comment_pair(text_, {mark, line_end(at, kLine)}, true)) return true;
  return quoted && is_member_of_pair(name);
}

Span Gate::callee_around(Span hit) const {
  while (hit.end > hit.begin && !base::is_word(text_[hit.end - 1])) --hit.end;
  const auto part = [](char c) { return base::is_word(c) || c == '-'; };
  const std::size_t floor = hit.begin > kMaxName ? hit.begin - kMaxName : 0;
  const std::size_t limit = std::min(text_.size(), hit.end + kMaxName);
  // "Foo.bind(": the last component only; "Foo::open" as a literal holds its owner.
  const auto dot = hit.in(text_).find_last_of(".:>]");
  if (dot != std::string_view::npos) hit.begin += dot + 1;
  while (hit.begin > floor && part(text_[hit.begin - 1])) --hit.begin;
  while (hit.end < limit && part(text_[hit.end])) ++hit.end;
  // `x->bind(`, `->`: the minus belongs to the arrow.
  if (hit.end < text_.size() && text_[hit.end] == '>' && text_[hit.end - 1] == '-') --hit.end;
  while (hit.begin < hit.end && text_[hit.begin] == '-') ++hit.begin;
  return hit;
}

bool Gate::may_call(Span callee, std::size_t arguments) {
  std::size_t at = callee.end;
  if (is_quote(byte(at))) ++at;  // the callee as a string: call_user_func('ldap_bind', …)
  while (byte(at) == ']' || base::is_blank(byte(at))) ++at;
  if (text_.substr(at, 2) == "::" || byte(at) == '.' || text_.substr(at, 2) == "->") {
    // Net::LDAP::new(…), Foo.new(…)
    at += std::size_t{byte(at) == '.' ? 1U : 2U};
    while (at < text_.size() && is_name_byte(text_[at])) ++at;
    at = skip_blanks(at);
  }
  if (byte(at) == '=' && byte(skip_blanks(at + 1)) == '(')
    at = skip_blanks(at + 1);  // auth=("user", "password")
  const char c = byte(at);
  const Family family = family_of(language_);
  const bool code = family == Family::code;
  const bool holds_scripts =
      language_ == Language::yaml || language_ == Language::json || language_ == Language::hcl;
  if (family == Family::text || (family == Family::data && !holds_scripts))
    return false;                                      // nothing is called there
  if (language_ == Language::powershell) return true;  // by an alias, in a pipeline, over several lines
  if (!is_one_of(c, calls_barely(language_) ? "(<{[@$\"'," : code ? "(<{[," : "(<{[@$\"',-")) return false;
  // clear.bind(this, 'name'): no account.
  const std::string_view first = text_.substr(skip_blanks(std::min(at + 1, text_.size())), 5);
  if (code && (first.starts_with("this") || first.starts_with("self") || first.starts_with("null"))) {
    const char behind = first.size() > 4 ? first[4] : '\0';
    if (!is_name_byte(behind) && behind != '.') return false;
  }
  // new DirectoryEntry() { Password = … }: the property is a hit of its own.
  if (c == '(' && byte(skip_blanks(at + 1)) == ')') return false;
  if (family == Family::script) return true;
  const std::size_t end = c == '(' ? value_end(at) : statement_end(at, kStatement);
  const std::string_view written = text_.substr(at, end - at);
  if (static_cast<std::size_t>(std::count(written.begin(), written.end(), ',')) + 1 < arguments) return false;
  return holds_constant({at, end});
}

// From the begin of the hit's line to the end of its command, continuations included.
Span Gate::command_around(Span hit) const {
  const std::size_t limit = std::min(text_.size(), hit.end + kCommand);
  std::size_t end = hit.end;
  for (int lines = 0; lines < 24; ++lines) {
    end = line_end(end, limit - end);
    std::size_t last = end;
    while (last > hit.end && base::is_space(text_[last - 1])) --last;
    if (end >= limit || last == hit.end || !is_one_of(text_[last - 1], "\\^`,([|")) break;
    ++end;
  }
  std::size_t begin = hit.begin;
  const std::size_t floor = begin > kLine ? begin - kLine : 0;
  while (begin > floor && text_[begin - 1] != '\n') --begin;
  return {begin, std::min(end, text_.size())};
}

bool Gate::may_run(Span hit, std::span<const std::string> words) const {
  while (hit.end > hit.begin && !base::is_word(text_[hit.end - 1])) --hit.end;
  if (hit.begin > 0 && (is_name_byte(text_[hit.begin - 1]) || text_[hit.begin - 1] == '-')) return false;
  std::size_t at = hit.end;
  if (base::starts_with_nocase(text_.substr(at), ".exe")) at += 4;
  if (!base::is_space(byte(at)) && !is_quote(byte(at)) && byte(at) != '\\') return false;
  Span whole = command_around({hit.begin, at});
  const Family family = family_of(language_);
  if (family == Family::text || family == Family::data || family == Family::markup) {
    // A sentence is no command, however long its line.
    whole.end = std::min(whole.end, at + kStatement);
    whole.end = std::min(text_.substr(0, whole.end).find("</", at), whole.end);
  }
  const std::string_view command = text_.substr(at, whole.end - at);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    if (word == "stdin") {
      const std::size_t floor = hit.begin > kLine ? hit.begin - kLine : 0;
      const auto before = text_.substr(floor, hit.begin - floor);
      const auto line = before.find_last_of('\n');
      return command.find("<<") != std::string_view::npos ||
             before.find('|', line == std::string_view::npos ? 0 : line) != std::string_view::npos;
    }
    if (word == "/") {  // user/password@db
      for (auto slash = command.find('/', 1); slash != std::string_view::npos;
           slash = command.find('/', slash + 1)) {
        const bool behind =
            slash + 1 < command.size() && !base::is_space(command[slash + 1]) && command[slash + 1] != '/';
        if (behind && base::is_word(command[slash - 1])) return true;
      }
      return false;
    }
    if (word == "send") {  // the answer stands on a line of its own
      return base::find_nocase(text_.substr(at, kStatement), word) != std::string_view::npos;
    }
    for (auto found = base::find_nocase(command, word); found != std::string_view::npos;
         found = base::find_nocase(command, word, found + 1)) {
      if (found == 0 || base::is_space(command[found - 1]) || is_quote(command[found - 1])) return true;
    }
    return false;
  });
}

bool Gate::may_be_option(Span hit, std::span<const std::string> beside) const {
  while (hit.end > hit.begin && (base::is_space(text_[hit.end - 1]) || is_quote(text_[hit.end - 1])))
    --hit.end;
  while (hit.begin < hit.end && (base::is_space(text_[hit.begin]) || is_quote(text_[hit.begin]))) ++hit.begin;
  // The hit may be a part of the option: "secret" of "--client-secret".
  const std::size_t floor = hit.begin > kMaxName ? hit.begin - kMaxName : 0;
  const std::size_t limit = std::min(text_.size(), hit.end + kMaxName);
  const auto part = [](char c) { return base::is_word(c) || c == '-' || c == '/'; };
  while (hit.begin > floor && part(text_[hit.begin - 1])) --hit.begin;
  while (hit.end < limit && part(text_[hit.end])) ++hit.end;
  if (hit.empty() || !is_one_of(text_[hit.begin], "-/")) return false;
  if (hit.begin > 0 && !base::is_space(text_[hit.begin - 1]) &&
      !is_one_of(text_[hit.begin - 1], "\"'`,([=|;"))
    return false;
  std::size_t at = hit.end;
  while (is_quote(byte(at)) || byte(at) == ',') ++at;
  if (byte(at) == '=' || byte(at) == ':') return !base::is_space(byte(at + 1)) && at + 1 < text_.size();
  if (at == hit.end && !base::is_blank(byte(at))) return false;
  if (is_line_end(byte(skip_blanks(at)))) return false;
  const std::string_view command = command_around(hit).in(text_);
  return beside.empty() || std::any_of(beside.begin(), beside.end(), [command](const std::string& other) {
           return base::find_nocase(command, other) != std::string_view::npos;
         });
}

bool Gate::may_have_userinfo(Span hit) const {
  if (text_[hit.begin] == '@') return true;  // what stands behind it: user:password@tcp(host)
  const std::size_t end = std::min(text_.size(), hit.end + kUserinfo);
  bool colon = false;
  for (std::size_t i = hit.end; i < end; ++i) {
    const char c = text_[i];
    if (c == '@') return colon;
    if (base::is_space(c) || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`') return false;
    colon = colon || c == ':';
  }
  return false;
}

bool Gate::may_be_header(Span hit) const {
  std::size_t at = hit.end;
  if (base::is_blank(text_[at - 1])) {  // a scheme and its blank
    at = skip_blanks(at);
  } else {
    while (at < text_.size() && at - hit.end < kMaxName && (base::is_alnum(text_[at]) || text_[at] == '-'))
      ++at;
    at = skip_closers(at);
    if (!is_one_of(byte(at), ":=,-")) return false;
    ++at;
    while (base::is_blank(byte(at)) || is_one_of(byte(at), ">\"'`\\=$@(bfr")) ++at;
  }
  std::size_t end = at;
  while (end < text_.size() && end - at < 4 && !base::is_space(text_[end]) && !is_quote(text_[end])) ++end;
  return end - at >= 4;
}

}  // namespace tamis::read
