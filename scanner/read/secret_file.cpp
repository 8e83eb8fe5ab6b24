#include "read/secret_file.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "read/literal.h"

namespace tamis::read {
namespace {

using model::Span;

constexpr std::size_t kMaxPassword = 256;
constexpr std::size_t kMaxSmallFile = 4096;
constexpr std::size_t kMaxRows = 10000;

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [text](std::string_view ending) { return text.ends_with(ending); });
}

bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool holds_one_password(std::string_view file) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "ldap.secret", "libnss-ldap.secret", "pam_ldap.secret", "nslcd.secret",
      "ldap.passwd", "ldap_password",      "bindpw",          "rootpw"};
  if (std::find(kNames.begin(), kNames.end(), file) != kNames.end() || file.ends_with(".secret")) return true;
  return holds_any(file, {"ldap", "bind", "sssd"}) &&
         ends_with_any(
             file, {".pw", ".pass", ".passwd", ".pwd", "_secret", "-secret", ".cred", "password.txt", "_pw"});
}

bool holds_account(std::string_view file) {
  if (holds_any(file, {"auth-user-pass", "auth_user_pass", "authuserpass"})) return true;
  if (file == "userpass.txt" || file == "user-pass.txt" || file == "login.conf") return true;
  return holds_any(file, {"vpn"}) &&
         ends_with_any(file, {".txt", ".pass", ".auth", ".login", ".cred", ".creds", ".credentials", ".up",
                              "-pass", "_pass", "-auth", "_auth", "-credentials", "_credentials", "-login"});
}

void assign(FactWriter& writer, std::string_view name, Span value) {
  Literal literal;
  literal.text.copy(writer.text(), value.begin, value.end);
  writer.assign_plain({}, name, literal, {value, writer.new_block(), false});
}

Span place_of(std::string_view part, std::string_view text) {
  const auto begin = static_cast<std::size_t>(part.data() - text.data());
  return {begin, begin + part.size()};
}

// ldap.secret holds one line, the password; nslcd and libnss-ldap take it as it stands.
bool read_password(FactWriter& writer) {
  const std::string_view text = writer.text();
  if (text.size() > kMaxSmallFile) return false;
  const std::string_view line = base::trim(text);
  if (line.empty() || line.size() > kMaxPassword || line.find('\n') != std::string_view::npos) return false;
  if (line.front() == '#' || line.starts_with("-----") || line.front() == '<' || line.front() == '[')
    return false;
  // `bindpw x` and `password=x` are read as what they are.
  const auto mark = line.find_first_of("= \t");
  if (mark != std::string_view::npos && mark > 2 && mark < 40 &&
      line.substr(0, mark).find_first_of("pP") != std::string_view::npos)
    return false;
  assign(writer, "ldap_secret", place_of(line, text));
  return true;
}

// OpenVPN reads the account from the first line and its password from the second.
bool read_account(FactWriter& writer) {
  const std::string_view text = writer.text();
  const std::string_view both = base::trim(text);
  if (text.size() > kMaxSmallFile) return false;
  const auto end = both.find('\n');
  if (end == std::string_view::npos || both.find('\n', end + 1) != std::string_view::npos) return false;
  const std::string_view user = base::trim(both.substr(0, end));
  const std::string_view password = base::trim(both.substr(end + 1));
  const bool named = user.find_first_of(" \t=:;<>{}[]()#\"'") == std::string_view::npos;
  if (!named || user.size() > 128 || password.empty() || password.size() > kMaxPassword) return false;
  assign(writer, "openvpn_account_password", place_of(password, text));
  return true;
}

std::vector<std::string_view> words_of(std::string_view line, std::size_t limit) {
  std::vector<std::string_view> words;
  for (std::size_t at = line.find_first_not_of(" \t\r"); at != std::string_view::npos && words.size() < limit;
       at = line.find_first_not_of(" \t\r", at)) {
    const auto end = std::min(line.find_first_of(" \t\r", at), line.size());
    words.push_back(line.substr(at, end - at));
    at = end;
  }
  return words;
}

// pam_radius_auth.conf: server[:port] secret [timeout [source]]; radiusclient's servers: host[/host] secret.
std::optional<std::string_view> radius_secret(std::string_view line) {
  const auto words = words_of(line, 6);
  if (words.size() < 2 || words.size() > 5 || words[0].front() == '#') return std::nullopt;
  if (words.size() > 2 && !std::all_of(words[2].begin(), words[2].end(), base::is_digit)) return std::nullopt;
  const bool host = words[0].find_first_of("=\"'<>{}();") == std::string_view::npos;
  return host && words[1].front() != '#' ? std::optional(words[1]) : std::nullopt;
}

// crypt(3) as it was before its results had a mark: two letters of salt and eleven of hash.
std::optional<std::string_view> unmarked_hash(std::string_view line) {
  constexpr std::size_t kCrypt = 13;
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || line.find_first_of(" \t") < colon) return std::nullopt;
  std::string_view hash = line.substr(colon + 1);
  hash = base::trim(hash.substr(0, hash.find(':')));
  const bool fits = hash.size() == kCrypt && std::all_of(hash.begin(), hash.end(), [](char c) {
                      return base::is_alnum(c) || c == '.' || c == '/';
                    });
  return fits ? std::optional(hash) : std::nullopt;
}

template <typename Find>
bool read_rows(FactWriter& writer, std::string_view name, const Find& find) {
  const std::string_view text = writer.text();
  std::size_t rows = 0;
  for (std::size_t at = 0; at < text.size() && rows < kMaxRows && !writer.full();) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (const auto secret = find(text.substr(at, std::min(end - at, kMaxSmallFile)))) {
      assign(writer, name, place_of(*secret, text));
      ++rows;
    }
    at = end + 1;
  }
  return rows > 0;
}

}  // namespace

SecretFile secret_file(std::string_view name) {
  const std::string file = base::to_lower(base::file_name(name));
  if (holds_one_password(file)) return SecretFile::password;
  if (file.find("htpasswd") != std::string::npos) return SecretFile::htpasswd;
  if (file.find("pam_radius") != std::string::npos ||
      (file.find("radius") != std::string::npos && file.find("servers") != std::string::npos))
    return SecretFile::radius;
  return holds_account(file) ? SecretFile::account : SecretFile::none;
}

bool is_table(SecretFile kind) {
  return kind == SecretFile::radius || kind == SecretFile::htpasswd;
}

bool read_secret_file(FactWriter& writer) {
  switch (secret_file(writer.input().name)) {
    case SecretFile::password:
      return read_password(writer);
    case SecretFile::account:
      return read_account(writer);
    case SecretFile::radius:
      return read_rows(writer, "radius_row_secret", radius_secret);
    case SecretFile::htpasswd:
      return read_rows(writer, "htpasswd_crypt", unmarked_hash);
    case SecretFile::none:
      break;
  }
  return false;
}

}  // namespace tamis::read
