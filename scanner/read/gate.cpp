#include "read/gate.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/text.h"
#include "read/comment_pair.h"
#include "read/gate_bytes.h"
#include "read/line_bounds.h"
#include "read/pair_names.h"
#include "read/prose.h"

namespace tamis::read {

using model::Language;
using model::Span;

namespace gate {

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

}  // namespace gate

using namespace gate;

namespace {

bool is_any(std::string_view word, std::span<const std::string_view> known) {
  return std::any_of(known.begin(), known.end(), [word](auto k) { return base::equal_nocase(word, k); });
}

bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return base::find_nocase(text, word) != std::string_view::npos;
  });
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
  return read::line_end(text_, at, reach);
}

std::size_t Gate::line_begin(std::size_t at) const {
  return read::line_begin(text_, at, kLine);
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

// All of ldap-login-password.
Span Gate::dashed_name(Span name) const {
  const std::size_t floor = name.begin > kMaxName ? name.begin - kMaxName : 0;
  while (name.begin > floor && (is_name_byte(text_[name.begin - 1]) || text_[name.begin - 1] == '-'))
    --name.begin;
  return name;
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
  if (language_ == Language::json) return holds_any(around, {"\"val", "\"default", "\"content"});
  return holds_any(around, {"val", "default", "content", "<string"});
}

// "* agent/command.c (get_passphrase): New.": an entry of a change log names what was changed.
bool Gate::is_log_entry(Span name) const {
  if (byte(name.end) != ')' || byte(name.end + 1) != ':') return false;
  const std::size_t end = line_end(name.end, kLine);
  const std::string_view says = base::trim(text_.substr(name.end + 2, end - name.end - 2));
  return std::none_of(says.begin(), says.end(), base::is_digit) &&
         (says.ends_with('.') || says.find(' ') != std::string_view::npos);
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
  return tells(base::behind_last(text_, '\n', floor, name.begin - 1));
}

bool Gate::may_assign(Span name) {
  const Family family = family_of(language_);
  if ((family == Family::text || family == Family::data) && is_outcome(name)) return false;
  if (family == Family::text && is_log_entry(name)) return false;
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
  // A heading among others: Nom;Mot de passe;Service
  const std::size_t first = c == ';' ? worded_name(name).begin : 0;
  if (language_ == Language::powershell && first > 0 && text_[first - 1] == ';' && is_name_byte(byte(at + 1)))
    return true;
  // $value = 'DefaultPassword'; …
  if (language_ == Language::powershell && c == ';' && is_quote(byte(name.end))) return true;
  if (language_ == Language::powershell) return !is_one_of(c, ";?!.");  // a CSV's last heading ends its line
  if (c == '=' || c == ':') return !is_line_end(byte(skip_blanks(at + 1)));
  const bool option = name.begin > 0 && is_one_of(text_[name.begin - 1], "-/");
  const bool word = at > name.end && !is_line_end(c) && !is_one_of(c, ";|&<>");
  if (word && (option || opens_line(name.begin) || is_marked_word(skip_blanks(name.end)))) return true;
  return may_assign_in_text(name);
}

// login;mdp;service, and the last heading of a table's line.
bool Gate::is_heading(Span name, std::size_t at) const {
  if (byte(at) == ';' && !base::is_space(byte(at + 1))) return true;
  const bool ends = is_line_end(byte(at)) || byte(at) == ',';
  if (!ends) return false;
  std::size_t before = worded_name(name).begin;
  while (before > 0 && (is_quote(text_[before - 1]) || text_[before - 1] == ' ')) --before;
  if (byte(at) == ',') {
    // login,mdp,service: headings have no blanks behind their commas
    return !base::is_space(byte(at + 1)) && (before == 0 || is_one_of(text_[before - 1], ",\n"));
  }
  return before > 0 && is_one_of(text_[before - 1], ",;\t|");
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
  if (name.size() > 2 && text_[name.end - 2] == '.') return false;  // passwd.c is a file
  if (is_heading(name, at)) return true;
  if (told_value(text_, name.end)) return true;
  if (at > name.end && !is_line_end(byte(at)) && is_password_directive(dashed_name(name).in(text_)))
    return true;
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
      return holds_any(members, {"\"val", "\"default", "\"content"});
    }
    return is_one_of(byte(value), "\"'[\\`-") || base::is_digit(byte(value));
  }
  if (c == '=' || c == ':') return language_ == Language::yaml || !is_line_end(byte(skip_blanks(at + 1)));
  if (c == '-' && byte(at + 1) == '>') return true;
  const bool word = at > name.end && !is_line_end(c);
  if (word && (language_ == Language::conf || language_ == Language::hcl)) return true;
  if (word && language_ == Language::ini && opens_line(dashed_name(name).begin)) return true;
  return may_assign_in_text(name);
}

// An option within <Arguments>…
bool Gate::is_argument_of_task(Span name) const {
  std::size_t at = name.begin;
  while (at > 0 && base::is_word(text_[at - 1])) --at;
  if (at == 0 || !is_one_of(text_[at - 1], "-/")) return false;
  const std::size_t floor = at > kStatement ? at - kStatement : 0;
  const auto open = text_.substr(floor, at - floor).rfind('>');
  return open != std::string_view::npos && base::ends_with_nocase(text_.substr(floor, open), "arguments");
}

// <property name="connection.password">…, <entry key="bind.pw">…
bool Gate::is_key_of_element(Span name) const {
  if (language_ != Language::xml) return false;
  constexpr std::size_t kLongestKey = 96;
  std::size_t at = name.begin;
  while (at > 0 && name.begin - at < kLongestKey && !is_quote(byte(at - 1)) &&
         !base::is_space(byte(at - 1)) && byte(at - 1) != '<')
    --at;
  const std::string_view before = text_.substr(0, at == 0 ? 0 : at - 1);
  return before.ends_with(" name=") || before.ends_with(" key=");
}

bool Gate::may_assign_in_markup(Span name) const {
  static constexpr std::array<std::string_view, 15> kLabels = {
      "key",    "name",   "th",         "td",  "dt",  "label", "b",       "s",
      "strong", "string", "param-name", "nom", "cle", "entry", "property"};
  if (is_member_of_pair(name)) return true;
  std::size_t at = name.end;
  while (is_quote(byte(at)) || base::is_blank(byte(at)) || byte(at) == '\\') ++at;
  for (const std::string_view space : {"&nbsp;", "&#160;", "\u00a0"}) {  // before a colon, as in French
    if (text_.substr(at).starts_with(space)) at = skip_blanks(at + space.size());
  }
  const char c = byte(at);
  if (c == '>') {
    // type="password"> is none; <S N="BindPw"> is a member of what PowerShell exported.
    if (at != name.end && !text_.substr(0, name.begin).ends_with("<S N=\"") && !is_key_of_element(name))
      return false;
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
    if (is_quote(byte(value)))  // accesskey="n": no secret is so short
      return text_.substr(value + 1, kMinConstant).find(byte(value)) == std::string_view::npos;
    if (c == '=') return byte(at + 1) != '=' && !base::is_space(byte(at + 1)) && !is_line_end(byte(at + 1));
    if (is_line_end(byte(value))) return false;
    const Span label = worded_name(name);
    std::size_t before = label.begin;
    while (before > 0 && label.begin - before < kMaxWords && base::is_space(text_[before - 1])) --before;
    return before == 0 || text_[before - 1] == '>' || opens_line(label.begin);
  }
  // <Arguments>-File job.ps1 -Password Secret</Arguments>
  if (at > name.end && is_argument_of_task(name)) return true;
  // Lines between tags, as Apache and OpenVPN write them: "Password Secret".
  if (at > name.end && opens_line(name.begin) && is_marked_word(skip_blanks(name.end))) return true;
  // "Mot de passe du compte : …"
  return at > name.end && is_name_byte(c) && may_assign_in_text(name);
}

}  // namespace tamis::read
