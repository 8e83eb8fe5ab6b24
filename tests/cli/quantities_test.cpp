#include "cli/quantities.h"

#include <gtest/gtest.h>

#include <vector>

#include "model/budget.h"

namespace tamis::cli {
namespace {

TEST(Size, TakesUnits) {
  const std::pair<const char*, std::uint64_t> cases[] = {{"0", 0},
                                                         {"1", 1},
                                                         {"500K", 512000},
                                                         {"100M", 104857600},
                                                         {"1.5g", 1610612736},
                                                         {"2GiB", 2147483648},
                                                         {"3MB", 3145728},
                                                         {"7b", 7},
                                                         {"1T", std::uint64_t{1} << 40},
                                                         {"unlimited", model::ScanLimits::kUnlimited}};
  for (const auto& [text, bytes] : cases) EXPECT_EQ(parse_size(text).value_or(99), bytes) << text;
}

TEST(Size, RefusesTheRest) {
  for (const char* text :
       {"", "M", "-1", "1X", "1MM", "1e9", "99999999T", "1.2.3", "0x10", "1 2", "ib", "inf"}) {
    EXPECT_FALSE(parse_size(text)) << text;
  }
}

TEST(Duration, TakesUnitsAndRefusesTheRest) {
  EXPECT_EQ(parse_duration("20")->count(), 20000);
  EXPECT_EQ(parse_duration("500ms")->count(), 500);
  EXPECT_EQ(parse_duration("1.5s")->count(), 1500);
  EXPECT_EQ(parse_duration("2m")->count(), 120000);
  for (const char* text : {"", "0", "-1", "x", "5d", "1e30", "99999999999h"})
    EXPECT_FALSE(parse_duration(text)) << text;
}

TEST(Count, KeepsItsRange) {
  EXPECT_EQ(parse_count("8", 1, 10).value_or(0), 8U);
  for (const char* text : {"0", "11", "", "-1", "8x", "99999999999"})
    EXPECT_FALSE(parse_count(text, 1, 10)) << text;
}

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string> flags = {"--format", "--follow-links", "--max-members", "--max-member-size",
                                          "--jobs"};
  EXPECT_EQ(nearest("--foramt", flags), "--format");
  EXPECT_EQ(nearest("--FORMAT", flags), "--format");
  EXPECT_EQ(nearest("--follow", flags), "--follow-links");
  EXPECT_EQ(nearest("--job", flags), "--jobs");
  EXPECT_EQ(nearest("--zzzzzzzz", flags), "");
  EXPECT_EQ(nearest(std::string(100000, '-'), flags), "");
}

}  // namespace
}  // namespace tamis::cli
