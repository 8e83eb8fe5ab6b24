// ReorderBuffer: results arrive in any order from several threads and leave in the order of their sequence
// numbers.
//
//   buffer.admit(sequence);                  // producer: waits while that is too far ahead of the oldest
//   open one buffer.deliver(results);                 // workers while (buffer.wait(ready, 100ms)) { … }  //
//   the one consumer; false when everything has left
//
// Only the producer is ever made to wait, never a worker: whatever was admitted can be finished, so that no
// order of work can lead to a standstill. An item without anything to report costs sixteen bytes while it
// waits. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "model/verdict.h"

namespace tamis::cli {

// What became of one item, where there is something to tell.
struct Outcome {
  model::Verdict verdict;
  bool is_error = false;  // then path and message tell it
  std::string path;
  std::string message;
};

struct SequencedResult {
  std::uint64_t sequence = 0;
  std::unique_ptr<Outcome> outcome;  // null: nothing to tell
};

class ReorderBuffer {
 public:
  // At most `window` items between the oldest open one and the newest admitted; nothing more is admitted
  // while the outcomes that wait hold more than `bytes`.
  ReorderBuffer(std::size_t window, std::size_t bytes) : window_(window), bytes_limit_(bytes) {}

  bool admit(std::uint64_t sequence);  // false once refused
  void refuse();
  void deliver(std::vector<SequencedResult>& results);
  // Replaces `ready` by outcomes that can leave now, in order; waits for one for `patience` at most.
  bool wait(std::vector<std::unique_ptr<Outcome>>& ready, std::chrono::milliseconds patience);
  // No sequence number from `total` on will come. Open items below are never waited for when `abandon` is
  // set.
  void end(std::uint64_t total, bool abandon);

 private:
  struct Slot {
    std::unique_ptr<Outcome> outcome;
    bool done = false;
  };
  bool front_done() const { return !slots_.empty() && (slots_.front().done || abandoned_); }
  bool drained() const { return total_ && (oldest_ >= *total_ || (abandoned_ && slots_.empty())); }

  const std::size_t window_;
  const std::size_t bytes_limit_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable ready_;
  std::deque<Slot> slots_;  // of oldest_, oldest_ + 1 …
  std::uint64_t oldest_ = 0;
  std::size_t bytes_ = 0;
  std::optional<std::uint64_t> total_;
  bool refused_ = false;
  bool abandoned_ = false;
};

}  // namespace tamis::cli
