#include "rules/names.h"

#include <gmock/gmock.h>

#include "rules/letters.h"

namespace tamis::rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Case {
  std::string_view name;
  std::vector<std::string> words;
};

class SplitWords : public testing::TestWithParam<Case> {};

TEST_P(SplitWords, CutsWherePeopleSeeWords) {
  const auto& [name, words] = GetParam();
  EXPECT_EQ(split_words(name), words) << name;
  std::string joined;
  for (const auto& word : words) joined += word;
  EXPECT_EQ(normalise_name(name), joined) << name;
}

INSTANTIATE_TEST_SUITE_P(
    Names, SplitWords,
    testing::Values(
        Case{"bind_pw", {"bind", "pw"}}, Case{"BindPw", {"bind", "pw"}}, Case{"bind-pw", {"bind", "pw"}},
        Case{"bind pw", {"bind", "pw"}}, Case{"BIND_PW", {"bind", "pw"}}, Case{"bindpw", {"bindpw"}},
        Case{"LdapBindPW2", {"ldap", "bind", "pw", "2"}}, Case{"LDAPBindPW", {"ldap", "bind", "pw"}},
        Case{"LDAP.Bind-Mot_de_passe", {"ldap", "bind", "mot", "de", "passe"}},
        Case{"motDePasse", {"mot", "de", "passe"}}, Case{"MOT_DE_PASSE", {"mot", "de", "passe"}},
        Case{"DBPassword", {"db", "password"}}, Case{"userID", {"user", "id"}}, Case{"aB", {"a", "b"}},
        Case{"A", {"a"}}, Case{"ABC", {"abc"}}, Case{"ABc", {"a", "bc"}},
        Case{"IPv6Key", {"i", "pv", "6", "key"}}, Case{"base64Key", {"base", "64", "key"}},
        Case{"oauth2_token", {"oauth", "2", "token"}}, Case{"2ndPassword", {"2", "nd", "password"}},
        Case{"pw1", {"pw", "1"}},
        // sigils, quotes, subscripts
        Case{"$Mdp", {"mdp"}}, Case{"$script:bindPassword", {"script", "bind", "password"}},
        Case{"$env:LDAP_PW", {"env", "ldap", "pw"}}, Case{"${LDAP_PW}", {"ldap", "pw"}}, Case{"%PW%", {"pw"}},
        Case{"@mot_de_passe", {"mot", "de", "passe"}}, Case{"@@secret", {"secret"}},
        Case{"$conf['ldap_pass']", {"conf", "ldap", "pass"}},
        Case{"config[\"BindPw\"]", {"config", "bind", "pw"}}, Case{"passwords[0]", {"passwords"}},
        Case{"String[]", {"string"}}, Case{"keys[12]Api", {"keys", "api"}}, Case{"a[1", {"a", "1"}},
        Case{"--password", {"password"}}, Case{"-w", {"w"}},
        // accents, composed and decomposed; letters that become two
        Case{"clé", {"cle"}}, Case{"CLÉ_API", {"cle", "api"}}, Case{"CléAPI", {"cle", "api"}},
        Case{"cle\u0301", {"cle"}}, Case{"C\u0327a", {"ca"}}, Case{"Schlüssel", {"schlussel"}},
        Case{"contraseña", {"contrasena"}}, Case{"Contraseña Única", {"contrasena", "unica"}},
        Case{"cœurSecret", {"coeur", "secret"}}, Case{"Straße", {"strasse"}}, Case{"motÉlu", {"mot", "elu"}},
        Case{"hasło", {"haslo"}},
        // other scripts stay letters
        Case{"пароль", {"пароль"}}, Case{"ПАРОЛЬ", {"пароль"}}, Case{"мойПароль", {"мой", "пароль"}},
        Case{"密码", {"密码"}}, Case{"κωδικόςA", {"κωδικός", "a"}},
        // nothing, punctuation, stray bytes
        Case{"", {}}, Case{"___", {}}, Case{"«mdp»", {"mdp"}}, Case{"mot’clé", {"mot", "cle"}},
        Case{"pass\xFFword", {"pass", "word"}}, Case{"\xC3", {}},
        Case{"mot\u00A0de\u00A0passe", {"mot", "de", "passe"}}));

TEST(NormaliseName, ReadsLongNamesToALimit) {
  EXPECT_LE(normalise_name(std::string(1000000, 'a')).size(), 512U);
  EXPECT_LE(split_words(std::string(1000000, '_') + "pw").size(), 1U);
}

TEST(NormalisePath, GoesComponentByComponent) {
  EXPECT_EQ(normalise_path("Spring.LDAP.bind-password"), "spring.ldap.bindpassword");
  EXPECT_EQ(normalise_path("domain/legacy.ldap_default_authtok"), "domain.legacy.ldapdefaultauthtok");
  EXPECT_EQ(normalise_path("servers[0].bind_pw"), "servers.bindpw");
  EXPECT_EQ(normalise_path("conf['ldap']['Bind PW']"), "conf.ldap.bindpw");
  EXPECT_EQ(normalise_path("HKLM\\Software\\Realms:Key"), "hklm.software.realms.key");
  EXPECT_EQ(normalise_path("..a..b."), "a.b");
  EXPECT_EQ(normalise_path(""), "");
  EXPECT_EQ(normalise_path("$_"), "");
}

TEST(FoldText, KeepsSeparators) {
  EXPECT_EQ(fold_text("À Définir !"), "a definir !");
  EXPECT_EQ(fold_text("\xFF<MOT>"), "\xFF<mot>");
}

}  // namespace
}  // namespace tamis::rules
