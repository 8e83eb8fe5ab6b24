// The assessor against a table: place × value → confidence. With the real lexicon.

#include "detect/assess.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rules/rule_set.h"

namespace tamis::detect {
namespace {

using model::Confidence;
using model::Language;
using rules::Strength;

const rules::Lexicon& lexicon() {
  static const rules::Lexicon loaded = rules::load_builtin()->lexicon;
  return loaded;
}

std::string verdict(const Place& place, std::string_view value) {
  static const rules::ValuePatterns patterns(lexicon());
  const auto judgement = assess(patterns, place, value);
  return judgement.confidence ? std::string(model::to_string(*judgement.confidence)) : "none";
}

Place certain() {
  Place place;
  place.language = Language::powershell;
  place.quoting = model::Quoting::single_quotes;
  return place;
}
Place named(Language language, std::string_view name) {
  return {.strength = Strength::named,
          .language = language,
          .name = name,
          .quoting = model::Quoting::double_quotes};
}
Place vague(std::string_view name) {
  return {.strength = Strength::vague,
          .language = Language::yaml,
          .name = name,
          .quoting = model::Quoting::double_quotes};
}

TEST(Assess, ABindTakesAnyLiteral) {
  for (const auto* value : {"Automne2019", "craie", "Rendez-moi mon mdp !", "make me a sandwich",
                            "l'œil de Sauron", "12345678", "S0g0&Rendez-vous", "secret"}) {
    EXPECT_EQ(verdict(certain(), value), "high") << value;
  }
}

TEST(Assess, SealedTextCountsWhereItsKeyIsKnown) {
  for (const auto* value : {"76492d1116743f0423413b16050a5345MgB8AFMANgA3AFUAUgBOAGUAaABZAFgA",
                            "01000000d08c9ddf0115d1118c7a00c04fc297eb0100000059736b641c92c218eebff8b1"}) {
    EXPECT_EQ(verdict(certain(), value), "high") << value;
    EXPECT_EQ(verdict(named(Language::powershell, "MotDePasse"), value), "low") << value;
  }
  EXPECT_EQ(verdict(named(Language::powershell, "MotDePasse"), "76492d1116743f04+Mulot"), "high");
}

TEST(Assess, PlaceholdersAreNoSecretAnywhere) {
  for (const auto* value : {"<password>",
                            "<mot de passe>",
                            "CHANGEME",
                            "change-me",
                            "${LDAP_PASSWORD}",
                            "{{ vault_pw }}",
                            "%LDAP_PW%",
                            "$LDAP_PW",
                            "********",
                            "xxxxxxxx",
                            "votre_mot_de_passe",
                            "your-password-here",
                            "YOUR_PASSWORD",
                            "à définir",
                            "[mot de passe]",
                            "__PASSWORD__",
                            "@BIND_PW@",
                            "...",
                            "",
                            "null",
                            "ENC[AES256_GCM,data:abc]",
                            "{cipher}AQB0",
                            "/run/secrets/ldap",
                            "vault:secret/data/ldap#pw",
                            "Voir le coffre",
                            "<à compléter>",
                            "%s",
                            "{0}"}) {
    EXPECT_EQ(verdict(certain(), value), "none") << value;
    EXPECT_EQ(verdict(named(Language::yaml, "password"), value), "none") << value;
    EXPECT_EQ(verdict(vague("api_key"), value), "none") << value;
  }
}

TEST(Assess, ChosenPasswordsStandOutInPasswordNamedPlaces) {
  for (const auto* value :
       {"Automne2019", "m00dle-Sync_2021", "S3cr3t!pass", "éponge!$7", "Bouss0le-Nord", "7hK#9sLp"}) {
    EXPECT_EQ(verdict(named(Language::python, "db_password"), value), "high") << value;
  }
  EXPECT_EQ(verdict(named(Language::yaml, "password"), "bavardage"), "medium");
}

TEST(Assess, LabelsTypesAndNamesAreNot) {
  for (const auto* value : {"Mot de passe",
                            "Mot de passe :",
                            "Enter your password",
                            "Votre mot de passe a expiré.",
                            "Invalid username or password",
                            "string",
                            "varchar(255)",
                            "password_field",
                            "userPassword",
                            "login.password.label",
                            "config.get('password')",
                            "os.environ['DB_PASSWORD']",
                            "/etc/ldap.secret",
                            "C:\\Secure\\mdp.txt",
                            "https://mdp.example.org/",
                            "cn=admin,dc=ville,dc=lan",
                            "d41d8cd9-8f00-b204-e980-0998ecf8427e",
                            "2024-01-31",
                            "true",
                            "12"}) {
    EXPECT_EQ(verdict(named(Language::php, "password"), value), "none") << value;
  }
}

TEST(Assess, WordsInProgramsAreUnsure) {
  EXPECT_EQ(verdict(named(Language::javascript, "password"), "correct"), "low");
  EXPECT_EQ(verdict(named(Language::python, "password"), "azertyuiop"), "low");
}

TEST(Assess, VagueNamesNeedTheShapeOfAKey) {
  EXPECT_EQ(verdict(vague("api_key"), "kV9x2LmQ8rT4wY7zB3nC6pD1"), "high");
  EXPECT_EQ(verdict(vague("token"), "refresh"), "none");
  EXPECT_EQ(verdict(vague("token"), "next-page-marker"), "low");
  EXPECT_EQ(verdict(vague("secret"), "the quick brown fox"), "none");
}

TEST(Assess, CommentsTestsAndSamplesLowerIt) {
  auto place = named(Language::python, "password");
  place.in_comment = true;
  EXPECT_EQ(verdict(place, "Automne2019"), "medium");
  place.in_sample = true;
  EXPECT_EQ(verdict(place, "Automne2019"), "low");
  auto bind = certain();
  bind.in_comment = true;
  EXPECT_EQ(verdict(bind, "secret"), "none");
  EXPECT_EQ(verdict(bind, "Automne2019"), "medium");
}

TEST(Assess, DigestsCountOnlyWhereTheyAreExpected) {
  auto place = named(Language::yaml, "password");
  const std::string digest = "5f4dcc3b5aa765d61d8327deb882cf99";
  EXPECT_EQ(verdict(place, digest), "low");
  place.expects_digest = true;
  EXPECT_EQ(verdict(place, digest), "high");
}

}  // namespace
}  // namespace tamis::detect
