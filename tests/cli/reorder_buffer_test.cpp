#include "cli/reorder_buffer.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace tamis::cli {
namespace {

using namespace std::chrono_literals;

std::vector<SequencedResult> result(std::uint64_t sequence, bool tells = true, std::size_t weight = 0) {
  std::vector<SequencedResult> results(1);
  results[0].sequence = sequence;
  if (tells) {
    results[0].outcome = std::make_unique<Outcome>();
    results[0].outcome->path = std::to_string(sequence);
    results[0].outcome->message = std::string(weight, 'x');
  }
  return results;
}

std::string drain(ReorderBuffer& buffer) {
  std::string order;
  std::vector<std::unique_ptr<Outcome>> ready;
  while (buffer.wait(ready, 1ms)) {
    for (const auto& outcome : ready) order += outcome->path + " ";
  }
  return order;
}

void deliver(ReorderBuffer& buffer, std::vector<SequencedResult> results) {
  buffer.deliver(results);
}

TEST(ReorderBuffer, LeavesInOrder) {
  ReorderBuffer buffer(100, 1 << 20);
  for (const int sequence : {3, 1, 0, 4}) deliver(buffer, result(static_cast<std::uint64_t>(sequence)));
  deliver(buffer, result(2, false));
  buffer.end(5, false);
  EXPECT_EQ(drain(buffer), "0 1 3 4 ");
}

TEST(ReorderBuffer, NothingLeavesBeforeTheOldest) {
  ReorderBuffer buffer(100, 1 << 20);
  deliver(buffer, result(1));
  std::vector<std::unique_ptr<Outcome>> ready;
  EXPECT_TRUE(buffer.wait(ready, 1ms));
  EXPECT_TRUE(ready.empty());
}

TEST(ReorderBuffer, AbandonedItemsAreNotWaitedFor) {
  ReorderBuffer buffer(100, 1 << 20);
  deliver(buffer, result(1));
  deliver(buffer, result(5));
  buffer.end(10, true);
  EXPECT_EQ(drain(buffer), "1 5 ");
}

TEST(ReorderBuffer, TheProducerWaitsForTheWindow) {
  ReorderBuffer buffer(4, 1 << 20);
  EXPECT_TRUE(buffer.admit(3));
  std::atomic<bool> admitted = false;
  std::jthread producer([&] { admitted = buffer.admit(4); });
  std::this_thread::sleep_for(20ms);
  EXPECT_FALSE(admitted);
  deliver(buffer, result(0));
  std::vector<std::unique_ptr<Outcome>> ready;
  EXPECT_TRUE(buffer.wait(ready, 100ms));
  producer.join();
  EXPECT_TRUE(admitted);
}

TEST(ReorderBuffer, TheProducerWaitsWhileResultsPileUpButNeverForTheOldest) {
  ReorderBuffer buffer(1000, 1000);
  deliver(buffer, result(1, true, 2000));
  EXPECT_TRUE(buffer.admit(0));
  std::atomic<int> state = 0;
  std::jthread producer([&] { state = buffer.admit(2) ? 1 : 2; });
  std::this_thread::sleep_for(20ms);
  EXPECT_EQ(state, 0);
  buffer.refuse();
  producer.join();
  EXPECT_EQ(state, 2);
}

}  // namespace
}  // namespace tamis::cli
