#include "cli/pipeline.h"

#include <gtest/gtest.h>

#include <new>
#include <stdexcept>
#include <string>
#include <thread>

namespace tamis::cli {
namespace {

using namespace std::chrono_literals;

Walk walk_of(int files) {
  return [files](std::stop_token stop, const EmitItem& emit, const EmitError& error) {
    for (int i = 0; i < files && !stop.stop_requested(); ++i) {
      if (i % 1000 == 500) error("missing" + std::to_string(i), {base::ErrorCode::not_found, "gone"});
      sources::Item item;
      item.blob.path = std::to_string(i);
      item.skipped = i % 100 == 7;
      item.skip.path = item.blob.path;
      if (!emit(std::move(item))) return;
    }
  };
}

// Every tenth file has a finding; some are slow, so that threads overtake each other.
model::Verdict scan_number(const model::Blob& blob, const std::stop_token&) {
  const int number = std::stoi(blob.path);
  if (number % 997 == 0) std::this_thread::sleep_for(25ms);
  model::Verdict verdict;
  verdict.members = 1;
  verdict.bytes = 10;
  if (number % 10 == 0) verdict.findings.emplace_back().location.path = blob.path;
  return verdict;
}

struct Seen {
  std::string order;
  Totals totals;
};

Seen run(std::size_t jobs, int files, ScanBlob scan = scan_number, std::size_t window = std::size_t{1} << 20,
         std::size_t held = std::size_t{1} << 25) {
  Pipeline pipeline({.jobs = jobs, .queue = 256, .window = window, .held_bytes = held}, walk_of(files),
                    [scan]() -> base::Result<ScanBlob> { return scan; });
  Seen seen;
  std::stop_source stop;
  const auto totals = pipeline.run(stop, {.outcome =
                                              [&](Outcome& outcome) {
                                                for (const auto& f : outcome.verdict.findings)
                                                  seen.order += f.location.path + " ";
                                                for (const auto& s : outcome.verdict.skipped)
                                                  seen.order += s.path + "! ";
                                                if (outcome.is_error) seen.order += outcome.path + "? ";
                                              },
                                          .tick = [](const Totals&) {}});
  EXPECT_TRUE(totals);
  if (totals) seen.totals = *totals;
  return seen;
}

TEST(Pipeline, OrderDoesNotDependOnThreads) {
  const auto one = run(1, 5000);
  EXPECT_EQ(one.totals.files, 4950U);
  EXPECT_EQ(one.totals.bytes, 49500U);
  EXPECT_NE(one.order.find("490 missing500? 500 507! 510 "), std::string::npos);
  for (const std::size_t jobs : {2U, 8U}) EXPECT_EQ(run(jobs, 5000).order, one.order) << jobs;
}

TEST(Pipeline, TinyWindowsAndLittleRoomOnlyMakeItSlower) {
  const auto expected = run(1, 2000).order;
  EXPECT_EQ(run(4, 2000, scan_number, 1, 1).order, expected);
}

TEST(Pipeline, NothingToDo) {
  EXPECT_EQ(run(4, 0).order, "");
}

TEST(Pipeline, AFileThatThrowsCostsThatFileOnly) {
  const auto seen = run(3, 30, [](const model::Blob& blob, std::stop_token stop) -> model::Verdict {
    if (blob.path == "3") throw std::runtime_error("boom");
    if (blob.path == "4") throw std::bad_alloc();
    return scan_number(blob, stop);
  });
  EXPECT_EQ(seen.order, "0 3! 4! 7! 10 20 ");
}

TEST(Pipeline, AWorkerThatCannotBeMadeIsAnError) {
  Pipeline pipeline({.jobs = 2}, walk_of(100000), []() -> base::Result<ScanBlob> {
    return base::fail(base::ErrorCode::internal, "no scratch");
  });
  std::stop_source stop;
  const auto totals = pipeline.run(stop, {.outcome = [](Outcome&) {}, .tick = [](const Totals&) {}});
  ASSERT_FALSE(totals);
  EXPECT_EQ(totals.error().message, "no scratch");
}

TEST(Pipeline, StoppingReportsWhatWasFoundInOrder) {
  std::stop_source stop;
  Pipeline pipeline({.jobs = 4}, walk_of(10'000'000), [&]() -> base::Result<ScanBlob> {
    return [&](const model::Blob& blob, std::stop_token token) {
      if (blob.path == "2000") stop.request_stop();
      return scan_number(blob, token);
    };
  });
  std::vector<int> found;
  const auto totals = pipeline.run(stop, {.outcome =
                                              [&](Outcome& outcome) {
                                                for (const auto& f : outcome.verdict.findings)
                                                  found.push_back(std::stoi(f.location.path));
                                              },
                                          .tick = [](const Totals&) {}});
  ASSERT_TRUE(totals);
  EXPECT_LT(totals->files, 100000U);
  EXPECT_FALSE(found.empty());
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
}

// One slow file must not make the rest wait, nor the memory for the rest grow without bound.
TEST(Pipeline, OneSlowFileHoldsBackNobodyInsideTheWindow) {
  std::atomic<int> done = 0;
  const auto seen = run(2, 20000, [&](const model::Blob& blob, std::stop_token) {
    model::Verdict verdict;
    if (blob.path == "0") {
      for (int i = 0; i < 500 && done < 19000; ++i) std::this_thread::sleep_for(10ms);
      EXPECT_GE(done, 19000);
    }
    ++done;
    return verdict;
  });
  EXPECT_EQ(seen.totals.files, 19800U);
}

}  // namespace
}  // namespace tamis::cli
