#include <algorithm>

#include "config_fixture.h"
#include "read/secret_file.h"

namespace tamis::read {
namespace {

using model::Language;

ReadText conf(std::string text, std::string_view name = {}) {
  return read_as(Language::conf, std::move(text), name);
}
ReadText ini(std::string text, std::string_view name = {}) {
  return read_as(Language::ini, std::move(text), name);
}

TEST(Sssd, ValuesRunToTheLinesEnd) {
  const auto read =
      ini("[domain/a.lan]\nldap_default_authtok = La rentrée # des classes ; oui  \n", "sssd.conf");
  EXPECT_EQ(read.value("domain/a.lan.ldap_default_authtok"), "La rentrée # des classes ; oui");
  EXPECT_EQ(conf("[domain/a]\nldap_default_authtok=!Fizzy 7!\n").value("domain/a.ldap_default_authtok"),
            "!Fizzy 7!");
}

TEST(Sssd, CommentedOutAndStock) {
  const auto read = ini(
      "[domain/a]\n;ldap_default_authtok = Vieux_Compte-12\n#ldap_default_authtok = secret\n", "sssd.conf");
  EXPECT_EQ(read.value("domain/a.ldap_default_authtok"), "Vieux_Compte-12");
  EXPECT_TRUE(read.fact("domain/a.ldap_default_authtok").in_comment);
  EXPECT_EQ(read.facts.size(), 1U);
}

TEST(Nslcd, BlankSeparated) {
  const auto read =
      conf("uri ldap://a\nbindpw Grand Pavois # 2\nrootpwmodpw\t\"deux mots\"\n#bindpw secret\n#bindpw\n",
           "nslcd.conf");
  EXPECT_EQ(read.value("bindpw"), "Grand Pavois # 2");
  EXPECT_EQ(read.value("rootpwmodpw"), "deux mots");
  EXPECT_FALSE(read.has("bindpw", 1));
}

TEST(Nslcd, SentencesInCommentsAreNoFacts) {
  const auto read = conf(
      "# rootbindpw is in /etc/ldap.secret\n# The password: optional\n# Password for LDAP server, if dn is "
      "specified.\nbase dc=a\n");
  EXPECT_EQ(read.facts.size(), 1U);
}

TEST(Dovecot, HashIsNoComment) {
  EXPECT_EQ(conf("dn = cn=a\ndnpass = Pigeon#Voyageur\n", "dovecot-ldap.conf.ext").value("dnpass"),
            "Pigeon#Voyageur");
  EXPECT_EQ(conf("dn = cn=a\ndnpass = </etc/pw\n", "dovecot-ldap.conf.ext").value("dnpass"), "(reference)");
  EXPECT_EQ(
      conf("passdb ldap {\n  ldap_auth_dn_password = Boite x\n}\n").value("passdb.ldap_auth_dn_password"),
      "Boite x");
}

TEST(Slapd, WordsContinuationsAndCredentials) {
  const auto read = conf(
      "suffix \"dc=a\"\nrootdn cn=a\nrootpw  \"a \\\"b\\\"\"\n# rootpw secret\nsyncrepl rid=1\n  "
      "bindmethod=simple\n# remarque\n"
      "  credentials=\"Deux\n  mots\"\n  type=x\ndatabase mdb\nrootpw Seul\n",
      "slapd.conf");
  EXPECT_EQ(read.value("rootpw"), "a \"b\"");
  EXPECT_EQ(read.value("rootpw", 1), "Seul");
  EXPECT_EQ(read.value("database"), "mdb");
  const auto plain = conf(
      "rootdn cn=a\nsuffix x\nsyncrepl rid=1 binddn=\"cn=a\"\n\tcredentials=Miroir type=x\n", "slapd.conf");
  EXPECT_EQ(plain.value("syncrepl.credentials"), "Miroir");
  EXPECT_EQ(plain.written("syncrepl.credentials"), "Miroir");
}

TEST(Postfix, ContinuationAndHash) {
  const auto read = conf("server_host = ldap://a\n   ldap://b\nbind_pw = Lettre#recommandée x\n", "ldap.cf");
  EXPECT_EQ(read.value("bind_pw"), "Lettre#recommandée x");
  EXPECT_EQ(read.value("server_host"), "ldap://a   ldap://b");
}

TEST(Apache, BlocksAndQuotes) {
  const auto read = conf(
      "<VirtualHost *:443>\n<Location \"/x\">\n AuthLDAPBindPassword \"Plume \\\"de\\\" "
      "Faucon\"\n</Location>\n"
      "AuthLDAPBindPassword \"exec:/bin/x\"\n<Location /y>\nAuthLDAPBindPassword "
      "0ld\"Oak\n#AuthLDAPBindPassword \"\"\n</Location>\n</VirtualHost>\n");
  EXPECT_EQ(read.value("VirtualHost.Location.AuthLDAPBindPassword"), "Plume \"de\" Faucon");
  EXPECT_EQ(read.value("VirtualHost.AuthLDAPBindPassword"), "(reference)");
  EXPECT_EQ(read.value("VirtualHost.Location.AuthLDAPBindPassword", 1), "0ld\"Oak");
}

TEST(Nginx, StatementsOnOneLine) {
  const auto read = conf(
      "http { ldap_server a { binddn 'cn=a'; binddn_passwd \"Ng1nx{Curly};#\"; } # binddn_passwd x y\n "
      "ldap_server b {\n binddn_passwd labrat;\n}}\n");
  EXPECT_EQ(read.value("http.ldap_server.binddn_passwd"), "Ng1nx{Curly};#");
  EXPECT_EQ(read.value("http.ldap_server.binddn_passwd", 1), "labrat");
  EXPECT_NE(read.fact("http.ldap_server.binddn_passwd").block,
            read.fact("http.ldap_server.binddn_passwd", 1).block);
}

TEST(Sogo, ListsAndComments) {
  const auto read = conf(
      "{\n  /* x */ A = \"u\";\n  SOGoUserSources =\n  (\n { type = ldap; bindPassword = \"S0g0&x\"; },\n "
      "{\n bindPassword = simple9;\n filter = \"(a='b')\";\n } );\n  // B = C;\n}\n");
  EXPECT_EQ(read.value("SOGoUserSources.bindPassword"), "S0g0&x");
  EXPECT_EQ(read.value("SOGoUserSources.bindPassword", 1), "simple9");
}

TEST(Jaas, PairsOnOneLine) {
  const auto read = conf(
      "P {\n com.sun.LdapLoginModule REQUIRED java.naming.security.credentials=\"P4y$E\" "
      "connectionPassword=queue9 debug=false;\n};\n");
  EXPECT_EQ(read.value("P.java.naming.security.credentials"), "P4y$E");
  EXPECT_EQ(read.value("P.connectionPassword"), "queue9");
}

TEST(FreeRadius, BareValuesAndFilters) {
  const auto read = conf(
      "ldap {\n password = Borne Wifi # x\n user {\n  filter = \"(uid=%{a})\"\n }\n pass_filter = "
      "(&(a=b)(c=d))\n after = x\n}\n");
  EXPECT_EQ(read.value("ldap.password"), "Borne Wifi");
  EXPECT_EQ(read.value("ldap.after"), "x");
}

TEST(Toml, StringsOfAllKinds) {
  const auto read = read_as(
      Language::toml,
      "[[servers]]\na = \"\"\"#pass;word\"\"\"\nb = 'back\\slash'\nc = \"q\\\"\\u00e9\"\nd = '''\nx'y'''\n"
      "[servers.attributes]\ne = 12 # fin\nf = {g = \"h\", i = [\"j\"]}\n");
  EXPECT_EQ(read.value("servers.a"), "#pass;word");
  EXPECT_EQ(read.value("servers.b"), "back\\slash");
  EXPECT_EQ(read.value("servers.c"), "q\"é");
  EXPECT_EQ(read.value("servers.d"), "x'y");
  EXPECT_EQ(read.value("servers.attributes.e"), "12");
  EXPECT_EQ(read.value("servers.attributes.f.g"), "h");
}

TEST(Hcl, ExpressionsAreNoStrings) {
  const auto read = read_as(Language::hcl,
                            "resource \"vault_ldap\" \"a\" {\n  bindpass = \"Terra\\\"cotta\"\n  p = var.x\n "
                            " f = file(\"x\")\n  i = \"${var.y}\"\n"
                            "  h = <<-EOT\n    bindpw Dedans\n  EOT\n}\nmap = { pw = \"Clay\" }\n");
  EXPECT_EQ(read.value("resource.bindpass"), "Terra\"cotta");
  EXPECT_EQ(read.value("resource.p"), "(reference)");
  EXPECT_EQ(read.value("resource.f"), "(unknown)");
  EXPECT_EQ(read.value("resource.i"), "(reference)");
  EXPECT_EQ(read.value("map.pw"), "Clay");
}

TEST(Hcl, DefaultsOfVariables) {
  const auto read = read_as(Language::hcl,
                            "variable \"db_pw\" {\n  type = string\n  default = \"Clay\"\n  validation {\n"
                            "    default = \"inner\"\n  }\n}\nvariable \"set\" {\n  default = {\n    pw = "
                            "\"Kiln\"\n  }\n}\noutput \"pw\" {\n  default = \"none\"\n}\n");
  EXPECT_EQ(read.value("variable.db_pw"), "Clay");
  EXPECT_EQ(read.value("variable.validation.default"), "inner");
  EXPECT_EQ(read.value("variable.default.pw"), "Kiln");
  EXPECT_EQ(read.value("output.default"), "none");
}

TEST(Properties, EscapesAndContinuations) {
  const auto read =
      ini("spring.ldap.password=D\\u00e9part \\#3\nldap.pw: Chef de gare\nq = \"x\"\nlong = un\\\n    "
          "deux\n! mot.pw=Hier-12\nurl=http://a:8/b\n",
          "application.properties");
  EXPECT_EQ(read.value("spring.ldap.password"), "Départ #3");
  EXPECT_EQ(read.written("spring.ldap.password"), "D\\u00e9part \\#3");
  EXPECT_EQ(read.fact("spring.ldap.password").name, "password");
  EXPECT_EQ(read.value("ldap.pw"), "Chef de gare");
  EXPECT_EQ(read.value("q"), "\"x\"");
  EXPECT_EQ(read.value("long"), "undeux");
  EXPECT_EQ(read.value("mot.pw"), "Hier-12");
}

TEST(Environment, QuotesExportsAndComments) {
  const auto read =
      ini("export A_PW='x y'\nB=\"a\\\"b\" # fin\nC=nu #fin\nD=a#b\nE=${X:-Filet}\nF=$LDAP_PW\n#G=Hier-12\n",
          ".env");
  EXPECT_EQ(read.value("A_PW"), "x y");
  EXPECT_EQ(read.value("B"), "a\"b");
  EXPECT_EQ(read.value("C"), "nu");
  EXPECT_EQ(read.value("D"), "a#b");
  EXPECT_EQ(read.value("E"), "Filet");
  EXPECT_EQ(read.value("F"), "(reference)");
  EXPECT_EQ(read.value("G"), "Hier-12");
}

TEST(Registry, SectionsAndEscapes) {
  const auto read = read_as(Language::reg,
                            "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Agglo\\LDAP]\n\"BindPassword\"="
                            "\"Porte\\\\clef\"\n\"Port\"=dword:00000185\n");
  EXPECT_EQ(read.value("Agglo.LDAP.BindPassword"), "Porte\\clef");
}

TEST(Ini, GenericCommentsAndQuotes) {
  const auto read =
      ini("[a]\npw = x y ; fin\nq = 'a;b'\nr: s\nldap admin dn = cn=a\n[b \"c\"]\npw=z#w\nk = `t;#u`\n");
  EXPECT_EQ(read.value("a.pw"), "x y");
  EXPECT_EQ(read.value("a.q"), "a;b");
  EXPECT_EQ(read.value("a.r"), "s");
  EXPECT_EQ(read.value("a.ldap admin dn"), "cn=a");
  EXPECT_EQ(read.value("b \"c\".pw"), "z#w");
  EXPECT_EQ(read.value("b \"c\".k"), "t;#u");
}

TEST(Ini, HostsWithVariables) {
  const auto read =
      ini("[web]\nweb2.lan ansible_host=10.0.0.1 ansible_ssh_pass=\"Chat huant\"\n", "inventory.ini");
  EXPECT_EQ(read.value("web.ansible_ssh_pass"), "Chat huant");
}

TEST(Registry, NumbersAreNoStrings) {
  EXPECT_EQ(
      read_as(Language::reg, "\"LimitBlankPasswordUse\"=dword:00000000\n").value("LimitBlankPasswordUse"),
      "(unknown)");
}

TEST(Registry, HexStringsAreDecoded) {
  const auto read = read_as(
      Language::reg, "\"BindPw\"=hex(1):4d,00,31,\\\n  00,00,00\n\"Vnc\"=hex:d7,ff,00,12,34,56,78,9a\n");
  EXPECT_EQ(read.value("BindPw"), "M1");
  EXPECT_EQ(read.value("Vnc"), "hex:d7,ff,00,12,34,56,78,9a");
}

TEST(Plain, PairsButNoSentences) {
  const auto read = read_as(Language::unknown,
                            "Mot de passe : Soleil12\nbind_pw = Lune\nbindpw Etoile\nThe password required "
                            "here\nhttp://a.lan/b\n12:30 x\n");
  EXPECT_EQ(read.value("Mot de passe"), "Soleil12");
  EXPECT_EQ(read.value("bind_pw"), "Lune");
  EXPECT_EQ(read.value("bindpw"), "Etoile");
  EXPECT_EQ(read.facts.size(), 3U);
}

TEST(Squid, OptionsInsideValues) {
  const auto read = conf(
      "auth_param basic program /usr/lib/squid/basic_ldap_auth -R -b \"dc=a\" -w \"Calamar frit\" -h x\n");
  const auto option = std::find_if(read.facts.begin(), read.facts.end(), [](const auto& fact) {
    return fact.kind == model::FactKind::option && fact.name == "-w";
  });
  ASSERT_NE(option, read.facts.end());
  EXPECT_EQ(option->path, "basic_ldap_auth");
  EXPECT_EQ(option->value().text, "Calamar frit");
}

TEST(SecretFile, OneLineIsThePassword) {
  EXPECT_EQ(secret_file("ldap.secret"), SecretFile::password);
  EXPECT_EQ(secret_file("/etc/libnss-ldap.secret"), SecretFile::password);
  EXPECT_EQ(secret_file("secret.yaml"), SecretFile::none);
  const auto read = read_as(Language::plain, "trois petits chats\n", "ldap.secret");
  EXPECT_EQ(read.value("ldap_secret"), "trois petits chats");
  EXPECT_EQ(read.written("ldap_secret"), "trois petits chats");
  EXPECT_TRUE(read_as(Language::plain, "# rien\n<mot de passe>\n", "ldap.secret").facts.empty());
  EXPECT_EQ(read_as(Language::conf, "bindpw Nuit\n", "ldap.secret").value("bindpw"), "Nuit");
}

TEST(SecretFile, TwoLinesAreAnAccount) {
  EXPECT_EQ(secret_file("/etc/openvpn/mairie-vpn.pass"), SecretFile::account);
  EXPECT_EQ(secret_file("vpn.conf"), SecretFile::none);
  const auto read = read_as(Language::plain, "agent.rh\nSouris des bois 7\n", "auth-user-pass.txt");
  EXPECT_EQ(read.value("openvpn_account_password"), "Souris des bois 7");
  EXPECT_EQ(read.written("openvpn_account_password"), "Souris des bois 7");
  EXPECT_TRUE(read_as(Language::plain, "deux mots\nSouris\n", "auth-user-pass.txt").facts.empty());
  EXPECT_TRUE(read_as(Language::plain, "agent\nSouris\nChat\n", "auth-user-pass.txt").facts.empty());
}

TEST(SecretFile, RadiusServersHaveTheirSecretBehindThem) {
  const auto read = read_as(Language::conf, "# server secret timeout\nradius1:1812\tTetard-Vert 3\n",
                            "pam_radius_auth.conf");
  ASSERT_EQ(read.facts.size(), 1U);
  EXPECT_EQ(read.written("radius_row_secret"), "Tetard-Vert");
}

TEST(SecretFile, OldHashesHaveNoMark) {
  const auto read = read_as(Language::conf, "# agents\njdurand:rl9dhuzZ8fO0s\nadmin:court\n", ".htpasswd");
  ASSERT_EQ(read.facts.size(), 1U);
  EXPECT_EQ(read.written("htpasswd_crypt"), "rl9dhuzZ8fO0s");
}

TEST(LookUps, ShapesOfAllTools) {
  for (const std::string value :
       {"%(pw)s", "%LDAP_PW%", "@LDAP_PW@", "((ldap_pw))", "<%= @pw %>", "ENC(x1y2)", "{cipher}00ff",
        "$__file{/x}", "$(cat /x)", "vault:kv/x#y", "%{env:PW}", "#{PW}#", "op://a/b", "{AQAAABAAAAAQx==}"}) {
    EXPECT_EQ(ini("pw = " + value + "\n").value("pw"), "(reference)") << value;
  }
  for (const std::string value : {"a%b%c", "$ecret1", "{x}y", "p@ss@word", "(x)", "$1a$2b", "100%"}) {
    EXPECT_EQ(ini("pw = " + value + "\n").value("pw"), value) << value;
  }
}

}  // namespace
}  // namespace tamis::read
