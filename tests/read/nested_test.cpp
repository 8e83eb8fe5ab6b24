#include "read/nested.h"

#include <gtest/gtest.h>

namespace tamis::read {
namespace {

using model::Span;

TEST(Nested, RegionsAreCutToThePartAndMadeRelative) {
  const std::vector<Span> regions = {{0, 4}, {8, 12}, {18, 30}, {40, 41}};
  EXPECT_EQ(regions_within(regions, {10, 20}), (std::vector<Span>{{0, 2}, {8, 10}}));
  EXPECT_TRUE(regions_within(regions, {31, 39}).empty());
  EXPECT_FALSE(touches(regions, {31, 39}));
  EXPECT_TRUE(touches(regions, {39, 45}));
}

TEST(Nested, FactsComeBackWithSpansOfTheOuterText) {
  const std::string text =
      "body = '''\nldap://cn=admin:Automne2019@ldap.lan\nbind_password: Automne2020\n'''";
  const std::vector<Span> regions = {{0, text.size()}};
  const Input outer{.text = text, .name = {}, .language = model::Language::python, .regions = regions};
  const auto begin = text.find('\n') + 1;
  std::vector<model::Fact> facts;
  read_nested(outer, {begin, text.size() - 3}, model::Language::yaml, facts);
  ASSERT_FALSE(facts.empty());
  for (const auto& fact : facts) EXPECT_EQ(fact.value().span.in(text), fact.value().text);
}

TEST(Nested, StopsAtTheDepthLimit) {
  const std::string text = "password: Automne2019\n";
  const std::vector<Span> regions = {{0, text.size()}};
  const Input outer{
      .text = text, .name = {}, .language = model::Language::yaml, .regions = regions, .depth = kMaxDepth};
  std::vector<model::Fact> facts;
  read_nested(outer, {0, text.size()}, model::Language::yaml, facts);
  EXPECT_TRUE(facts.empty());
}

}  // namespace
}  // namespace tamis::read
