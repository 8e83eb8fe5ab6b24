// Facts of shell scripts and batch files.
#include "facts_fixture.h"

namespace tamis::read {
namespace {

using model::FactKind;
using model::Language;
using testing::Contains;
using testing::Not;
using testing::StartsWith;

struct Line {
  Language language;
  std::string text;
  std::string option;  // "program name value"
};

class ShellOption : public testing::TestWithParam<Line> {};

TEST_P(ShellOption, IsRead) {
  const auto& c = GetParam();
  const auto read = ReadFacts::of(c.language, c.text);
  EXPECT_THAT(read.options(), Contains(c.option)) << c.text;
  read.expect_exact_spans();
}

INSTANTIATE_TEST_SUITE_P(
    Posix, ShellOption,
    testing::Values(Line{Language::shell, "ldapsearch -x -w Ab1 -D cn=a", "ldapsearch -w Ab1"},
                    Line{Language::shell, "ldapsearch -xw Ab1", "ldapsearch -w Ab1"},
                    Line{Language::shell, "ldapmodify -wAb1 -f x", "ldapmodify -w Ab1"},
                    Line{Language::shell, "ldapadd -w 'A b' -f x", "ldapadd -w A b"},
                    Line{Language::shell, "ldapadd -w \"A\\\"b\"", "ldapadd -w A\"b"},
                    Line{Language::shell, "ldapadd \\\n  -w \\\n  Ab1", "ldapadd -w Ab1"},
                    Line{Language::shell, "P='Ab1'\nldapadd -w \"$P\"", "ldapadd -w Ab1"},
                    Line{Language::shell, "P=Ab1\nldapadd -w ${P}", "ldapadd -w Ab1"},
                    Line{Language::shell, "ldapadd -w \"$P\"", "ldapadd -w (reference)"},
                    Line{Language::shell, "ldapadd -w \"$(cat /x)\"", "ldapadd -w (unknown)"},
                    Line{Language::shell, "ldapadd -w \"${P:-Ab1}\"", "ldapadd -w Ab1"},
                    Line{Language::shell, "mysql -u root -pAb1 db", "mysql -p Ab1"},
                    Line{Language::shell, "mysqldump --password=Ab1 db", "mysqldump --password Ab1"},
                    Line{Language::shell, "sudo -u x mysql -pAb1", "mysql -p Ab1"},
                    Line{Language::shell, "/usr/bin/mysql -pAb1", "mysql -p Ab1"},
                    Line{Language::shell, "ssh h mysql -pAb1", "mysql -p Ab1"},
                    Line{Language::shell, "docker exec db mysql -uroot -pAb1", "mysql -p Ab1"},
                    Line{Language::shell, "bash -c 'mysql -pAb1 db'", "mysql -p Ab1"},
                    Line{Language::shell, "X=$(mysql -pAb1 -e s)", "mysql -p Ab1"},
                    Line{Language::shell, "0 3 * * * root mysql -pAb1", "mysql -p Ab1"},
                    Line{Language::shell, "RUN mysql -pAb1", "mysql -p Ab1"},
                    Line{Language::shell, "\t@mysql -pAb1", "mysql -p Ab1"},
                    Line{Language::shell, "# mysql -pAb1", "mysql -p Ab1"},
                    Line{Language::shell, "curl -u bob:Ab1 u", "curl -u Ab1"},
                    Line{Language::shell, "curl --user \"bob:A b\" u", "curl --user A b"},
                    Line{Language::shell, "smbclient //s/x -U bob%Ab1", "smbclient -U Ab1"},
                    Line{Language::shell, "sshpass -pAb1 ssh h", "sshpass -p Ab1"},
                    Line{Language::shell, "openssl x -passin pass:Ab1", "openssl -passin Ab1"},
                    Line{Language::shell, "ldappasswd -s Ab1 -w Cd2", "ldappasswd -s Ab1"},
                    Line{Language::shell, "docker login -u x -p Ab1 reg", "docker login -p Ab1"},
                    Line{Language::shell, "echo Ab1 | sudo -S ls", "sudo stdin Ab1"},
                    Line{Language::shell, "printf 'Ab1\\n' | docker login --password-stdin",
                         "docker stdin Ab1"},
                    Line{Language::shell, "echo 'bob:Ab1' | chpasswd", "chpasswd stdin Ab1"},
                    Line{Language::shell, "expect \"*assword:\"\nsend \"Ab1\\r\"", "expect send Ab1"}));

INSTANTIATE_TEST_SUITE_P(
    More, ShellOption,
    testing::Values(Line{Language::shell, "chpasswd <<EOF\nbob:Ab1\nEOF\n", "chpasswd stdin Ab1"},
                    Line{Language::shell, "http -a bob:Ab1 GET u", "http -a Ab1"},
                    Line{Language::shell, "lftp -c \"open -u bob,Ab1 ftp://h; mirror\"", "open -u Ab1"},
                    Line{Language::shell, "echo Ab1 | sudo vpn --passwd-on-stdin h", "sudo stdin Ab1"},
                    Line{Language::shell, "P=$(echo QWIxIQ== | base64 -d)\nldapadd -w \"$P\"",
                         "ldapadd -w Ab1!"}));

INSTANTIATE_TEST_SUITE_P(
    Batch, ShellOption,
    testing::Values(Line{Language::batch, "cmdkey /add:s /user:u /pass:Ab1", "cmdkey /pass Ab1"},
                    Line{Language::batch, "schtasks /create /rp Ab1 /ru u", "schtasks /rp Ab1"},
                    Line{Language::batch, "schtasks /create /rp \"A b\"", "schtasks /rp A b"},
                    Line{Language::batch, "set P=Ab1\ncmdkey /pass:%P%", "cmdkey /pass Ab1"},
                    Line{Language::batch, "plink -pw A^&b u@h", "plink -pw A&b"},
                    Line{Language::batch, "plink -pw A%%b u@h", "plink -pw A%b"},
                    Line{Language::batch, "plink ^\n -pw Ab1", "plink -pw Ab1"},
                    Line{Language::batch, "@sqlcmd -U sa -P Ab1", "sqlcmd -P Ab1"},
                    Line{Language::batch, "rem plink -pw Ab1", "plink -pw Ab1"},
                    Line{Language::batch, "cmdkey /pass:%P%", "cmdkey /pass (unknown)"}));

TEST(ShellOptions, LookAlikesStaySilent) {
  for (const std::string text :
       {"mysql -u root -p base", "docker run -p 8080:80 nginx", "ssh -p 2222 h", "smbclient //s/x -U bob",
        "curl -u bob https://h", "openssl rsa -passin env:PW -in k", "echo bonjour | grep x",
        "echo $X | sudo tee /etc/motd"}) {
    const auto read = ReadFacts::of(Language::shell, text);
    for (const std::string option : {"mysql -p ", "docker login", "smbclient -U", "curl -u",
                                     "openssl -passin", "sudo stdin", "grep stdin"}) {
      EXPECT_THAT(read.options(), Not(Contains(StartsWith(option)))) << text;
    }
  }
}

TEST(ShellOptions, PrintedCommandsAreText) {
  EXPECT_TRUE(ReadFacts::of(Language::batch, "echo Exemple : cmdkey /pass:Ab1").options().empty());
  EXPECT_TRUE(ReadFacts::of(Language::shell, "echo \"mysql -u root -pAb1\"").options().empty());
  EXPECT_THAT(ReadFacts::of(Language::batch, "setlocal EnableDelayedExpansion\ncmdkey /pass !P!").options(),
              testing::ElementsAre("cmdkey /pass (reference)"));
  EXPECT_THAT(ReadFacts::of(Language::batch, "cmdkey /pass A!b!").options(),
              testing::ElementsAre("cmdkey /pass A!b!"));
}

TEST(ShellAssignments, InAllTheirForms) {
  struct Case {
    Language language;
    std::string text;
    std::string name;
    std::string value;
  };
  const std::vector<Case> cases = {
      {Language::shell, "PW=Ab1", "PW", "Ab1"},
      {Language::shell, "export PW='A b'", "PW", "A b"},
      {Language::shell, "local PW=\"A\\$b\"", "PW", "A$b"},
      {Language::shell, "readonly A=1 PW=Ab1", "PW", "Ab1"},
      {Language::shell, "PW=$'A\\'b'", "PW", "A\\'b"},
      {Language::shell, "PW=Ab1 psql -h x", "PW", "Ab1"},
      {Language::shell, "PW=${PW:-Ab1}", "PW", "Ab1"},
      {Language::shell, "PW=$OTHER", "PW", "(reference)"},
      {Language::shell, "PW=$(pass x)", "PW", "(unknown)"},
      {Language::shell, "ENV PW Ab1", "PW", "Ab1"},
      {Language::shell, "ENV A=1 PW=Ab1", "PW", "Ab1"},
      {Language::shell, "PW := Ab1", "PW", "Ab1"},
      {Language::shell, "set password \"Ab1\"", "password", "Ab1"},
      {Language::shell, "docker run -e PW=Ab1 i", "PW", "Ab1"},
      {Language::shell, "mount -o username=u,password=Ab1,vers=3 //s /m", "password", "Ab1"},
      {Language::shell, "mount.cifs //s /m -o user=u%Ab1,vers=1", "password", "Ab1"},
      {Language::shell, "PW=$(echo QWIxIQ== | base64 -d)", "PW", "Ab1!"},
      {Language::shell, "occ ldap:set-config s01 ldapAgentPassword Ab1", "ldapAgentPassword", "Ab1"},
      {Language::shell, "php cfg.php --name=bind_pw --set=Ab1", "bind_pw", "Ab1"},
      {Language::shell, "# PW=Ab1", "PW", "Ab1"},
      {Language::shell, "cat > x <<EOF\nbind_pw: Ab1\nserver: y\nEOF\n", "bind_pw", "Ab1"},
      {Language::shell, "ldapadd <<'EOF'\ndn: cn=x\nuserPassword: Ab1\nEOF\n", "userPassword", "Ab1"},
      {Language::shell, "curl -d '{\"pw\": \"Ab1\"}' u", "pw", "Ab1"},
      {Language::batch, "set PW=A b", "PW", "A b"},
      {Language::batch, "set \"PW=A b\"", "PW", "A b"},
      {Language::batch, "setx PW Ab1", "PW", "Ab1"},
      {Language::batch, "set PW=A^&b", "PW", "A&b"},
      {Language::batch, "set /p PW=Mot", "PW", "(none)"}};
  for (const auto& c : cases) {
    const auto read = ReadFacts::of(c.language, c.text);
    EXPECT_EQ(read.assigned(c.name), c.value) << c.text;
    read.expect_exact_spans();
  }
}

TEST(ShellCalls, PositionalSecrets) {
  EXPECT_EQ(ReadFacts::of(Language::batch, "net use z: \\\\s\\x Ab1 /user:d\\u").call("net use"),
            "net use(Ab1)");
  EXPECT_EQ(ReadFacts::of(Language::batch, "net use z: \\\\s\\x /user:u Ab1").call("net use"),
            "net use(Ab1)");
  EXPECT_EQ(ReadFacts::of(Language::batch, "net use z: \\\\s\\x * /user:u").call("net use"), "(none)");
  EXPECT_EQ(ReadFacts::of(Language::batch, "net user bob Ab1 /add").call("net user"), "net user(bob, Ab1)");
  EXPECT_EQ(ReadFacts::of(Language::shell, "sqlplus paie/Ab1@ORCL").call("sqlplus connect"),
            "sqlplus connect(Ab1)");
  EXPECT_EQ(ReadFacts::of(Language::shell, "sqlplus /nolog").call("sqlplus connect"), "(none)");
  EXPECT_EQ(ReadFacts::of(Language::batch, "ldifde -f x -b u dom Ab1").call("ldifde bind"),
            "ldifde bind(u, dom, Ab1)");
}

TEST(ShellAccounts, StandBesideTheSecret) {
  const auto read = ReadFacts::of(Language::shell, "curl -u bob:Ab1 https://h");
  ASSERT_NE(read.find(FactKind::option, "-u"), nullptr);
  EXPECT_EQ(read.find(FactKind::option, "-u")->user, "bob");
  const auto bind = ReadFacts::of(Language::shell, "ldapsearch -D cn=a -w Ab1");
  EXPECT_EQ(bind.find(FactKind::option, "-w")->user, "cn=a");
}

TEST(ShellValues, StandWhereTheyAreWritten) {
  const auto read = ReadFacts::of(Language::shell, "PW='Automne2019'\nldapadd -w \"$PW\"\n");
  const auto* option = read.find(FactKind::option, "-w");
  ASSERT_NE(option, nullptr);
  EXPECT_EQ(option->value().span.begin, 4U);
  ASSERT_EQ(option->value().trail.size(), 1U);
  EXPECT_EQ(option->value().trail[0].name, "$PW");
}

}  // namespace
}  // namespace tamis::read
