// Broken and hostile scripts: nothing crashes, nothing around the damage is lost. What they cost: tests/work.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "powershell_facts.h"

namespace tamis::read {
namespace {

using testing::Contains;

std::string repeated(std::string_view part, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

constexpr std::string_view kSecret = "\n$e = [DirectoryEntry]::new('a', 'b', 'Rescapé')\n";

class PowershellHostile : public testing::TestWithParam<const char*> {};

TEST_P(PowershellHostile, KeepsWhatStandsAround) {
  const std::string script = std::string(kSecret) + repeated(GetParam(), 20000) + std::string(kSecret);
  const auto facts = facts_of(script);
  EXPECT_THAT(call_values(facts, "DirectoryEntry", 2), Contains("Rescapé")) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Repeated, PowershellHostile,
                         testing::Values("(", "[", "{", "@(", "@{", "$(", "\"$(", "'", "\"", "`", "$", "!",
                                         "-join ", "a.", "$a=$a+$a\n", "$a+=$a;", "1,", "if(1){", "<#", "#",
                                         "@'\n", "@\"\n", "| % {", "f -x ", "'a'+", "${", "[a", "class ", "<",
                                         "function f {", "$a.b", "::", "@{a=", "switch(1){", "'\n",
                                         "while(1){", "do{", "for(;;){$i++;", "foreach($a in $a){$a+=$a;",
                                         "$a.Add($a)\n", "$a = f $a\n"));

// What follows an open nest of brackets is still read.
TEST(PowershellHostileBehind, KeepsWhatFollows) {
  for (const char* nest : {"(", "@(", "$(", "{", "| % {", "if(1){", "function f {", "switch(1){ default {"}) {
    const std::string script = repeated(nest, 5000) + "\n$mdp = 'Rescapé'\n";
    EXPECT_THAT(assigned(facts_of(script), "mdp"), Contains("Rescapé")) << nest;
  }
}

// What one part of a script costs takes nothing from the rest.
TEST(PowershellHostileBehind, ResolvesNamesAfterCostlyCode) {
  const std::string costly =
      "$a = 'x'\n" + repeated("$a = $a + $a; $b = -join (1..4000 | % { [char](65 + $_ % 20) })\n", 2000);
  const std::string script = costly + "$mdp = 'Resc' + 'apé'\nNew-Object Net.NetworkCredential('u', $mdp)\n";
  EXPECT_THAT(call_values(facts_of(script), "NetworkCredential", 1), Contains("Rescapé"));
}

TEST(PowershellBroken, KeepsWhatStandsAround) {
  for (const char* damage : {"$x = \"unfinished\n", "if ($a -eq 'b' { foo\n", "$h = @{ a = 'b'\n",
                             "foo('a', \n", "l'apostrophe d'un texte collé\n", "} ) ]\n", "[Parameter(\n",
                             "<# jamais fermé\n", "@'\njamais fermé\n"}) {
    const std::string script = std::string(kSecret) + damage + "$mdp = 'Tournesol'\n";
    const auto facts = facts_of(script);
    EXPECT_THAT(call_values(facts, "DirectoryEntry", 2), Contains("Rescapé")) << damage;
  }
  EXPECT_THAT(assigned(facts_of("$x = \"unfinished\n$mdp = 'Tournesol'\n"), "mdp"), Contains("Tournesol"));
  EXPECT_THAT(assigned(facts_of("if ($a -eq 'b' { foo\n$mdp = 'Tournesol'\n"), "mdp"), Contains("Tournesol"));
  EXPECT_THAT(assigned(facts_of("} ) ]\n$mdp = 'Tournesol'\n"), "mdp"), Contains("Tournesol"));
}

// Every test file, cut, doubled and scrambled in places; the seed is fixed.
TEST(PowershellFuzz, SurvivesMutations) {
  std::mt19937 random(20240607);
  const std::filesystem::path folder =
      std::filesystem::path(TAMIS_SOURCE_DIR) / "testdata/detection/powershell";
  const std::string_view noise = "'\"`$(){}[]@#|;,\n=%&.:-<>\\\xE2\x80\x99\xFF";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".expect") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    std::stringstream content;
    content << stream.rdbuf();
    const std::string original = content.str();
    if (original.empty()) continue;
    ++files;
    for (int round = 0; round < 6; ++round) {
      std::string text = original;
      for (int change = 0; change < 12; ++change) {
        const std::size_t at = random() % text.size();
        const std::size_t size = std::min<std::size_t>(random() % 40, text.size() - at);
        switch (random() % 4) {
          case 0:
            text.erase(at, size);
            break;
          case 1:
            text.insert(at, 1, noise[random() % noise.size()]);
            break;
          case 2:
            text.insert(at, text.substr(at, size));
            break;
          default:
            text[at] = noise[random() % noise.size()];
            break;
        }
        if (text.empty()) text = "x";
      }
      if (round == 0) text.resize(random() % text.size() + 1);
      for (const model::Fact& fact : facts_of(text)) {
        for (const model::Argument& argument : fact.arguments) {
          ASSERT_LE(argument.value.span.end, text.size()) << entry.path();
          ASSERT_LE(argument.value.span.begin, argument.value.span.end) << entry.path();
        }
      }
    }
  }
  EXPECT_GE(files, 80U);
}

TEST(PowershellLarge, ReadsAllOfALongRegion) {
  std::string script;
  for (std::size_t i = 0; i < 80000; ++i) script += "$mdp" + std::to_string(i) + " = 'Perdu-Retrouvé'\n";
  script += "$dernier = 'Tout-à-la-fin'\n";
  ASSERT_GT(script.size(), std::size_t{2} << 20);
  const auto facts = facts_of(script);
  EXPECT_THAT(assigned(facts, "mdp30000"), Contains("Perdu-Retrouvé"));
  EXPECT_THAT(assigned(facts, "dernier"), Contains("Tout-à-la-fin"));
  EXPECT_EQ(std::count_if(facts.begin(), facts.end(),
                          [](const model::Fact& fact) { return fact.name.starts_with("mdp"); }),
            80000);
}

TEST(PowershellLarge, ReadsAroundTheRegions) {
  const std::string filler = repeated("$ligne = Get-Date # rien\n", 120000);
  const std::string script = filler + "$mdp = 'Perdu-Retrouvé1'\n" + filler;
  const std::vector<model::Span> regions{{filler.size(), filler.size() + 4}};
  std::vector<model::Fact> facts;
  read_facts({.text = script, .name = "g.ps1", .language = model::Language::powershell, .regions = regions},
             facts);
  bool found = false;
  for (const model::Fact& fact : facts)
    found = found || (fact.name == "mdp" && fact.value().span.in(script) == "Perdu-Retrouvé1");
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace tamis::read
