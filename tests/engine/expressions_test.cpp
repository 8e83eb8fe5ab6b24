#include <re2/re2.h>

#include <set>

#include "engine_testing.h"

namespace tamis::engine {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Spec expressions(std::vector<std::string> list, std::uint32_t block_bytes = 0) {
  Spec spec;
  spec.expressions = std::move(list);
  spec.block_bytes = block_bytes;
  return spec;
}

model::Hit end_of(std::uint32_t expression, std::uint32_t end) {
  return {expression, end, end};
}

TEST(Expressions, ReportEndsBehindLiteralNumbers) {
  Spec spec = expressions({"[0-9]{4}x"});
  spec.literals = {{"12", false}};
  EXPECT_THAT(testing::scan(testing::must_compile(spec), "1234x"),
              ElementsAre(model::Hit{0, 0, 2}, end_of(1, 5)));
}

TEST(Expressions, SeeWhatStandsAroundAnEdge) {
  const std::vector<std::string> list = {"\\bcat\\b", "^cat", "cat$", "\\Acat", "cat\\z"};
  const std::string text = "catcat cat\ncat_cat\ncat";
  const auto whole = testing::scan(testing::must_compile(expressions(list, 1U << 20)), text);
  EXPECT_THAT(whole, ElementsAre(end_of(1, 3), end_of(3, 3), end_of(0, 10), end_of(2, 10), end_of(1, 14),
                                 end_of(2, 18), end_of(0, 22), end_of(1, 22), end_of(2, 22), end_of(4, 22)));
  for (std::uint32_t block = 1; block < 30; ++block) {
    EXPECT_EQ(testing::scan(testing::must_compile(expressions(list, block)), text), whole) << block;
  }
}

TEST(Expressions, BoundedOnesFindTheSameInBlocksOfAnySize) {
  std::mt19937 random(11);
  const std::vector<std::string> list = {"a[^b]{0,20}b", "(?i)ab{2,5}a", "[ab]{3}_", "b\\Ba",
                                         "(?-s:a.{1,3}_)"};
  for (int round = 0; round < 20; ++round) {
    const auto text = testing::random_text(random, "abAB_ \n", 700);
    const auto whole = testing::scan(testing::must_compile(expressions(list, 1U << 20)), text);
    EXPECT_FALSE(whole.empty());
    for (const std::uint32_t block : {1U, 5U, 64U, 333U}) {
      ASSERT_EQ(testing::scan(testing::must_compile(expressions(list, block)), text), whole);
    }
  }
}

TEST(Expressions, UnboundedAndVeryWideOnesSeeTheWholeText) {
  const std::string text = "begin" + std::string(100000, '.') + "end";
  const auto end = static_cast<std::uint32_t>(text.size());
  for (const std::string& pattern : {std::string("begin.*end"), std::string("begin[.]+end")}) {
    EXPECT_THAT(testing::scan(testing::must_compile(expressions({pattern}, 64)), text),
                Contains(end_of(0, end)));
  }
}

// Stage 1 must report every end at which RE2 on bytes finds a match, whatever RE2's line options are.
TEST(Expressions, MissNothingThatRe2Finds) {
  const std::vector<std::string> list = {"ab.{0,3}a",
                                         "^b+",
                                         "a$",
                                         "(?i)aB",
                                         "\\bab\\b",
                                         "[^a]b",
                                         "\\Ba\\x00",
                                         "\\w{3}\\W",
                                         "\\d\\D",
                                         "a\\s",
                                         "(?:a|bb){2,4}_",
                                         "[[:alpha:]]_",
                                         "\\x80\\xff",
                                         "(?P<x>ab)a",
                                         "\\Qa_\\Eb",
                                         "a\\S",
                                         "[\\x80-\\xff]a",
                                         "(?s)b.a",
                                         "(?m)^a.$",
                                         "\\Aa|b\\z",
                                         "[^\\s]b",
                                         "[\\S_]a",
                                         "[b\\s-]a",
                                         "[\\s-b]_",
                                         "\\va",
                                         "[^\\v]a",
                                         "[]\\s]a",
                                         "[[:space:]\\S]b",
                                         "[[:^alpha:]]b",
                                         "\\Qa\\s\\E|\\sa",
                                         "[^]\\s]a",
                                         "\\pLa",
                                         "\\PL_",
                                         "a(?i:b)a",
                                         "(?:)ab",
                                         "\\a|\\fa|a\\tb",
                                         "a{,2}|ab_"};
  std::mt19937 random(5);
  const auto engine = testing::must_compile(expressions(list, 50));
  const std::string alphabet("abAB_1 \t\n\v\x00\x80\xff", 13);
  std::size_t compared = 0;
  for (int round = 0; round < 12; ++round) {
    const auto text = testing::random_text(random, alphabet, 300);
    std::set<std::pair<std::uint32_t, std::size_t>> seen;
    for (const auto& hit : testing::scan(engine, text)) seen.emplace(hit.expression, hit.end);
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      for (const bool dot_newline : {false, true}) {
        RE2::Options options(RE2::Latin1);
        options.set_dot_nl(dot_newline);
        const RE2 re(list[i], options);
        ASSERT_TRUE(re.ok()) << list[i];
        for (std::size_t from = 0; from <= text.size(); ++from) {
          re2::StringPiece match;
          if (!re.Match(text, from, text.size(), RE2::UNANCHORED, &match, 1)) break;
          const auto end = static_cast<std::size_t>(match.data() - text.data()) + match.size();
          EXPECT_TRUE(seen.contains({i, end})) << list[i] << " ends at " << end;
          ++compared;
        }
      }
    }
  }
  EXPECT_GT(compared, 1000U);
}

TEST(Expressions, OnesThatDoNotCompileAreNamed) {
  const auto engine = Engine::compile(expressions({"good", "(bad"}), {});
  ASSERT_FALSE(engine.has_value());
  EXPECT_EQ(engine.error().code, base::ErrorCode::invalid_argument);
  EXPECT_THAT(engine.error().message, HasSubstr("expression 1 /(bad/"));
}

TEST(Expressions, MatchingTheEmptyTextIsRefused) {
  EXPECT_FALSE(Engine::compile(expressions({"a*"}), {}).has_value());
}

TEST(Expressions, ZeroByteInThePatternIsRefusedNotCutOff) {
  const std::string pattern("ab\0cd", 5);
  EXPECT_FALSE(Engine::compile(expressions({pattern}), {}).has_value());
  EXPECT_FALSE(expression_width(pattern).has_value());
  EXPECT_THAT(testing::scan(testing::must_compile(expressions({"ab\\x00cd"})), pattern),
              ElementsAre(end_of(0, 5)));
}

TEST(ExpressionWidth, BoundedUnboundedAndBroken) {
  const auto bounded = expression_width("ghp_[A-Za-z0-9]{36,40}");
  ASSERT_TRUE(bounded.has_value());
  EXPECT_EQ(bounded->min, 40U);
  EXPECT_EQ(bounded->max, 44U);
  const auto unbounded = expression_width("a+b");
  ASSERT_TRUE(unbounded.has_value());
  EXPECT_EQ(unbounded->min, 2U);
  EXPECT_FALSE(unbounded->max.has_value());
  const auto broken = expression_width("(a");
  ASSERT_FALSE(broken.has_value());
  EXPECT_THAT(broken.error().message, HasSubstr("/(a/"));
}

}  // namespace
}  // namespace tamis::engine
