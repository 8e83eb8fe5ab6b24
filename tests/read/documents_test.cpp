// What documents quote: command lines, blocks in other languages, tables, sentences.
#include <gtest/gtest.h>

#include <algorithm>

#include "config_fixture.h"
#include "read/fences.h"
#include "read/prose.h"

namespace tamis::read {
namespace {

using model::FactKind;
using model::Language;

template <class Read>
std::string option(const Read& read, std::string_view program, std::string_view name) {
  const auto found = std::find_if(read.facts.begin(), read.facts.end(), [&](const auto& fact) {
    return fact.kind == FactKind::option && fact.path == program && fact.name == name;
  });
  return found == read.facts.end() ? "(none)" : found->value().text;
}

template <class Read>
std::string cell(const Read& read, std::string_view heading) {
  const auto found = std::find_if(read.facts.begin(), read.facts.end(), [&](const auto& fact) {
    return fact.kind == FactKind::cell && fact.name == heading;
  });
  return found == read.facts.end() ? "(none)" : found->value().text;
}

TEST(QuotedCommands, AreReadInProseAndPages) {
  EXPECT_EQ(option(read_as(Language::markdown, "Tapez `ldapwhoami -x -D cn=a -w Pastis51` pour voir.\n"),
                   "ldapwhoami", "-w"),
            "Pastis51");
  EXPECT_EQ(
      option(read_as(Language::html,
                     "<pre>ldapsearch -x -D &quot;cn=a&quot; -w &quot;Pie&amp;Geai&quot; -b dc=a</pre>"),
             "ldapsearch", "-w"),
      "Pie&Geai");
  EXPECT_EQ(option(read_as(Language::python, "# ldapsearch -x -D cn=a -w Pastis51\n"), "ldapsearch", "-w"),
            "Pastis51");
}

TEST(QuotedCommands, OfDocumentationAreNot) {
  EXPECT_EQ(option(read_as(Language::markdown, "    ldapsearch -D cn=admin,dc=example,dc=org -w JonSn0w\n"),
                   "ldapsearch", "-w"),
            "(none)");
}

TEST(Fences, OfMarkdownAndItsKin) {
  const std::string_view text =
      "a\n```bash\nexport A=b\n```\nb\n\n.. code-block:: yaml\n\n   a: "
      "b\n\nc\n~~~\nd\n~~~\n[source,sql]\n----\n"
      "select\n----\n";
  const auto fences = find_fences(text);
  ASSERT_EQ(fences.size(), 3U);
  EXPECT_EQ(fences[0].body.in(text), "export A=b\n");
  EXPECT_EQ(fences[0].language, Language::shell);
  EXPECT_EQ(fences[1].language, Language::yaml);
  EXPECT_EQ(fences[2].body.in(text), "select\n");
  EXPECT_EQ(language_at(fences, fences[2].body.begin, Language::markdown), Language::sql);
  EXPECT_EQ(language_at(fences, 0, Language::markdown), Language::markdown);
}

TEST(Tables, CellsUnderTheirHeadings) {
  EXPECT_EQ(cell(read_as(Language::markdown, "| Compte | Mot de passe |\n|---|---|\n| a | `Mulot_2022` |\n"),
                 "Mot de passe"),
            "Mulot_2022");
  EXPECT_EQ(cell(read_as(Language::csv, "login;mdp;note\na;\"Mulot; gris\";x\n"), "mdp"), "Mulot; gris");
  EXPECT_EQ(cell(read_as(Language::unknown, "host\tbind_password\nsrv\tMulot\n"), "bind_password"), "Mulot");
}

TEST(Tables, SentencesAndListsAreNone) {
  EXPECT_EQ(cell(read_as(Language::plain, "user, password, token\nare needed here\n"), "password"), "(none)");
  EXPECT_EQ(cell(read_as(Language::plain, "/*:pwd*\tcmdline.txt\nfoo\tbar\n"), "/*:pwd*"), "(none)");
}

TEST(Prose, ToldValues) {
  const auto told = [](std::string_view text) {
    const auto found = told_value(text, 0);
    return found ? std::string(found->value.in(text)) : "(none)";
  };
  EXPECT_EQ(told(" du compte applicatif est Bellevue-33 (ne pas diffuser)."), "Bellevue-33");
  EXPECT_EQ(told(" of `cn=replica` is `Calme-Plat0`."), "Calme-Plat0");
  EXPECT_EQ(told(" : Temp8te-Force10)"), "Temp8te-Force10");
  EXPECT_EQ(told(" est obligatoire."), "(none)");
  EXPECT_EQ(told(" is \"locked\"."), "(none)");
  EXPECT_EQ(told(" is hashed. It is Abc-123"), "(none)");
}

}  // namespace
}  // namespace tamis::read
