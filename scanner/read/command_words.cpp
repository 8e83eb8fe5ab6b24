#include "read/command_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.h"

namespace tamis::read {
namespace {

using model::Fact;
using model::FactKind;
using model::Span;

constexpr std::size_t kMaxWords = 1024;

// Programs whose command lines carry secrets, and the one-letter options whose value may follow without a
// blank.
struct ProgramRow {
  std::string_view name;
  std::string_view attaching;
  std::string_view flags;  // one-letter options that take no value
};

constexpr ProgramRow kPrograms[] = {{"ldapsearch", "wDHbyYs", "xLZWnvcCAtuIQNMk"},
                                    {"ldapmodify", "wDHfy", "xZWnvcCaMrQIN"},
                                    {"ldapadd", "wDHfy", "xZWnvcCMQIN"},
                                    {"ldapdelete", "wDHfy", "xZWnvcCMrQIN"},
                                    {"ldappasswd", "wsaDHyTt", "xZWnvASQIN"},
                                    {"ldapwhoami", "wDHy", "xZWnvQIN"},
                                    {"ldapcompare", "wDHy", "xZWnvz"},
                                    {"ldapmodrdn", "wDHy", "xZWnvcr"},
                                    {"ldapexop", "wDHy", "xZWnv"},
                                    {"ldapvi", "wDh", ""},
                                    {"ldapurl", "", ""},
                                    {"slappasswd", "s", "vu"},
                                    {"ldclt", "wDhp", ""},
                                    {"db2ldif.pl", "wDna", ""},
                                    {"ldif2db.pl", "wDni", ""},
                                    {"bak2db.pl", "wDa", ""},
                                    {"db2bak.pl", "wDa", ""},
                                    {"ldapsearch.pl", "wD", ""},
                                    {"shelldap", "", ""},
                                    {"ntlm_auth", "", ""},
                                    {"zmprov", "", ""},
                                    {"zmldappasswd", "", ""},
                                    {"zmlocalconfig", "", ""},
                                    {"ssh-keygen", "", ""},
                                    {"puttygen", "", ""},
                                    {"twine", "", ""},
                                    {"adtool", "w", ""},
                                    {"ldapclient", "a", ""},
                                    {"adcli", "", ""},
                                    {"mysql", "puhPD", "BNsvtfE"},
                                    {"mysqldump", "puhPr", "BAeqtx"},
                                    {"mysqladmin", "puhP", "fsv"},
                                    {"mysqlimport", "puhP", ""},
                                    {"mariadb", "puhPD", ""},
                                    {"mariadb-dump", "puhP", ""},
                                    {"mysqlcheck", "puhP", ""},
                                    {"mysqlshow", "puhP", ""},
                                    {"mycli", "puhP", ""},
                                    {"mongo", "p", ""},
                                    {"mongosh", "p", ""},
                                    {"mongodump", "p", ""},
                                    {"mongorestore", "p", ""},
                                    {"psql", "Uhdp", "W"},
                                    {"pg_dump", "Uhdp", ""},
                                    {"redis-cli", "ahp", ""},
                                    {"sqlcmd", "PUS", "E"},
                                    {"osql", "PUS", "E"},
                                    {"bcp", "PUS", "Tcnw"},
                                    {"isql", "PUS", ""},
                                    {"sqlplus", "", "sSlL"},
                                    {"expdp", "", ""},
                                    {"impdp", "", ""},
                                    {"exp", "", ""},
                                    {"rman", "", ""},
                                    {"tnsping", "", ""},
                                    {"clickhouse-client", "", ""},
                                    {"influx", "", ""},
                                    {"cqlsh", "pu", ""},
                                    {"curl", "uUHdoXEb", "sSkLifvgGInN"},
                                    {"wget", "", "qcN"},
                                    {"http", "a", ""},
                                    {"smbclient", "UWIp", "NPkgL"},
                                    {"rpcclient", "UWI", "NPk"},
                                    {"smbmap", "up", ""},
                                    {"crackmapexec", "up", ""},
                                    {"smbget", "Uu", ""},
                                    {"cifs", "", ""},
                                    {"mount.cifs", "o", "v"},
                                    {"mount", "ot", "av"},
                                    {"net", "USIw", ""},
                                    {"samba-tool", "U", ""},
                                    {"wbinfo", "", ""},
                                    {"winexe", "U", ""},
                                    {"sshpass", "pfPe", "v"},
                                    {"plink", "", ""},
                                    {"pscp", "", ""},
                                    {"psftp", "", ""},
                                    {"winscp", "", ""},
                                    {"winscp.com", "", ""},
                                    {"lftp", "u", ""},
                                    {"open", "u", ""},
                                    {"qpdf", "", ""},
                                    {"ncftp", "up", ""},
                                    {"ncftpput", "up", ""},
                                    {"ftp", "", ""},
                                    {"sftp", "", ""},
                                    {"xfreerdp", "", ""},
                                    {"rdesktop", "pu", ""},
                                    {"wfreerdp", "", ""},
                                    {"openssl", "", ""},
                                    {"keytool", "", ""},
                                    {"jarsigner", "", ""},
                                    {"zip", "P", "rq"},
                                    {"unzip", "P", "oq"},
                                    {"7z", "p", ""},
                                    {"7za", "p", ""},
                                    {"rar", "p", ""},
                                    {"unrar", "p", ""},
                                    {"gpg", "", ""},
                                    {"htpasswd", "", "bcBmsd"},
                                    {"ipmitool", "PUHIL", ""},
                                    {"snmpwalk", "cAXuvl", ""},
                                    {"snmpget", "cAXuvl", ""},
                                    {"snmpset", "cAXuvl", ""},
                                    {"snmpbulkwalk", "cAXuvl", ""},
                                    {"snmptrap", "cAXuvl", ""},
                                    {"snmpinform", "cAXuvl", ""},
                                    {"snmptable", "cAXuvl", ""},
                                    {"mosquitto_pub", "Put", ""},
                                    {"mosquitto_sub", "Put", ""},
                                    {"docker", "pue", "dit"},
                                    {"podman", "pue", "dit"},
                                    {"nerdctl", "pue", ""},
                                    {"buildah", "", ""},
                                    {"skopeo", "", ""},
                                    {"helm", "", ""},
                                    {"kubectl", "", ""},
                                    {"oc", "up", ""},
                                    {"az", "", ""},
                                    {"aws", "", ""},
                                    {"gcloud", "", ""},
                                    {"vault", "", ""},
                                    {"svn", "", ""},
                                    {"git", "", ""},
                                    {"npm", "", ""},
                                    {"ansible", "", ""},
                                    {"ansible-playbook", "", ""},
                                    {"imapsync", "", ""},
                                    {"liquibase", "", ""},
                                    {"flyway", "", ""},
                                    {"kinit", "", ""},
                                    {"useradd", "pcdgGsu", "mM"},
                                    {"usermod", "pcdgGsu", "aLU"},
                                    {"wpa_passphrase", "", ""},
                                    {"nmcli", "", ""},
                                    {"swaks", "", ""},
                                    {"sendemail", "", ""},
                                    {"mutt", "", ""},
                                    {"rsync", "", ""},
                                    {"occ", "", ""},
                                    {"cfg.php", "", ""},
                                    {"evil-winrm", "ui", ""},
                                    {"hydra", "lp", ""},
                                    {"ssh", "", ""},
                                    {"radtest", "", ""},
                                    {"testsaslauthd", "upsr", ""},
                                    {"pdbedit", "", ""},
                                    {"smbpasswd", "", ""},
                                    {"dsconf", "w", ""},
                                    {"dsidm", "w", ""},
                                    {"dsctl", "", ""},
                                    {"ipa", "", ""},
                                    {"ipa-client-install", "wp", "U"},
                                    {"ipa-server-install", "parnPN", "U"},
                                    {"ipa-replica-install", "pwP", "U"},
                                    {"dsconfig", "hpDwj", "Xn"},
                                    {"dsreplication", "hpDwj", "Xn"},
                                    {"kdb5_ldap_util", "DwHr", ""},
                                    {"realm", "", ""},
                                    {"kadmin", "wp", ""},
                                    {"kadmin.local", "", ""},
                                    {"autossh", "", ""},
                                    {"restic", "", ""},
                                    {"borg", "", ""},
                                    {"rclone", "", ""},
                                    {"cmdkey", "", ""},
                                    {"schtasks", "", ""},
                                    {"netdom", "", ""},
                                    {"wmic", "", ""},
                                    {"psexec", "", ""},
                                    {"psexec64", "", ""},
                                    {"paexec", "", ""},
                                    {"dsquery", "", ""},
                                    {"dsadd", "", ""},
                                    {"dsmod", "", ""},
                                    {"dsget", "", ""},
                                    {"ldifde", "", ""},
                                    {"csvde", "", ""},
                                    {"runas", "", ""},
                                    {"setx", "", ""},
                                    {"sc", "", ""},
                                    {"sc.exe", "", ""},
                                    {"reg", "", ""},
                                    {"certutil", "", ""},
                                    {"msdeploy", "", ""},
                                    {"at", "", ""},
                                    {"appcmd", "", ""},
                                    {"admodcmd", "", ""},
                                    {"adfind", "", ""},
                                    {"admod", "", ""},
                                    {"vncviewer", "", ""},
                                    {"mstsc", "", ""},
                                    {"autologon", "", ""},
                                    {"osql.exe", "PUS", ""}};

// Words that run another command, which follows.
constexpr std::array<std::string_view, 30> kWrappers = {
    "sudo", "env",        "time",  "nohup", "exec",   "command", "then",   "do",   "else",  "!",
    "if",   "while",      "until", "nice",  "ionice", "timeout", "xargs",  "call", "start", "RUN",
    "CMD",  "ENTRYPOINT", "eval",  "watch", "setsid", "builtin", "chroot", "su",   "doas",  "spawn"};

std::string program_name(std::string_view word) {
  // $OCC, "${MYSQL}": scripts call a variable as the program that it holds.
  if (word.size() > 3 && word.front() == '$') {
    word.remove_prefix(word[1] == '{' ? 2 : 1);
    if (word.back() == '}') word.remove_suffix(1);
  }
  word = base::file_name(word);
  word.remove_prefix(std::min(word.find_first_not_of("@-+"), word.size()));
  std::string name = base::to_lower(word);
  for (const std::string_view suffix : {".exe", ".bat", ".cmd", ".sh"}) {
    if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
  }
  return name;
}

const ProgramRow* find_program(std::string_view name) {
  if (name.empty()) return nullptr;
  const auto row = std::find_if(std::begin(kPrograms), std::end(kPrograms), [name](const ProgramRow& r) {
    return r.name.front() == name.front() && r.name == name;
  });
  return row == std::end(kPrograms) ? nullptr : row;
}

// OCC="docker exec -u www-data nextcloud php occ": what a variable holds runs its last program.
std::string called_program(std::string_view word) {
  constexpr std::size_t kLongest = 200;
  if (word.size() > kLongest || word.find(' ') == std::string_view::npos) return program_name(word);
  for (std::string_view rest = word; !rest.empty();) {
    const auto blank = rest.rfind(' ');
    const auto name = program_name(blank == std::string_view::npos ? rest : rest.substr(blank + 1));
    if (find_program(name) != nullptr) return name;
    rest = blank == std::string_view::npos ? std::string_view() : rest.substr(0, blank);
  }
  return program_name(word);
}

bool is_wrapper(std::string_view word) {
  return std::find(kWrappers.begin(), kWrappers.end(), word) != kWrappers.end();
}

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

bool prints(std::string_view program) {
  return program == "echo" || program == "echo." || program == "printf" || program == "title" ||
         program == "logger";
}

// They set variables: the script's reader has taken those.
bool declares(std::string_view program) {
  constexpr std::array<std::string_view, 12> kNames = {"export",  "local", "readonly", "declare",
                                                       "typeset", "set",   "setenv",   "let",
                                                       "env",     "arg",   "label",    ":"};
  return std::find(kNames.begin(), kNames.end(), program) != kNames.end();
}

bool is_cron_field(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return base::is_digit(c) || c == '*' || c == '/' || c == ',' || c == '-';
  });
}

class CommandReader {
 public:
  CommandReader(const std::vector<CommandWord>& words, const CommandContext& context,
                std::vector<Fact>& facts)
      : words_(words), context_(context), facts_(facts), count_(std::min(words.size(), kMaxWords)) {}

  void run() {
    std::size_t first = first_program();
    if (first < count_ && prints(program_name(text(first)))) return;  // usage text, not a command
    while (first < count_) {
      const std::size_t next = next_program(first + 1);
      command(first, next);
      first = next;
    }
  }

 private:
  const std::string& text(std::size_t i) const { return words_[i].literal.text.text(); }
  bool bare(std::size_t i) const { return words_[i].literal.quoting == model::Quoting::bare; }

  bool is_assignment(std::size_t i) const {
    const auto equals = text(i).find('=');
    return equals != std::string::npos && equals > 0 &&
           std::all_of(text(i).begin(), text(i).begin() + static_cast<std::ptrdiff_t>(equals), base::is_word);
  }

  std::size_t first_program() const {
    std::size_t i = 0;
    if (count_ > 5 && is_cron_field(text(0)) && is_cron_field(text(1)) && is_cron_field(text(4))) i = 5;
    if (i < count_ &&
        (text(i).starts_with("@reboot") || text(i).starts_with("@daily") || text(i).starts_with("@hourly")))
      ++i;
    if (i < count_ && (text(i) == "$" || text(i) == "#" || text(i) == ">" || text(i) == "%"))
      ++i;  // a prompt in a transcript
    while (i < count_ && (is_assignment(i) || is_wrapper(text(i)) || (i > 0 && text(i).starts_with("-"))))
      ++i;
    return i;
  }

  // A known program further on runs inside the first: ssh host mysql …, docker exec db mysql …, kubectl exec
  // p -- ldapsearch.
  std::size_t next_program(std::size_t from) const {
    for (std::size_t i = from; i < count_; ++i) {
      if (!bare(i) || words_[i].literal.state != model::ValueState::constant) continue;
      const auto& word = text(i);
      if (word.empty() || word.front() == '-' || word.front() == '@') continue;
      const auto name = program_name(word);
      const ProgramRow* row = find_program(name);
      const bool run = base::equal_nocase(text(i - 1), "/c") || base::equal_nocase(text(i - 1), "/k");
      if (row == nullptr || (!run && (text(i - 1).starts_with("-") || text(i - 1).starts_with("/"))))
        continue;
      const std::string before = program_name(text(from - 1));
      const bool runs_others =
          before == "ssh" || before == "docker" || before == "podman" || before == "kubectl" ||
          before == "oc" || before == "sshpass" || before == "su" || before == "docker-compose" ||
          before == "xargs" || before == "timeout" || before == "chroot" || before == "runuser" ||
          before == "root" || before == "watch" || before == "php" || before == "parallel" ||
          before == "flock" || before == "proxychains" || find_program(before) == nullptr;
      if (runs_others) return i;
    }
    return count_;
  }

  void command(std::size_t first, std::size_t end) {
    program_ = called_program(text(first));
    if (words_[first].literal.state != model::ValueState::constant && find_program(program_) == nullptr)
      return;
    if (declares(program_)) return;
    row_ = find_program(program_);
    first_ = first;
    end_ = end;
    user_ = account(first, end);
    positional(first, end);
    log_in(first, end);
    for (std::size_t i = first + 1; i < end; ++i) i += word(i);
  }

  // docker login -p is a password, docker run -p a port.
  void log_in(std::size_t first, std::size_t end) {
    constexpr std::array<std::string_view, 9> kLogins = {"docker", "podman", "nerdctl", "buildah", "skopeo",
                                                         "helm",   "oc",     "az",      "npm"};
    if (std::find(kLogins.begin(), kLogins.end(), program_) == kLogins.end()) return;
    for (std::size_t i = first + 1; i < std::min(end, first + 4); ++i) {
      if (text(i) == "login") program_ += " login";
    }
  }

  // Handles the word at `i`; the number of further words taken.
  std::size_t word(std::size_t i) {
    const auto& written = text(i);
    if (written.size() < 2) return 0;
    if (written.front() == '-' && bare_option(i)) return dashed(i);
    if (written.front() == '/' && is_slash_option(written)) return slashed(i);
    pairs(i, 0);
    return 0;
  }

  bool bare_option(std::size_t i) const { return text(i).size() >= 2 && text(i)[1] != ' '; }

  std::size_t dashed(std::size_t i) {
    const auto& written = text(i);
    const auto equals = written.find('=');
    if (equals != std::string::npos && equals + 1 < written.size() &&
        written.find_first_of(" \"'") > equals) {
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
  bool asks_for_password(std::string_view option) const {
    constexpr std::array<std::string_view, 15> kAsking = {
        "mysql",     "mysqldump", "mysqladmin",   "mysqlimport", "mysqlcheck",
        "mysqlshow", "mariadb",   "mariadb-dump", "mycli",       "7z",
        "7za",       "7zz",       "rar",          "unrar",       "mariadb-admin"};
    if (option != "-p" && option != "--password" && option != "-hp") return false;
    return std::find(kAsking.begin(), kAsking.end(), program_) != kAsking.end();
  }

  bool is_slash_option(std::string_view written) const {
    if (context_.language == model::Language::batch) return written.find('/', 1) == std::string_view::npos;
    return written.find(':') != std::string_view::npos && written.find('/', 1) == std::string_view::npos &&
           written.size() < 128;
  }

  // /pass:secret, /rp secret, /user:dom\u
  std::size_t slashed(std::size_t i) {
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

  Fact fact(FactKind kind, std::string name, std::string path, Span span) const {
    Fact out;
    out.kind = kind;
    out.language = context_.language;
    out.name = std::move(name);
    out.path = std::move(path);
    out.span = span;
    out.block = context_.block;
    out.in_comment = context_.in_comment;
    return out;
  }

  model::Value part(std::size_t i, std::size_t from, std::size_t to, bool& is_default) const {
    Literal literal = words_[i].literal;
    if (from > 0 || to < literal.text.size()) literal.text = literal.text.slice(from, to);
    Settled settled = settle(literal);
    is_default = words_[i].is_default || settled.is_default;
    return std::move(settled.value);
  }

  void option(std::string name, std::size_t i, std::size_t from) {
    std::size_t to = text(i).size();
    if (from >= to) return;
    std::string user = user_;
    // curl -u user:password, smbclient -U user%password, openssl -passin pass:secret
    const bool colon = (program_ == "curl" &&
                        (name == "-u" || name == "--user" || name == "-U" || name == "--proxy-user")) ||
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
  void pairs(std::size_t i, std::size_t from) {
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

  // The account beside the secret, where the command names one.
  std::string account(std::size_t first, std::size_t end) const {
    for (std::size_t i = first + 1; i < end; ++i) {
      const auto& word = text(i);
      for (const std::string_view name :
           {"-u", "-D", "-U", "--user", "--username", "-user", "/user", "/u", "/ru"}) {
        if (word == name && i + 1 < end) return text(i + 1).substr(0, 128);
        const bool joined = base::starts_with_nocase(word, name) && word.size() > name.size() + 1 &&
                            (word[name.size()] == ':' || word[name.size()] == '=');
        if (joined) return word.substr(name.size() + 1, 128);
      }
    }
    return {};
  }

  // -- programs whose secrets have no option
  // ------------------------------------------------------------------------

  void positional(std::size_t first, std::size_t end) {
    std::vector<std::size_t> plain;  // words that are no options
    for (std::size_t i = first + 1; i < end; ++i) {
      const bool option_word = text(i).starts_with("-") ||
                               (context_.language == model::Language::batch && text(i).starts_with("/"));
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

  bool holds_flag(std::size_t first, std::size_t end, char flag) const {
    for (std::size_t i = first + 1; i < end; ++i) {
      if (text(i).size() > 1 && text(i)[0] == '-' && text(i)[1] != '-' &&
          text(i).find(flag) != std::string::npos)
        return true;
    }
    return false;
  }

  void call(std::string name, const std::vector<std::size_t>& arguments) {
    Fact out = fact(FactKind::call, name, name, {words_[first_].written.begin, words_[end_ - 1].written.end});
    out.user = user_;
    for (const std::size_t i : arguments) {
      bool is_default = false;
      out.arguments.push_back({{}, part(i, 0, text(i).size(), is_default)});
    }
    if (!out.arguments.empty()) facts_.push_back(std::move(out));
  }

  // net use [x:] \\server\share password /user:u · net user name password /add
  void net(const std::vector<std::size_t>& plain, std::size_t) {
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
  void qpdf(std::size_t first, std::size_t end) {
    for (std::size_t i = first + 1; i + 2 < end; ++i) {
      if (text(i) != "--encrypt") continue;
      call("qpdf encrypt", {i + 1});
      return call("qpdf encrypt", {i + 2});
    }
  }

  void mysqladmin(const std::vector<std::size_t>& plain) {
    for (std::size_t i = 0; i + 1 < plain.size(); ++i) {
      if (text(plain[i]) == "password") call("mysqladmin password", {plain[i + 1]});
    }
  }

  // scott/tiger@orcl
  void oracle(const std::vector<std::size_t>& plain) {
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
  void bind_triple(std::size_t first, std::size_t end) {
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

  void redis(const std::vector<std::size_t>& plain) {
    for (std::size_t i = 0; i + 1 < plain.size(); ++i) {
      if (base::equal_nocase(text(plain[i]), "requirepass") || base::equal_nocase(text(plain[i]), "auth") ||
          base::equal_nocase(text(plain[i]), "masterauth")) {
        call("redis-cli auth", {plain[i + 1]});
      }
    }
  }

  // zmprov sp account password · zmprov md domain zimbraGalLdapBindPassword X
  void zmprov(const std::vector<std::size_t>& plain) {
    for (std::size_t i = 0; i + 1 < plain.size(); ++i) {
      const auto& verb = text(plain[i]);
      if ((verb == "sp" || verb == "setPassword" || verb == "ca" || verb == "createAccount") &&
          i + 2 < plain.size())
        return call("zmprov " + verb, {plain[i + 1], plain[i + 2]});
      if (verb.starts_with("zimbra") && verb.ends_with("Password")) named(verb, plain[i + 1], 0);
    }
  }

  void nmcli(std::size_t first, std::size_t end) {
    for (std::size_t i = first + 1; i + 1 < end; ++i) {
      const bool key = text(i) == "password" || text(i).ends_with(".psk") || text(i).ends_with(".password") ||
                       text(i).ends_with("secrets");
      if (key) option(text(i), i + 1, 0);
    }
  }

  // reg add HKLM\… /v DefaultPassword /t REG_SZ /d x
  void registry(std::size_t first, std::size_t end) {
    std::string name;
    for (std::size_t i = first + 1; i + 1 < end; ++i) {
      if (base::equal_nocase(text(i), "/v")) name = text(i + 1);
      if (base::equal_nocase(text(i), "/d") && !name.empty()) return named(name, i + 1, 0);
    }
  }

  // sc config name obj= account password= x
  void service(std::size_t first, std::size_t end) {
    for (std::size_t i = first + 1; i + 1 < end; ++i) {
      if (base::equal_nocase(text(i), "password=")) return named("password", i + 1, 0);
    }
  }

  void named(std::string_view name, std::size_t i, std::size_t from) {
    Fact out = fact(FactKind::assignment, std::string(name), std::string(name),
                    {words_[first_].written.begin, words_[end_ - 1].written.end});
    out.arguments.push_back({{}, part(i, from, text(i).size(), out.is_default)});
    facts_.push_back(std::move(out));
  }

  // occ ldap:set-config s01 ldapAgentPassword X · occ config:system:set dbpassword --value=X
  void occ(const std::vector<std::size_t>& plain) {
    for (std::size_t i = 0; i < plain.size(); ++i) {
      const auto& verb = text(plain[i]);
      if (verb == "ldap:set-config" && i + 3 < plain.size())
        return named(text(plain[i + 2]), plain[i + 3], 0);
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
  void config_tool(std::size_t first, std::size_t end) {
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
  void set_pair(const std::vector<std::size_t>& plain) {
    if (plain.size() < 3) return;
    const bool sets = (text(plain[0]) == "configure" || text(plain[0]) == "config") &&
                      (text(plain[1]) == "set" || program_ == "git");
    if (!sets) return;
    const std::size_t key = plain[plain.size() - 2];
    const auto& written = text(key);
    const auto cut = written.find_last_of(".:/");
    named(std::string_view(written).substr(cut == std::string::npos ? 0 : cut + 1), plain.back(), 0);
  }

  const std::vector<CommandWord>& words_;
  const CommandContext& context_;
  std::vector<Fact>& facts_;
  std::size_t count_;
  std::string program_;
  const ProgramRow* row_ = nullptr;
  std::string user_;
  std::size_t first_ = 0;
  std::size_t end_ = 0;
};

}  // namespace

void command_facts(const std::vector<CommandWord>& words, const CommandContext& context,
                   std::vector<Fact>& facts) {
  CommandReader(words, context, facts).run();
}

bool is_command_program(std::string_view name) {
  return find_program(program_name(name)) != nullptr;
}

bool begins_command(std::string_view text) {
  for (std::size_t steps = 0; steps < 4; ++steps) {
    text = base::trim(text);
    const auto end = std::min(text.find_first_of(" \t\r\n"), text.size());
    const auto word = text.substr(0, end);
    if (word.empty() || word.size() > 200) return false;
    if (find_program(program_name(word)) != nullptr) return true;
    const bool goes_on = is_wrapper(word) || word.starts_with("-") || word == "cmd" || word == "/c" ||
                         word == "bash" || word == "sh";
    if (!goes_on || end == text.size()) return false;
    text = text.substr(end);
  }
  return false;
}

}  // namespace tamis::read
