#include "detect/merge.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace tamis::detect {
namespace {

Candidate at(std::uint64_t begin, std::uint64_t end, std::string secret, int rank, std::uint32_t rule = 0,
             std::string member = "") {
  Candidate candidate;
  candidate.rule = rule;
  candidate.rank = rank;
  candidate.secret = std::move(secret);
  candidate.member = std::move(member);
  candidate.begin = {begin, static_cast<std::uint32_t>(begin / 10 + 1),
                     static_cast<std::uint32_t>(begin % 10 + 1)};
  candidate.end = {end, candidate.begin.line, candidate.begin.column};
  return candidate;
}

TEST(Merge, TwoRulesOnOneSecretAreOneFindingOfTheMoreSpecific) {
  std::vector<Candidate> all = {at(5, 15, "Automne2019", 2, 1), at(5, 15, "Automne2019", 7, 2)};
  all[0].confidence = model::Confidence::high;
  merge_candidates(all);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].rule, 2U);
  EXPECT_EQ(all[0].confidence, model::Confidence::high);
}

TEST(Merge, TheInnerSecretOfAnAddressWins) {
  std::vector<Candidate> all = {at(0, 40, "postgres://mm:pw@pg1/db", 2), at(14, 16, "pw", 5, 3)};
  merge_candidates(all);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].rule, 3U);
}

TEST(Merge, OneSecretInManyPlacesIsOneFindingWithItsPlaces) {
  std::vector<Candidate> all = {at(55, 60, "Mistral7", 5), at(5, 10, "Mistral7", 5),
                                at(25, 30, "Mistral7", 5)};
  merge_candidates(all);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].begin.byte, 5U);
  ASSERT_EQ(all[0].places.size(), 2U);
  EXPECT_EQ(all[0].places[0].byte, 25U);
  EXPECT_EQ(all[0].places[1].byte, 55U);
}

TEST(Merge, MembersStayApart) {
  std::vector<Candidate> all = {at(5, 10, "Mistral7", 5, 0, "a"), at(5, 10, "Mistral7", 5, 0, "b")};
  merge_candidates(all);
  EXPECT_EQ(all.size(), 2U);
}

TEST(Merge, AChainOfOverlapsLeavesTheStrongest) {
  std::vector<Candidate> all = {at(0, 10, "a", 1), at(5, 15, "b", 2), at(12, 20, "c", 9, 7)};
  merge_candidates(all);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].rule, 7U);
}

}  // namespace
}  // namespace tamis::detect
