// Walks what the person named: files, folders, recursively. Decides nothing about content.
//
//   sources::walk_paths({"share", "notes.txt", "-"}, options, stop,
//                       [&](sources::Item item) { return queue.push(std::move(item)); },
//                       [&](const std::string& path, const base::Error& error) { … });
//
// Order: each Item carries its sequence number in a depth-first walk with names sorted by their bytes, so
// that output can be put into the same order whatever the number of threads.
//
// Everything is walked, `.git` and hidden files too: secrets hide there. Not followed are symbolic links met
// on the way (see follow_links); not entered are the scanner's own places (own_paths). With follow_links each
// folder is walked once, by the first name that leads there; a link back to a folder above it is Skipped
// (repeated). A root that the person named is always scanned, whatever the globs and .tamisignore say;
// .tamisignore above a root does not count. Depth has no limit but memory: no recursion, at most 64 folders
// open at once, paths may grow beyond PATH_MAX (such a Blob is opened with open_path in sources/long_path.h).
//
// Thread-safe: no state outside the call.
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
  std::vector<std::string> exclude =
      {};                     // globs (gitignore syntax) on the path relative to its root, and on base names
  bool follow_links = false;  // links to files given by name are always read; links met in a walk only so
  bool use_ignore_files = true;  // .tamisignore: gitignore syntax for paths
  std::vector<std::string> own_paths =
      {};  // files and folders of the scanner itself (cache, report): passed over
};

// What a walk yields: a blob to scan, or why there is none (special, unreadable, vanished).
struct Item {
  std::uint64_t sequence = 0;
  model::Blob blob;
  bool skipped = false;
  model::Skipped skip;
};

// Calls `emit` for each item in sequence order from this thread; `emit` returns false to stop.
// Errors: not_found, unreadable for a root that the person named, reported through `error` and never ending
// the walk.
void walk_paths(const std::vector<std::string>& roots, const WalkOptions& options, std::stop_token stop,
                const std::function<bool(Item)>& emit,
                const std::function<void(const std::string& path, const base::Error&)>& error);

}  // namespace tamis::sources
