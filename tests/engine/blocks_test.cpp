#include "engine/blocks.h"

#include <gtest/gtest.h>

namespace tamis::engine {
namespace {

TEST(Blocks, KeptRangesJoinAndEachSeesItsOverlap) {
  for (std::size_t text = 0; text < 40; ++text) {
    for (std::size_t bytes = 1; bytes < 20; ++bytes) {
      for (std::size_t overlap = 0; overlap < 30; overlap += 3) {
        std::size_t reached = 0;
        for (Blocks blocks(text, {.bytes = bytes, .overlap = overlap, .ahead = 2});
             auto block = blocks.next();) {
          EXPECT_EQ(block->first_end, reached);
          EXPECT_GT(block->last_end, block->first_end);
          EXPECT_LE(block->last_end - block->first_end, bytes);
          EXPECT_EQ(block->begin, reached > overlap ? reached - overlap : 0);
          EXPECT_EQ(block->end, std::min(block->last_end + 2, text));
          reached = block->last_end;
        }
        EXPECT_EQ(reached, text);
      }
    }
  }
}

TEST(Blocks, OneBlockForTheWholeText) {
  Blocks blocks(1000, {.bytes = static_cast<std::size_t>(-1), .overlap = 0, .ahead = 2});
  const auto block = blocks.next();
  ASSERT_TRUE(block.has_value());
  EXPECT_EQ(block->begin, 0U);
  EXPECT_EQ(block->end, 1000U);
  EXPECT_FALSE(blocks.next().has_value());
}

}  // namespace
}  // namespace tamis::engine
