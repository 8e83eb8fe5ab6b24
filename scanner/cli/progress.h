// Progress: one line on a terminal's standard error, redrawn about ten times a second, gone before anything
// else is written.
#pragma once

#include <chrono>
#include <cstdint>

#include "cli/pipeline.h"

namespace tamis::cli {

class Progress {
 public:
  explicit Progress(bool enabled) : enabled_(enabled) {}

  void show(const Totals& totals, std::uint64_t findings);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool enabled_;
  bool visible_ = false;
  Clock::time_point begin_ = Clock::now();
};

}  // namespace tamis::cli
