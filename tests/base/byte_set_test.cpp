#include "base/byte_set.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::base {
namespace {

TEST(ByteSet, FindsWhatStringViewFinds) {
  constexpr std::string_view kMembers("=:\xE9\0\x7F", 5);
  constexpr ByteSet kSet(kMembers);
  std::string every;
  for (int c = 255; c >= 0; --c) every += static_cast<char>(c);
  for (std::size_t from = 0; from <= every.size() + 1; ++from) {
    EXPECT_EQ(kSet.first_in(every, from), every.find_first_of(kMembers, from)) << from;
    EXPECT_EQ(kSet.first_other(every, from), every.find_first_not_of(kMembers, from)) << from;
  }
  for (const char c : every) EXPECT_EQ(kSet.has(c), kMembers.find(c) != std::string_view::npos);
  EXPECT_FALSE(kSet.any_in("nothing"));
  EXPECT_FALSE(kSet.any_in(""));
  EXPECT_TRUE(kSet.any_in("a=b"));
}

}  // namespace
}  // namespace tamis::base
