// What must not crash or leave its text: every reader of configuration on truncated, mutated and nested
// texts. What they cost: tests/work.
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "config_fixture.h"

namespace tamis::read {
namespace {

using model::Language;

constexpr Language kLanguages[] = {Language::yaml, Language::json, Language::xml,  Language::html,
                                   Language::ldif, Language::sql,  Language::conf, Language::ini,
                                   Language::toml, Language::hcl,  Language::reg,  Language::unknown};

std::vector<std::string> samples() {
  std::vector<std::string> texts;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(TAMIS_SOURCE_DIR "/testdata/detection/ldap")) {
    if (!entry.is_regular_file() || entry.path().extension() == ".expect") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    texts.push_back(bytes.str());
  }
  return texts;
}

TEST(ConfigHostile, TruncationsStayInside) {
  std::mt19937 random(7);
  for (const std::string& text : samples()) {
    for (int i = 0; i < 6; ++i) {
      const std::string part = text.substr(0, random() % (text.size() + 1));
      for (const Language language : kLanguages) expect_inside(read_as(language, part));
    }
  }
}

TEST(ConfigHostile, MutationsStayInside) {
  static constexpr std::string_view kBytes = "\"'{}[]()<>&;:=#|\\\n\r\t -$%!*,.\0\xff`@~";
  std::mt19937 random(11);
  for (std::string text : samples()) {
    for (int round = 0; round < 4; ++round) {
      for (int i = 0; i < 12 && !text.empty(); ++i)
        text[random() % text.size()] = kBytes[random() % kBytes.size()];
      if (text.size() > 8) text.erase(random() % (text.size() - 4), random() % 4);
      for (const Language language : kLanguages) expect_inside(read_as(language, text));
    }
  }
}

std::string repeat(std::string_view piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

// Pieces that tempt a reader to go back, to nest or to look far ahead.
TEST(ConfigHostile, RepeatedPiecesStayInside) {
  static constexpr std::string_view kPieces[] = {"[",          "{",
                                                 "(",          "<a>",
                                                 "\"",         "'",
                                                 "\\",         "<!--",
                                                 "a:\n ",      "- ",
                                                 "a: {",       "{\"a\":",
                                                 "a=\\\n",     " x\n",
                                                 "# a: b\n",   "/*",
                                                 "&#",         "a: |\n",
                                                 "a: \"",      "a:: YQ\n",
                                                 "$",          "${a:",
                                                 "{{",         "a = \"",
                                                 "a='",        "INSERT INTO t VALUES (",
                                                 "('a','b'),", "--x\n",
                                                 "a: &b c\n",  "a: *b\n",
                                                 "a b=c ",     "=",
                                                 ":",          "password=",
                                                 "a;b=c;",     "<![CDATA[",
                                                 "<a b='",     "</a>",
                                                 "<tr><td>x",  "a: [",
                                                 "?",          "\n",
                                                 "\xff",       "\"\"\"",
                                                 "<<E\n"};
  for (const std::string_view piece : kPieces) {
    const std::string text = repeat(piece, 20000);
    for (const Language language : kLanguages) expect_inside(read_as(language, text));
  }
}

TEST(ConfigHostile, HundredThousandBrackets) {
  for (const char bracket : {'[', '{', '('}) {
    const std::string text = "a: " + std::string(100000, bracket) + "\"password\": \"x\"";
    for (const Language language : kLanguages) expect_inside(read_as(language, text));
  }
  expect_inside(read_as(Language::xml, repeat("<a b=\"c\">", 1000000)));
}

TEST(ConfigHostile, LongLines) {
  const std::string text = "password = " + std::string(8 << 20, 'x') + "\nbindpw Apres\n";
  const model::Span region{0, 8};
  for (const Language language : kLanguages) {
    std::vector<model::Fact> facts;
    read_facts({.text = text, .name = {}, .language = language, .regions = {&region, 1}}, facts);
    for (const auto& fact : facts) EXPECT_LE(fact.span.end, text.size()) << model::to_string(language);
  }
}

TEST(ConfigHostile, LargeTextsAreReadAroundTheRegionsOnly) {
  const std::string line = "aaaa: bbbb\n";
  std::string text = repeat(line, std::size_t{4} << 20);
  const model::Span region{text.size() / 2, text.size() / 2 + 4};
  for (const Language language : {Language::yaml, Language::ldif, Language::ini, Language::conf}) {
    std::vector<model::Fact> facts;
    read_facts({.text = text, .name = {}, .language = language, .regions = {&region, 1}}, facts);
    EXPECT_GT(facts.size(), 0U);
    EXPECT_LT(facts.size(), 4000U) << model::to_string(language);
  }
}

}  // namespace
}  // namespace tamis::read
