// What expressions come to, and from where.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "powershell_facts.h"

namespace tamis::read {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

struct Folding {
  const char* script;  // gives $x its value
  const char* value;
};

class PowershellFolding : public testing::TestWithParam<Folding> {};

TEST_P(PowershellFolding, ComesTo) {
  EXPECT_THAT(assigned(facts_of(GetParam().script), "x"), Contains(GetParam().value)) << GetParam().script;
}

INSTANTIATE_TEST_SUITE_P(
    Expressions, PowershellFolding,
    testing::Values(
        Folding{"$x = 'l''été'", "l'été"}, Folding{"$x = \"a`$b`\"c`n\"", "a$b\"c\n"},
        Folding{"$x = \"a\"\"b\"", "a\"b"}, Folding{"$x = 'Cam' + 'omb' + 'ert'", "Camombert"},
        Folding{"$x = \"{0}{2}{1}\" -f 'a', 'c', 'b'", "abc"}, Folding{"$x = -join ('a','b','c')", "abc"},
        Folding{"$x = ('a' ,'b') -join '-'", "a-b"}, Folding{"$x = [string]::Concat('a', 'b', '!')", "ab!"},
        Folding{"$x = [string]::Join('', @('a', 'b'))", "ab"},
        Folding{"$x = [string]::Format('{0}-{1}', 'a', 'b')", "a-b"},
        Folding{"$x = 'Lune-Mars'.Insert(4, '&S')", "Lune&S-Mars"},
        Folding{"$x = 'XXaXXb'.Replace('XX', '')", "ab"}, Folding{"$x = 'a1b2' -replace '[0-9]', ''", "ab"},
        Folding{"$x = 'O.r.i' -replace '\\.', ''", "Ori"},
        Folding{"$x = [regex]::Replace('O.r.i', '\\.', '')", "Ori"},
        Folding{"$x = ('P|O|7' -split '\\|') -join ''", "PO7"},
        Folding{"$x = 'abcdef'.Substring(2, 3)", "cde"}, Folding{"$x = 'abcdef'.Remove(1, 3)", "aef"},
        Folding{"$x = 'abc'[1]", "b"}, Folding{"$x = -join 'cba'[-1..-3]", "abc"},
        Folding{"$x = 'Co' + 'mète'.ToUpper() + [char]33", "CoMÈTE!"},
        Folding{"$x = -join [char[]](72, 105)", "Hi"}, Folding{"$x = -join (72,105 | % { [char]$_ })", "Hi"},
        Folding{"$x = -join (18,51 | ForEach-Object { [char]($_ -bxor 90) })", "Hi"},
        Folding{"$c = 'iH'.ToCharArray(); [array]::Reverse($c); $x = -join $c", "Hi"},
        Folding{"$x = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('SMOp'))", "Hé"},
        Folding{"$x = [Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('SABpAA=='))", "Hi"},
        Folding{"$x = [Text.Encoding]::ASCII.GetString([byte[]](0x48,0x69))", "Hi"},
        Folding{"$x = [System.Uri]::UnescapeDataString('a%21')", "a!"}, Folding{"$x = 'ab' * 2", "abab"},
        Folding{"$y = 'in'; $x = \"mach${y}e-$($y)\"", "machine-in"},
        Folding{"$x = @'\nici \"et\" là\n'@", "ici \"et\" là"},
        Folding{"$x = $(if ($a) { 'oui' } else { 'non' })", "non"}, Folding{"$x = [string]'abc'", "abc"},
        Folding{"$x = 'a'; $x += 'b'; $x += 'c'", "abc"},
        Folding{"$x = ''; foreach ($c in 72,105) { $x += [char]$c }", "Hi"},
        Folding{"$s = 'iH'; $x = ''; for ($i = $s.Length - 1; $i -ge 0; $i--) { $x += $s[$i] }", "Hi"}));

INSTANTIATE_TEST_SUITE_P(
    Runs, PowershellFolding,
    testing::Values(
        Folding{"$c = 72,105; $i = 0; $x = ''; while ($i -lt $c.Length) { $x += [char]$c[$i]; $i++ }", "Hi"},
        Folding{"$c = 72,105; $i = 0; $x = -join ($c | % { [char]$c[$i++] })", "Hi"},
        Folding{"$i = 0; $x = ''; do { $x += 'ab'[$i]; $i++ } until ($i -eq 2)", "ab"},
        Folding{
            "$x = ''; foreach ($n in 1..9) { if ($n -eq 2) { continue }; if ($n -gt 4) { break }; $x += $n }",
            "134"},
        Folding{"$x = -join ('Uv'.ToCharArray() | % { if ($_ -match '[n-z]') { [char]([int]$_ - 13) } else { "
                "[char]([int]$_ - 13) } })",
                "Hi"},
        Folding{"$x = -join ('aB'.ToCharArray() | % { if ($_ -cmatch '[a-z]') { 'k' } else { 'g' } })", "kg"},
        Folding{"function d($t) { $r = ''; foreach ($c in $t.ToCharArray()) { $r += [char]([int]$c - 1) }; "
                "return $r }\n$x = d 'Ij'",
                "Hi"},
        Folding{"$k = @(); for ($i = 1; $i -le 3; $i++) { $k += $i }; $x = $k -join ''", "123"},
        Folding{
            "$l = New-Object Collections.ArrayList; [void]$l.Add('H'); $null = $l.Add('i'); $x = -join $l",
            "Hi"},
        Folding{
            "$l = [Collections.Generic.List[char]]::new(); foreach ($c in 72,105) { $l.Add([char]$c) }; $x = "
            "-join $l.ToArray()",
            "Hi"},
        Folding{"$b = New-Object Text.StringBuilder; [void]$b.Append('H'); [void]$b.Append('i'); $x = "
                "$b.ToString()",
                "Hi"},
        Folding{"$k = 'ab'; $j = 0; $x = -join (41,11 | % { [char]($_ -bxor [int]$k[$j++ % $k.Length]) })",
                "Hi"},
        Folding{"function g($k) { switch ($k) { 'u' { 'usr' } 'p' { 'pwd1' } } }\n$y = g 'u'; $x = g 'p'",
                "pwd1"},
        Folding{"$n = 'y'; Set-Variable -Name $n -Value 'nv'; $x = $y", "nv"},
        Folding{"$h = @{}; $h.Item('k') = 'it'; $x = $h.Item('k')", "it"},
        Folding{"function f($a, $y) { $x = $y }\n$p = @('un', 'deux')\nf @p", "deux"}));

INSTANTIATE_TEST_SUITE_P(
    Replacements, PowershellFolding,
    testing::Values(Folding{"$x = 'ete-Plage' -replace '(\\w+)-(\\w+)', '$2$1'", "Plageete"},
                    Folding{"$x = 'abCD' -replace '(?<a>ab)(?<b>CD)', '${b}-${a}'", "CD-ab"},
                    Folding{"$x = 'a1b2' -replace '([a-z])(\\d)', '$2$1'", "1a2b"},
                    Folding{"$x = 'aXbx' -creplace 'X', ''", "abx"},
                    Folding{"$x = 'aXbx' -replace 'X', ''", "ab"},
                    Folding{"$x = 'foobarfoo' -replace '(foo|bar){2}', '<$1>'", "<bar>foo"},
                    Folding{"$x = 'aaa' -replace 'a+?', 'b'", "bbb"},
                    Folding{"$x = 'été' -replace '(.)(.)(.)', '$3$2$1'", "été"},
                    Folding{"$x = [regex]::Replace('ab', '(a)(b)', '$$$2$1')", "$ba"},
                    Folding{"$x = 'k=v' -replace '^k=', ''", "v"},
                    Folding{"$x = 'a.b' -replace '(?:a)\\.', ''", "b"}));

INSTANTIATE_TEST_SUITE_P(
    Data, PowershellFolding,
    testing::Values(
        Folding{"$j = '{\"a\": {\"p\": \"v\\u00e9\"}, \"l\": [1, \"deux\"]}' | ConvertFrom-Json; $x = $j.a.p",
                "vé"},
        Folding{"$j = ConvertFrom-Json '{\"l\": [1, \"deux\"]}'; $x = $j.l[1]", "deux"},
        Folding{"[xml]$d = '<a><!-- c --><b q=\"1\" z=\"at&amp;t\">t</b><c><![CDATA[<x>]]></c></a>'; $x = "
                "$d.a.b.z",
                "at&t"},
        Folding{"[xml]$d = '<a><b q=\"1\">t</b></a>'; $x = $d.a.b.'#text'", "t"},
        Folding{"$d = [xml]'<a><c><![CDATA[<x>]]></c></a>'; $x = $d.a.c", "<x>"}));

INSTANTIATE_TEST_SUITE_P(
    Names, PowershellFolding,
    testing::Values(
        Folding{"$x = $later\n$later = 'dessous'", "dessous"},
        Folding{"$script:y = 's'; function f { $x = $script:y }", "s"},
        Folding{"function f($x = 'défaut') { }", "défaut"},
        Folding{"param([Parameter(Mandatory = $true)][string]$x = 'p1')", "p1"},
        Folding{"function f($y) { $x = $y }\nf 'passé'", "passé"},
        Folding{"function f($a, $y) { $x = $y }\nf -y 'nommé' 'autre'", "nommé"},
        Folding{"function f($y) { $x = $y }\n$p = @{ y = 'splat' }\nf @p", "splat"},
        Folding{"$h = @{ a = @{ b = 'prof' } }; $x = $h.a.b", "prof"},
        Folding{"$h = @{}; $h['k'] = 'idx'; $x = $h.k", "idx"},
        Folding{"$h = @{}; $h.Add('k', 'add'); $x = $h['k']", "add"},
        Folding{"$o = [pscustomobject]@{ c = 'obj' }; $x = $o.c", "obj"},
        Folding{"$o = New-Object PSObject; $o | Add-Member NoteProperty c 'nm'; $x = $o.c", "nm"},
        Folding{"$o = New-Object PSObject; Add-Member -InputObject $o -NotePropertyName c -NotePropertyValue "
                "'np'; $x = $o.c",
                "np"},
        Folding{"class S { static [string]$P = 'cls' }\n$x = [S]::P", "cls"},
        Folding{"$a, $x = 'un', 'deux'", "deux"},
        Folding{"class C { $p; C($q) { $this.p = $q } }\n$o = [C]::new('ctor'); $x = $o.p", "ctor"},
        Folding{"$l = 'a', 'b'; foreach ($i in $l) { $x = $i }", "b"},
        Folding{"'a', 'b' | % { $x = $_ }", "b"},
        Folding{"$t = @{ dev = 'd'; prod = 'p' }; $x = $t[$which]", "p"},
        Folding{"Set-Variable -Name y -Value 'sv'; $x = $y", "sv"},
        Folding{"$env:Y = 'ev'; $x = $env:Y", "ev"}, Folding{"function g { return 'ret' }\n$x = g", "ret"},
        Folding{"$r = ConvertFrom-StringData @'\nldap.pw = Rad\\\\12\n'@\n$x = $r.'ldap.pw'", "Rad\\12"},
        Folding{"$x = Read-Host 'p'\nif (-not $x) { $x = 'Habituel' }", "Habituel"},
        Folding{"$x = [Microsoft.VisualBasic.Interaction]::InputBox('Mot de passe', 't', 'Oui')", "Oui"}));

TEST(PowershellScopes, KeepNamesApart) {
  // The same name for another thing in another function.
  const auto facts = facts_of(
      "function a { $p = 'Ping' }\nfunction b { $p = 'Secret'; New-Object Net.NetworkCredential('u', $p) }");
  EXPECT_THAT(call_values(facts, "NetworkCredential", 1), ElementsAre("Secret"));
}

TEST(PowershellScopes, OnlyTheLastAssignmentOfALineOfCodeHolds) {
  const auto facts =
      facts_of("$r = 'Texte'\nWrite-Host $r\n$r = 'Secret'\nNew-Object Net.NetworkCredential('u', $r)");
  EXPECT_THAT(call_values(facts, "NetworkCredential", 1), ElementsAre("Secret"));
}

TEST(PowershellScopes, EachBranchHolds) {
  const auto facts = facts_of(
      "switch ($t) { 'd' { $p = 'dev' } 't' { $p = 'tst' } default { $p = 'prd' } }\nNew-Object "
      "Net.NetworkCredential('u', $p)");
  EXPECT_THAT(call_values(facts, "NetworkCredential", 1), UnorderedElementsAre("dev", "tst", "prd"));
}

TEST(PowershellScopes, PartsOfASumAreNotItsValue) {
  const auto facts = facts_of("$p = 'Cam'\n$p += 'embert'\nNew-Object Net.NetworkCredential('u', $p)");
  EXPECT_THAT(call_values(facts, "NetworkCredential", 1), ElementsAre("Camembert"));
}

TEST(PowershellSpans, LeadToTheLiteral) {
  const std::string script =
      "# une ligne\n$mdp = 'Automne2019'\n\n$e = [DirectoryEntry]::new('a', 'b', $mdp)\n";
  for (const model::Fact& fact : facts_of(script)) {
    if (fact.kind != model::FactKind::call) continue;
    const model::Value& value = fact.arguments[2].value;
    EXPECT_EQ(value.span.in(script), "Automne2019");
    ASSERT_EQ(value.trail.size(), 1U);
    EXPECT_EQ(value.trail[0].name, "$mdp");
    EXPECT_EQ(line_of(script, value.trail[0].offset), 4U);
    EXPECT_FALSE(value.computed);
    return;
  }
  FAIL() << "no call";
}

TEST(PowershellSpans, OfFieldsOfJsonAreWhereTheyStand) {
  const std::string script =
      "$c = @'\n{\"ldap\": {\"k\": \"Fontaine 19\"}}\n'@ | ConvertFrom-Json\n$x = $c.ldap.k\n";
  for (const model::Fact& fact : facts_of(script)) {
    if (fact.name != "x") continue;
    EXPECT_EQ(fact.value().span.in(script), "Fontaine 19");
    return;
  }
  FAIL() << "no assignment";
}

TEST(PowershellSpans, OfAnExpressionAreAllOfIt) {
  const std::string script = "$x = 'Cam' +\n 'omb' +\n 'ert'";
  const auto facts = facts_of(script);
  ASSERT_FALSE(facts.empty());
  EXPECT_EQ(facts.front().value().span.in(script), "'Cam' +\n 'omb' +\n 'ert'");
  EXPECT_TRUE(facts.front().value().computed);
}

TEST(PowershellSpans, OfDecodedTextAreTheEncodedLiterals) {
  const std::string script =
      "$b = 'QmFvYmFiNw=='\n$x = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($b))";
  for (const model::Fact& fact : facts_of(script)) {
    if (fact.name != "x") continue;
    EXPECT_EQ(fact.value().text, "Baobab7");
    EXPECT_EQ(fact.value().span.in(script), "QmFvYmFiNw==");
    EXPECT_THAT(fact.value().decoded_by, Contains("base64"));
  }
}

TEST(PowershellComments, CodeCountsAndProseDoesNot) {
  EXPECT_THAT(
      call_values(
          facts_of("# vieux\n# $e = New-Object DirectoryServices.DirectoryEntry('a','b','Infirm1')\n$y = 1"),
          "DirectoryEntry", 2),
      ElementsAre("Infirm1"));
  EXPECT_THAT(assigned(facts_of("<# à supprimer\n$pw = 'bloc1'\n#>"), "pw"), ElementsAre("bloc1"));
  EXPECT_THAT(assigned(facts_of("<#\n (login : x / mdp : Aspirateur2020)\n#>"), "mdp"),
              ElementsAre("Aspirateur2020"));
  EXPECT_THAT(assigned(facts_of("# Accès au NAS : admin / synology!  (port 5001)"), "password"),
              ElementsAre("synology!"));
  for (const char* prose : {"# mot de passe : voir avec le RSSI", "# mdp : demander",
                            "# mot de passe : 12 caractères minimum", "# L'équipe dit : l'été / l'hiver"}) {
    for (const model::Fact& fact : facts_of(prose))
      EXPECT_NE(fact.value().state, model::ValueState::constant) << prose;
  }
  const auto help = facts_of("<#\n.EXAMPLE\n ConvertTo-SecureString 'MotDePasse' -AsPlainText -Force\n#>\n");
  EXPECT_THAT(call_values(help, "ConvertTo-SecureString", 0, "String"), IsEmpty());
}

TEST(PowershellComments, DoNotLeakIntoLiveCode) {
  const auto facts = facts_of("# $p = 'ancien'\n$p = Read-Host\nNew-Object Net.NetworkCredential('u', $p)");
  EXPECT_THAT(call_values(facts, "NetworkCredential", 1), Not(Contains("ancien")));
}

TEST(PowershellTranscripts, ShowTypedCommands) {
  const auto facts = facts_of(
      "**********************\nNom d'utilisateur : X\n**********************\nPS C:\\> $p = '0ver.The'\nPS "
      "C:\\> New-Object Net.NetworkCredential('u',$p)\nl'invite d'avant\n");
  EXPECT_THAT(call_values(facts, "NetworkCredential", 1), ElementsAre("0ver.The"));
}

}  // namespace
}  // namespace tamis::read
