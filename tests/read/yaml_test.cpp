#include <algorithm>

#include "config_fixture.h"

namespace tamis::read {
namespace {

using model::Language;

ReadText yaml(std::string text) {
  return read_as(Language::yaml, std::move(text));
}

TEST(Yaml, NamesPathsAndBlocks) {
  const auto read =
      yaml("spring:\n  ldap:\n    username: cn=a\n    password: Recette_01\n  mail:\n    password: autre\n");
  EXPECT_EQ(read.value("spring.ldap.password"), "Recette_01");
  EXPECT_EQ(read.value("spring.mail.password"), "autre");
  EXPECT_EQ(read.fact("spring.ldap.password").name, "password");
  EXPECT_EQ(read.fact("spring.ldap.password").block, read.fact("spring.ldap.username").block);
  EXPECT_NE(read.fact("spring.ldap.password").block, read.fact("spring.mail.password").block);
}

TEST(Yaml, UndoesQuotes) {
  EXPECT_EQ(yaml("a: 'l''été'\n").value("a"), "l'été");
  EXPECT_EQ(yaml("a: \"x\\u00e9\\\"y\\x41\"\n").value("a"), "xé\"yA");
  EXPECT_EQ(yaml("a: \"deux\n  lignes\"\nb: c\n").value("a"), "deux lignes");
  EXPECT_EQ(yaml("a: \"deux\n  lignes\"\nb: c\n").value("b"), "c");
  EXPECT_EQ(yaml("\"a b\": 'x'   # fin\n").value("a b"), "x");
  EXPECT_EQ(yaml("a: it's # fin\n").value("a"), "it's");
  EXPECT_EQ(yaml("a: x#y\n").value("a"), "x#y");
}

TEST(Yaml, SpansLeadToWhatIsWritten) {
  const auto read = yaml("a: 'l''été'\n");
  EXPECT_EQ(read.written("a"), "l''été");
  EXPECT_TRUE(read.fact("a").value().computed);
}

TEST(Yaml, BlockScalars) {
  EXPECT_EQ(yaml("a: |\n  un\n  deux\n\nb: c\n").value("a"), "un\ndeux");
  EXPECT_EQ(yaml("a: >-\n  un\n  deux\nb: c\n").value("a"), "un deux");
  EXPECT_EQ(yaml("a: |2\n   un\nb: c\n").value("b"), "c");
}

TEST(Yaml, FlowCollections) {
  const auto read = yaml("l:\n  - { nom: gitlab,  mdp: 'Renard', x: [1, {pw: Loup}] }\nc: {a: {b: Ours}}\n");
  EXPECT_EQ(read.value("l.mdp"), "Renard");
  EXPECT_EQ(read.value("l.x.pw"), "Loup");
  EXPECT_EQ(read.value("c.a.b"), "Ours");
}

TEST(Yaml, AnchorsLeadToTheFirstPlace) {
  const auto read = yaml("a: &pw Ancre9\nb: *pw\n");
  EXPECT_EQ(read.value("b"), "Ancre9");
  EXPECT_EQ(read.fact("b").value().span.begin, read.text.find("Ancre9"));
  ASSERT_EQ(read.fact("b").value().trail.size(), 1U);
  EXPECT_EQ(read.fact("b").value().trail[0].name, "*pw");
}

TEST(Yaml, Tags) {
  EXPECT_EQ(yaml("a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6130\nb: x\n").value("a"), "(reference)");
  EXPECT_EQ(yaml("a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6130\nb: x\n").value("b"), "x");
  EXPECT_EQ(yaml("a: !unsafe 'x%y'\n").value("a"), "x%y");
  EXPECT_EQ(yaml("a: !!binary UmVuYXJk\n").value("a"), "Renard");
  EXPECT_EQ(yaml("a: !Fizzy Pop!\n").value("a"), "(reference)");
}

TEST(Yaml, LookUpsAndDefaults) {
  EXPECT_EQ(yaml("a: ${LDAP_PASSWORD}\n").value("a"), "(reference)");
  EXPECT_EQ(yaml("a: ${MAIL_PASSWORD:}\n").value("a"), "(reference)");
  const auto spring = yaml("a: ${LDAP_PASSWORD:Ressort_d'automne}\n");
  EXPECT_EQ(spring.value("a"), "Ressort_d'automne");
  EXPECT_TRUE(spring.fact("a").is_default);
  EXPECT_EQ(spring.written("a"), "Ressort_d'automne");
  EXPECT_EQ(yaml("a: ${A:-${B:-Tiroir}}\n").value("a"), "Tiroir");
  EXPECT_EQ(yaml("a: ${A:?erreur}\n").value("a"), "(reference)");
  EXPECT_EQ(yaml("a: ${env:LDAP_PW}\n").value("a"), "(reference)");
  EXPECT_EQ(yaml("a: \"{{ vault_pw }}\"\n").value("a"), "(reference)");
  EXPECT_EQ(yaml("a: \"{{ pw | default('Filet') }}\"\n").value("a"), "Filet");
  EXPECT_EQ(yaml("a: cn=admin,{{ base }}\n").value("a"), "(unknown)");
  EXPECT_EQ(yaml("a: {{ .Values.pw }}\n").value("a"), "(reference)");
  EXPECT_EQ(yaml("a: P4yslip$Envelope\n").value("a"), "P4yslip$Envelope");
  EXPECT_EQ(yaml("a: Ng1nx{Curly}\n").value("a"), "Ng1nx{Curly}");
}

TEST(Yaml, NameAndValueApart) {
  const auto read = yaml("env:\n  - name: LDAP_PW\n    value: \"Grue\"\n  - name: B\n    value: C\n");
  EXPECT_EQ(read.value("env.LDAP_PW"), "Grue");
  EXPECT_EQ(read.value("env.B"), "C");
}

TEST(Yaml, ElementsThatAreAssignments) {
  const auto read = yaml("environment:\n  - LDAP_PW=a=b\n  - TZ\nargs:\n- --bind-password=Quai\n");
  EXPECT_EQ(read.value("environment.LDAP_PW"), "a=b");
  EXPECT_EQ(read.value("args.bind-password"), "Quai");
}

TEST(Yaml, KubernetesSecretsAreDecodedWhereverKindStands) {
  const auto read =
      yaml("data:\n  pw: UmVuYXJk\nkind: Secret\n---\ndata:\n  pw: UmVuYXJk\nkind: ConfigMap\n");
  EXPECT_EQ(read.value("data.pw"), "Renard");
  EXPECT_EQ(read.written("data.pw"), "UmVuYXJk");
  EXPECT_EQ(read.fact("data.pw").value().decoded_by, std::vector<std::string>{"base64"});
  EXPECT_EQ(read.value("data.pw", 1), "UmVuYXJk");
}

TEST(Yaml, TextsInsideAreRead) {
  const auto read =
      yaml("data:\n  sssd.conf: |\n    [domain/a]\n    ldap_default_authtok = Le chat # gris\n");
  EXPECT_EQ(read.value("domain/a.ldap_default_authtok"), "Le chat # gris");
  EXPECT_EQ(read.written("domain/a.ldap_default_authtok"), "Le chat # gris");
}

TEST(Yaml, CommentedAssignmentsAreToldFromSentences) {
  const auto read = yaml(
      "# ldap_password: \"Hier-12\"\n# sql_password: \"password\"\n# password: voir le coffre\n# NOTE: rien\n"
      "a: b # mdp: Demain3\n#   http://x.lan: y\n");
  EXPECT_EQ(read.value("ldap_password"), "Hier-12");
  EXPECT_TRUE(read.fact("ldap_password").in_comment);
  EXPECT_FALSE(read.has("sql_password"));
  EXPECT_FALSE(read.has("password"));
  EXPECT_EQ(read.value("mdp"), "Demain3");
}

TEST(Yaml, LargeTextsAreReadAroundRegionsWithTheirParents) {
  std::string text = "annuaire:\n  ldap:\n";
  for (int i = 0; i < 60000; ++i) text += "    cle" + std::to_string(i) + ": 12345\n";
  const auto place = text.size();
  text += "    password: Loin_du_debut\n";
  for (int i = 0; i < 1000; ++i) text += "    fin: 1\n";
  ASSERT_GT(text.size(), std::size_t{1} << 20);
  const model::Span region{place + 4, place + 12};
  std::vector<model::Fact> facts;
  read_facts({.text = text, .name = "a.yaml", .language = Language::yaml, .regions = {&region, 1}}, facts);
  EXPECT_LT(facts.size(), 5000U);
  const auto found =
      std::find_if(facts.begin(), facts.end(), [](const auto& fact) { return fact.name == "password"; });
  ASSERT_NE(found, facts.end());
  EXPECT_EQ(found->value().span.in(text), "Loin_du_debut");
}

}  // namespace
}  // namespace tamis::read
