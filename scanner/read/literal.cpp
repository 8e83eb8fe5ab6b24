#include "read/literal.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.h"

namespace tamis::read {
namespace {

using base::is_alnum;
using base::is_upper;
using model::Span;
using model::ValueState;

constexpr int kMaxNestedDefaults = 4;

bool all_of(std::string_view text, bool (*accepts)(char)) {
  return !text.empty() && std::all_of(text.begin(), text.end(), accepts);
}

bool is_constant_name(char c) {
  return is_upper(c) || base::is_digit(c) || c == '_';
}
bool is_name(char c) {
  return is_alnum(c) || c == '_' || c == '.' || c == '-' || c == '/';
}

// `${env:X}`: a look-up with a scheme, not the variable `env` with the default `X`.
bool is_lookup_scheme(std::string_view name) {
  static constexpr std::array<std::string_view, 22> kSchemes = {
      "env", "sys",     "file",   "vault",    "secret", "secrets", "ssm", "sm",
      "cf",  "opt",     "self",   "date",     "main",   "java",    "ctx", "jndi",
      "aws", "azurekv", "config", "keyvault", "script", "base64"};
  const std::string lower = base::to_lower(name);
  return std::find(kSchemes.begin(), kSchemes.end(), lower) != kSchemes.end();
}

// Beginnings of values that point elsewhere or are sealed for one machine.
bool has_reference_prefix(std::string_view text) {
  static constexpr std::array<std::string_view, 33> kPrefixes = {"{sasl}",
                                                                 "{kerberos}",
                                                                 "autogenerate",
                                                                 "enc[",
                                                                 "enc(",
                                                                 "{cipher}",
                                                                 "vault:",
                                                                 "vault://",
                                                                 "vault+",
                                                                 "op://",
                                                                 "ref+",
                                                                 "secretref:",
                                                                 "kv://",
                                                                 "keyring:",
                                                                 "file:/",
                                                                 "env:",
                                                                 "exec:",
                                                                 "</",
                                                                 "$ansible_vault;",
                                                                 "@microsoft.keyvault(",
                                                                 "arn:aws:secretsmanager:",
                                                                 "arn:aws:ssm:",
                                                                 "awssm://",
                                                                 "ssm://",
                                                                 "azurekeyvault://",
                                                                 "gcpsm://",
                                                                 "sm://",
                                                                 "os.environ",
                                                                 "process.env.",
                                                                 "env[",
                                                                 "env.fetch(",
                                                                 "getenv(",
                                                                 "lookup("};
  return std::any_of(kPrefixes.begin(), kPrefixes.end(),
                     [text](std::string_view prefix) { return base::starts_with_nocase(text, prefix); });
}

bool between(std::string_view text, std::string_view open, std::string_view close) {
  return text.size() > open.size() + close.size() && text.substr(0, open.size()) == open &&
         text.substr(text.size() - close.size()) == close;
}

bool is_jenkins_sealed(std::string_view text) {
  return between(text, "{AQAAABAAAA", "}");
}

// $NAME, $ldap_password, %NAME%, %(name)s, @NAME@, ((name)) and the like, as a whole.
bool is_plain_reference(std::string_view text) {
  if (text.size() < 3) return false;
  if (text[0] == '$' && (base::is_alpha(text[1]) || text[1] == '_')) {
    const std::string_view name = text.substr(1);
    if (all_of(name, is_constant_name) && name.size() > 1) return true;
    const auto lower_name = [](char c) { return base::is_lower(c) || base::is_digit(c) || c == '_'; };
    if (name.find('_') != std::string_view::npos && all_of(name, lower_name)) return true;
    if (name.starts_with("env:") || name.starts_with("ENV{") || name.starts_with("__file{") ||
        name.starts_with("__env{") || name.starts_with("__vault{") || name.starts_with("ENV::")) {
      return true;
    }
  }
  if (between(text, "$(", ")") || between(text, "%(", ")s") || between(text, "%{", "}")) return true;
  if (between(text, "%", "%") && all_of(text.substr(1, text.size() - 2), base::is_word)) return true;
  if (between(text, "@@", "@@")) return all_of(text.substr(2, text.size() - 4), is_name);
  if (between(text, "@", "@")) return all_of(text.substr(1, text.size() - 2), is_constant_name);
  if (between(text, "((", "))")) return all_of(text.substr(2, text.size() - 4), is_name);
  return between(text, "#{", "}#") || between(text, "#{", "}") || is_jenkins_sealed(text);
}

// A single-quoted or double-quoted literal that begins at or behind `at` in text, blanks between.
bool quoted_at(std::string_view text, std::size_t at, Span& inner) {
  while (at < text.size() && base::is_blank(text[at])) ++at;
  if (at >= text.size() || (text[at] != '\'' && text[at] != '"')) return false;
  const auto end = text.find(text[at], at + 1);
  if (end == std::string_view::npos) return false;
  inner = {at + 1, end};
  return true;
}

// The literal default inside a template's expression: default('x'), default "x", fetch('N', 'x'), || 'x', ?:
// 'x'.
bool default_in_expression(std::string_view text, Span& inner) {
  auto at = text.find("default(");
  if (at != std::string_view::npos && quoted_at(text, at + 8, inner)) return true;
  at = text.find("default ");
  if (at != std::string_view::npos && quoted_at(text, at + 8, inner)) return true;
  for (const std::string_view op : {std::string_view("||"), std::string_view("?:")}) {
    at = text.find(op);
    if (at != std::string_view::npos && quoted_at(text, at + 2, inner)) return true;
  }
  at = text.find(".fetch(");
  if (at == std::string_view::npos) return false;
  const auto comma = text.find(',', at);
  return comma != std::string_view::npos && quoted_at(text, comma + 1, inner);
}

enum class Lookup { none, without_default, with_default };

// `${NAME…}` as a whole; `inner` is the default's place in `text`.
Lookup braced_lookup(std::string_view text, Span& inner) {
  if (!between(text, "${", "}")) return Lookup::none;
  int depth = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0 && i + 1 < text.size()) return Lookup::none;  // "${a}-${b}"
  }
  std::size_t at = 2;
  while (at < text.size() && is_name(text[at]) &&
         !(text[at] == '-' && at > 2 && is_constant_name(text[at - 1])))
    ++at;
  const std::string_view name = text.substr(2, at - 2);
  const std::size_t end = text.size() - 1;
  if (name.empty() || at >= end) return Lookup::without_default;
  const char op = text[at];
  const char next = text[at + 1];
  if (op == ':' && is_lookup_scheme(name)) {
    const auto fallback = text.find(":-", at + 1);
    if (fallback == std::string_view::npos) return Lookup::without_default;
    inner = {fallback + 2, end};
  } else if (op == ':' && (next == '-' || next == '=')) {
    inner = {at + 2, end};
  } else if (op == ':' && (next == '?' || next == '+')) {
    return Lookup::without_default;
  } else if (op == ':' || op == '-' || op == '=') {
    inner = {at + 1, end};
  } else {
    return Lookup::without_default;
  }
  if (inner.size() >= 2 && (text[inner.begin] == '"' || text[inner.begin] == '\'') &&
      text[inner.end - 1] == text[inner.begin]) {
    inner = {inner.begin + 1, inner.end - 1};
  }
  return inner.begin < inner.end ? Lookup::with_default : Lookup::without_default;
}

Lookup find_lookup(std::string_view text, Span& inner) {
  const Lookup braced = braced_lookup(text, inner);
  if (braced != Lookup::none) return braced;
  const bool template_like =
      between(text, "{{", "}}") || between(text, "<%", "%>") || between(text, "[[", "]]");
  const bool whole = template_like && (text.find("{{", 2) == std::string_view::npos);
  if (whole) return default_in_expression(text, inner) ? Lookup::with_default : Lookup::without_default;
  return is_plain_reference(text) || has_reference_prefix(text) ? Lookup::without_default : Lookup::none;
}

// {CRYPT}*, {CRYPT}!!: an account that is locked; nothing hashes to it.
bool is_locked(std::string_view text) {
  const auto close = text.substr(0, 16).find('}');
  if (text.empty() || text.front() != '{' || close == std::string_view::npos) return false;
  const std::string_view body = text.substr(close + 1);
  return !body.empty() &&
         (body.find_first_not_of("*!x") == std::string_view::npos || body == "*LK*" || body == "NP");
}

bool holds_template(std::string_view text) {
  const auto pair = [text](std::string_view open, std::string_view close) {
    const auto at = text.find(open);
    return at != std::string_view::npos && text.find(close, at + open.size()) != std::string_view::npos;
  };
  return pair("{{", "}}") || pair("<%", "%>") || pair("{%", "%}") || pair("${", "}") ||
         text.starts_with("%kernel.");
}

}  // namespace

bool is_reference(std::string_view text) {
  Span inner;
  return find_lookup(base::trim(text), inner) == Lookup::without_default;
}

Settled settle(const Literal& literal) {
  Settled out;
  TracedText current = literal.text;
  ValueState state = literal.state;
  if (state == ValueState::constant) {
    for (int depth = 0; depth < kMaxNestedDefaults; ++depth) {
      Span inner;
      const std::string_view trimmed = base::trim(current.text());
      const Lookup lookup = find_lookup(trimmed, inner);
      if (lookup == Lookup::none) {
        if (holds_template(trimmed) || is_locked(trimmed)) state = ValueState::unknown;
        break;
      }
      if (lookup == Lookup::without_default) {
        state = ValueState::reference;
        break;
      }
      const auto shift = static_cast<std::size_t>(trimmed.data() - current.text().data());
      current = current.slice(shift + inner.begin, shift + inner.end);
      out.is_default = true;
    }
  }
  out.value.state = state;
  out.value.text = current.text();
  out.value.span = current.written();
  out.value.quoting = literal.quoting;
  out.value.computed = literal.computed || !current.verbatim();
  out.value.decoded_by = literal.decoded_by;
  out.value.trail = literal.trail;
  return out;
}

}  // namespace tamis::read
