#include <gtest/gtest.h>

#include <string_view>

#include "read/reader.h"

namespace tamis::read {
namespace {

using model::Language;

struct Case {
  std::string_view name;
  std::string_view text;
  Language language;
};

class IdentifyLanguage : public testing::TestWithParam<Case> {};

TEST_P(IdentifyLanguage, ByNameOrContent) {
  const auto& c = GetParam();
  EXPECT_EQ(model::to_string(identify_language(c.name, c.text)), model::to_string(c.language))
      << c.name << ": " << c.text;
}

INSTANTIATE_TEST_SUITE_P(
    Names, IdentifyLanguage,
    testing::Values(Case{"a/Leak.PS1", "", Language::powershell}, Case{"m.psm1", "", Language::powershell},
                    Case{"d.psd1", "@{", Language::powershell}, Case{"t.ps1xml", "", Language::xml},
                    Case{"cred.clixml", "", Language::xml}, Case{"sssd.conf", "", Language::ini},
                    Case{"nslcd.conf", "", Language::conf}, Case{"/etc/ldap/slapd.conf", "", Language::conf},
                    Case{".env", "", Language::ini}, Case{".env.production", "", Language::ini},
                    Case{"prod.env", "", Language::ini}, Case{"Dockerfile", "", Language::shell},
                    Case{"Dockerfile.prod", "", Language::shell}, Case{"Makefile", "", Language::shell},
                    Case{"Jenkinsfile", "", Language::java}, Case{"docker-compose.yml", "", Language::yaml},
                    Case{"Web.config", "<configuration>", Language::xml}, Case{"x.ldif", "", Language::ldif},
                    Case{"x.reg", "", Language::reg}, Case{".bashrc", "", Language::shell},
                    Case{".netrc", "", Language::conf}, Case{"crontab", "", Language::shell},
                    Case{"site.conf.j2", "", Language::conf}, Case{"app.yml.erb", "", Language::yaml},
                    Case{"a.ps1.txt", "", Language::powershell}, Case{"a.php.bak", "", Language::php},
                    Case{"a.py~", "", Language::python}, Case{"config.php.sample", "", Language::php},
                    Case{"config.inc.php.dist", "", Language::php},
                    Case{"sssd.conf.2024-01-31", "", Language::ini},
                    Case{"app.config", "<configuration/>", Language::xml},
                    Case{"dovecot-ldap.conf.ext", "", Language::conf},
                    Case{"ConsoleHost_history.txt", "ls", Language::powershell},
                    Case{"Gemfile", "", Language::ruby}));

INSTANTIATE_TEST_SUITE_P(
    Content, IdentifyLanguage,
    testing::Values(
        Case{"", "#!/usr/bin/env python3\nprint(1)\n", Language::python},
        Case{"x", "#!/bin/sh\n", Language::shell}, Case{"x", "#!/usr/bin/pwsh\n", Language::powershell},
        Case{"x.txt", "<?xml version='1.0'?>\n<a/>", Language::xml},
        Case{"x.bak", "<?php\n$a=1;", Language::php}, Case{"x.log", "{\"a\": 1}", Language::json},
        Case{"", "---\na: b\n", Language::yaml},
        Case{"", "dn: cn=a,dc=lan\nobjectClass: person\n", Language::ldif},
        Case{"", "[ldap]\nuri = ldap://x\nbind_pw = y\n", Language::ini},
        Case{"x.txt", "param(\n  [string]$Server\n)\n$c = Get-Credential\n", Language::powershell},
        Case{"", "[CmdletBinding()]\nparam($x)\n", Language::powershell},
        Case{"", "$env:PW = 'x'\nNew-Object Net.NetworkCredential('a','b')\n", Language::powershell},
        Case{"", "function Get-Thing {\n  Write-Host 'a'\n}\n", Language::powershell},
        Case{"x.old", "@echo off\nset A=b\n", Language::batch},
        Case{"", "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\n", Language::sql},
        Case{"", "\xEF\xBB\xBF<?xml version='1.0'?>", Language::xml},
        Case{"notes.txt", "Bonjour,\nle mot de passe est dans le coffre.\nMerci\n", Language::unknown},
        Case{"", "ldapsearch -x -w secret\necho done\n", Language::shell}));

INSTANTIATE_TEST_SUITE_P(NameOutranksContent, IdentifyLanguage,
                         testing::Values(Case{"a.py", "{\"a\": 1}", Language::python},
                                         Case{"a.json", "#!/bin/sh\n", Language::json},
                                         Case{"a.ps1", "<?xml version='1.0'?>", Language::powershell},
                                         Case{"a.yml", "[x]\na = b\n", Language::yaml}));

TEST(IdentifyLanguageLimits, LooksAtTheHeadOnly) {
  const std::string text = std::string(5000, '\n') + "#!/bin/sh\n";
  EXPECT_EQ(identify_language("x", text), Language::unknown);
}

}  // namespace
}  // namespace tamis::read
