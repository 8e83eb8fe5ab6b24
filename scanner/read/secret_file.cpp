#include "read/secret_file.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace tamis::read {

bool is_secret_file(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "ldap.secret", "libnss-ldap.secret", "pam_ldap.secret", "nslcd.secret",
      "ldap.passwd", "ldap_password",      "bindpw",          "rootpw"};
  static constexpr std::array<std::string_view, 9> kEndings = {
      ".pw", ".pass", ".passwd", ".pwd", "_secret", "-secret", ".cred", "password.txt", "_pw"};
  const std::string file = base::to_lower(base::file_name(name));
  if (std::find(kNames.begin(), kNames.end(), file) != kNames.end() || file.ends_with(".secret")) return true;
  const bool ldap = file.find("ldap") != std::string::npos || file.find("bind") != std::string::npos ||
                    file.find("sssd") != std::string::npos;
  return ldap && std::any_of(kEndings.begin(), kEndings.end(),
                             [&](std::string_view ending) { return file.ends_with(ending); });
}

}  // namespace tamis::read
