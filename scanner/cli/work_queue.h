// WorkQueue: from one producer to several consumers, in portions, so that a small file costs no lock of its
// own.
//
//   queue.push(items);                 // waits while full; false once closed
//   while (queue.take(portion)) { … }  // hand the same vector back: that says that its items are done
//
// A consumer takes more while there is plenty and single items when little is left, and gives back what it
// has not begun when an item turns out to be slow: so the last large files of a tree are shared, not queued
// behind each other. Thread-safe throughout.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <iterator>
#include <mutex>
#include <utility>
#include <vector>

namespace tamis::cli {

template <class T>
class WorkQueue {
 public:
  WorkQueue(std::size_t capacity, std::size_t consumers)
      : capacity_(capacity), share_(2 * std::max<std::size_t>(1, consumers)) {}

  // Moves all of `items` into the queue and leaves the vector empty.
  bool push(std::vector<T>& items) {
    {
      std::unique_lock lock(mutex_);
      not_full_.wait(lock, [this] { return closed_ || items_.size() < capacity_; });
      if (closed_) return false;
      items_.insert(items_.end(), std::make_move_iterator(items.begin()),
                    std::make_move_iterator(items.end()));
    }
    items.clear();
    not_empty_.notify_all();
    return true;
  }

  // Replaces `portion` by the next items; false once cancelled, or closed with nothing left that could come
  // back.
  bool take(std::vector<T>& portion) {
    constexpr std::size_t kMost = 64;
    {
      std::unique_lock lock(mutex_);
      if (!portion.empty() && --busy_ == 0 && closed_) not_empty_.notify_all();
      portion.clear();
      ++waiting_;
      not_empty_.wait(lock, [this] { return cancelled_ || !items_.empty() || (closed_ && busy_ == 0); });
      --waiting_;
      if (items_.empty()) return false;
      ++busy_;
      const auto count = std::clamp<std::size_t>(items_.size() / share_, 1, kMost);
      const auto end = items_.begin() + static_cast<std::ptrdiff_t>(count);
      portion.assign(std::make_move_iterator(items_.begin()), std::make_move_iterator(end));
      items_.erase(items_.begin(), end);
    }
    not_full_.notify_one();
    return true;
  }

  // Puts items [from, end) of a portion back in front, in their order.
  void give_back(std::vector<T>& portion, std::size_t from) {
    const auto begin = portion.begin() + static_cast<std::ptrdiff_t>(from);
    {
      const std::scoped_lock lock(mutex_);
      if (!cancelled_) {
        items_.insert(items_.begin(), std::make_move_iterator(begin), std::make_move_iterator(portion.end()));
      }
    }
    portion.erase(begin, portion.end());
    not_empty_.notify_all();
  }

  // True while a consumer has nothing to do: the producer shall not wait for a full portion.
  bool starving() const { return waiting_.load(std::memory_order_relaxed) > 0; }

  // Lets consumers drain what is queued and refuses more.
  void close() { end(false); }
  // Drops what is queued as well.
  void cancel() { end(true); }

 private:
  void end(bool drop) {
    {
      const std::scoped_lock lock(mutex_);
      closed_ = true;
      cancelled_ = cancelled_ || drop;
      if (cancelled_) items_.clear();
    }
    not_full_.notify_all();
    not_empty_.notify_all();
  }

  const std::size_t capacity_;
  const std::size_t share_;
  std::mutex mutex_;
  std::condition_variable not_full_;
  std::condition_variable not_empty_;
  std::deque<T> items_;
  std::atomic<std::size_t> waiting_ = 0;  // consumers without work
  std::size_t busy_ = 0;                  // consumers that hold a portion
  bool closed_ = false;
  bool cancelled_ = false;
};

}  // namespace tamis::cli
