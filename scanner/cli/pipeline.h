// Pipeline: one thread walks, `jobs` threads scan, the calling thread reports, in the order of the walk.
//
//   Pipeline pipeline({.jobs = 4}, walk, make_scan);
//   Totals totals = pipeline.run(stop, {.outcome = …, .tick = …});
//
// Memory is bounded whatever the tree: the queue holds a few thousand names, and the walk waits when results
// of later files pile up behind a slow one. A stop request ends the walk and the scans under way; what was
// found until then is still reported, in order.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/reorder_buffer.h"
#include "cli/work_queue.h"
#include "model/blob.h"
#include "model/verdict.h"
#include "sources/paths.h"

namespace tamis::cli {

struct PipelineOptions {
  std::size_t jobs = 1;
  std::size_t queue = 4096;                   // names that wait for a worker
  std::size_t window = std::size_t{1} << 20;  // how far the walk may be ahead of the oldest unfinished file
  std::size_t held_bytes = std::size_t{32} << 20;  // results that wait for an older file
};

struct Totals {
  std::uint64_t files = 0;
  std::uint64_t members = 0;
  std::uint64_t bytes = 0;
};

// Scans one blob; used by one thread.
using ScanBlob = std::function<model::Verdict(const model::Blob& blob, std::stop_token stop)>;
using MakeScan = std::function<base::Result<ScanBlob>()>;
using EmitItem = std::function<bool(sources::Item)>;
using EmitError = std::function<void(const std::string& path, const base::Error& error)>;
using Walk = std::function<void(std::stop_token stop, const EmitItem& emit, const EmitError& error)>;

// Both are called from the thread that runs the pipeline.
struct PipelineEvents {
  std::function<void(Outcome& outcome)> outcome;
  std::function<void(const Totals& so_far)> tick;  // about ten times a second
};

class Pipeline {
 public:
  Pipeline(PipelineOptions options, Walk walk, MakeScan make_scan);

  // Errors: a worker that could not be made.
  base::Result<Totals> run(std::stop_source& stop, const PipelineEvents& events);

 private:
  struct Work {
    std::uint64_t sequence = 0;
    sources::Item item;
  };

  void produce(std::stop_token stop);
  void consume(std::stop_source& stop);
  void scan_portion(const ScanBlob& scan, std::vector<Work>& portion, std::vector<SequencedResult>& results,
                    std::stop_token stop);
  Totals totals() const;

  PipelineOptions options_;
  Walk walk_;
  MakeScan make_scan_;
  WorkQueue<Work> queue_;
  ReorderBuffer reorder_;
  std::atomic<std::uint64_t> files_ = 0;
  std::atomic<std::uint64_t> members_ = 0;
  std::atomic<std::uint64_t> bytes_ = 0;
  std::atomic<std::uint64_t> produced_ = 0;
  std::mutex failure_mutex_;
  std::optional<base::Error> failure_;
};

}  // namespace tamis::cli
