// Options of a command line with their values, and name=value words.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "read/command_reader.h"

namespace tamis::read {
namespace {

using model::Fact;
using model::FactKind;

// A distinguished name is no assignment.
bool is_dn_key(std::string_view key) {
  constexpr std::array<std::string_view, 6> kKeys = {"cn", "dc", "ou", "uid", "o", "dn"};
  return std::any_of(kKeys.begin(), kKeys.end(),
                     [key](std::string_view dn) { return base::equal_nocase(key, dn); });
}

bool is_port(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return base::is_digit(c) || c == ':' || c == '.' || c == '-' || c == '/';
  });
}

bool is_samba(std::string_view program) {
  constexpr std::array<std::string_view, 12> kNames = {"smbclient", "rpcclient",  "smbget",   "winexe",
                                                       "wmic",      "net",        "smbcacls", "smbtree",
                                                       "smbspool",  "samba-tool", "wbinfo",   "smbmap"};
  return std::find(kNames.begin(), kNames.end(), program) != kNames.end();
}

}  // namespace

std::size_t CommandReader::dashed(std::size_t i) {
  const auto& written = text(i);
  const auto equals = written.find('=');
  if (equals != std::string::npos && equals + 1 < written.size() && written.find_first_of(" \"'") > equals) {
    if (written[1] == '-' || equals > 2) {
      option(written.substr(0, equals), i, equals + 1);
      pairs(i, equals + 1);
      return 0;
    }
  }
  if (written[1] != '-' && written.size() > 2 && row_ != nullptr &&
      row_->attaching.find(written[1]) != std::string_view::npos) {
    option(written.substr(0, 2), i, 2);
    pairs(i, 2);
    return 0;
  }
  const char last = written.back();
  const bool cluster = written[1] != '-' && row_ != nullptr &&
                       row_->flags.find(last) != std::string_view::npos && written.size() <= 4;
  if (cluster || i + 1 >= end_) return 0;
  const bool asks = asks_for_password(written);
  const auto& next = text(i + 1);
  if (asks || (next.starts_with("-") && bare(i + 1) && next.size() > 1) || next.empty()) return 0;
  // -xw secret: the last letter of a cluster takes the value
  std::string name = written;
  const bool clustered = written[1] != '-' && written.size() > 2 && row_ != nullptr &&
                         row_->attaching.find(last) != std::string_view::npos &&
                         row_->flags.find(written[1]) != std::string_view::npos;
  if (clustered) name = std::string("-") + last;
  option(name, i + 1, 0);
  pairs(i + 1, 0);
  return 1;
}

// -p and --password of the MySQL family and -p of 7z take their value attached, or ask for it.
bool CommandReader::asks_for_password(std::string_view option) const {
  constexpr std::array<std::string_view, 15> kAsking = {
      "mysql",     "mysqldump", "mysqladmin",   "mysqlimport", "mysqlcheck",
      "mysqlshow", "mariadb",   "mariadb-dump", "mycli",       "7z",
      "7za",       "7zz",       "rar",          "unrar",       "mariadb-admin"};
  if (option != "-p" && option != "--password" && option != "-hp") return false;
  return std::find(kAsking.begin(), kAsking.end(), program_) != kAsking.end();
}

bool CommandReader::is_slash_option(std::string_view written) const {
  if (context_.language == model::Language::batch) return written.find('/', 1) == std::string_view::npos;
  return written.find(':') != std::string_view::npos && written.find('/', 1) == std::string_view::npos &&
         written.size() < 128;
}

// /pass:secret, /rp secret, /user:dom\u
std::size_t CommandReader::slashed(std::size_t i) {
  const auto& written = text(i);
  const auto colon = written.find(':');
  if (colon != std::string::npos) {
    if (colon + 1 < written.size()) option(written.substr(0, colon), i, colon + 1);
    return 0;
  }
  if (i + 1 >= end_ || text(i + 1).starts_with("/") || text(i + 1).empty()) return 0;
  option(written, i + 1, 0);
  return 1;
}

void CommandReader::option(std::string name, std::size_t i, std::size_t from) {
  std::size_t to = text(i).size();
  if (from >= to) return;
  std::string user = user_;
  // curl -u user:password, smbclient -U user%password, openssl -passin pass:secret
  const bool colon =
      (program_ == "curl" && (name == "-u" || name == "--user" || name == "-U" || name == "--proxy-user")) ||
      ((program_ == "http" || program_ == "https") && (name == "-a" || name == "--auth")) ||
      program_ == "lftp" || program_ == "open";
  const bool tests_account = program_ == "wbinfo" && (name == "-a" || name == "-K" ||
                                                      name == "--authenticate" || name == "--krb5auth");
  const bool percent = ((name == "-U" || name == "--user") && is_samba(program_)) || tests_account;
  if (colon || percent) {
    const char separator = percent ? '%' : program_ == "lftp" || program_ == "open" ? ',' : ':';
    const auto at = text(i).find(separator, from);
    if (at == std::string::npos) return;  // the user alone: the program asks
    user = text(i).substr(from, at - from);
    from = at + 1;
  }
  // A port, not a password: docker run -p 8080:80, ssh -p 2222.
  if (from == 0 && (name == "-p" || name == "-P") && is_port(text(i))) return;
  if (program_ == "openssl" && name.starts_with("-pass") && !text(i).starts_with("pass:"))
    return;  // env:, file:, fd:, stdin
  if (base::starts_with_nocase(std::string_view(text(i)).substr(from), "pass:")) from += 5;
  if (from >= to) return;
  const std::size_t begin = i > first_ && from == 0 ? words_[i - 1].written.begin : words_[i].written.begin;
  Fact out = fact(FactKind::option, std::move(name), program_, {begin, words_[i].written.end});
  out.user = std::move(user);
  out.arguments.push_back({{}, part(i, from, to, out.is_default)});
  facts_.push_back(std::move(out));
}

// name=value words: docker -e PW=x, helm --set a.password=x, mount -o username=u,password=x, vault kv put p
// key=x.
void CommandReader::pairs(std::size_t i, std::size_t from) {
  const auto& written = text(i);
  if (written.find("://") != std::string::npos) return;
  while (from < written.size()) {
    const auto equals = written.find('=', from);
    if (equals == std::string::npos || equals == from) return;
    const bool listed = program_ == "mount" || program_ == "mount.cifs" || program_ == "helm";
    auto end = listed ? std::min(written.find(',', equals), written.size()) : written.size();
    const std::string_view name = std::string_view(written).substr(from, equals - from);
    const auto comma = name.rfind(',');
    const auto key = comma == std::string_view::npos ? name : name.substr(comma + 1);
    const bool reads = key.size() <= 80 && !key.empty() && base::is_alpha(key.front()) &&
                       std::all_of(key.begin(), key.end(), [](char c) {
                         return base::is_word(c) || c == '.' || c == '-' || c == '[' || c == ']';
                       });
    if (!reads || is_dn_key(key)) return;
    if (equals + 1 < end) {
      const auto dot = key.rfind('.');
      Fact out =
          fact(FactKind::assignment, std::string(dot == std::string_view::npos ? key : key.substr(dot + 1)),
               std::string(key), words_[i].written);
      out.user = user_;
      // mount -o user=name%password
      const auto percent = written.find('%', equals);
      if (program_.starts_with("mount") && (key == "user" || key == "username") && percent < end) {
        out.name = out.path = "password";
        out.user = written.substr(equals + 1, percent - equals - 1);
        out.arguments.push_back({{}, part(i, percent + 1, end, out.is_default)});
      } else {
        out.arguments.push_back({{}, part(i, equals + 1, end, out.is_default)});
      }
      facts_.push_back(std::move(out));
    }
    if (!listed) return;
    from = end + 1;
  }
}

}  // namespace tamis::read
