#include "read/command_programs.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"

namespace tamis::read {
namespace {

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

}  // namespace

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
