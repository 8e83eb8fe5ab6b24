// ScanLimits and Budget: what one upload may cost. Defaults stand in docs/limits.md with their reasons.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <stop_token>
#include <utility>

#include "model/skip_reason.h"

namespace tamis::model {

struct ScanLimits {
  static constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();

  std::uint64_t max_file_bytes = kUnlimited;                  // the blob itself; 100 MB in the daemon
  std::uint64_t max_unpacked_bytes = std::uint64_t{1} << 30;  // all members of one blob together
  std::uint64_t max_member_bytes = std::uint64_t{256} << 20;
  std::uint32_t max_depth = 10;  // containers, compressors counted
  std::uint32_t max_members = 20000;
  std::uint32_t max_overlaps = 5;      // records of one container that share bytes
  std::uint32_t max_decode_depth = 4;  // layers of encoding in text
  // Wall time for one blob. Streaming a plain large file is work in proportion: it adds one second for each
  // `bytes_per_second` of the blob itself.
  std::chrono::milliseconds max_wall{20000};
  std::uint64_t bytes_per_second = std::uint64_t{50} << 20;
};

// Spent by everything that expands or descends, before the work is done. One for each blob; not thread-safe.
class Budget {
 public:
  using Clock = std::chrono::steady_clock;

  Budget(const ScanLimits& limits, std::uint64_t blob_bytes, std::stop_token stop = {})
      : limits_(&limits), stop_(std::move(stop)), deadline_(Clock::now() + limits.max_wall) {
    if (limits.bytes_per_second > 0) {
      deadline_ += std::chrono::milliseconds(blob_bytes / limits.bytes_per_second * 1000);
    }
  }

  const ScanLimits& limits() const { return *limits_; }

  // Each returns the limit that bites, or nothing when the work may be done.
  [[nodiscard]] std::optional<SkipReason> spend_unpacked(std::uint64_t bytes) {
    if (bytes > limits_->max_unpacked_bytes - unpacked_) return SkipReason::size;
    unpacked_ += bytes;
    return check_time();
  }
  [[nodiscard]] std::optional<SkipReason> spend_member() {
    if (members_ >= limits_->max_members) return SkipReason::members;
    ++members_;
    return check_time();
  }
  [[nodiscard]] std::optional<SkipReason> enter(std::uint32_t depth) const {
    if (depth > limits_->max_depth) return SkipReason::depth;
    return std::nullopt;
  }
  [[nodiscard]] std::optional<SkipReason> check_time() const {
    if (stop_.stop_requested() || Clock::now() > deadline_) return SkipReason::time;
    return std::nullopt;
  }

  std::uint64_t unpacked() const { return unpacked_; }
  std::uint32_t members() const { return members_; }
  std::uint64_t unpacked_left() const { return limits_->max_unpacked_bytes - unpacked_; }

 private:
  const ScanLimits* limits_;
  std::stop_token stop_;
  Clock::time_point deadline_;
  std::uint64_t unpacked_ = 0;
  std::uint32_t members_ = 0;
};

}  // namespace tamis::model
