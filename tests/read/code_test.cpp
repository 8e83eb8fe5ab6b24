// Facts of programs: one table of cases for each kind of fact, in every language of the light core.
#include "facts_fixture.h"

namespace tamis::read {
namespace {

using model::FactKind;
using model::Language;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

struct Assigned {
  Language language;
  std::string text;
  std::string name;
  std::string value;
};

class CodeAssignment : public testing::TestWithParam<Assigned> {};

TEST_P(CodeAssignment, IsRead) {
  const auto& c = GetParam();
  const auto read = ReadFacts::of(c.language, c.text);
  EXPECT_EQ(read.assigned(c.name), c.value) << c.text;
  read.expect_exact_spans();
}

INSTANTIATE_TEST_SUITE_P(
    Python, CodeAssignment,
    testing::Values(Assigned{Language::python, "pw = 'Ab1'", "pw", "Ab1"},
                    Assigned{Language::python, "pw: str = \"Ab1\"", "pw", "Ab1"},
                    Assigned{Language::python, "pw: Optional[str] = \"Ab1\"", "pw", "Ab1"},
                    Assigned{Language::python, "self.pw = r'a\\b'", "pw", "a\\b"},
                    Assigned{Language::python, "pw = 'a\\'b\\x41\\n'", "pw", "a'bA\n"},
                    Assigned{Language::python, "pw = 'a\\d'", "pw", "a\\d"},
                    Assigned{Language::python, "pw = b'Ab1'", "pw", "Ab1"},
                    Assigned{Language::python, "pw = ('Ab'\n      'cd')", "pw", "Abcd"},
                    Assigned{Language::python, "pw = 'Ab' + \\\n 'cd'", "pw", "Abcd"},
                    Assigned{Language::python, "d = {'pw': 'Ab1'}", "pw", "Ab1"},
                    Assigned{Language::python, "f(pw='Ab1')", "pw", "Ab1"},
                    Assigned{Language::python, "def f(a, pw='Ab1'):", "pw", "Ab1"},
                    Assigned{Language::python, "os.environ['pw'] = 'Ab1'", "pw", "Ab1"},
                    Assigned{Language::python, "pw = os.getenv('X', 'Ab1')", "pw", "Ab1"},
                    Assigned{Language::python, "pw = os.environ.get('X') or 'Ab1'", "pw", "Ab1"},
                    Assigned{Language::python, "pw = os.environ['X']", "pw", "(reference)"},
                    Assigned{Language::python, "pw = os.getenv('X')", "pw", "(reference)"},
                    Assigned{Language::python, "pw = getpass.getpass('Ab1')", "pw", "(prompt)"},
                    Assigned{Language::python, "pw = compute('Ab1')", "pw", "(unknown)"},
                    Assigned{Language::python, "pw = 'Ab1'.encode('utf-8')", "pw", "Ab1"},
                    Assigned{Language::python, "pw = SecretStr('Ab1')", "pw", "Ab1"},
                    Assigned{Language::python, "pw: str = field(default='Ab1')", "pw", "Ab1"},
                    Assigned{Language::python, "a = 'Ab1'\npw = a", "pw", "Ab1"},
                    Assigned{Language::python, "pw = a\na = 'Ab1'", "pw", "Ab1"},
                    Assigned{Language::python, "a = 'A'\npw = f'{a}b1'", "pw", "Ab1"},
                    Assigned{Language::python, "pw = f'{x}b1'", "pw", "(unknown)"},
                    Assigned{Language::python, "pw = '1bA'[::-1]", "pw", "Ab1"},
                    Assigned{Language::python, "pw = base64.b64decode('QXV0b21uZTIwMTk=')", "pw",
                             "Automne2019"},
                    Assigned{Language::python, "pw = 'a' if dev else 'b'", "pw", "a"},
                    Assigned{Language::python, "pw = None", "pw", "(unknown)"},
                    Assigned{Language::python, "p.add_argument('--pw', default='Ab1')", "pw", "Ab1"},
                    Assigned{Language::python, "# pw = 'Ab1'", "pw", "Ab1"},
                    Assigned{Language::python, "cfg = dict(pw='Ab1', b=1)", "pw", "Ab1"}));

INSTANTIATE_TEST_SUITE_P(
    JavaScript, CodeAssignment,
    testing::Values(Assigned{Language::javascript, "const pw = 'Ab1';", "pw", "Ab1"},
                    Assigned{Language::javascript, "let pw: string = `Ab1`", "pw", "Ab1"},
                    Assigned{Language::javascript, "x = { user: 'a', pw: 'Ab1' }", "pw", "Ab1"},
                    Assigned{Language::javascript, "x = { 'pw': \"Ab1\" }", "pw", "Ab1"},
                    Assigned{Language::javascript, "pw = process.env.X || 'Ab1'", "pw", "Ab1"},
                    Assigned{Language::javascript, "pw = process.env.X ?? 'Ab1'", "pw", "Ab1"},
                    Assigned{Language::javascript, "pw = process.env.X", "pw", "(reference)"},
                    Assigned{Language::javascript, "pw = 'A' + 'b1';", "pw", "Ab1"},
                    Assigned{Language::javascript, "const a = 'A'; const pw = `${a}b1`;", "pw", "Ab1"},
                    Assigned{Language::javascript, "pw = `${x}b1`", "pw", "(unknown)"},
                    Assigned{Language::javascript, "r = /['\"]/g; pw = 'Ab1'", "pw", "Ab1"},
                    Assigned{Language::javascript, "class A { #pw = 'Ab1'; }", "pw", "Ab1"},
                    Assigned{Language::javascript, "pw = '\\u0041b1'", "pw", "Ab1"},
                    Assigned{Language::javascript, "pw = String.fromCharCode(65, 98)", "pw", "Ab"},
                    Assigned{Language::javascript, "pw = atob('QXV0b21uZTIwMTk=')", "pw", "Automne2019"},
                    Assigned{Language::javascript, "cfg.set('pw', 'Ab1')", "pw", "Ab1"}));

INSTANTIATE_TEST_SUITE_P(
    Php, CodeAssignment,
    testing::Values(Assigned{Language::php, "<?php $pw = 'Ab\\'1';", "pw", "Ab'1"},
                    Assigned{Language::php, "<?php $pw = \"A\\$b\";", "pw", "A$b"},
                    Assigned{Language::php, "<?php $c['a']['pw'] = 'Ab1';", "pw", "Ab1"},
                    Assigned{Language::php, "<?php return ['pw' => 'Ab1'];", "pw", "Ab1"},
                    Assigned{Language::php, "<?php $c = array('pw' => 'Ab1');", "pw", "Ab1"},
                    Assigned{Language::php, "<?php define('PW', 'Ab1');", "PW", "Ab1"},
                    Assigned{Language::php, "<?php class A { const PW = 'Ab1'; }", "PW", "Ab1"},
                    Assigned{Language::php, "<?php $pw = getenv('X') ?: 'Ab1';", "pw", "Ab1"},
                    Assigned{Language::php, "<?php $this->pw = 'Ab1';", "pw", "Ab1"},
                    Assigned{Language::php, "<?php $pw = 'A' . 'b1';", "pw", "Ab1"},
                    Assigned{Language::php, "<?php 'pw' => env('X', 'Ab1'),", "pw", "Ab1"},
                    Assigned{Language::php, "<?php setValue('s', 'pw', 'Ab1');", "pw", "Ab1"},
                    Assigned{Language::php, "<p>n'est</p><?php $pw = 'Ab1' ?><p>c'est</p>", "pw", "Ab1"},
                    Assigned{Language::php, "$pw = 'Ab1';", "pw", "Ab1"},
                    Assigned{Language::php, "<?php $pw = strrev('1bA');", "pw", "Ab1"},
                    Assigned{Language::php, "<?php define('A', 'Ab1'); $pw = A;", "pw", "Ab1"}));

INSTANTIATE_TEST_SUITE_P(
    Compiled, CodeAssignment,
    testing::Values(
        Assigned{Language::java, "private static final String PW = \"Ab1\";", "PW", "Ab1"},
        Assigned{Language::java, "val pw: String = \"Ab1\"", "pw", "Ab1"},
        Assigned{Language::java, "@Value(\"${a.b:Ab1}\") private String pw;", "pw", "Ab1"},
        Assigned{Language::java, "@Value(\"${a.b}\") private String pw;", "pw", "(reference)"},
        Assigned{Language::java, "char[] pw = \"Ab1\".toCharArray();", "pw", "Ab1"},
        Assigned{Language::java, "env.put(Context.PW, \"Ab1\");", "PW", "Ab1"},
        Assigned{Language::java, "m = Map.of(\"u\", \"x\", \"pw\", \"Ab1\");", "pw", "Ab1"},
        Assigned{Language::java, "val m = mapOf(\"pw\" to \"Ab1\")", "pw", "Ab1"},
        Assigned{Language::java, "pw = System.getenv().getOrDefault(\"X\", \"Ab1\");", "pw", "Ab1"},
        Assigned{Language::java, "c.setPw(\"Ab1\");", "Pw", "Ab1"},
        Assigned{Language::java, "Client.builder().pw(\"Ab1\").build();", "pw", "Ab1"},
        Assigned{Language::java, "String pw = \"A\"\n    + \"b1\";", "pw", "Ab1"},
        Assigned{Language::csharp, "var pw = @\"A\"\"b\\1\";", "pw", "A\"b\\1"},
        Assigned{Language::csharp, "public string Pw { get; set; } = \"Ab1\";", "Pw", "Ab1"},
        Assigned{Language::csharp, "new C { User = \"u\", Pw = \"Ab1\" };", "Pw", "Ab1"},
        Assigned{Language::csharp, "d = new D<string, string> { { \"pw\", \"Ab1\" } };", "pw", "Ab1"},
        Assigned{Language::csharp, "d[\"pw\"] = \"Ab1\";", "pw", "Ab1"},
        Assigned{Language::csharp, "const string a = \"A\"; var pw = $\"{a}b1\";", "pw", "Ab1"},
        Assigned{Language::vbnet, "Dim pw As String = \"A\"\"b\"", "pw", "A\"b"},
        Assigned{Language::vbnet, "Const PW As String = \"A\" & _\n \"b1\"", "PW", "Ab1"},
        Assigned{Language::vbscript, "pw = \"A\" & Chr(98) & \"1\"", "pw", "Ab1"},
        Assigned{Language::vbscript, "Dim a : pw = \"Ab1\"", "pw", "Ab1"},
        Assigned{Language::vbscript, "If pw = \"Ab1\" Then", "pw", "(none)"},
        Assigned{Language::vbscript, "' pw = \"Ab1\"", "pw", "Ab1"},
        Assigned{Language::go, "var pw string = \"Ab1\"", "pw", "Ab1"},
        Assigned{Language::go, "pw := `A\\b`", "pw", "A\\b"},
        Assigned{Language::go, "const (\n  Pw = \"Ab1\"\n)", "Pw", "Ab1"},
        Assigned{Language::go, "c := &C{User: \"u\", Pw: \"Ab1\"}", "Pw", "Ab1"},
        Assigned{Language::go, "p := flag.String(\"pw\", \"Ab1\", \"usage\")", "pw", "Ab1"},
        Assigned{Language::rust, "let pw: &'static str = \"Ab1\";", "pw", "Ab1"},
        Assigned{Language::rust, "let pw = r#\"A\"b\"#;", "pw", "A\"b"},
        Assigned{Language::rust, "C { pw: \"Ab1\".to_string(), b: 'x' }", "pw", "Ab1"},
        Assigned{Language::rust, "let pw = env::var(\"X\").unwrap_or(\"Ab1\".into());", "pw", "Ab1"},
        Assigned{Language::rust, "let pw = env::var(\"X\").unwrap();", "pw", "(reference)"},
        Assigned{Language::c, "#define PW \"Ab1\"", "PW", "Ab1"},
        Assigned{Language::c, "static const char pw[] = \"A\" \"b1\";", "pw", "Ab1"},
        Assigned{Language::c, "std::string pw = R\"x(A\"b)x\";", "pw", "A\"b"},
        Assigned{Language::c, "const wchar_t *pw = L\"Ab1\";", "pw", "Ab1"}));

INSTANTIATE_TEST_SUITE_P(Scripts, CodeAssignment,
                         testing::Values(Assigned{Language::ruby, "PW = 'Ab1'.freeze", "PW", "Ab1"},
                                         Assigned{Language::ruby, "h = { pw: 'Ab1' }", "pw", "Ab1"},
                                         Assigned{Language::ruby, "h = { :pw => 'Ab1' }", "pw", "Ab1"},
                                         Assigned{Language::ruby, "pw = ENV['X'] || 'Ab1'", "pw", "Ab1"},
                                         Assigned{Language::ruby, "pw = ENV.fetch('X', 'Ab1')", "pw", "Ab1"},
                                         Assigned{Language::ruby, "c['pw'] = %q(A'b)", "pw", "A'b"},
                                         Assigned{Language::ruby, "connect host: 'h', pw: 'Ab1'", "pw",
                                                  "Ab1"},
                                         Assigned{Language::ruby, "pw = ENV['X']", "pw", "(reference)"},
                                         Assigned{Language::perl, "my $pw = 'Ab1';", "pw", "Ab1"},
                                         Assigned{Language::perl, "my %h = (pw => 'Ab1');", "pw", "Ab1"},
                                         Assigned{Language::perl, "$cfg->{pw} = q{A'b};", "pw", "A'b"},
                                         Assigned{Language::perl, "use constant PW => 'Ab1';", "PW", "Ab1"},
                                         Assigned{Language::perl, "$pw = $ENV{X} || 'Ab1';", "pw", "Ab1"},
                                         Assigned{Language::perl, "$pw = 'A' . 'b1';", "pw", "Ab1"},
                                         Assigned{Language::lua, "local pw = \"A\" .. \"b1\"", "pw", "Ab1"},
                                         Assigned{Language::lua, "t = { pw = \"Ab1\" }", "pw", "Ab1"},
                                         Assigned{Language::lua, "pw = [[A\"b]]", "pw", "A\"b"}));

INSTANTIATE_TEST_SUITE_P(
    Folded, CodeAssignment,
    testing::Values(
        Assigned{Language::go, "b := []byte{0x41, 0x62, 0x31, 0x21}", "b", "Ab1!"},
        Assigned{Language::c, "char pw[] = {'A', 'b', '1', '!', 0};", "pw", "Ab1!"},
        Assigned{Language::go, "pw := strings.Join([]string{\"Ab\", \"cd\"}, \"\")", "pw", "Abcd"},
        Assigned{Language::php, "<?php $pw = implode('', ['Ab', 'cd']);", "pw", "Abcd"},
        Assigned{Language::python, "pw = '-'.join(['Ab', 'cd'])", "pw", "Ab-cd"},
        Assigned{Language::python, "pw = bytes.fromhex('41623121').decode()", "pw", "Ab1!"},
        Assigned{Language::java, "pw = new String(Base64.getDecoder().decode(\"QXV0b21uZTIwMTk=\"), UTF_8);",
                 "pw", "Automne2019"},
        Assigned{Language::csharp,
                 "pw = Encoding.Unicode.GetString(Convert.FromBase64String(\"QQBiADEAIQA=\"));", "pw",
                 "Ab1!"},
        Assigned{Language::java, "String pw() { return \"Ab1\"; }", "pw", "Ab1"},
        Assigned{Language::python, "def pw():\n    return 'Ab1'\n", "pw", "Ab1"},
        Assigned{Language::python, "user, pw = 'u', 'Ab1'", "pw", "Ab1"},
        Assigned{Language::python, "user, pw = 'u', 'Ab1'", "user", "u"},
        Assigned{Language::go, "var (\n\tpw = \"Ab\" + \"1\"\n\tq  = \"z\"\n)", "pw", "Ab1"},
        Assigned{Language::lua, "if pw == \"Ab1\" then", "pw", "Ab1"},
        Assigned{Language::python, "pw <- \"Ab1\"", "pw", "Ab1"},
        Assigned{Language::javascript, "const a = 'x', pw = r'A$b';", "pw", "A$b"},
        Assigned{Language::java, "val pw = \"\"\"A\\1\"\"\"", "pw", "A\\1"},
        Assigned{Language::java, "pw = sys.env.getOrElse(\"X\", \"Ab1\")", "pw", "Ab1"}));

TEST(CodeValues, AreNotTakenFromAnotherThingOfTheName) {
  EXPECT_EQ(
      ReadFacts::of(Language::php,
                    "<?php $regles = ['password' => 'required'];\nldap_bind($c, $dn, $_POST['password']);")
          .call("ldap_bind"),
      "ldap_bind((unknown), (unknown), (unknown))");
  EXPECT_EQ(ReadFacts::of(Language::python, "if a.pw == 'Ab1': bind(pw)").call("bind"), "bind((unknown))");
  EXPECT_EQ(ReadFacts::of(Language::python, "class C:\n    PW = 'Ab1'\nbind(C.PW)").call("bind"),
            "bind(Ab1)");
}

TEST(CodePaths, SayWhereAKeyStands) {
  EXPECT_THAT(ReadFacts::of(Language::php, "<?php $config['ldap']['bind_pw'] = 'Ab1';").assignments(),
              ElementsAre("config.ldap.bind_pw = Ab1"));
  EXPECT_THAT(ReadFacts::of(Language::javascript, "x = { ldap: { auth: { pw: 'Ab1' } } };").assignments(),
              ElementsAre("x.ldap.auth.pw = Ab1"));
  EXPECT_THAT(ReadFacts::of(Language::php, "<?php setValue('login', 'bind_pass', 'Ab1');").assignments(),
              ElementsAre("login.bind_pass = Ab1"));
  EXPECT_THAT(ReadFacts::of(Language::java, "class Conf { String pw = \"Ab1\"; }").assignments(),
              ElementsAre("Conf.pw = Ab1"));
}

TEST(CodePaths, EndWithTheirStatement) {
  EXPECT_THAT(ReadFacts::of(Language::python, "a['b'] = 'x1'\ndef f(pw='Ab1'):\n").assignments(),
              Contains("pw = Ab1"));
}

struct Called {
  Language language;
  std::string text;
  std::string name;
  std::string call;
};

class CodeCall : public testing::TestWithParam<Called> {};

TEST_P(CodeCall, IsRead) {
  const auto& c = GetParam();
  const auto read = ReadFacts::of(c.language, c.text);
  EXPECT_EQ(read.call(c.name), c.call) << c.text;
  read.expect_exact_spans();
}

INSTANTIATE_TEST_SUITE_P(
    All, CodeCall,
    testing::Values(
        Called{Language::php, "<?php $p = 'Ab1';\nldap_bind($c, $dn, $p);", "ldap_bind",
               "ldap_bind((unknown), (unknown), Ab1)"},
        Called{Language::php, "<?php ldap_bind($c, 'cn=a', $p);\n$p = 'Ab1';", "ldap_bind",
               "ldap_bind((unknown), cn=a, Ab1)"},
        Called{Language::php, "<?php connect(user: 'u', password: 'Ab1');", "connect",
               "connect(user=u, password=Ab1)"},
        Called{Language::python, "con.simple_bind_s(\n    'cn=a',\n    PW,\n)\nPW = 'Ab1'", "simple_bind_s",
               "simple_bind_s(cn=a, Ab1)"},
        Called{Language::python, "c = Connection(s, password=os.getenv('A', 'Ab1'))", "Connection",
               "Connection((unknown), password=Ab1)"},
        Called{Language::python, "get(u, auth=('bob', 'Ab1'))", "auth", "auth(bob, Ab1)"},
        Called{Language::go, "l.Bind(\"cn=a\", pw)\nconst pw = \"Ab1\"", "Bind", "Bind(cn=a, Ab1)"},
        Called{Language::csharp, "new DirectoryEntry(\"LDAP://x\", \"u\", @\"A\"\"b\")", "DirectoryEntry",
               "DirectoryEntry(LDAP://x, u, A\"b)"},
        Called{Language::vbscript, "Set o = d.OpenDSObject(\"LDAP://x\", u, pw, 1)\npw = \"Ab1\"",
               "OpenDSObject", "OpenDSObject(LDAP://x, (unknown), Ab1, 1)"},
        Called{Language::vbscript, "c.Open \"DSN=x\", \"sa\", \"Ab1\"", "Open", "Open(DSN=x, sa, Ab1)"},
        Called{Language::perl, "$l->bind('cn=a', password => 'Ab1');", "bind", "bind(cn=a, password=Ab1)"},
        Called{Language::ruby, "ldap.auth 'cn=a', 'Ab1'", "auth", "auth(cn=a, Ab1)"},
        Called{Language::rust, "ldap.simple_bind(\"cn=a\", \"Ab1\").await?;", "simple_bind",
               "simple_bind(cn=a, Ab1)"},
        Called{Language::c, "ldap_simple_bind_s(ld, \"cn=a\", \"Ab1\");", "ldap_simple_bind_s",
               "ldap_simple_bind_s((unknown), cn=a, Ab1)"},
        Called{Language::javascript, "client.bind('cn=a', 'Ab1', (err) => {})", "bind",
               "bind(cn=a, Ab1, (unknown))"},
        Called{Language::javascript, "this.f = this.f.bind(this, 'Ab1')", "bind", "(none)"},
        Called{Language::java, "new SimpleBindRequest(dn, \"Ab1\")", "SimpleBindRequest",
               "SimpleBindRequest((unknown), Ab1)"}));

TEST(CodeValues, StandWhereTheyAreWritten) {
  const auto read =
      ReadFacts::of(Language::python, "PW = 'Automne2019'\n\ndef f():\n    con.simple_bind_s('cn=a', PW)\n");
  const auto* call = read.find(FactKind::call, "con.simple_bind_s");
  ASSERT_NE(call, nullptr);
  const auto& value = call->arguments[1].value;
  EXPECT_EQ(value.span.begin, 6U);
  EXPECT_EQ(value.span.in(read.text), "Automne2019");
  ASSERT_EQ(value.trail.size(), 1U);
  EXPECT_EQ(value.trail[0].name, "PW");
  EXPECT_EQ(read.text.substr(value.trail[0].offset, 2), "PW");
}

TEST(CodeValues, OfPartsFromFarAwayStandAtTheirExpression) {
  const auto read =
      ReadFacts::of(Language::python, "A = 'Auto'\n" + std::string(300, '\n') + "pw = A + 'mne'\n");
  const auto* fact = read.find(FactKind::assignment, "pw");
  ASSERT_NE(fact, nullptr);
  EXPECT_EQ(fact->value().text, "Automne");
  EXPECT_EQ(fact->value().span.in(read.text), "A + 'mne'");
}

TEST(CodeValues, DefaultsAreMarked) {
  const auto read = ReadFacts::of(Language::python, "pw = os.getenv('X', 'Ab1')\nother = 'Cd2'\n");
  EXPECT_TRUE(read.find(FactKind::assignment, "pw")->is_default);
  EXPECT_FALSE(read.find(FactKind::assignment, "other")->is_default);
}

TEST(CodeComments, HoldCodeOrProse) {
  const auto read =
      ReadFacts::of(Language::python, "# pw = 'Ab1'\nx = 1  # mot de passe : Printemps#2020\nq = 'Cd2'\n");
  ASSERT_NE(read.find(FactKind::assignment, "pw"), nullptr);
  EXPECT_TRUE(read.find(FactKind::assignment, "pw")->in_comment);
  ASSERT_NE(read.find(FactKind::assignment, "q"), nullptr);
  EXPECT_FALSE(read.find(FactKind::assignment, "q")->in_comment);
  EXPECT_THAT(read.assignments(), Contains(testing::HasSubstr("Printemps#2020")));
}

TEST(CodeStrings, HoldConnectionStrings) {
  const auto read = ReadFacts::of(Language::csharp, "var cs = \"Server=s;User ID=sa;Password=q1W2;\";");
  const auto* fact = read.find(FactKind::assignment, "password");
  ASSERT_NE(fact, nullptr);
  EXPECT_EQ(fact->path, "cs.connectionstring.password");
  EXPECT_EQ(fact->user, "sa");
  EXPECT_EQ(fact->value().span.in(read.text), "q1W2");
  EXPECT_EQ(ReadFacts::of(Language::python, "cs = 'Server=s;Uid=u;Pwd=' + pw + ';'").assigned("password"),
            "(unknown)");
  EXPECT_EQ(ReadFacts::of(Language::python, "pw = 'q1W2'\ncs = 'Server=s;Uid=u;Pwd=' + pw + ';'")
                .assigned("password"),
            "q1W2");
}

TEST(CodeStrings, HoldOtherTexts) {
  EXPECT_EQ(
      ReadFacts::of(Language::python, "d = '''\ndn: cn=x\nuserPassword: Ab1\n'''").assigned("userPassword"),
      "Ab1");
  EXPECT_EQ(
      ReadFacts::of(Language::php, "<?php $x = <<<EOT\nserver: a\nbind_pw: Ab1\nEOT;\n").assigned("bind_pw"),
      "Ab1");
  EXPECT_EQ(ReadFacts::of(Language::java, "String j = \"{\\\"pw\\\": \\\"Ab1\\\"}\";").assigned("pw"), "Ab1");
  EXPECT_EQ(ReadFacts::of(Language::c, "putenv(\"PGPASSWORD=Ab1\");").assigned("PGPASSWORD"), "Ab1");
  EXPECT_THAT(ReadFacts::of(Language::python, "run(['ldapsearch', '-x', '-w', PW])\nPW = 'Ab1'").options(),
              Contains("ldapsearch -w Ab1"));
  EXPECT_THAT(ReadFacts::of(Language::python, "os.system('mysql -u root -pAb1 db')").options(),
              Contains("mysql -p Ab1"));
}

TEST(CodeStrings, HolesAreNoConstants) {
  EXPECT_THAT(ReadFacts::of(Language::python, "os.system(f'mysql -u root -p{pw} db')").options(),
              Not(Contains(testing::StartsWith("mysql -p {"))));
  EXPECT_EQ(ReadFacts::of(Language::javascript, "cs = `Server=s;Uid=u;Pwd=${pw};`").assigned("password"),
            "(unknown)");
}

TEST(CodeStrings, EncodedCredentialsAreAHeader) {
  EXPECT_THAT(ReadFacts::of(Language::php, "<?php $h = base64_encode('bob:Ab1');").headers(),
              ElementsAre("Authorization|Basic|bob|Ab1"));
  EXPECT_THAT(ReadFacts::of(Language::php, "<?php $h = base64_encode('note: texte');").headers(), IsEmpty());
}

TEST(CodeRegions, OnlyWhatIsNearIsReported) {
  const std::string text = "first = 'Ab1'\n" + std::string(4000, '\n') + "second = 'Cd2'\n";
  const model::Span region{0, 5};
  std::vector<model::Fact> facts;
  read_facts({.text = text, .name = {}, .language = Language::python, .regions = {&region, 1}}, facts);
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].name, "first");
}

TEST(CodeRegions, LargeTextsAreReadAroundThem) {
  std::string text;
  while (text.size() < 600000) text += "x = compute(1, 2)  # padding\n";
  const auto at = text.size();
  text += "pw = 'Ab1'\n";
  while (text.size() < 1200000) text += "y = compute(3, 4)\n";
  const model::Span region{at, at + 2};
  std::vector<model::Fact> facts;
  read_facts({.text = text, .name = {}, .language = Language::python, .regions = {&region, 1}}, facts);
  EXPECT_THAT(facts, Contains(testing::Field(&model::Fact::name, "pw")));
}

}  // namespace
}  // namespace tamis::read
