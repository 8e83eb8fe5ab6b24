#include "rules/value_patterns.h"

#include <gmock/gmock.h>

#include <chrono>

#include "rules/rule_set.h"

namespace tamis::rules {
namespace {

Lexicon lexicon() {
  Lexicon out;
  ValueClass none;
  none.id = "none";
  none.exact = {"", "null", "aucun"};
  out.values.push_back(none);
  out.values.push_back({.id = "placeholder",
                        .says = "is a placeholder",
                        .exact = {"à définir", "null"},
                        .prefixes = {"your-"},
                        .suffixes = {"-here"},
                        .contains = {"changeme", "à changer"},
                        .patterns = {"<[^<>]{1,20}>", "x{3,}", "(mon|votre) secret"}});
  ValueClass reference;
  reference.id = "reference";
  reference.prefixes = {"${"};
  reference.patterns = {"%[a-z_]+%", "a|b"};
  out.values.push_back(reference);
  return out;
}

std::string class_of(std::string_view value) {
  static const Lexicon kLexicon = lexicon();
  static const ValuePatterns kPatterns(kLexicon);
  const ValueClass* found = kPatterns.match(value);
  return found == nullptr ? "-" : found->id;
}

// Expressions that begin with a sign are only tried where the value does: none may be taken for one of these.
TEST(ValuePatterns, TriesEveryExpressionThatMayMatch) {
  const auto takes = [](const std::string& pattern, std::string_view value) {
    Lexicon one;
    one.values.emplace_back().patterns = {pattern};
    return ValuePatterns(one).match(value) != nullptr;
  };
  EXPECT_TRUE(takes("#[a-z]+", "#abc"));
  EXPECT_FALSE(takes("#[a-z]+", "abc"));
  EXPECT_TRUE(takes(":?[*]+", "**"));
  EXPECT_TRUE(takes("#{0,2}x", "x"));
  EXPECT_TRUE(takes("#a|b", "b"));
  EXPECT_TRUE(takes("#[(]a|b", "b"));
  EXPECT_TRUE(takes("#(a|c)|b", "b"));
  EXPECT_TRUE(takes("\\$[)(|]|b", "b"));
  EXPECT_TRUE(takes("\\d+x", "12x"));
  EXPECT_TRUE(takes("[#]a", "#a"));
}

TEST(ValuePatterns, TakesTextsAndShapes) {
  for (const std::string_view value : {"", "   ", "NULL", "null", " Aucun "})
    EXPECT_EQ(class_of(value), "none") << value;
  for (const std::string_view value :
       {"À DÉFINIR", "a definir", "a\u0300 de\u0301finir", "Your-Password", "put it HERE-here", "xChangeMex",
        "mot a changer!", "<password>", "<MOT DE PASSE>", "XXXX", "xxx", "Votre Secret"}) {
    EXPECT_EQ(class_of(value), "placeholder") << value;
  }
  for (const std::string_view value : {"${DB}", "%DB_PASS%", "a", "B"})
    EXPECT_EQ(class_of(value), "reference") << value;
  for (const std::string_view value :
       {"Automne2019", "nullable", "yourpw", "here-", "x<a>", "<a>x", "xx", "ab",
        "<"
        "\xFF"
        ">",
        "change me"}) {
    EXPECT_EQ(class_of(value), "-") << value;
  }
}

TEST(ValuePatterns, TheFirstClassOfTheLexiconWins) {
  EXPECT_EQ(class_of("null"), "none");
}

TEST(ValuePatterns, LongValuesAreCheap) {
  const std::string text(std::size_t{8} << 20, 'a');
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(class_of(text), "-");
  EXPECT_EQ(class_of("${" + text), "reference");
  EXPECT_EQ(class_of(text + "-here"), "placeholder");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(ValuePatterns, WithoutALexiconNothingIsTaken) {
  const Lexicon empty;
  EXPECT_EQ(ValuePatterns(empty).match("changeme"), nullptr);
}

TEST(ValuePatterns, CheckSaysWhatIsWrong) {
  EXPECT_TRUE(ValuePatterns::check("[a-z]{3}\\pL"));
  EXPECT_FALSE(ValuePatterns::check("[a-z"));
  EXPECT_TRUE(ValuePatterns::check("\\{[\\pL\\pN_ .-]*\\}"));
  const auto large = ValuePatterns::check("\\{[\\pL\\pN_ .-]{0,60}\\}");  // 80,000 instructions
  ASSERT_FALSE(large);
  EXPECT_THAT(large.error().message, testing::HasSubstr("instructions"));
}

TEST(LowerText, KeepsAccents) {
  EXPECT_EQ(lower_text("À DÉFINIR Œ ×"), "à définir oe ×");
  EXPECT_EQ(lower_text("ПАРОЛЬ"), "пароль");
}

TEST(BuiltinLexicon, KnowsPlaceholdersAndLetsPasswordsPass) {
  const auto catalogue = load_builtin();
  ASSERT_TRUE(catalogue);
  const ValuePatterns patterns(catalogue->lexicon);
  for (const char* value : {"changeme", "<password>", "${LDAP_PASSWORD}", "{{ vault_pw }}", "xxxxxxxx",
                            "********", "À définir"}) {
    EXPECT_NE(patterns.match(value), nullptr) << value;
  }
  for (const char* value : {"Automne2019", "Tr0ub4dor&3", "ete-2021!", "9fK2mQx7"}) {
    EXPECT_EQ(patterns.match(value), nullptr) << value << " " << patterns.match(value)->id;
  }
}

}  // namespace
}  // namespace tamis::rules
