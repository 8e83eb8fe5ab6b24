// What the gate lets through to the readers, and what it spares them.
#include "read/gate.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tamis::read {
namespace {

using model::Language;
using model::Span;

struct Case {
  Language language;
  std::string text;  // the name between « and »
};

// The text without the marks, and where the name stands.
struct Marked {
  explicit Marked(const std::string& written) {
    const std::string open = "«";
    const std::string close = "»";
    const auto begin = written.find(open);
    const auto end = written.find(close);
    text = written.substr(0, begin) + written.substr(begin + open.size(), end - begin - open.size()) +
           written.substr(end + close.size());
    name = {begin, end - open.size()};
  }
  std::string text;
  Span name;
};

std::ostream& operator<<(std::ostream& out, const Case& of) {
  return out << model::to_string(of.language) << ": " << of.text;
}

class GateTakes : public testing::TestWithParam<Case> {};
class GateSpares : public testing::TestWithParam<Case> {};

TEST_P(GateTakes, ANameWithAValue) {
  const Marked marked(GetParam().text);
  EXPECT_TRUE(Gate(marked.text, GetParam().language).may_assign(marked.name));
}

TEST_P(GateSpares, ANameThatIsOnlyTalkedAbout) {
  const Marked marked(GetParam().text);
  EXPECT_FALSE(Gate(marked.text, GetParam().language).may_assign(marked.name));
}

INSTANTIATE_TEST_SUITE_P(
    Code, GateTakes,
    testing::Values(Case{Language::python, "«password» = 'Tournesol7'"},
                    Case{Language::python, "cfg['«password»'] = \"Tournesol7\""},
                    Case{Language::python, "connect(user='a', «password»='Tournesol7')"},
                    Case{Language::python, "«password»: str = 'Tournesol7'"},
                    Case{Language::python, "user, «password» = 'jean', 'Tournesol7'"},
                    Case{Language::python, "«password», user = 'Tournesol7', 'jean'"},
                    Case{Language::python, "cle = 'Tournesol7'\n«password» = cle\n"},
                    Case{Language::python, "«password» = (\n    'Tournesol7'\n)"},
                    Case{Language::python, "# «mdp»: Tournesol\n"},
                    Case{Language::python, "x = 1  # «mdp» = Tournesol7\n"},
                    Case{Language::go, "const «password» string = `Tournesol7`"},
                    Case{Language::go, "«password» := \"Tournesol7\""},
                    Case{Language::java, "env.put(\"«password»\", \"Tournesol7\");"},
                    Case{Language::java, "builder.«password»(\"Tournesol7\")"},
                    Case{Language::vbnet, "Dim «Password» As String = \"Tournesol7\""},
                    Case{Language::c, "#define LDAP_«PASSWORD» \"Tournesol7\""},
                    Case{Language::c, "char «password»[] = \"Tournesol7\";"},
                    Case{Language::php, "'«password»' => 'Tournesol7',"},
                    Case{Language::ruby, "«password» ||= 'Tournesol7'"},
                    Case{Language::javascript, "\"Server=db;«Password»=Tournesol7;\""},
                    Case{Language::javascript, "{ name: '«password»', value: 'Tournesol7' }"},
                    Case{Language::javascript, "«password» = 20250713;"},
                    Case{Language::sql, "CREATE USER x IDENTIFIED BY 'a' «PASSWORD» 'Tournesol7'"}));

INSTANTIATE_TEST_SUITE_P(
    Code, GateSpares,
    testing::Values(Case{Language::python, "def login(user, «password»):\n    return user\n"},
                    Case{Language::python, "def login(user: str, «password»: str) -> None:\n"},
                    Case{Language::python, "connect(«password»=«password»)"},
                    Case{Language::python, "«password» = None"}, Case{Language::python, "«password» = ''"},
                    Case{Language::python, "self.«password» = password\n"},
                    Case{Language::python, "\"\"\"The «password» to use.\"\"\""},
                    Case{Language::python, "if not «password»:\n    raise Failure('no way in')\n"},
                    Case{Language::python, "fields = ['login', '«password»',\n  'email']"},
                    Case{Language::go, "CAN_RAW_XL_«PASS» = 0x2"},
                    Case{Language::go, "if err := check(«password»); err != nil {"},
                    Case{Language::java, "String «password» = request.getParameter();"},
                    Case{Language::java, "// The «password» of this account is unknown.\n"},
                    Case{Language::javascript, "return «password»;"},
                    Case{Language::c, "free(«password»);"}));

INSTANTIATE_TEST_SUITE_P(
    Data, GateTakes,
    testing::Values(
        Case{Language::ini, "bind_«password» = Tournesol7"}, Case{Language::ini, "«bindpw» Tournesol7"},
        Case{Language::ini, "ldap admin «password» = Tournesol7"},
        Case{Language::conf, "  «bindpw»  Tournesol7"}, Case{Language::yaml, "«password»: Tournesol7"},
        Case{Language::yaml, "- name: LDAP_«PASSWORD»\n  value: Tournesol7"},
        Case{Language::yaml, "«password»: >\n  Tournesol7"},
        Case{Language::json, "{\"«password»\": \"Tournesol7\"}"},
        Case{Language::json, "{\"name\": \"«password»\", \"value\": \"Tournesol7\"}"},
        Case{Language::json, "{\"a\": \"Server=x;«Password»=Tournesol7\"}"},
        Case{Language::json, "{\"a\": \"{\\\"«password»\\\": \\\"Tournesol7\\\"}\"}"},
        Case{Language::json, "{\"«DbPassword»\": {\"Type\": \"String\", \"Default\": \"Tournesol7\"}}"},
        Case{Language::ldif, "user«Password»:: VG91cm5lc29sNw=="},
        Case{Language::xml, "<«password»>Tournesol7</password>"},
        Case{Language::xml, "<«password»><![CDATA[Tournesol7]]></password>"},
        Case{Language::xml, "<add key=\"Ldap«Password»\" value=\"Tournesol7\"/>"},
        Case{Language::xml, "<key>«password»</key>\n<string>Tournesol7</string>"},
        Case{Language::xml, "<bind «password»=\"Tournesol7\"/>"},
        Case{Language::html, "<td>«Mot de passe»</td><td>Tournesol7</td>"},
        Case{Language::html, "<li>«Mot de passe» : <b>Tournesol7</b></li>"}));

INSTANTIATE_TEST_SUITE_P(
    Data, GateSpares,
    testing::Values(Case{Language::ini, "«password» ="},
                    Case{Language::json, "{\"«nextToken»\": {\"type\": \"string\"}}"},
                    Case{Language::json, "{\"required\": [\"«password»\", \"login\"]}"},
                    Case{Language::json, "{\"«password»\": null}"},
                    Case{Language::json,
                         "{\"doc\": \"Use the «token» in the next call, see <a href='x'>.\"}"},
                    Case{Language::xml, "<«password»/>"}, Case{Language::html, "<input type=\"«password»\">"},
                    Case{Language::html, "<span class=\"«token»\">x</span>"},
                    Case{Language::html, "<p>Use a strong «password».</p>"},
                    Case{Language::html, "<code>«token»</code> is"}));

INSTANTIATE_TEST_SUITE_P(Text, GateTakes,
                         testing::Values(Case{Language::plain, "«Mot de passe» : Tournesol7"},
                                         Case{Language::plain, "mdp du compte : x\n«mdp»=Tournesol7"},
                                         Case{Language::plain, "«Mot de passe» du compte LDAP : Tournesol7"},
                                         Case{Language::markdown, "**«Password»**: `Tournesol7`"},
                                         Case{Language::markdown, "| «password» | Tournesol7 |"},
                                         Case{Language::plain, "LOGIN: jean\n«PASS»: Tournesol7\n"},
                                         Case{Language::shell, "LDAP_«PASSWORD»=Tournesol7"},
                                         Case{Language::shell, "app --«password» Tournesol7"},
                                         Case{Language::shell,
                                              "occ ldap:set-config s01 ldapAgent«Password» \"Tournesol7\""},
                                         Case{Language::powershell, "Connect-It -«Password» $mdp"}));

INSTANTIATE_TEST_SUITE_P(
    Text, GateSpares,
    testing::Values(Case{Language::plain, "The «password» is not kept anywhere.\n"},
                    Case{Language::plain, "Enter your «password»:\n"},
                    Case{Language::plain, "see «token»://host/path"},
                    Case{Language::plain, "PASS: gdb.base/a.exp\n«PASS»: gdb.base/b.exp\n"},
                    Case{Language::plain, "«PASS»: gdb.base/list0.exp: list default lines\n"},
                    Case{Language::shell, "echo \"the «password» is wrong\" >&2"},
                    Case{Language::shell, "unset «PASSWORD»\n"}));

struct Command {
  std::string text;
  std::string program;
  std::vector<std::string> words;
  bool runs;
};

TEST(GateCommands, NeedTheirOptionsOrVerbs) {
  const std::vector<Command> cases = {
      {"ldapsearch -x -w Tournesol7", "ldapsearch", {"-w"}, true},
      {"/usr/bin/ldapsearch -x \\\n  -D cn=a \\\n  -wTournesol7", "ldapsearch", {"-w"}, true},
      {"[\"ldapsearch\", \"-x\",\n \"-w\", \"Tournesol7\"]", "ldapsearch", {"-w"}, true},
      {"C:\\bin\\LDAPSEARCH.EXE -w Tournesol7", "LDAPSEARCH", {"-w"}, true},
      {"net use Z: \\\\srv\\p Tournesol7", "net", {"use"}, true},
      {"echo Tournesol7 | passwd --stdin root", "passwd", {"stdin"}, true},
      {"passwd jean <<< Tournesol7", "passwd", {"stdin"}, true},
      {"ldapsearch is a tool; -w gives its password\nldapsearch", "ldapsearch", {"-z"}, false},
      {"libldapsearch -w Tournesol7", "ldapsearch", {"-w"}, false},
      {"https://example.org -a", "http", {"-a"}, false},
      {"the passwd file", "passwd", {"stdin"}, false},
      {"ldapsearch -x\nother -w", "ldapsearch", {"-w"}, false},
  };
  for (const Command& of : cases) {
    const auto at = of.text.find(of.program);
    Gate gate(of.text, Language::shell);
    EXPECT_EQ(gate.may_run({at, at + of.program.size()}, of.words), of.runs) << of.text;
  }
}

TEST(GateCalls, NeedArgumentsThatMayBeConstants) {
  const auto may_call = [](Language language, const std::string& text, const std::string& callee,
                           std::size_t arguments) {
    const auto at = text.find(callee);
    return Gate(text, language).may_call({at, at + callee.size()}, arguments);
  };
  EXPECT_TRUE(may_call(Language::python, "c.simple_bind_s('cn=a', 'Tournesol7')", "simple_bind_s", 2));
  EXPECT_TRUE(may_call(Language::php, "$p = 'Tournesol7';\nldap_bind($c, $dn, $p);", "ldap_bind", 3));
  EXPECT_TRUE(may_call(Language::php, "call_user_func('ldap_bind', $c, $dn, 'Tournesol7');", "ldap_bind", 3));
  EXPECT_TRUE(may_call(Language::perl, "Net::LDAP->new('ldap.mairie.lan')", "Net::LDAP", 1));
  EXPECT_TRUE(may_call(Language::vbscript, "net.MapNetworkDrive \"L:\", \"\\\\s\\l\", False, \"u\", p",
                       "MapNetworkDrive", 5));
  EXPECT_TRUE(may_call(Language::powershell, "ConvertTo-SecureString Tournesol7 -AsPlainText",
                       "ConvertTo-SecureString", 1));
  EXPECT_FALSE(may_call(Language::python, "def simple_bind_s(self, who, cred):", "simple_bind_s", 2));
  EXPECT_FALSE(may_call(Language::javascript, "this.go.bind(this)", "bind", 2));
  EXPECT_FALSE(may_call(Language::csharp, "new DirectoryEntry()", "DirectoryEntry", 1));
  EXPECT_FALSE(may_call(Language::python, "simple_bind_s is documented elsewhere", "simple_bind_s", 2));
}

TEST(GateNames, AreWholeIdentifiers) {
  const std::string text =
      "spring.ldap.bind-password=x bindPasswordField " + std::string(200, 'a') + "password";
  const Gate gate(text, Language::ini);
  const auto name = gate.name_around({17, 25});
  ASSERT_TRUE(name);
  EXPECT_EQ(name->in(text), "password");
  EXPECT_EQ(gate.worded_name(*name).in(text), "spring.ldap.bind-password");
  const auto long_at = text.rfind("password");
  EXPECT_FALSE(gate.name_around({long_at, long_at + 8}));
}

TEST(GateNames, MayHaveSeveralWords) {
  const std::string text = "Clé API : x";
  const Gate gate(text, Language::plain);
  EXPECT_EQ(gate.worded_name({0, 4}).in(text), "Clé API");
}

TEST(GateUserinfo, StandsBeforeAnAt) {
  const auto may = [](const std::string& text) {
    const auto at = text.find(':');
    return Gate(text, Language::plain).may_have_userinfo({at, at + 3});
  };
  EXPECT_TRUE(may("ftp://bob:Tournesol7@host/"));
  EXPECT_FALSE(may("http://host:8080/path"));
  EXPECT_FALSE(may("ssh://git@host/x"));
  EXPECT_FALSE(may("http://host/x a:b@c"));
}

TEST(GateHeaders, HaveAValue) {
  const auto may = [](const std::string& text) {
    return Gate(text, Language::plain).may_be_header({0, text.find_first_of(":\"=")});
  };
  EXPECT_TRUE(may("Authorization: Bearer abcdef"));
  EXPECT_TRUE(may("X-Api-Key\": \"abcdef\""));
  EXPECT_FALSE(may("Authorization: \n"));
  EXPECT_FALSE(may("Authorization\" is needed"));
}

// Lookups of names are counted: a text of assignments from names that are nowhere costs no more than that.
TEST(GateCost, IsBoundedForATextOfLookups) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "password = name" + std::to_string(i) + "x;\n";
  Gate gate(text, Language::javascript);
  std::size_t taken = 0;
  for (std::size_t at = text.find("password"); at != std::string::npos; at = text.find("password", at + 1)) {
    if (gate.may_assign({at, at + 8})) ++taken;
  }
  // Once the budget is used up the answer is yes.
  EXPECT_GT(taken, 19000U);
}

}  // namespace
}  // namespace tamis::read
