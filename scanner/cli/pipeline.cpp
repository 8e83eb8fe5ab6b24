#include "cli/pipeline.h"

#include <algorithm>
#include <exception>
#include <new>
#include <thread>
#include <utility>

namespace tamis::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPortion = 64;                   // names that the walk hands over at once
constexpr auto kSlow = std::chrono::milliseconds(20);  // a portion that takes longer is shared
constexpr auto kTick = std::chrono::milliseconds(100);

model::Verdict skipped_verdict(const model::Blob& blob, model::SkipReason reason, std::string detail) {
  model::Verdict verdict;
  verdict.skipped.push_back({blob.path, {}, reason, std::move(detail)});
  return verdict;
}

// No exception crosses the worker loop: one file that breaks a library costs that file only.
model::Verdict scan_safely(const ScanBlob& scan, const model::Blob& blob, const std::stop_token& stop) {
  try {
    return scan(blob, stop);
  } catch (const std::bad_alloc&) {
    return skipped_verdict(blob, model::SkipReason::memory, "out of memory");
  } catch (const std::exception&) {
    return skipped_verdict(blob, model::SkipReason::crashed, "internal error");
  }
}

// An interrupted scan runs out of its time; that is the interruption, not the file.
void forget_interruption(model::Verdict& verdict) {
  std::erase_if(verdict.skipped,
                [](const auto& skipped) { return skipped.reason == model::SkipReason::time; });
}

}  // namespace

Pipeline::Pipeline(PipelineOptions options, Walk walk, MakeScan make_scan)
    : options_(options),
      walk_(std::move(walk)),
      make_scan_(std::move(make_scan)),
      queue_(options.queue, options.jobs),
      reorder_(options.window, options.held_bytes) {}

void Pipeline::produce(std::stop_token stop) {
  std::uint64_t next = 0;
  std::vector<Work> portion;
  const auto hand_over = [&] {
    return portion.empty() || (reorder_.admit(portion.front().sequence) && queue_.push(portion));
  };
  const auto emit = [&](sources::Item item) {
    portion.push_back({next++, std::move(item)});
    return (portion.size() < kPortion && !queue_.starving()) || hand_over();
  };
  const auto error = [&](const std::string& path, const base::Error& what) {
    std::vector<SequencedResult> results(1);
    results[0].sequence = next++;
    results[0].outcome = std::make_unique<Outcome>();
    results[0].outcome->is_error = true;
    results[0].outcome->path = path;
    results[0].outcome->message = what.message;
    reorder_.deliver(results);
  };
  try {
    walk_(stop, emit, error);
    static_cast<void>(hand_over());
  } catch (const std::bad_alloc&) {
    error("", {base::ErrorCode::limit, "out of memory while listing folders"});
  }
  produced_ = next;
  queue_.close();
}

void Pipeline::scan_portion(const ScanBlob& scan, std::vector<Work>& portion,
                            std::vector<SequencedResult>& results, std::stop_token stop) {
  const auto begin = Clock::now();
  Totals sum;
  for (std::size_t i = 0; i < portion.size() && !stop.stop_requested(); ++i) {
    auto& work = portion[i];
    model::Verdict verdict;
    if (work.item.skipped) {
      verdict.skipped.push_back(std::move(work.item.skip));
    } else {
      verdict = scan_safely(scan, work.item.blob, stop);
      ++sum.files;
    }
    sum.members += verdict.members;
    sum.bytes += verdict.bytes;
    if (stop.stop_requested()) forget_interruption(verdict);
    SequencedResult result{work.sequence, nullptr};
    if (!verdict.findings.empty() || !verdict.skipped.empty()) {
      result.outcome = std::make_unique<Outcome>();
      result.outcome->verdict = std::move(verdict);
    }
    results.push_back(std::move(result));
    if (i + 1 < portion.size() && Clock::now() - begin > kSlow) queue_.give_back(portion, i + 1);
  }
  files_ += sum.files;
  members_ += sum.members;
  bytes_ += sum.bytes;
  reorder_.deliver(results);
}

void Pipeline::consume(std::stop_source& stop) {
  std::vector<Work> portion;
  std::vector<SequencedResult> results;
  ScanBlob scan;  // made on the first work: a scan of one file needs one
  while (!stop.stop_requested() && queue_.take(portion)) {
    if (!scan) {
      auto made = make_scan_();
      if (!made) {
        const std::scoped_lock lock(failure_mutex_);
        failure_ = made.error();
        stop.request_stop();
        return;
      }
      scan = std::move(*made);
    }
    scan_portion(scan, portion, results, stop.get_token());
  }
}

Totals Pipeline::totals() const {
  return {files_, members_, bytes_};
}

base::Result<Totals> Pipeline::run(std::stop_source& stop, const PipelineEvents& events) {
  // On a stop request nobody may go on waiting for the others.
  const std::stop_callback on_stop(stop.get_token(), [this] {
    queue_.cancel();
    reorder_.refuse();
  });
  std::jthread closer([this, &stop] {
    std::jthread producer([this, &stop] { produce(stop.get_token()); });
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < options_.jobs; ++i) workers.emplace_back([this, &stop] { consume(stop); });
    producer.join();
    for (auto& worker : workers) worker.join();
    reorder_.end(produced_, stop.stop_requested());
  });
  std::vector<std::unique_ptr<Outcome>> ready;
  auto last = Clock::now();
  while (reorder_.wait(ready, kTick)) {
    for (auto& outcome : ready) events.outcome(*outcome);
    const auto now = Clock::now();
    if (now - last < kTick) continue;
    last = now;
    events.tick(totals());
  }
  closer.join();
  if (failure_) return tl::unexpected<base::Error>(*failure_);
  return totals();
}

}  // namespace tamis::cli
