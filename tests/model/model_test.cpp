#include <gtest/gtest.h>

#include <set>
#include <string>

#include "model/budget.h"
#include "model/language.h"
#include "model/pulse.h"
#include "model/severity.h"
#include "model/verdict.h"

namespace tamis::model {
namespace {

TEST(Names, EveryLanguageHasItsOwn) {
  std::set<std::string_view> seen;
  for (int i = 0; i < static_cast<int>(Language::count_); ++i) {
    const auto language = static_cast<Language>(i);
    EXPECT_FALSE(to_string(language).empty()) << i;
    EXPECT_TRUE(seen.insert(to_string(language)).second) << to_string(language);
    EXPECT_EQ(language_from(to_string(language)), language);
  }
  EXPECT_EQ(language_from("klingon"), std::nullopt);
}

TEST(Names, EverySkipReasonHasItsOwn) {
  std::set<std::string_view> seen;
  for (int i = 0; i < static_cast<int>(SkipReason::count_); ++i) {
    EXPECT_TRUE(seen.insert(to_string(static_cast<SkipReason>(i))).second) << i;
  }
  EXPECT_EQ(seen.count(""), 0U);
}

TEST(Names, SeverityAndConfidenceReadBack) {
  EXPECT_EQ(severity_from("critical"), Severity::critical);
  EXPECT_EQ(confidence_from("medium"), Confidence::medium);
  EXPECT_EQ(confidence_from("critical"), std::nullopt);
}

TEST(Budget, StopsBeforeTheLimitIsPassed) {
  ScanLimits limits;
  limits.max_unpacked_bytes = 100;
  limits.max_members = 2;
  limits.max_depth = 1;
  Budget budget(limits, 0);
  EXPECT_EQ(budget.spend_unpacked(60), std::nullopt);
  EXPECT_EQ(budget.spend_unpacked(41), SkipReason::size);
  EXPECT_EQ(budget.spend_unpacked(40), std::nullopt);
  EXPECT_EQ(budget.unpacked_left(), 0U);
  EXPECT_EQ(budget.spend_unpacked(ScanLimits::kUnlimited), SkipReason::size);
  EXPECT_EQ(budget.spend_member(), std::nullopt);
  EXPECT_EQ(budget.spend_member(), std::nullopt);
  EXPECT_EQ(budget.spend_member(), SkipReason::members);
  EXPECT_EQ(budget.enter(1), std::nullopt);
  EXPECT_EQ(budget.enter(2), SkipReason::depth);
}

TEST(Budget, EndsWithTimeOrOnRequest) {
  ScanLimits limits;
  limits.max_wall = std::chrono::milliseconds(-1);
  limits.bytes_per_second = 0;
  EXPECT_EQ(Budget(limits, 0).check_time(), SkipReason::time);
  limits.max_wall = std::chrono::hours(1);
  std::stop_source source;
  const Budget budget(limits, 0, source.get_token());
  EXPECT_EQ(budget.check_time(), std::nullopt);
  source.request_stop();
  EXPECT_EQ(budget.check_time(), SkipReason::time);
}

TEST(Budget, TimeGrowsWithTheBlob) {
  ScanLimits limits;
  limits.max_wall = std::chrono::milliseconds(-5000);
  limits.bytes_per_second = 1000;
  EXPECT_EQ(Budget(limits, 1000).check_time(), SkipReason::time);
  EXPECT_EQ(Budget(limits, 60000).check_time(), std::nullopt);
}

TEST(Pulse, AsksAtOnceAndThenNowAndThen) {
  int asked = 0;
  Pulse pulse([&asked] { return ++asked < 3; });
  EXPECT_TRUE(pulse.beat());
  EXPECT_EQ(asked, 1);
  for (std::uint64_t i = 1; i < Pulse::kStride; ++i) EXPECT_TRUE(pulse.beat());
  EXPECT_EQ(asked, 1);
  EXPECT_TRUE(pulse.beat());
  EXPECT_EQ(asked, 2);
  EXPECT_FALSE(pulse.beat(Pulse::kStride));
  EXPECT_EQ(asked, 3);
  EXPECT_TRUE(pulse.ended());
  EXPECT_FALSE(pulse.beat(0));
  EXPECT_EQ(asked, 3) << "once it has ended, nobody is asked";
  EXPECT_EQ(pulse.steps(), 2 * Pulse::kStride + 1);
}

TEST(Pulse, WithoutAnybodyToAskOnlyCounts) {
  Pulse pulse;
  EXPECT_TRUE(pulse.beat());
  EXPECT_TRUE(pulse.beat(std::uint64_t{1} << 40));
  EXPECT_FALSE(pulse.ended());
}

TEST(Verdict, OutcomeTellsSecretsAndGaps) {
  Verdict verdict;
  EXPECT_EQ(verdict.outcome(), Outcome::clean);
  verdict.skipped.emplace_back();
  EXPECT_EQ(verdict.outcome(), Outcome::incomplete);
  verdict.findings.emplace_back();
  EXPECT_EQ(verdict.outcome(), Outcome::secrets_incomplete);
  verdict.skipped.clear();
  EXPECT_EQ(verdict.outcome(), Outcome::secrets);
}

}  // namespace
}  // namespace tamis::model
