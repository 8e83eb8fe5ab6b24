#include "rules/pattern_shape.h"

#include <gmock/gmock.h>

#include "engine/engine.h"
#include "rules/anchors.h"
#include "rules/rule_set.h"

namespace tamis::rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Strings = std::vector<std::string>;

struct Width {
  std::string_view pattern;
  std::uint64_t min;
  std::optional<std::uint64_t> max;
};

class PatternWidths : public testing::TestWithParam<Width> {};

TEST_P(PatternWidths, AreThoseOfTheEngine) {
  const auto& [pattern, min, max] = GetParam();
  const auto shape = analyse_pattern(pattern, false);
  ASSERT_TRUE(shape) << pattern;
  EXPECT_EQ(shape->min_width, min) << pattern;
  EXPECT_EQ(shape->max_width, max) << pattern;
  const auto engine = engine::expression_width(std::string(pattern));
  if (min == 0) return;  // the engine refuses expressions that match nothing
  ASSERT_TRUE(engine) << pattern << ": " << engine.error().message;
  EXPECT_EQ(engine->min, min) << pattern;
  EXPECT_EQ(engine->max.has_value(), max.has_value()) << pattern;
  if (max && engine->max) {
    EXPECT_EQ(*engine->max, *max) << pattern;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, PatternWidths,
    testing::Values(Width{"abc", 3, 3}, Width{"a|bcd", 1, 3}, Width{"ab?c", 2, 3},
                    Width{"ab*", 1, std::nullopt}, Width{"ab+?c", 3, std::nullopt}, Width{"a{2,5}", 2, 5},
                    Width{"a{3}", 3, 3}, Width{"a{2,}", 2, std::nullopt}, Width{"a{x}", 4, 4},
                    Width{"a{,3}", 5, 5}, Width{"(?:ab|c){2,3}d", 3, 7}, Width{"(?P<secret>[a-z]{4})", 4, 4},
                    Width{"(x(y)?)z", 2, 3}, Width{"[]a]b", 2, 2}, Width{"[^]a]b", 2, 2},
                    Width{"[a-]b", 2, 2}, Width{"[\\]x]", 1, 1}, Width{"[[:alnum:]_]{8}", 8, 8},
                    Width{"\\d\\W[\\d.-]", 3, 3}, Width{"\\x41\\x{42}\\t", 3, 3}, Width{"\\bfoo\\b$", 3, 3},
                    Width{"^a.b", 3, 3}, Width{"(?i)AbC", 3, 3}, Width{"(?i:ab)c(?-i)d", 4, 4},
                    Width{"(?s:.){2}", 2, 2}, Width{"a\\.b\\/c\\-d", 7, 7}, Width{"\xC3\xA9", 2, 2},
                    Width{"(?:)", 0, 0}, Width{"a*", 0, std::nullopt}, Width{"(a|)b", 1, 2}));

TEST(PatternShape, KnowsWhereItKnowsNothing) {
  for (const char* pattern :
       {"(a",           "a)",   "[a",      "a**",      "a+*",    "*a",      "(?=a)",         "(?!a)b",
        "(?<=a)b",      "\\pL", "\\Qa\\E", "\\C",      "(?P=x)", "a{1001}", "(?:a{40}){40}", "[z-a]",
        "[[:nosuch:]]", "\\",   "\\x4",    "\\x{100}", "\\y",    "{2}",     "(?P<x",         "(?"}) {
    const auto shape = analyse_pattern(pattern, false);
    EXPECT_FALSE(shape) << pattern;
  }
  EXPECT_FALSE(analyse_pattern(std::string(100000, '('), false));
  EXPECT_FALSE(analyse_pattern(std::string(100000, '(') + std::string(100000, ')'), false));
}

Anchors anchors_of(std::string pattern, bool nocase = false, Strings given = {}) {
  TokenMatcher token;
  token.pattern = std::move(pattern);
  token.nocase = nocase;
  token.anchors = std::move(given);
  return choose_anchors(token, analyse_pattern(token.pattern, nocase));
}

struct Chosen {
  std::string pattern;
  Strings literals;
  bool at_start;
};

class DerivedAnchors : public testing::TestWithParam<Chosen> {};

TEST_P(DerivedAnchors, AreTheRarestThatEveryMatchHolds) {
  const auto& [pattern, literals, at_start] = GetParam();
  const auto anchors = anchors_of(pattern);
  EXPECT_THAT(anchors.literals, testing::UnorderedElementsAreArray(literals)) << pattern;
  EXPECT_EQ(anchors.at_start, at_start) << pattern;
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, DerivedAnchors,
    testing::Values(
        Chosen{"ghp_[A-Za-z0-9]{36}", {"ghp_"}, true},
        Chosen{"(?:ghp|gho|ghu)_[a-z]{6}", {"ghp_", "gho_", "ghu_"}, true},
        Chosen{"gh[pousr]_[A-Za-z0-9]{36}", {"ghp_", "gho_", "ghu_", "ghs_", "ghr_"}, true},
        Chosen{"xox[bp]-[0-9]{10}", {"xoxb-", "xoxp-"}, true},
        Chosen{"sk_(?:live|test)_[0-9a-z]{24}", {"sk_live_", "sk_test_"}, true},
        Chosen{"AKIA[A-Z2-7]{16}", {"AKIA"}, true}, Chosen{"[0-9]{8}:AA[\\w-]{33}", {":AA"}, false},
        Chosen{"[0-9]{8}:A[\\w-]{33}", {}, false}, Chosen{"[0-9a-f]{32}-us[0-9]{1,2}", {"-us"}, false},
        Chosen{"https://[a-z0-9]{3,63}\\.vault\\.azure\\.net/", {".vault.azure.net/"}, false},
        Chosen{"(?:abcd|[0-9]{4})x", {}, false}, Chosen{"(?:abcd|efgh)?x", {}, false},
        Chosen{"(?:a{4}|b{4})_", {"aaaa_", "bbbb_"}, true}, Chosen{"ab", {}, false},
        Chosen{"(?:foo){2,9}", {"foofoo"}, true}, Chosen{"(?:tok_a|tok_ab)[0-9]", {"tok_a"}, true},
        Chosen{"\\bghp_[a-z]{3}", {"ghp_"}, true}, Chosen{"^ghp_[a-z]{3}", {"ghp_"}, true},
        Chosen{"v1\\.0-[a-f0-9]{24}", {"v1.0-"}, true}));

TEST(Anchors, FoldWithThePattern) {
  const auto derived = anchors_of("Key_[0-9]{4}", true);
  EXPECT_THAT(derived.literals, ElementsAre("key_"));
  EXPECT_TRUE(derived.nocase);
  EXPECT_TRUE(derived.at_start);
  EXPECT_TRUE(anchors_of("(?i)Key_[0-9]{4}").nocase);
  EXPECT_TRUE(anchors_of("x(?i:Key_)[0-9]{4}").nocase);
  EXPECT_FALSE(anchors_of("Key_[0-9]{4}").nocase);
}

TEST(Anchors, GivenOnesAreTaken) {
  const auto inside = anchors_of("[a-z]{2,8}_secret_[0-9]{4}", false, {"secret"});
  EXPECT_THAT(inside.literals, ElementsAre("secret"));
  EXPECT_FALSE(inside.at_start);
  EXPECT_TRUE(anchors_of("(?:abc|abd)_[0-9]{4}", false, {"abc", "abd"}).at_start);
  EXPECT_FALSE(anchors_of("(?:abc|abd)_[0-9]{4}", false, {"abc"}).at_start) << "abd_ has no hit at its start";
  EXPECT_THAT(anchors_of("[a-z]{2}_x", false, {"_x"}).literals, IsEmpty()) << "too short: searched whole";
  EXPECT_THAT(anchors_of("\\pLdatadog", false, {"datadog"}).literals, ElementsAre("datadog"));
  EXPECT_FALSE(anchors_of("\\pLdatadog", false, {"datadog"}).at_start);
}

TEST(BuiltinPatterns, AreAsWideAsTheEngineSays) {
  const auto catalogue = load_builtin();
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  for (const Rule& rule : catalogue->rules) {
    if (rule.kind != RuleKind::token) continue;
    const auto shape = analyse_pattern(rule.token.pattern, rule.token.nocase);
    const auto engine = engine::expression_width(rule.token.pattern);
    ASSERT_TRUE(shape) << rule.id << ": write it without \\p, \\Q or \\C";
    ASSERT_TRUE(engine) << rule.id << ": " << engine.error().message;
    EXPECT_EQ(shape->max_width, std::optional<std::uint64_t>(engine->max)) << rule.id;
    EXPECT_FALSE(choose_anchors(rule.token, shape).literals.empty()) << rule.id;
  }
}

}  // namespace
}  // namespace tamis::rules
