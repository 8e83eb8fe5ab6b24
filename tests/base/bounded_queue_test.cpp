#include "base/bounded_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace tamis::base {
namespace {

TEST(BoundedQueue, HandsEveryValueOverOnce) {
  BoundedQueue<int> queue(8);
  std::atomic<long> sum = 0;
  std::atomic<int> count = 0;
  {
    std::vector<std::jthread> consumers;
    for (int i = 0; i < 3; ++i) {
      consumers.emplace_back([&] {
        while (const auto value = queue.pop()) {
          sum += *value;
          ++count;
        }
      });
    }
    std::vector<std::jthread> producers;
    for (int i = 0; i < 2; ++i) {
      producers.emplace_back([&] {
        for (int value = 1; value <= 1000; ++value) EXPECT_TRUE(queue.push(value));
      });
    }
    producers.clear();
    queue.close();
  }
  EXPECT_EQ(count, 2000);
  EXPECT_EQ(sum, 2 * 500500);
}

TEST(BoundedQueue, RefusesWhenFullOrClosed) {
  BoundedQueue<int> queue(1);
  EXPECT_TRUE(queue.try_push(1));
  EXPECT_FALSE(queue.try_push(2));
  queue.close();
  EXPECT_FALSE(queue.push(3));
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), std::nullopt);
}

}  // namespace
}  // namespace tamis::base
