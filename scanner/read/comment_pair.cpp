#include "read/comment_pair.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace tamis::read {
namespace {

using model::Quoting;
using model::Span;

bool is_key_byte(char c) {
  return base::is_word(c) || c == '.' || c == '-' || c == '/' || static_cast<unsigned char>(c) >= 0x80;
}

// `ldap_bind_pw`, `bindPassword`, `ldap.secret`: what nobody writes in a sentence.
bool is_identifier_like(std::string_view key) {
  if (key.find_first_of("_.") != std::string_view::npos) return true;
  for (std::size_t i = 1; i < key.size(); ++i) {
    if (base::is_upper(key[i]) && base::is_lower(key[i - 1])) return true;
  }
  return is_password_directive(key);
}

// A value without quotes as code has it: one word, or, behind an identifier and '=', the rest of the line.
bool plausible_bare(std::string_view value, bool identifier, char separator) {
  if (value.empty() || value.front() == '=' || value.front() == '(') return false;
  if (value.find_first_of(" \t") != std::string_view::npos)
    return identifier && separator == '=' && value.size() <= 64;
  return value != "..." && value != "-" && value != ":";
}

void skip_blanks(std::string_view text, std::size_t& at, std::size_t end) {
  while (at < end && base::is_blank(text[at])) ++at;
}

}  // namespace

bool is_password_directive(std::string_view name) {
  static constexpr std::array<std::string_view, 21> kNames = {"bindpw",
                                                              "rootpw",
                                                              "rootbindpw",
                                                              "rootpwmodpw",
                                                              "dnpass",
                                                              "bind_pw",
                                                              "binddn_passwd",
                                                              "bindpasswd",
                                                              "bind_password",
                                                              "authldapbindpassword",
                                                              "ldap_bind_pw",
                                                              "ldap_password",
                                                              "ldap_default_authtok",
                                                              "rootpwmodpasswd",
                                                              "bind_pass",
                                                              "rootbindpasswd",
                                                              "masterpw",
                                                              "slavepw",
                                                              "authldapbindpw",
                                                              "ldapbindpassword",
                                                              "ldap-login-password"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [name](std::string_view known) { return base::equal_nocase(known, name); });
}

std::optional<CommentPair> comment_pair(std::string_view text, Span part, bool blank_separated) {
  std::size_t end = std::min(part.end, text.size());
  while (end > part.begin && base::is_space(text[end - 1])) --end;
  std::size_t at = part.begin;
  while (at < end &&
         (base::is_blank(text[at]) || std::string_view("#;/*!").find(text[at]) != std::string_view::npos))
    ++at;
  if (end - at > 2 && text[at] == '-' && base::is_blank(text[at + 1])) at += 2;
  if (text.substr(at, end - at).starts_with("export ")) at += 7;
  const bool quoted_key = at < end && (text[at] == '"' || text[at] == '\'');
  if (quoted_key) ++at;
  CommentPair pair;
  pair.key.begin = at;
  while (at < end && is_key_byte(text[at])) ++at;
  pair.key.end = at;
  if (pair.key.empty() || pair.key.size() > 96) return std::nullopt;
  if (quoted_key && at < end) ++at;
  const std::size_t behind_key = at;
  skip_blanks(text, at, end);
  const bool blank = at > behind_key;
  char separator = at < end ? text[at] : '\0';
  if (separator == '=' || separator == ':') {
    const char second = at + 1 < end ? text[at + 1] : '\0';
    if (separator == ':' && second != '=' && !base::is_blank(second))
      return std::nullopt;  // "http://…", "12:30"
    if (separator == '=' && second == '=') return std::nullopt;
    at += second == '>' || second == '=' ? 2 : 1;
  } else if (blank && blank_separated && is_password_directive(pair.key.in(text))) {
    separator = ' ';
  } else {
    return std::nullopt;
  }
  skip_blanks(text, at, end);
  if (at >= end) return std::nullopt;
  if (text[at] == '"' || text[at] == '\'') {
    const auto close = text.substr(0, end).find(text[at], at + 1);
    if (close == std::string_view::npos || close == at + 1) return std::nullopt;
    pair.quoting = text[at] == '"' ? Quoting::double_quotes : Quoting::single_quotes;
    pair.value = {at + 1, close};
    return pair;
  }
  while (end > at && (text[end - 1] == ';' || text[end - 1] == ',')) --end;
  pair.value = {at, end};
  if (!plausible_bare(pair.value.in(text), is_identifier_like(pair.key.in(text)), separator))
    return std::nullopt;
  return pair;
}

}  // namespace tamis::read
