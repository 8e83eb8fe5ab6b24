#include "config_fixture.h"

namespace tamis::read {
namespace {

using model::Language;

ReadText json(std::string text) {
  return read_as(Language::json, std::move(text));
}

TEST(Json, PathsEscapesAndBlocks) {
  const auto read = json(
      R"({"Ldap":{"User":"D\\u","BindPassword":"Chatter\u0026\ud83d\ude00\/\"x"},"b":{"BindPassword":12345}})");
  EXPECT_EQ(read.value("Ldap.BindPassword"), "Chatter&\xF0\x9F\x98\x80/\"x");
  EXPECT_EQ(read.written("Ldap.BindPassword"), R"(Chatter\u0026\ud83d\ude00\/\"x)");
  EXPECT_EQ(read.fact("Ldap.BindPassword").block, read.fact("Ldap.User").block);
  EXPECT_EQ(read.value("b.BindPassword"), "12345");
}

TEST(Json, ListsBelongToTheirKey) {
  const auto read = json(R"({"config":{"bindCredential":["Trousseau+7"],"env":["LDAP_PW=Rail"]}})");
  EXPECT_EQ(read.value("config.bindCredential"), "Trousseau+7");
  EXPECT_EQ(read.value("config.env.LDAP_PW"), "Rail");
}

TEST(Json, NameAndValueApart) {
  EXPECT_EQ(json(R"([{"name":"LDAP_PW","value":"Grue"}])").value("LDAP_PW"), "Grue");
  EXPECT_EQ(json(R"([{"value":"Grue","key":"ldap.pw"}])").value("ldap.pw"), "Grue");
}

TEST(Json, CommentsAndLooseSyntax) {
  const auto read = json("{ // \"pw\": \"Hier-12\"\n /* \"old\": \"Avant\" */ a: 'b', # x\n \"c\": \"d\", }");
  EXPECT_EQ(read.value("pw"), "Hier-12");
  EXPECT_TRUE(read.fact("pw").in_comment);
  EXPECT_EQ(read.value("old"), "Avant");
  EXPECT_EQ(read.value("a"), "b");
  EXPECT_EQ(read.value("c"), "d");
}

TEST(Json, ConnectionStrings) {
  const auto read = json(
      R"({"ConnectionStrings":{"Main":"Server=s;User Id=u;Password=Tr33\u0026x;TrustServerCertificate=true"}})");
  EXPECT_EQ(read.value("ConnectionStrings.Main.connectionstring.password"), "Tr33&x");
  EXPECT_EQ(read.written("ConnectionStrings.Main.connectionstring.password"), "Tr33\\u0026x");
}

TEST(Json, TextsInsideAreRead) {
  const auto read = json(R"({"ldif":"dn: cn=a\nuserPassword: Dedans1\n"})");
  EXPECT_EQ(read.value("userPassword"), "Dedans1");
  EXPECT_EQ(read.written("userPassword"), "Dedans1");
}

TEST(Json, BrokenInputIsReadOn) {
  EXPECT_EQ(json(R"({"a":{"b":"c"}}]]}{"d":"e")").value("d"), "e");
  EXPECT_EQ(json(R"("a":"b)").value("a"), "b");
}

TEST(Json, NamesWithSeparators) {
  const auto read = json(R"({"Ldap:Password":"Un","Smtp__Password":"Deux"})");
  EXPECT_EQ(read.value("Ldap.Password"), "Un");
  EXPECT_EQ(read.fact("Ldap.Password").name, "Password");
  EXPECT_EQ(read.value("Smtp.Password"), "Deux");
}

}  // namespace
}  // namespace tamis::read
