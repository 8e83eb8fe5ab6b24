#include "config_fixture.h"

namespace tamis::read {
namespace {

using model::Language;

ReadText xml(std::string text) {
  return read_as(Language::xml, std::move(text));
}
ReadText html(std::string text) {
  return read_as(Language::html, std::move(text));
}

TEST(Xml, AttributesAndEntities) {
  const auto read = xml("<S><R name='x' pw=\"Matou&gt;Sou&#114;is&#x21;&nope;\"/></S>");
  EXPECT_EQ(read.value("S.R.pw"), "Matou>Souris!&nope;");
  EXPECT_EQ(read.written("S.R.pw"), "Matou&gt;Sou&#114;is&#x21;&nope;");
  EXPECT_EQ(read.fact("S.R.pw").block, read.fact("S.R.name").block);
}

TEST(Xml, Leaves) {
  const auto read = xml("<c><u>cn=a</u><password>\n  Syn<![CDATA[&chro]]>\n</password><e/><v>2</v></c>");
  EXPECT_EQ(read.value("c.password"), "Syn&chro");
  EXPECT_EQ(read.fact("c.password").block, read.fact("c.u").block);
  EXPECT_EQ(read.value("c.v"), "2");
}

TEST(Xml, PairsInAllTheirForms) {
  EXPECT_EQ(xml("<a><add key='Ldap:Password' value='V1'/></a>").value("a.add.Ldap.Password"), "V1");
  EXPECT_EQ(xml("<a><property name='pw'>V2</property></a>").value("a.pw"), "V2");
  EXPECT_EQ(xml("<b><property name='pw'><value>V3</value></property></b>").value("b.property.pw"), "V3");
  EXPECT_EQ(xml("<p><entry key=\"ldap.pw\">V4</entry></p>").value("p.ldap.pw"), "V4");
  EXPECT_EQ(xml("<w><param-name>pw</param-name><param-value>V5</param-value></w>").value("w.pw"), "V5");
  EXPECT_EQ(xml("<dict><key>pw</key><string>V6</string></dict>").value("dict.pw"), "V6");
  EXPECT_EQ(xml("<bean p:password=\"V7\"/>").fact("bean.p.password").name, "password");
}

TEST(Xml, MapsOfStrings) {
  const auto read =
      xml("<tree-map><string>A_PW</string><string>Un</string><string>B_PW</string><string>Deux</string></"
          "tree-map>");
  EXPECT_EQ(read.value("tree-map.A_PW"), "Un");
  EXPECT_EQ(read.value("tree-map.B_PW"), "Deux");
}

TEST(Xml, ExportsOfPowerShell) {
  const auto read =
      xml("<Objs><MS><S N=\"BindPw\">Grue&quot;Noire</S><SS N=\"Password\">01000000d08c</SS></MS>"
          "<En><S N=\"Key\">MotDePasse</S><S N=\"Value\">Pivert&lt;9</S></En>"
          "<En><S N=\"Key\">Hote</S><I32 N=\"Value\">7</I32></En></Objs>");
  EXPECT_EQ(read.value("Objs.MS.BindPw"), "Grue\"Noire");
  EXPECT_EQ(read.value("Objs.En.MotDePasse"), "Pivert<9");
  EXPECT_FALSE(read.has("Objs.MS.Password"));
  EXPECT_FALSE(xml("<svg><text n='pw'>x</text></svg>").has("svg.pw"));
}

TEST(Xml, SealedValuesAreNoConstants) {
  const auto read = xml("<S><Key>Password</Key><Value Protected=\"True\">q0w1</Value></S>");
  EXPECT_EQ(read.value("S.Password"), "(reference)");
}

TEST(Xml, CommentedElements) {
  const auto read = xml("<a><!-- <R pw='Hier-12' q='secret'/> --><!-- mot de passe : voir Anne --></a>");
  EXPECT_EQ(read.value("a.R.pw"), "Hier-12");
  EXPECT_TRUE(read.fact("a.R.pw").in_comment);
  EXPECT_FALSE(read.has("a.R.q"));
}

TEST(Xml, ConnectionStringsInsideAttributes) {
  const auto read = xml("<add name='x' connectionString=\"Server=s;uid=u;pwd=RTT+CA=37;\"/>");
  EXPECT_EQ(read.value("add.connectionString.connectionstring.password"), "RTT+CA=37");
  const auto quoted = xml("<add connectionString=\"Data Source=s;User ID=u;Password=&quot;a;b&quot;\"/>");
  EXPECT_EQ(quoted.value("add.connectionString.connectionstring.password"), "a;b");
  EXPECT_EQ(quoted.written("add.connectionString.connectionstring.password"), "a;b");
}

TEST(Xml, DirectivesBetweenTagsAreConfiguration) {
  const auto read = xml("# x\n<LDAP>\n\tBindDN\tcn=a\n\tPassword\t\"Deux mots\"\n</LDAP>\n");
  EXPECT_EQ(read.value("LDAP.Password"), "Deux mots");
}

TEST(Xml, DocumentTypesExpandNothing) {
  EXPECT_EQ(xml("<!DOCTYPE a [<!ENTITY x 'y'>]><a pw='&x;'/>").value("a.pw"), "&x;");
}

TEST(Html, TablesAndLabels) {
  const auto read = html(
      "<table><tr><th>Compte</th><th>Mot de "
      "passe</th><th>Note</th></tr><tr><td>a</td><td><b>Soleil12</b></td><td></td></tr>"
      "<tr><td></td><td>Lune34</td><td>x</td></tr></table><p>Mot de passe : Etoile5</p><ul><li>Mdp&nbsp;: "
      "<code>Comete6</code></li></ul>");
  std::vector<std::string> cells;
  for (const auto& fact : read.facts) {
    if (fact.kind == model::FactKind::cell && fact.name == "Mot de passe") cells.push_back(fact.value().text);
  }
  EXPECT_EQ(cells, (std::vector<std::string>{"Soleil12", "Lune34"}));
  EXPECT_EQ(read.value("Mot de passe"), "Etoile5");
  EXPECT_EQ(read.value("Mdp"), "Comete6");
}

TEST(Html, InputFields) {
  const auto read =
      html("<form><input type=\"hidden\" name=\"pw\" value=\"Cache7\"><input type=password name=pw2></form>");
  EXPECT_EQ(read.value("form.input.pw"), "Cache7");
}

}  // namespace
}  // namespace tamis::read
