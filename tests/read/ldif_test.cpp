#include "config_fixture.h"

namespace tamis::read {
namespace {

ReadText ldif(std::string text) {
  return read_as(model::Language::ldif, std::move(text));
}

TEST(Ldif, EntriesAreBlocks) {
  const auto read = ldif("dn: uid=a\nuserPassword: Un\n\ndn: uid=b\nuserPassword: Deux mots\r\n");
  EXPECT_EQ(read.value("userPassword"), "Un");
  EXPECT_EQ(read.value("userPassword", 1), "Deux mots");
  EXPECT_NE(read.fact("userPassword").block, read.fact("userPassword", 1).block);
  EXPECT_EQ(read.fact("userPassword").block, read.fact("dn").block);
}

TEST(Ldif, Base64) {
  const auto read = ldif("userPassword:: R3Jlbm91aWxsZTIw\n MTk=\nuserPassword:: /wD/\n");
  EXPECT_EQ(read.value("userPassword"), "Grenouille2019");
  EXPECT_EQ(read.written("userPassword"), "R3Jlbm91aWxsZTIw\n MTk=");
  EXPECT_EQ(read.fact("userPassword").value().decoded_by, std::vector<std::string>{"base64"});
  EXPECT_EQ(read.value("userPassword", 1), "(unknown)");
}

TEST(Ldif, UnicodePwd) {
  const auto read = ldif("unicodePwd:: IgBQAHIAMQBuAHQAaQBuAGcALQBSADAAbwBtACIA\n");
  EXPECT_EQ(read.value("unicodePwd"), "Pr1nting-R0om");
  EXPECT_EQ(read.fact("unicodePwd").value().decoded_by, (std::vector<std::string>{"base64", "utf-16le"}));
}

TEST(Ldif, SyncreplAcrossAFold) {
  const auto read = ldif(
      "olcSyncrepl: {0}rid=1 binddn=\"cn=a,dc=b\" bindmethod=simple credentials=Ping.Po\n ng-77 "
      "searchbase=\"dc=b\"\n");
  EXPECT_EQ(read.value("olcSyncrepl.credentials"), "Ping.Pong-77");
  EXPECT_EQ(read.written("olcSyncrepl.credentials"), "Ping.Po\n ng-77");
  const auto quoted = ldif("olcSyncrepl: rid=2 credentials=\"deux \\\"mots\\\"\" x=y\n");
  EXPECT_EQ(quoted.value("olcSyncrepl.credentials"), "deux \"mots\"");
}

TEST(Ldif, OptionsReferencesAndComments) {
  const auto read = ldif(
      "userPassword;x-a: Un\nuserPassword:< file:///x\n# userPassword: Hier\n# ancien: deux mots\nolcAccess: "
      "{0}to *\n");
  EXPECT_EQ(read.value("userPassword"), "Un");
  EXPECT_EQ(read.value("userPassword", 1), "(reference)");
  EXPECT_EQ(read.value("userPassword", 2), "Hier");
  EXPECT_TRUE(read.fact("userPassword", 2).in_comment);
  EXPECT_FALSE(read.has("ancien"));
}

}  // namespace
}  // namespace tamis::read
