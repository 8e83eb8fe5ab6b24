#include "rules/rule_set.h"

#include <gmock/gmock.h>

#include "rules/rule_loader.h"

namespace tamis::rules {
namespace {

using model::Fact;
using model::FactKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Lexicon small_lexicon() {
  Lexicon lexicon;
  lexicon.groups.push_back({.id = "password",
                            .anchors = {"passw", "mdp", "passe", "pwd"},
                            .endings = {"password", "passwd", "pwd", "mdp", "motdepasse"},
                            .exact = {"pass", "pw"}});
  lexicon.groups.push_back(
      {.id = "token", .anchors = {"token"}, .endings = {"token", "apitoken"}, .exact = {}});
  lexicon.qualifiers = {"prod", "dev", "ldap", "du", "compte"};
  return lexicon;
}

std::vector<Rule> rules_of(const std::string& yaml) {
  auto rules = parse_rules("family: test\nrules:\n" + yaml, "test.yaml", {});
  EXPECT_TRUE(rules) << (rules ? "" : rules.error().message);
  return rules ? std::move(*rules) : std::vector<Rule>();
}

std::shared_ptr<const RuleSet> build(const std::string& yaml) {
  auto set = RuleSet::build({rules_of(yaml), small_lexicon()}, {});
  EXPECT_TRUE(set) << (set ? "" : set.error().message);
  return set ? *set : nullptr;
}

std::string build_error(std::vector<Rule> rules) {
  auto set = RuleSet::build({std::move(rules), small_lexicon()}, {});
  return set ? "built" : set.error().message;
}

Rule token_rule(std::string id, std::string pattern) {
  Rule rule;
  rule.id = std::move(id);
  rule.kind = RuleKind::token;
  rule.token.pattern = std::move(pattern);
  return rule;
}

// The rules that a text's hits lead to, by trigger.
std::vector<std::string> scan(const RuleSet& set, std::string_view text) {
  auto scratch = set.engine().make_scratch();
  EXPECT_TRUE(scratch);
  std::vector<model::Hit> hits;
  EXPECT_TRUE(set.engine().scan(text, **scratch, hits));
  std::vector<std::string> out;
  for (const auto& hit : hits) {
    for (const Trigger& trigger : set.triggers(hit.expression)) {
      const std::string rule = trigger.rule == Trigger::kNoRule ? "-" : set.rules()[trigger.rule].id;
      constexpr const char* kKinds[] = {"token", "block", "read", "expression"};
      out.push_back(std::string(kKinds[static_cast<std::size_t>(trigger.kind)]) + " " + rule + " " +
                    std::to_string(trigger.index) + " " + std::to_string(hit.begin) + "-" +
                    std::to_string(hit.end));
    }
  }
  return out;
}

std::vector<std::string> candidates(const RuleSet& set, const Fact& fact) {
  std::vector<std::uint32_t> found;
  set.candidates(fact, found);
  std::vector<std::string> ids;
  for (const auto rule : found) ids.push_back(set.rules()[rule].id);
  return ids;
}

Fact assignment(std::string name, std::string path = "") {
  Fact fact;
  fact.kind = FactKind::assignment;
  fact.name = std::move(name);
  fact.path = path.empty() ? fact.name : std::move(path);
  fact.arguments.resize(1);
  return fact;
}

Fact call(std::string name, std::size_t positional, std::vector<std::string> named = {}) {
  Fact fact;
  fact.kind = FactKind::call;
  fact.name = std::move(name);
  fact.arguments.resize(positional);
  for (auto& argument : named) fact.arguments.push_back({std::move(argument), {}});
  return fact;
}

Fact option(std::string program, std::string name) {
  Fact fact;
  fact.kind = FactKind::option;
  fact.name = std::move(name);
  fact.path = std::move(program);
  fact.arguments.resize(1);
  return fact;
}

// ---- triggers
// ---------------------------------------------------------------------------------------------------

TEST(RuleSetTriggers, TokensBlocksAndReadersShareTheEngine) {
  const auto set = build(R"(
  - {id: t.pat, name: PAT, kind: token, pattern: 'gh[po]_[A-Za-z0-9]{6}'}
  - {id: t.key, name: key, kind: block, begins: ["-----BEGIN A-----", "-----BEGIN B-----"], ends: ["-----END A-----", "-----END B-----"]}
  - {id: t.bind, name: bind, kind: assignment, match: {names: [bind_pw]}}
)");
  ASSERT_TRUE(set);
  EXPECT_THAT(scan(*set, "x ghp_123456"), ElementsAre("token t.pat 0 2-6"));
  EXPECT_THAT(scan(*set, "-----BEGIN B-----"), ElementsAre("block t.key 1 0-17"));
  for (const std::string_view spelling : {"bindpw", "bind_pw", "BindPw", "BIND-PW", "bind.pw", "Bind PW"}) {
    EXPECT_THAT(scan(*set, spelling), testing::SizeIs(1)) << spelling;
  }
  EXPECT_THAT(scan(*set, "bind the password"), IsEmpty());
  EXPECT_TRUE(set->starts_with_anchor(0));
  EXPECT_EQ(set->width(0), 10U);
}

TEST(RuleSetTriggers, OneLiteralServesSeveralRules) {
  const auto set = build(R"(
  - {id: t.one, name: one, kind: token, pattern: 'abcd_[0-9]{4}'}
  - {id: t.two, name: two, kind: token, pattern: 'abcd_[a-z]{4}'}
)");
  ASSERT_TRUE(set);
  EXPECT_THAT(scan(*set, "abcd_"), ElementsAre("token t.one 0 0-5", "token t.two 0 0-5"));
}

TEST(RuleSetTriggers, CaseIsIgnoredWhereTheRuleSaysSo) {
  const auto set = build(R"(
  - {id: t.nocase, name: n, kind: token, nocase: true, pattern: 'Sec_[0-9]{4}'}
  - {id: t.flag, name: n, kind: token, pattern: '(?i:Sec)-[0-9]{4}'}
  - {id: t.case, name: n, kind: token, pattern: 'Sec=[0-9]{4}'}
)");
  ASSERT_TRUE(set);
  EXPECT_THAT(scan(*set, "SEC_"), ElementsAre("token t.nocase 0 0-4"));
  EXPECT_THAT(scan(*set, "sEc-"), ElementsAre("token t.flag 0 0-4"));
  EXPECT_THAT(scan(*set, "sec="), IsEmpty());
  EXPECT_THAT(scan(*set, "Sec="), ElementsAre("token t.case 0 0-4"));
  TokenMatch match;
  EXPECT_TRUE(set->match_at(0, "sEC_1234", 0, match));
  EXPECT_TRUE(set->match_at(1, "SEC-1234", 0, match));
  EXPECT_FALSE(set->match_at(2, "SEC=1234", 0, match));
}

TEST(RuleSetTriggers, ReadersLookWhereFactsOfAnyRuleMayStand) {
  const auto set = build(R"(
  - {id: t.group, name: g, kind: assignment, strength: named, match: {name_groups: [password]}}
  - {id: t.de, name: d, kind: call, match: {names: [System.DirectoryServices.DirectoryEntry], positions: [3]}}
  - {id: t.netuse, name: n, kind: call, match: {names: [net use], positions: [2]}}
  - {id: t.ldapsearch, name: l, kind: option, match: {names: [-w], programs: [ldapsearch, nc]}}
  - {id: t.header, name: h, kind: header, match: {names: [PRIVATE-TOKEN]}}
  - {id: t.url, name: u, kind: userinfo, match: {}}
  - {id: t.path, name: p, kind: assignment, match: {paths: ["**.ldap.**.authtok"]}}
  - {id: t.sssd, name: s, kind: assignment, match: {names: [ldap_default_authtok]}}
)");
  ASSERT_TRUE(set);
  for (const std::string_view text :
       {"PassWord", "MDP", "new-object directoryentry", "NET USE", "net  use", "ldapsearch -w", "nc -w",
        "private-token:", "https://", "authtok", "LdapDefaultAuthtok"}) {
    EXPECT_THAT(scan(*set, text), ElementsAre(testing::StartsWith("read - "))) << text;
  }
  for (const std::string_view text : {"network", "sync", "default", "private"}) {
    EXPECT_THAT(scan(*set, text), IsEmpty()) << text;
  }
}

TEST(RuleSetTriggers, RulesWithoutAnchorAreSearchedWhole) {
  const auto set = build(R"(
  - {id: t.bare, name: b, kind: token, pattern: '[0-9]{3}-[a-f]{3}(?P<secret>[0-9]{2,4})'}
  - {id: t.pat, name: PAT, kind: token, pattern: 'ghp_[0-9]{6}'}
)");
  ASSERT_TRUE(set);
  const std::string text = "see 123-abc4567 ghp_123456";
  const auto hits = scan(*set, text);
  EXPECT_THAT(hits, testing::Contains(HasSubstr("expression t.bare 0 15-15")));
  EXPECT_THAT(hits, testing::Contains("token t.pat 0 16-20"));
  TokenMatch match;
  EXPECT_FALSE(set->find(0, text, {0, 14}, 0, match)) << "the match goes on behind the window";
  ASSERT_TRUE(set->find(0, text, {0, 15}, 0, match));
  EXPECT_EQ(match.whole.in(text), "123-abc4567");
  EXPECT_EQ(match.secret.in(text), "4567");
}

// ---- build errors
// -----------------------------------------------------------------------------------------------

TEST(RuleSetBuild, NamesTheRuleThatIsWrong) {
  EXPECT_THAT(build_error({token_rule("t.a", "abc_[0-9"), token_rule("t.b", "abc")}),
              HasSubstr("rule t.a: pattern: "));
  EXPECT_THAT(build_error({token_rule("t.a", "abc_[0-9]+")}),
              HasSubstr("rule t.a: pattern: may match more than 8192"));
  EXPECT_THAT(build_error({token_rule("t.a", "abc_\\pL{1,9000}")}), HasSubstr("rule t.a: pattern"));
  EXPECT_THAT(build_error({token_rule("t.a", "abc_"), token_rule("t.a", "abd_")}),
              HasSubstr("rule t.a: the id is used twice"));
  Rule group;
  group.id = "t.g";
  group.kind = RuleKind::assignment;
  group.match.name_groups = {"nosuch"};
  EXPECT_THAT(build_error({group}), HasSubstr("rule t.g: no group of names is called nosuch"));
  Rule block;
  block.id = "t.k";
  block.kind = RuleKind::block;
  block.block.begins = {"BEGIN"};
  EXPECT_THAT(build_error({block}), HasSubstr("rule t.k: expected as many ends as begins"));
}

TEST(RuleSetBuild, HashChangesWithAnyRuleAndLexiconEntry) {
  const auto hash = [](Catalogue catalogue) { return (*RuleSet::build(std::move(catalogue), {}))->hash(); };
  const auto rules = rules_of("  - {id: t.a, name: a, kind: token, pattern: 'abc_[0-9]{3}'}\n");
  const auto first = hash({rules, small_lexicon()});
  EXPECT_THAT(first, testing::MatchesRegex("[0-9a-f]{16}"));
  EXPECT_EQ(first, hash({rules, small_lexicon()}));
  auto changed = rules;
  changed[0].severity = model::Severity::low;
  EXPECT_NE(first, hash({changed, small_lexicon()}));
  auto lexicon = small_lexicon();
  lexicon.disqualifiers.insert("length");
  EXPECT_NE(first, hash({rules, lexicon}));
}

// ---- candidates
// -------------------------------------------------------------------------------------------------

TEST(Candidates, NamesAreComparedNormalised) {
  const auto set = build(R"(
  - {id: t.bind, name: b, kind: assignment, match: {names: [bind_pw, rootdn-pw]}}
  - {id: t.not, name: b, kind: assignment, strength: named, match: {name_groups: [password], not_names: [min_password, smtp.pwd]}}
)");
  for (const char* name : {"bind_pw", "BindPW", "bind-pw", "BINDPW", "Bind Pw", "$BindPw", "rootDnPw"}) {
    EXPECT_THAT(candidates(*set, assignment(name)), ElementsAre("t.bind")) << name;
  }
  for (const char* name : {"bind_pw2", "xbindpw", "bind", ""})
    EXPECT_THAT(candidates(*set, assignment(name)), IsEmpty()) << name;
  EXPECT_THAT(candidates(*set, assignment("MinPassword")), IsEmpty());
  EXPECT_THAT(candidates(*set, assignment("smtp_pwd")), IsEmpty());
}

TEST(Candidates, GroupsTakeNamesThatEndInTheirWords) {
  const auto set = build(R"(
  - {id: t.pw, name: b, kind: assignment, strength: named, match: {name_groups: [password]}}
  - {id: t.tok, name: b, kind: assignment, strength: vague, match: {name_groups: [token]}}
  - {id: t.both, name: b, kind: assignment, match: {names: [cle], name_groups: [password, token]}}
)");
  for (const char* name :
       {"password", "LdapBindPassword", "svc-ad-passwd", "$motDePasse", "MOT_DE_PASSE", "mdp", "mdp2",
        "Pwd_01", "pass", "pw", "mdpProd", "motDePasseDuCompteLdap", "password_dev_2"}) {
    EXPECT_THAT(candidates(*set, assignment(name)), ElementsAre("t.pw", "t.both")) << name;
  }
  EXPECT_THAT(candidates(*set, assignment("gitlabApiToken")), ElementsAre("t.tok", "t.both"));
  EXPECT_THAT(candidates(*set, assignment("Clé")), ElementsAre("t.both"));
  for (const char* name : {"password_length", "passwordPolicy", "compass", "db_pass", "tokenizer", "bypw",
                           "prod", "2", "mdpx"}) {
    EXPECT_THAT(candidates(*set, assignment(name)), IsEmpty()) << name;
  }
}

TEST(Candidates, CalleesAreComparedFromTheirEnds) {
  const auto set = build(R"(
  - {id: t.de, name: d, kind: call, match: {names: [System.DirectoryServices.DirectoryEntry], positions: [3], named: [Password], min_arguments: 1}}
  - {id: t.bind, name: b, kind: call, match: {names: [ldap_bind], positions: [3]}}
  - {id: t.any, name: b, kind: call, match: {named: [BindPassword]}}
)");
  for (const char* name :
       {"System.DirectoryServices.DirectoryEntry", "DirectoryServices.DirectoryEntry", "DirectoryEntry",
        "directoryentry", "global::System.DirectoryServices.DirectoryEntry"}) {
    EXPECT_THAT(candidates(*set, call(name, 3)), ElementsAre("t.de")) << name;
  }
  EXPECT_THAT(candidates(*set, call("DirectoryEntry", 2)), IsEmpty()) << "no third argument";
  EXPECT_THAT(candidates(*set, call("DirectoryEntry", 1, {"password"})), ElementsAre("t.de"));
  EXPECT_THAT(candidates(*set, call("Other.DirectoryEntry", 3)), IsEmpty());
  EXPECT_THAT(candidates(*set, call("GetDirectoryEntry", 3)), IsEmpty());
  EXPECT_THAT(candidates(*set, call("\\ldap_bind", 3)), ElementsAre("t.bind"));
  EXPECT_THAT(candidates(*set, call("$this->ldap_bind", 4)), ElementsAre("t.bind"));
  EXPECT_THAT(candidates(*set, call("anything", 0, {"-bind-password"})), ElementsAre("t.any"));
}

TEST(Candidates, OptionsBelongToTheirPrograms) {
  const auto set = build(R"(
  - {id: t.w, name: w, kind: option, match: {names: [-w], programs: [ldapsearch, ldapadd]}}
  - {id: t.rp, name: w, kind: option, match: {names: [/rp], programs: [schtasks]}}
  - {id: t.long, name: w, kind: option, match: {names: [--db-password]}}
  - {id: t.any, name: w, kind: option, strength: named, match: {name_groups: [password], not_names: [--no-password]}}
)");
  EXPECT_THAT(candidates(*set, option("ldapsearch", "-w")), ElementsAre("t.w"));
  EXPECT_THAT(candidates(*set, option("LdapSearch.EXE", "-w")), ElementsAre("t.w"));
  EXPECT_THAT(candidates(*set, option("ldapsearch", "-W")), IsEmpty()) << "-W prompts";
  EXPECT_THAT(candidates(*set, option("nc", "-w")), IsEmpty());
  EXPECT_THAT(candidates(*set, option("schtasks", "/RP")), ElementsAre("t.rp"));
  EXPECT_THAT(candidates(*set, option("x", "--DB-password")), ElementsAre("t.long", "t.any"));
  EXPECT_THAT(candidates(*set, option("x", "--no-password")), IsEmpty());
}

TEST(Candidates, PathsSchemesAndLanguagesCount) {
  const auto set = build(R"(
  - {id: t.path, name: w, kind: assignment, match: {paths: ["**.ldap.**.pass*", "root.key"]}}
  - {id: t.url, name: w, kind: userinfo, match: {schemes: [ldap, mongodb+srv]}}
  - {id: t.auth, name: w, kind: header, match: {names: [Authorization], schemes: [Basic]}}
  - {id: t.ps, name: w, kind: assignment, match: {names: [pin], languages: [powershell, batch]}}
)");
  EXPECT_THAT(candidates(*set, assignment("pass", "ldap.pass")), ElementsAre("t.path"));
  EXPECT_THAT(candidates(*set, assignment("Password", "spring.LDAP.base[0].Password")),
              ElementsAre("t.path"));
  EXPECT_THAT(candidates(*set, assignment("key", "root/key")), ElementsAre("t.path"));
  EXPECT_THAT(candidates(*set, assignment("key", "a.root.key")), IsEmpty());
  EXPECT_THAT(candidates(*set, assignment("pass", "myldap.pass")), IsEmpty());
  Fact url;
  url.kind = FactKind::userinfo;
  url.arguments.resize(1);
  url.name = "LDAP";
  EXPECT_THAT(candidates(*set, url), ElementsAre("t.url"));
  url.name = "ldaps";
  EXPECT_THAT(candidates(*set, url), IsEmpty());
  Fact header;
  header.kind = FactKind::header;
  header.arguments.resize(1);
  header.name = "authorization";
  header.path = "basic";
  EXPECT_THAT(candidates(*set, header), ElementsAre("t.auth"));
  header.path = "Bearer";
  EXPECT_THAT(candidates(*set, header), IsEmpty());
  Fact pin = assignment("PIN");
  EXPECT_THAT(candidates(*set, pin), IsEmpty());
  pin.language = model::Language::batch;
  EXPECT_THAT(candidates(*set, pin), ElementsAre("t.ps"));
}

TEST(Candidates, FactsOfAnotherKindAreNotTaken) {
  const auto set = build("  - {id: t.bind, name: b, kind: assignment, match: {names: [bind_pw]}}\n");
  Fact cell = assignment("bind_pw");
  cell.kind = FactKind::cell;
  EXPECT_THAT(candidates(*set, cell), IsEmpty());
}

// ---- choosing rules
// ---------------------------------------------------------------------------------------------

TEST(SelectRules, TakesIdsGlobsAndTags) {
  const auto all = rules_of(R"(
  - {id: t.a.one, name: a, kind: token, pattern: 'abc_[0-9]{3}', tags: [cloud]}
  - {id: t.a.two, name: a, kind: token, pattern: 'abd_[0-9]{3}'}
  - {id: t.b.one, name: a, kind: token, pattern: 'abe_[0-9]{3}', tags: [cloud, ldap]}
)");
  const auto select = [&](std::vector<std::string> enable, std::vector<std::string> disable) {
    auto rules = all;
    const auto done = select_rules(rules, enable, disable);
    std::vector<std::string> ids;
    for (const auto& rule : rules) ids.push_back(rule.id);
    return done ? ids : std::vector<std::string>{done.error().message};
  };
  EXPECT_THAT(select({}, {}), ElementsAre("t.a.one", "t.a.two", "t.b.one"));
  EXPECT_THAT(select({"t.a.*"}, {}), ElementsAre("t.a.one", "t.a.two"));
  EXPECT_THAT(select({"cloud"}, {"ldap"}), ElementsAre("t.a.one"));
  EXPECT_THAT(select({}, {"t.a.one"}), ElementsAre("t.a.two", "t.b.one"));
  EXPECT_THAT(select({}, {"nosuch"}), ElementsAre("no rule has the id, glob or tag 'nosuch'"));
}

}  // namespace
}  // namespace tamis::rules
