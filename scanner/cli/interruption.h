// Interruption: the first SIGINT or SIGTERM asks the scan to stop and report what it has; the second one
// kills.
//
//   Interruption interruption(stop);   // before any other thread starts: they inherit its signal mask
//   …
//   if (interruption.happened()) …
//
// A thread of its own waits for the signals, so that a report stuck in a full pipe can still be ended.
#pragma once

#include <signal.h>

#include <atomic>
#include <stop_token>
#include <thread>

namespace tamis::cli {

class Interruption {
 public:
  explicit Interruption(std::stop_source stop);
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption();

  bool happened() const { return happened_; }

 private:
  void watch(std::stop_source stop);

  sigset_t signals_{};
  sigset_t before_{};
  std::atomic<bool> happened_ = false;
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

}  // namespace tamis::cli
