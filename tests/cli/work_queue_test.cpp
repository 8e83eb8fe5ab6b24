#include "cli/work_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace tamis::cli {
namespace {

TEST(WorkQueue, HandsOverEverythingOnceInOrder) {
  WorkQueue<int> queue(100000, 1);
  std::vector<int> items;
  for (int i = 0; i < 1000; ++i) items.push_back(i);
  ASSERT_TRUE(queue.push(items));
  EXPECT_TRUE(items.empty());
  queue.close();
  std::vector<int> portion, all;
  while (queue.take(portion)) all.insert(all.end(), portion.begin(), portion.end());
  ASSERT_EQ(all.size(), 1000U);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(all[static_cast<std::size_t>(i)], i);
}

TEST(WorkQueue, PortionsShrinkTowardsTheEnd) {
  WorkQueue<int> queue(100000, 2);
  std::vector<int> items(1000);
  queue.push(items);
  queue.close();
  std::vector<int> portion;
  ASSERT_TRUE(queue.take(portion));
  EXPECT_EQ(portion.size(), 64U);
  std::size_t last = 0;
  while (queue.take(portion)) last = portion.size();
  EXPECT_EQ(last, 1U);
}

// The point of giving back: after the producer is done, an idle consumer still gets what a busy one cannot
// begin.
TEST(WorkQueue, WhatIsGivenBackReachesAnotherConsumerAfterTheEnd) {
  WorkQueue<int> queue(1000, 1);
  std::vector<int> items(8);
  for (int i = 0; i < 8; ++i) items[static_cast<std::size_t>(i)] = i;
  queue.push(items);
  queue.close();
  std::vector<int> mine;
  ASSERT_TRUE(queue.take(mine));
  ASSERT_EQ(mine.size(), 4U);
  std::atomic<int> others = 0;
  std::jthread other([&] {
    std::vector<int> portion;
    while (queue.take(portion)) others += static_cast<int>(portion.size());
  });
  while (others < 4) std::this_thread::yield();  // the queue is empty now, the other waits
  queue.give_back(mine, 1);
  EXPECT_EQ(mine.size(), 1U);
  while (others < 7) std::this_thread::yield();
  EXPECT_FALSE(queue.take(mine));
}

TEST(WorkQueue, CancelDropsAndFreesEverybody) {
  WorkQueue<int> queue(2, 1);
  std::vector<int> items(2);
  queue.push(items);
  std::jthread blocked([&] {
    std::vector<int> more(1);
    EXPECT_FALSE(queue.push(more));
  });
  queue.cancel();
  blocked.join();
  std::vector<int> portion;
  EXPECT_FALSE(queue.take(portion));
}

}  // namespace
}  // namespace tamis::cli
