// Walks what the person named: files, folders, recursively. Decides nothing about content.
//
//   sources::PathWalker walker(roots, options);
//   walker.run(workers, [](sources::Item item) { … });
//
// Order: each Item carries its sequence number in a depth-first walk with sorted names, so that output can be put into
// the same order whatever the number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/blob.h"
#include "model/verdict.h"

namespace tamis::sources {

struct WalkOptions {
  std::vector<std::string> exclude;  // globs on the path relative to its root, and on base names
  bool follow_links = false;         // links to files given by name are always read; links met in a walk only so
  bool use_ignore_files = true;      // .tamisignore: gitignore syntax for paths
};

// What a walk yields: a blob to scan, or why there is none (special, unreadable, vanished).
struct Item {
  std::uint64_t sequence = 0;
  model::Blob blob;
  bool skipped = false;
  model::Skipped skip;
};

// Calls `emit` for each item in sequence order from this thread; `emit` returns false to stop.
// Errors: not_found, unreadable for a root that the person named, reported through `error` and never ending the walk.
void walk_paths(const std::vector<std::string>& roots, const WalkOptions& options, std::stop_token stop,
                const std::function<bool(Item)>& emit,
                const std::function<void(const std::string& path, const base::Error&)>& error);

}  // namespace tamis::sources
