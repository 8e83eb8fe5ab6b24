// Where the secret stands in each of PowerShell's sinks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "powershell_facts.h"

namespace tamis::read {
namespace {

using model::FactKind;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

struct Sink {
  const char* script;
  const char* callee;
  std::size_t position;
  const char* name;
  const char* secret;
};

class PowershellSink : public testing::TestWithParam<Sink> {};

TEST_P(PowershellSink, ShowsItsSecret) {
  const Sink& sink = GetParam();
  EXPECT_THAT(call_values(facts_of(sink.script), sink.callee, sink.position, sink.name),
              Contains(sink.secret))
      << sink.script;
}

INSTANTIATE_TEST_SUITE_P(
    Constructors, PowershellSink,
    testing::Values(
        Sink{"$e = New-Object System.DirectoryServices.DirectoryEntry('LDAP://x', 'u', 'Automne2019')",
             "DirectoryEntry", 2, "", "Automne2019"},
        Sink{"$e = New-Object DirectoryServices.DirectoryEntry 'LDAP://x','u','craie'", "DirectoryEntry", 2,
             "", "craie"},
        Sink{"$e = New-Object -TypeName System.DirectoryServices.DirectoryEntry `\n -ArgumentList 'a',\n "
             "'b',\n 'mot'",
             "DirectoryEntry", 2, "", "mot"},
        Sink{"$e = [System.DirectoryServices.DirectoryEntry]::new('a', 'b', $p)\n$p = 'plus bas'",
             "DirectoryEntry", 2, "", "plus bas"},
        Sink{"[adsi]::new('LDAP://x', 'u', 'pw1')", "adsi", 2, "", "pw1"},
        Sink{"$d = New-Object ADSI 'LDAP://x', 'u', 'pw2'", "ADSI", 2, "", "pw2"},
        Sink{"$d = [ADSI]'LDAP://x'\n$d.psbase.Password = \"pw3\"", "ADSI", 0, "Password", "pw3"},
        Sink{"$de = New-Object DirectoryServices.DirectoryEntry\n$de.Password = 'pw4'", "DirectoryEntry", 0,
             "Password", "pw4"},
        Sink{"$n = [Net.NetworkCredential]@{ UserName = 'u'; Password = 'pw5' }", "NetworkCredential", 0,
             "Password", "pw5"},
        Sink{"$n = New-Object Net.NetworkCredential -Property @{ Password = 'pw6' }", "NetworkCredential", 0,
             "Password", "pw6"},
        Sink{"$a = @{ TypeName = 'Net.NetworkCredential'; ArgumentList = 'u', 'pw7' }\n$n = New-Object @a",
             "NetworkCredential", 1, "", "pw7"},
        Sink{"$c = New-Object System.DirectoryServices.Protocols.LdapConnection 'x'\n$c.Credential = "
             "New-Object Net.NetworkCredential('u', 'pw8')",
             "LdapConnection", 0, "Credential", "pw8"},
        Sink{"$n = [Net.NetworkCredential]::new('u', 'pw9'); $c.Bind($n)", "LdapConnection.Bind", 0, "",
             "pw9"},
        Sink{"New-Object PrincipalContext('Domain', 'x', 'u', 'pwa')", "PrincipalContext", 0, "Password",
             "pwa"},
        Sink{"[PrincipalContext]::new('Domain', 'x', 'OU=a', 'u', 'pwb')", "PrincipalContext", 0, "Password",
             "pwb"},
        Sink{"$x.ValidateCredentials('u', 'pwc')", "ValidateCredentials", 1, "", "pwc"},
        Sink{"$u.SetPassword('pwd')", "SetPassword", 0, "", "pwd"},
        Sink{"$u.psbase.Invoke('SetPassword', @('pwe'))", "SetPassword", 0, "", "pwe"},
        Sink{"$u.Invoke('ChangePassword', 'pwf', 'pwg')", "ChangePassword", 1, "", "pwg"},
        Sink{"New-Object PSCredential 'u', (ConvertTo-SecureString 'pwh' -AsPlainText -Force)",
             "PSCredential", 1, "", "pwh"}));

INSTANTIATE_TEST_SUITE_P(
    SecureStrings, PowershellSink,
    testing::Values(
        Sink{"ConvertTo-SecureString 'a b' -AsPlainText -Force", "ConvertTo-SecureString", 0, "String",
             "a b"},
        Sink{"ConvertTo-SecureString -AsPlainText -Force 'sw1'", "ConvertTo-SecureString", 0, "String",
             "sw1"},
        Sink{"ConvertTo-SecureString -a -f \"sw2\"", "ConvertTo-SecureString", 0, "String", "sw2"},
        Sink{"ConvertTo-SecureString -AsPlainText:$true -Force:$true -String Bare", "ConvertTo-SecureString",
             0, "String", "Bare"},
        Sink{"sal css ConvertTo-SecureString\ncss -AsP -Fo 'sw3'", "ConvertTo-SecureString", 0, "String",
             "sw3"},
        Sink{"Set-Alias -Name k -Value ConvertTo-SecureString; k 'sw4' -AsPlainText -Force",
             "ConvertTo-SecureString", 0, "String", "sw4"},
        Sink{"'sw5' | ConvertTo-SecureString -AsPlainText -Force", "ConvertTo-SecureString", 0, "String",
             "sw5"},
        Sink{"ConvertTo-SecureString (@'\nsw 6\n'@) -AsPlainText", "ConvertTo-SecureString", 0, "String",
             "sw 6"},
        Sink{"Con`vertTo-Sec`ureString 'sw7' -AsPlainText", "ConvertTo-SecureString", 0, "String", "sw7"},
        Sink{"& ('ConvertTo' + '-SecureString') 'sw8' -AsPlainText", "ConvertTo-SecureString", 0, "String",
             "sw8"},
        Sink{"ConvertTo-SecureString \xE2\x80\x98sw9\xE2\x80\x99 \xE2\x80\x93"
             "AsPlainText \xE2\x80\x93"
             "Force",
             "ConvertTo-SecureString", 0, "String", "sw9"},
        Sink{"'lapin'.ToCharArray() | % { $s.AppendChar($_) }", "AppendChar", 0, "", "lapin"},
        Sink{"foreach ($c in 'terrier'.ToCharArray()) { $s.AppendChar($c) }", "AppendChar", 0, "", "terrier"},
        Sink{"$s.AppendChar('w');$s.AppendChar('x');$s.AppendChar('y');$s.AppendChar('z')", "AppendChar", 0,
             "", "wxyz"},
        Sink{"$k = 1..16; $b = '76492d11'; $b | ConvertTo-SecureString -Key $k", "ConvertTo-SecureString", 0,
             "Encrypted", "76492d11"}));

INSTANTIATE_TEST_SUITE_P(
    CommandLines, PowershellSink,
    testing::Values(Sink{"net use P: \\\\srv\\x 'nu1' /user:a", "net use", 0, "password", "nu1"},
                    Sink{"$n = '\\\\srv\\x'; $c = 'nu2'; net use $n $c /user:a", "net use", 0, "password",
                         "nu2"},
                    Sink{"net user kiosk nu3 /add", "net user", 0, "password", "nu3"},
                    Sink{"cmd /c \"net use Z: \\\\s\\p nu4 /user:b\"", "net use", 0, "password", "nu4"},
                    Sink{"ldifde -i -f x -b adm DOM nu5 -u", "ldifde bind", 0, "password", "nu5"},
                    Sink{"& expdp \"sauv/nu6@DPI\" full=y", "expdp connect", 0, "password", "nu6"}));

TEST(PowershellSinks, StaySilentWithoutALiteral) {
  EXPECT_THAT(
      call_values(facts_of("New-Object DirectoryServices.DirectoryEntry('a', '', '')"), "DirectoryEntry", 2),
      IsEmpty());
  EXPECT_THAT(call_values(facts_of("New-Object PrincipalContext('Domain','x','OU=a','Negotiate')"),
                          "PrincipalContext", 0, "Password"),
              IsEmpty());
  EXPECT_THAT(
      call_values(facts_of("$p = Read-Host 'p'; [DirectoryEntry]::new('a','b',$p)"), "DirectoryEntry", 2),
      IsEmpty());
  EXPECT_THAT(call_values(facts_of("$s.Bind($endpoint)"), "Bind", 0), IsEmpty());
  EXPECT_THAT(call_values(facts_of("net use z: \\\\a\\b /user:c *"), "net use", 0, "password"), IsEmpty());
  EXPECT_THAT(call_values(facts_of("net use z: /delete"), "net use", 0, "password"), IsEmpty());
  EXPECT_THAT(call_values(facts_of("while (1) { $t = [Console]::ReadKey($true); $s.AppendChar($t.KeyChar) }"),
                          "AppendChar", 0),
              IsEmpty());
}

TEST(PowershellSinks, TellPromptsFromLookUps) {
  const auto state = [](const char* script) {
    for (const model::Fact& fact : facts_of(script)) {
      if (fact.kind == FactKind::assignment && fact.name == "p") return fact.value().state;
    }
    return model::ValueState::unknown;
  };
  EXPECT_EQ(state("$p = Read-Host 'Mot de passe'"), model::ValueState::prompt);
  EXPECT_EQ(state("$c = Get-Credential; $p = $c.GetNetworkCredential().Password"), model::ValueState::prompt);
  EXPECT_EQ(state("$p = $env:LDAP_PASSWORD"), model::ValueState::reference);
  EXPECT_EQ(state("$p = Get-Secret ldap -AsPlainText"), model::ValueState::reference);
  EXPECT_EQ(state("$p = Get-Content D:\\p.txt"), model::ValueState::reference);
  EXPECT_EQ(state("$p = [Environment]::GetEnvironmentVariable('X')"), model::ValueState::reference);
}

TEST(PowershellSinks, ReadOptionsOfPrograms) {
  const auto option = [](const char* script, const char* name) {
    return values_of(facts_of(script), FactKind::option, name);
  };
  EXPECT_THAT(option("schtasks /create /ru a /rp \"Toner noir\" /f", "/rp"), ElementsAre("Toner noir"));
  EXPECT_THAT(option("schtasks /create /rp *", "/rp"), IsEmpty());
  EXPECT_THAT(option("cmdkey /add:x /user:y /pass:H3lp#1", "/pass"), Contains("H3lp#1"));
  EXPECT_THAT(
      option("Start-Process \"${env:ProgramFiles}\\PuTTY\\plink.exe\" -ArgumentList '-l', 't', '-pw', 'b0re'",
             "-pw"),
      ElementsAre("b0re"));
  EXPECT_THAT(option("curl.exe -s -u 'metro:m3tr0' https://x", "-u"), Contains("m3tr0"));
  EXPECT_THAT(option("mysqldump -h x -pmaria db", "-p"), Contains("maria"));
  EXPECT_THAT(option("docker login r -u ci -p Whale_3", "-p"), Contains("Whale_3"));
  EXPECT_THAT(option(".\\Import.ps1 -User a -Password 0ver.The -WhatIf", "-Password"), Contains("0ver.The"));
}

TEST(PowershellSinks, ReadConnectionStrings) {
  const auto password = [](const char* script) { return assigned(facts_of(script), "Password"); };
  EXPECT_THAT(password("$c = 'Server=a;Database=b;Uid=c;Pwd=d3;Encrypt=1'"), ElementsAre("d3"));
  EXPECT_THAT(password("$p = 'v4'; $c = \"Server=a;User Id=b;Password=$p\""), ElementsAre("v4"));
  EXPECT_THAT(password("$c = 'Data Source=a;User ID=b;Password=' + 'c5' + ';'"), ElementsAre("c5"));
  EXPECT_THAT(password("$p = 'f6'; $c = 'Server={0};Uid=sa;Password={1};' -f $s, $p"), ElementsAre("f6"));
  EXPECT_THAT(password("$c = 'Server=a;Integrated Security=SSPI'"), IsEmpty());
}

TEST(PowershellSinks, ReadHeaders) {
  const auto header = [](const char* script, const char* name) {
    return values_of(facts_of(script), FactKind::header, name);
  };
  EXPECT_THAT(header("$h = @{ 'PRIVATE-TOKEN' = 'abc123' }", "PRIVATE-TOKEN"), Contains("abc123"));
  EXPECT_THAT(header("$h.Add('Authorization', 'Bearer t0k')", "Authorization"), Contains("t0k"));
  EXPECT_THAT(header("$h = @{ Authorization = 'Basic d2Vic2VydmljZTpnbHBpOS4x' }", "Authorization"),
              Contains("glpi9.1"));
  const char* computed =
      "$m = 'T1cket'\n$b = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes((\"{0}:{1}\" -f 'api', "
      "$m)))\n$h = @{ Authorization = \"Basic $b\" }";
  EXPECT_THAT(header(computed, "Authorization"), Contains("T1cket"));
}

}  // namespace
}  // namespace tamis::read
