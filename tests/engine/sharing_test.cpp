#include <atomic>
#include <thread>

#include "engine_testing.h"

namespace tamis::engine {
namespace {

TEST(Sharing, ThreadsWithTheirOwnScratchAgree) {
  std::mt19937 random(3);
  Spec spec;
  for (int i = 0; i < 100; ++i)
    spec.literals.push_back({testing::random_text(random, "abcd", 3), i % 2 == 0});
  spec.expressions = {"a[bc]{1,9}d", "dd.*aa"};
  spec.block_bytes = 500;
  const auto engine = testing::must_compile(spec);
  std::vector<std::string> texts;
  std::vector<testing::Hits> expected;
  for (int i = 0; i < 20; ++i) {
    texts.push_back(testing::random_text(random, "abcdABCD", 2000));
    expected.push_back(testing::scan(engine, texts.back()));
  }
  std::atomic<int> wrong = 0;
  const auto work = [&](std::size_t start) {
    auto scratch = engine.make_scratch();
    testing::Hits hits;
    for (std::size_t i = 0; i < 10 * texts.size(); ++i) {
      const std::size_t which = (start + i) % texts.size();
      if (!engine.scan(texts[which], **scratch, hits) || hits != expected[which]) ++wrong;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < 4; ++i) threads.emplace_back(work, i * 5);
  }
  EXPECT_EQ(wrong, 0);
}

TEST(Sharing, EngineMovesWithItsScratch) {
  auto engine = testing::must_compile({.literals = {{"ab", false}}, .expressions = {}});
  auto scratch = engine.make_scratch();
  const Engine moved = std::move(engine);
  testing::Hits hits;
  EXPECT_TRUE(moved.scan("xab", **scratch, hits));
  EXPECT_EQ(hits.size(), 1U);
}

}  // namespace
}  // namespace tamis::engine
