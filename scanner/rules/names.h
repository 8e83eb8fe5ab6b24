// How names are compared: `bind_pw`, `BindPw`, `bind-pw` and "bind pw" are one name, "bindpw"; their words
// are bind, pw. Accents fold in the few letters that French, German, Spanish and Italian names use (clé →
// cle).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tamis::rules {

// Lower case, separators dropped, accents folded: "LDAP.Bind-Mot_de_passe" → "ldapbindmotdepasse".
std::string normalise_name(std::string_view name);

// The words of a name, each normalised: "LdapBindPW2" → ldap, bind, pw, 2; "motDePasse" → mot, de, passe.
std::vector<std::string> split_words(std::string_view name);

// A dotted path, component by component: "Spring.LDAP.bind-password" → "spring.ldap.bindpassword".
std::string normalise_path(std::string_view path);

}  // namespace tamis::rules
