#include "engine/literal_filter.h"

#include "engine_testing.h"

namespace tamis::engine {
namespace {

using testing::Hits;

constexpr double kAnyRate = 1e9;  // also where it would be slow: dense candidates test most

Hits filtered(const LiteralFilter& filter, std::string_view text) {
  // A copy that ends where its memory ends: sanitizers see a read beyond.
  const std::vector<char> exact(text.begin(), text.end());
  Hits hits;
  filter.scan({exact.data(), exact.size()}, hits);
  testing::in_order(hits);
  return hits;
}

class Filter : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::vector<Literal> any = {{"ghp_", false}};
    if (!LiteralFilter::create(any)) GTEST_SKIP() << "this processor has no AVX-512 VBMI";
  }
};

std::vector<Literal> token_like(std::mt19937& random, std::size_t count) {
  std::vector<Literal> list;
  for (std::size_t i = 0; i < count; ++i) {
    const auto size = std::uniform_int_distribution<std::size_t>(3, 20)(random);
    list.push_back({testing::random_text(random, "abcdefghijklmnopqrstuvwxyzABCDEF0123456789_-:/", size),
                    random() % 2 == 0});
  }
  return list;
}

TEST_F(Filter, AgreesWithNaiveSearchOnDenseRandomTexts) {
  std::mt19937 random(99);
  for (const std::string& alphabet :
       {std::string("ab"), std::string("aAbB_@`"), std::string("a\0\x80\xe1", 4), testing::every_byte()}) {
    for (int round = 0; round < 30; ++round) {
      std::vector<Literal> list;
      const auto count = std::uniform_int_distribution<int>(1, 80)(random);
      for (int i = 0; i < count; ++i) {
        const auto size = std::uniform_int_distribution<std::size_t>(1, 12)(random);
        list.push_back({testing::random_text(random, alphabet, size), random() % 2 == 0});
      }
      const auto size = std::uniform_int_distribution<std::size_t>(0, 1500)(random);
      std::string text = testing::random_text(random, alphabet, size);
      for (const auto& literal : list) text += literal.bytes;
      const auto filter = LiteralFilter::create(list, kAnyRate);
      ASSERT_TRUE(filter.has_value());
      ASSERT_EQ(filtered(*filter, text), testing::naive_hits(list, text));
    }
  }
}

TEST_F(Filter, AgreesWithHyperscanOnLongTexts) {
  std::mt19937 random(4);
  for (const std::size_t count : {1U, 10U, 200U, 400U}) {
    Spec spec;
    spec.literals = token_like(random, count);
    std::string text = testing::random_text(random, testing::every_byte(), 20000);
    for (int i = 0; i < 3000; ++i) {
      const auto& bytes = spec.literals[random() % count].bytes;
      text += random() % 3 == 0 ? bytes : bytes.substr(0, bytes.size() - 1);  // near misses too
    }
    const auto ours = testing::must_compile(spec);
    EXPECT_TRUE(ours.uses_filter()) << count;
    spec.matcher = Matcher::hyperscan;
    const auto theirs = testing::must_compile(spec);
    EXPECT_FALSE(theirs.uses_filter());
    const auto hits = testing::scan(ours, text);
    EXPECT_GT(hits.size(), 900U);
    EXPECT_EQ(hits, testing::scan(theirs, text));
  }
}

// The cache hands plans back: the own one, and a wrong one costs time only.
TEST_F(Filter, AnyPlanFindsTheSame) {
  std::mt19937 random(5);
  const auto list = token_like(random, 300);
  const auto planned = LiteralFilter::create(list, kAnyRate);
  ASSERT_TRUE(planned.has_value());
  std::string text;
  for (int i = 0; i < 2000; ++i) text += list[random() % list.size()].bytes + "=";
  const auto expected = filtered(*planned, text);
  EXPECT_GE(expected.size(), 2000U);
  std::string rotated = planned->plan();
  for (std::size_t i = 0; i + 2 < rotated.size(); i += 2) std::swap(rotated[i], rotated[i + 2]);
  for (const std::string& plan : {planned->plan(), rotated, std::string(2 * list.size(), '\0')}) {
    const auto restored = LiteralFilter::from_plan(list, plan);
    ASSERT_TRUE(restored.has_value());
    EXPECT_EQ(restored->plan(), plan);
    EXPECT_EQ(filtered(*restored, text), expected);
  }
}

TEST_F(Filter, WhatIsNoPlanIsRefused) {
  const std::vector<Literal> list = {{"one", false}, {"two", false}};
  EXPECT_FALSE(LiteralFilter::from_plan(list, "").has_value());
  EXPECT_FALSE(LiteralFilter::from_plan(list, std::string(3, '\0')).has_value());
  EXPECT_FALSE(LiteralFilter::from_plan(list, std::string(5, '\0')).has_value());
  EXPECT_TRUE(LiteralFilter::from_plan(list, std::string(4, '\0')).has_value());
  EXPECT_FALSE(LiteralFilter::from_plan(list, std::string("\0\0\x20\0", 4)).has_value());  // the 33rd bucket
  EXPECT_FALSE(LiteralFilter::from_plan(list, std::string("\0\0\xFF\0", 4)).has_value());
  EXPECT_FALSE(LiteralFilter::from_plan(list, std::string("\0\0\0\1", 4)).has_value());  // behind the literal
}

TEST_F(Filter, EveryOffsetInTextsOfEveryLength) {
  for (const std::string& needle :
       {std::string("x_"), std::string("key"), std::string("ghp_"), std::string("-----BEGIN")}) {
    const std::vector<Literal> list = {{needle, false}};
    const auto filter = LiteralFilter::create(list, kAnyRate);
    ASSERT_TRUE(filter.has_value());
    for (std::size_t size = needle.size(); size < 270; size += size < 140 ? 1 : 13) {
      for (std::size_t at = 0; at + needle.size() <= size; ++at) {
        std::string text(size, '.');
        text.replace(at, needle.size(), needle);
        const model::Hit hit{0, static_cast<std::uint32_t>(at),
                             static_cast<std::uint32_t>(at + needle.size())};
        ASSERT_EQ(filtered(*filter, text), Hits{hit}) << needle << " at " << at << " of " << size;
      }
    }
  }
}

// The last block is a copy with zeros behind it: they are no part of the text.
TEST_F(Filter, ZerosBehindTheTextAreNotFound) {
  const std::vector<Literal> list = {{std::string("ab\0\0", 4), false}, {std::string("\0", 1), false}};
  const auto filter = LiteralFilter::create(list, kAnyRate);
  ASSERT_TRUE(filter.has_value());
  for (std::size_t size = 2; size < 200; ++size) {
    const std::string text = std::string(size - 2, '.') + "ab";
    EXPECT_TRUE(filtered(*filter, text).empty());
    EXPECT_EQ(filtered(*filter, text + std::string(2, '\0')).size(), 3U);
  }
  EXPECT_TRUE(filtered(*filter, "").empty());
}

// Every place a candidate and a hit: lists of candidates fill up and are emptied in the middle of a text.
TEST_F(Filter, TextMadeOfHitsOnly) {
  const std::vector<Literal> list = {{"aaaa", false}, {"AAAAA", true}, {"aa", false}};
  const auto filter = LiteralFilter::create(list, kAnyRate);
  ASSERT_TRUE(filter.has_value());
  const std::string text(20000, 'a');
  EXPECT_EQ(filtered(*filter, text), testing::naive_hits(list, text));
}

TEST_F(Filter, IsNotUsedWhereItWouldBeSlow) {
  EXPECT_FALSE(LiteralFilter::create(std::vector<Literal>{{"e", false}}).has_value());
  EXPECT_FALSE(LiteralFilter::create(std::vector<Literal>{}).has_value());
  EXPECT_TRUE(LiteralFilter::create(std::vector<Literal>{{"://", false}, {"mdp", true}}).has_value());
}

}  // namespace
}  // namespace tamis::engine
