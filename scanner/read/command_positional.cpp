// Programs whose secrets have no option of their own: htpasswd, net use, reg add, sqlplus …
#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "read/command_reader.h"

namespace tamis::read {
namespace {

using model::Fact;
using model::FactKind;

}  // namespace

void CommandReader::positional(std::size_t first, std::size_t end) {
  std::vector<std::size_t> plain;  // words that are no options
  for (std::size_t i = first + 1; i < end; ++i) {
    const bool option_word =
        text(i).starts_with("-") || (context_.language == model::Language::batch && text(i).starts_with("/"));
    if (!option_word) plain.push_back(i);
  }
  if (program_ == "net" && plain.size() >= 2) return net(plain, end);
  if (program_ == "htpasswd" && plain.size() >= 2 && holds_flag(first, end, 'b'))
    return call("htpasswd", plain);
  if ((program_ == "wpa_passphrase" || program_ == "radtest") && plain.size() >= 2)
    return call(program_, plain);
  if (program_ == "rclone" && plain.size() >= 2 && text(plain[0]) == "obscure")
    return call("rclone obscure", {plain[1]});
  if (program_ == "qpdf") return qpdf(first, end);
  if (program_ == "mysqladmin") return mysqladmin(plain);
  if (program_ == "sqlplus" || program_ == "expdp" || program_ == "impdp" || program_ == "exp" ||
      program_ == "rman" || program_ == "imp")
    return oracle(plain);
  if (program_ == "ldifde" || program_ == "csvde") return bind_triple(first, end);
  if (program_ == "redis-cli") return redis(plain);
  if (program_ == "samba-tool" && plain.size() >= 4 && text(plain[0]) == "user")
    return call("samba-tool user", {plain.begin() + 2, plain.end()});
  if (program_ == "nmcli") return nmcli(first, end);
  if (program_ == "reg") return registry(first, end);
  if (program_ == "sc") return service(first, end);
  if ((program_ == "autologon" || program_ == "autologon64") && plain.size() == 3)
    return named("password", plain[2], 0);
  if (program_ == "nssm" && plain.size() == 5 && base::equal_nocase(text(plain[2]), "ObjectName"))
    return named("password", plain[4], 0);
  if (program_ == "setx" && plain.size() == 2) return named(text(plain[0]), plain[1], 0);
  if (program_ == "zmprov") return zmprov(plain);
  if (program_ == "occ" || (program_ == "php" && plain.size() > 1)) return occ(plain);
  if (program_ == "cfg.php" || program_ == "php" || program_.starts_with("cfg.php ") ||
      program_.starts_with("$"))
    return config_tool(first, end);
  if (program_ == "aws" || program_ == "npm" || program_ == "git" || program_ == "debconf-set-selections")
    return set_pair(plain);
}

bool CommandReader::holds_flag(std::size_t first, std::size_t end, char flag) const {
  for (std::size_t i = first + 1; i < end; ++i) {
    if (text(i).size() > 1 && text(i)[0] == '-' && text(i)[1] != '-' &&
        text(i).find(flag) != std::string::npos)
      return true;
  }
  return false;
}

void CommandReader::call(std::string name, const std::vector<std::size_t>& arguments) {
  Fact out = fact(FactKind::call, name, name, {words_[first_].written.begin, words_[end_ - 1].written.end});
  out.user = user_;
  for (const std::size_t i : arguments) {
    bool is_default = false;
    out.arguments.push_back({{}, part(i, 0, text(i).size(), is_default)});
  }
  if (!out.arguments.empty()) facts_.push_back(std::move(out));
}

void CommandReader::named(std::string_view name, std::size_t i, std::size_t from) {
  Fact out = fact(FactKind::assignment, std::string(name), std::string(name),
                  {words_[first_].written.begin, words_[end_ - 1].written.end});
  out.arguments.push_back({{}, part(i, from, text(i).size(), out.is_default)});
  facts_.push_back(std::move(out));
}

// net use [x:] \\server\share password /user:u · net user name password /add
void CommandReader::net(const std::vector<std::size_t>& plain, std::size_t) {
  const std::string verb = base::to_lower(text(plain[0]));
  if (verb == "use") {
    std::size_t i = 1;
    while (i < plain.size() &&
           (text(plain[i]).starts_with("\\\\") || text(plain[i]).ends_with(":") || text(plain[i]) == "*"))
      ++i;
    if (i < plain.size()) call("net use", {plain[i]});
  } else if (verb == "user" && plain.size() >= 3 && text(plain[2]) != "*") {
    user_ = text(plain[1]);
    call("net user", {plain[1], plain[2]});
  }
}

// qpdf --encrypt user-password owner-password 256 --
void CommandReader::qpdf(std::size_t first, std::size_t end) {
  for (std::size_t i = first + 1; i + 2 < end; ++i) {
    if (text(i) != "--encrypt") continue;
    call("qpdf encrypt", {i + 1});
    return call("qpdf encrypt", {i + 2});
  }
}

void CommandReader::mysqladmin(const std::vector<std::size_t>& plain) {
  for (std::size_t i = 0; i + 1 < plain.size(); ++i) {
    if (text(plain[i]) == "password") call("mysqladmin password", {plain[i + 1]});
  }
}

// scott/tiger@orcl
void CommandReader::oracle(const std::vector<std::size_t>& plain) {
  for (const std::size_t i : plain) {
    const auto& word = text(i);
    const auto slash = word.find('/');
    if (slash == std::string::npos || slash == 0 || word.starts_with("/") ||
        word.find("://") != std::string::npos)
      continue;
    const auto at = std::min(word.rfind('@'), word.size());
    if (at <= slash + 1) continue;
    const auto end = at == std::string::npos ? word.size() : at;
    user_ = word.substr(0, slash);
    Fact out = fact(FactKind::call, program_ + " connect", program_, words_[i].written);
    out.user = user_;
    bool is_default = false;
    out.arguments.push_back({{}, part(i, slash + 1, end, is_default)});
    facts_.push_back(std::move(out));
    return;
  }
}

// ldifde -b user domain password, ldifde -a dn password
void CommandReader::bind_triple(std::size_t first, std::size_t end) {
  for (std::size_t i = first + 1; i + 2 < end; ++i) {
    if (base::equal_nocase(text(i), "-a") || base::equal_nocase(text(i), "/a")) {
      user_ = text(i + 1);
      return call(program_ + " simple", {i + 1, i + 2});
    }
  }
  for (std::size_t i = first + 1; i + 3 < end; ++i) {
    if (!base::equal_nocase(text(i), "-b") && !base::equal_nocase(text(i), "/b")) continue;
    user_ = text(i + 1);
    call(program_ + " bind", {i + 1, i + 2, i + 3});
    return;
  }
}

void CommandReader::redis(const std::vector<std::size_t>& plain) {
  for (std::size_t i = 0; i + 1 < plain.size(); ++i) {
    if (base::equal_nocase(text(plain[i]), "requirepass") || base::equal_nocase(text(plain[i]), "auth") ||
        base::equal_nocase(text(plain[i]), "masterauth")) {
      call("redis-cli auth", {plain[i + 1]});
    }
  }
}

// zmprov sp account password · zmprov md domain zimbraGalLdapBindPassword X
void CommandReader::zmprov(const std::vector<std::size_t>& plain) {
  for (std::size_t i = 0; i + 1 < plain.size(); ++i) {
    const auto& verb = text(plain[i]);
    if ((verb == "sp" || verb == "setPassword" || verb == "ca" || verb == "createAccount") &&
        i + 2 < plain.size())
      return call("zmprov " + verb, {plain[i + 1], plain[i + 2]});
    if (verb.starts_with("zimbra") && verb.ends_with("Password")) named(verb, plain[i + 1], 0);
  }
}

void CommandReader::nmcli(std::size_t first, std::size_t end) {
  for (std::size_t i = first + 1; i + 1 < end; ++i) {
    const bool key = text(i) == "password" || text(i).ends_with(".psk") || text(i).ends_with(".password") ||
                     text(i).ends_with("secrets");
    if (key) option(text(i), i + 1, 0);
  }
}

// reg add HKLM\… /v DefaultPassword /t REG_SZ /d x
void CommandReader::registry(std::size_t first, std::size_t end) {
  std::string name;
  for (std::size_t i = first + 1; i + 1 < end; ++i) {
    if (base::equal_nocase(text(i), "/v")) name = text(i + 1);
    if (base::equal_nocase(text(i), "/d") && !name.empty()) return named(name, i + 1, 0);
  }
}

// sc config name obj= account password= x
void CommandReader::service(std::size_t first, std::size_t end) {
  for (std::size_t i = first + 1; i + 1 < end; ++i) {
    if (base::equal_nocase(text(i), "password=")) return named("password", i + 1, 0);
  }
}

// occ ldap:set-config s01 ldapAgentPassword X · occ config:system:set dbpassword --value=X
void CommandReader::occ(const std::vector<std::size_t>& plain) {
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const auto& verb = text(plain[i]);
    if (verb == "ldap:set-config" && i + 3 < plain.size()) return named(text(plain[i + 2]), plain[i + 3], 0);
    const bool sets = verb == "config:system:set" || verb == "config:app:set";
    if (!sets || i + 1 >= plain.size()) continue;
    for (std::size_t w = first_ + 1; w < end_; ++w) {
      const auto& word = text(w);
      if (word.starts_with("--value=") && word.size() > 8) return named(text(plain.back()), w, 8);
      if (word == "--value" && w + 1 < end_)
        return named(text(plain[plain.size() > i + 2 ? plain.size() - 2 : i + 1]), w + 1, 0);
    }
  }
  config_tool(first_, end_);
}

// cfg.php --name=bind_pw --set=X
void CommandReader::config_tool(std::size_t first, std::size_t end) {
  std::string name;
  for (std::size_t i = first + 1; i < end; ++i) {
    if (text(i).starts_with("--name=")) name = text(i).substr(7);
  }
  if (name.empty()) return;
  for (std::size_t i = first + 1; i < end; ++i) {
    if (text(i).starts_with("--set=") && text(i).size() > 6) return named(name, i, 6);
  }
}

// aws configure set aws_secret_access_key X · npm config set //host/:_authToken X · git config --global
// a.password X
void CommandReader::set_pair(const std::vector<std::size_t>& plain) {
  if (plain.size() < 3) return;
  const bool sets = (text(plain[0]) == "configure" || text(plain[0]) == "config") &&
                    (text(plain[1]) == "set" || program_ == "git");
  if (!sets) return;
  const std::size_t key = plain[plain.size() - 2];
  const auto& written = text(key);
  const auto cut = written.find_last_of(".:/");
  named(std::string_view(written).substr(cut == std::string::npos ? 0 : cut + 1), plain.back(), 0);
}

}  // namespace tamis::read
