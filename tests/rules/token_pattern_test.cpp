#include "rules/token_pattern.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "rules/repeat_limits.h"

namespace tamis::rules {
namespace {

TokenMatcher matcher(std::string pattern, bool boundary = true) {
  TokenMatcher token;
  token.pattern = std::move(pattern);
  token.boundary = boundary;
  return token;
}

// "whole|secret" of the match at `at`, or "-".
std::string at(const TokenPattern& pattern, std::string_view text, std::size_t where) {
  TokenMatch match;
  if (!pattern.match_at(text, where, match)) return "-";
  EXPECT_EQ(match.whole.begin, where);
  return std::string(match.whole.in(text)) + "|" + std::string(match.secret.in(text));
}

std::string found(const TokenPattern& pattern, std::string_view text, model::Span window, std::size_t from) {
  TokenMatch match;
  if (!pattern.find(text, window, from, match)) return "-";
  return std::to_string(match.whole.begin) + " " + std::string(match.whole.in(text));
}

TEST(TokenPattern, SecretIsTheNamedGroupOrTheFirstOrTheWhole) {
  const auto named = matcher("k(e)y=(?P<secret>[a-z]{3})");
  const auto first = matcher("key=([a-z]{3});?");
  const auto whole = matcher("key_(?:[a-z]{3})");
  const auto absent = matcher("key_(?:a|(b))");
  EXPECT_EQ(at({named, 7}, "key=abc", 0), "key=abc|abc");
  EXPECT_EQ(at({first, 8}, "key=abc;", 0), "key=abc;|abc");
  EXPECT_EQ(at({whole, 7}, "key_abc", 0), "key_abc|key_abc");
  EXPECT_EQ(at({absent, 5}, "key_a", 0), "key_a|key_a") << "a group that took no part";
  EXPECT_EQ(at({absent, 5}, "key_b", 0), "key_b|b");
}

TEST(TokenPattern, BoundaryHoldsOnBothSides) {
  const auto token = matcher("ab[0-9]{2,4}");
  const TokenPattern pattern(token, 6);
  EXPECT_EQ(at(pattern, "ab12", 0), "ab12|ab12");
  EXPECT_EQ(at(pattern, "-ab12-", 1), "ab12|ab12");
  EXPECT_EQ(at(pattern,
               "\xC3\xA9"
               "ab12\xC3\xA9",
               2),
            "ab12|ab12")
      << "only ASCII counts as a word";
  for (const std::string_view text : {"xab12", "_ab12", "9ab12"})
    EXPECT_EQ(at(pattern, text, 1), "-") << text;
  for (const std::string_view text : {"ab12345", "ab12x", "ab12_"})
    EXPECT_EQ(at(pattern, text, 0), "-") << text;
  EXPECT_EQ(at(pattern, "ab12", 1), "-");
  EXPECT_EQ(at(pattern, "ab12", 4), "-");
  EXPECT_EQ(at(pattern, "ab12", 5), "-");
  const auto free = matcher("ab[0-9]{2,4}", false);
  EXPECT_EQ(at({free, 6}, "xab12345", 1), "ab1234|ab1234");
}

TEST(TokenPattern, AShorterMatchIsTakenWhenItEndsAtABoundary) {
  const auto token = matcher("tk-[a-z-]{3,8}");
  EXPECT_EQ(at({token, 11}, "tk-abc-defghijk", 0), "tk-abc|tk-abc") << "as \\b does elsewhere";
}

TEST(TokenPattern, FindGoesThroughAWindow) {
  const auto token = matcher("[a-z]{1,3}-key");
  const TokenPattern pattern(token, 7);
  const std::string_view text = "a-key b-key cc-key";
  EXPECT_EQ(found(pattern, text, {0, text.size()}, 0), "0 a-key");
  EXPECT_EQ(found(pattern, text, {0, text.size()}, 1), "6 b-key");
  EXPECT_EQ(found(pattern, text, {1, text.size()}, 0), "6 b-key");
  EXPECT_EQ(found(pattern, text, {0, 11}, 7), "-");
  EXPECT_EQ(found(pattern, text, {0, 10}, 1), "-") << "reaches over the window's end";
  EXPECT_EQ(found(pattern, text, {0, 11}, 1), "6 b-key") << "ends with the window";
  EXPECT_EQ(found(pattern, text, {0, 1000}, 12), "12 cc-key");
  EXPECT_EQ(found(pattern, text, {0, text.size()}, 13), "-") << "a letter stands before";
  EXPECT_EQ(found(pattern, text, {0, 1000}, 1000), "-");
  EXPECT_EQ(found(pattern, "", {0, 0}, 0), "-");
}

TEST(TokenPattern, AWindowNeverCutsAMatchShort) {
  const auto token = matcher("k[0-9]{1,8}", false);
  const TokenPattern pattern(token, 9);
  EXPECT_EQ(found(pattern, "k12345678", {0, 5}, 0), "-") << "k1234 is not what the whole text holds";
  EXPECT_EQ(found(pattern, "k12345678", {0, 9}, 0), "0 k12345678");
  const auto dashes = matcher("k[0-9-]{1,8}");
  EXPECT_EQ(found({dashes, 9}, "k12-45-78", {0, 4}, 0), "-");
}

TEST(TokenPattern, AssertionsSeeTheTextAroundTheWindow) {
  const auto token = matcher("\\bkey$", false);
  const TokenPattern pattern(token, 3);
  EXPECT_EQ(found(pattern, "xkey", {1, 4}, 1), "-");
  EXPECT_EQ(found(pattern, "key!", {0, 3}, 0), "-");
  EXPECT_EQ(found(pattern, "-key", {1, 4}, 1), "1 key");
  const auto line = matcher("(?m)^key$", false);
  EXPECT_EQ(found({line, 3}, "a\nkey\nb", {0, 7}, 0), "2 key");
  const auto start = matcher("\\Akey");
  EXPECT_EQ(at({start, 3}, "key", 0), "key|key");
  EXPECT_EQ(at({start, 3}, " key", 1), "-");
  EXPECT_EQ(found({start, 3}, " key", {0, 4}, 0), "-");
}

TEST(OpenHighLimits, OpensThoseOfSingleCharactersOnly) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"a{20,900}b", "a{20,}b"},
      {"[a-z]{0,256}?", "[a-z]{0,}?"},
      {"[]{1,300}]{1,300}", "[]{1,300}]{1,}"},
      {"[^]a]{2,300}", "[^]a]{2,}"},
      {"[[:alpha:]{1,300}]{3,300}", "[[:alpha:]{1,300}]{3,}"},
      {"\\w{3,300}\\x{41}{3,300}.{3,300}", "\\w{3,}\\x{41}{3,}.{3,}"},
      {"a{3,255}b{300}c{3,}d{,300}e{3,2}", "a{3,255}b{300}c{3,}d{,300}e{3,2}"},
      {"(?:ab){3,300}(c){3,300}", "(?:ab){3,300}(c){3,300}"},
      {"\\(a{3,300}", "\\(a{3,}"},
      {"\\Qa{3,300}\\E", "\\Qa{3,300}\\E"},
      {"a{3,300", "a{3,300"},
      {"[a", "[a"},
      {"\\", "\\"},
      {"", ""},
  };
  for (const auto& [pattern, opened] : cases) EXPECT_EQ(open_high_limits(pattern), opened);
}

TEST(TokenPattern, HighLimitsStillLimitTheWidth) {
  const auto token = matcher("k[a-z]{2,300}", false);
  const TokenPattern pattern(token, 301);
  const std::string text = "k" + std::string(1000, 'a');
  TokenMatch match;
  ASSERT_TRUE(pattern.match_at(text, 0, match));
  EXPECT_EQ(match.whole.size(), 301U);
  const auto bounded = matcher("k[a-z]{2,300}");
  EXPECT_FALSE(TokenPattern(bounded, 301).match_at(text, 0, match)) << "goes on behind the limit";
  EXPECT_TRUE(TokenPattern(bounded, 301).match_at(std::string_view(text).substr(0, 301), 0, match));
}

TEST(TokenPattern, MatchesBytes) {
  const auto token = matcher("k:[^\\n]{2}\\x00");
  EXPECT_EQ(at({token, 5}, std::string_view("k:\xFF\xFE\0!", 6), 0),
            std::string("k:\xFF\xFE\0|k:\xFF\xFE\0", 11));
}

TEST(TokenPattern, CheckSaysWhatIsWrong) {
  EXPECT_TRUE(TokenPattern::check(matcher("a(b|c)d")));
  EXPECT_THAT(TokenPattern::check(matcher("a(b")).error().message, testing::HasSubstr("missing )"));
  EXPECT_FALSE(TokenPattern::check(matcher("a)|(b"))) << "must not close the group around it";
  EXPECT_FALSE(TokenPattern::check(matcher("(?=a)b")));
  std::string many;
  for (int i = 0; i < 20; ++i) many += "(a)";
  EXPECT_THAT(TokenPattern::check(matcher(many + "(?P<secret>b)")).error().message,
              testing::HasSubstr("15 groups"));
  EXPECT_TRUE(TokenPattern::check(matcher(many)));
}

TEST(TokenPattern, IsCompiledOnceByWhicheverThreadComesFirst) {
  const auto token = matcher("[a-z]{1,3}-key");
  const TokenPattern pattern(token, 7);
  std::vector<std::jthread> threads;
  std::atomic<int> matches = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      TokenMatch match;
      matches += pattern.find("a-key", {0, 5}, 0, match) && pattern.match_at("b-key", 0, match) ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_EQ(matches, 8);
}

// Every byte of the window begins a match that a letter before forbids, or nearly one: the time must stay
// linear.
TEST(TokenPattern, HostileTextCostsLinearTime) {
  const auto token = matcher("-[a-z-]{0,4000}foo");
  const TokenPattern pattern(token, 4004);
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "a-";
  TokenMatch match;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(pattern.find(text, {0, text.size()}, 0, match));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

}  // namespace
}  // namespace tamis::rules
