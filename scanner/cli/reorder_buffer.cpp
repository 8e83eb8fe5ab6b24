#include "cli/reorder_buffer.h"

#include <utility>

namespace tamis::cli {
namespace {

std::size_t weight(const Outcome& outcome) {
  std::size_t bytes = sizeof(Outcome) + outcome.path.size() + outcome.message.size();
  for (const auto& finding : outcome.verdict.findings) {
    bytes += sizeof(finding) + finding.location.path.size() + finding.location.member.size() +
             finding.redacted.size() + finding.why.size() + finding.remediation.en.size() +
             finding.remediation.fr.size() + (finding.secret ? finding.secret->size() : 0) +
             finding.places.size() * sizeof(model::Place) + finding.rule_name.size();
  }
  for (const auto& skipped : outcome.verdict.skipped) {
    bytes += sizeof(skipped) + skipped.path.size() + skipped.member.size() + skipped.detail.size();
  }
  return bytes;
}

}  // namespace

bool ReorderBuffer::admit(std::uint64_t sequence) {
  std::unique_lock lock(mutex_);
  // The oldest open item may always come in: it alone can make room.
  room_.wait(lock, [&] {
    return refused_ || sequence <= oldest_ || (sequence - oldest_ < window_ && bytes_ < bytes_limit_);
  });
  return !refused_;
}

void ReorderBuffer::refuse() {
  {
    const std::scoped_lock lock(mutex_);
    refused_ = true;
  }
  room_.notify_all();
}

void ReorderBuffer::deliver(std::vector<SequencedResult>& results) {
  bool ready = false;
  {
    const std::scoped_lock lock(mutex_);
    for (auto& result : results) {
      const auto index = static_cast<std::size_t>(result.sequence - oldest_);
      if (index >= slots_.size()) slots_.resize(index + 1);
      if (result.outcome) bytes_ += weight(*result.outcome);
      slots_[index] = {std::move(result.outcome), true};
    }
    ready = front_done();
  }
  results.clear();
  if (ready) ready_.notify_one();
}

bool ReorderBuffer::wait(std::vector<std::unique_ptr<Outcome>>& ready, std::chrono::milliseconds patience) {
  ready.clear();
  {
    std::unique_lock lock(mutex_);
    ready_.wait_for(lock, patience, [this] { return front_done() || drained(); });
    while (front_done()) {
      auto outcome = std::move(slots_.front().outcome);
      slots_.pop_front();
      ++oldest_;
      if (!outcome) continue;
      bytes_ -= weight(*outcome);
      ready.push_back(std::move(outcome));
    }
    if (ready.empty() && drained()) return false;
  }
  room_.notify_one();
  return true;
}

void ReorderBuffer::end(std::uint64_t total, bool abandon) {
  {
    const std::scoped_lock lock(mutex_);
    total_ = total;
    abandoned_ = abandoned_ || abandon;
  }
  ready_.notify_all();
}

}  // namespace tamis::cli
