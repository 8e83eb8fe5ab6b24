// DatabaseCache: compiled databases kept between runs, one file for each set of rules, library and processor.
// Where the literal filter serves, its plan stands in the place of the literals' database.
//
//   const DatabaseCache cache(folder);
//   if (auto stored = cache.load(key)) …        // nothing: compile
//   cache.store(key, databases);                // best effort
//
// A serialized database is trusted like code: the library follows offsets in it. So folder and file must
// belong to this user and be writable by nobody else, links are not followed, and a checksum covers what is
// stored. Whatever is not as it should be (absent, foreign, damaged, truncated, of another version) reads as
// "nothing stored". Safe to use from several threads and processes: files are written aside and renamed into
// place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "engine/engine.h"

namespace tamis::engine {

struct StoredDatabases {
  std::string plan = {};               // of the literal filter; empty where there is none
  std::string literals = {};           // serialized; empty where there are none
  std::string expressions = {};        // serialized; empty where there are none
  std::uint64_t expression_width = 0;  // UINT64_MAX: unbounded
};

// Everything that the databases of `spec` depend on.
base::Sha256 cache_key(const Spec& spec);

class DatabaseCache {
 public:
  // An empty folder name means: no cache.
  explicit DatabaseCache(std::string folder) : folder_(std::move(folder)) {}

  std::optional<StoredDatabases> load(const base::Sha256& key) const;
  // True when stored. Makes the folder (0700) where it is missing.
  bool store(const base::Sha256& key, const StoredDatabases& databases) const;

 private:
  std::string folder_;
};

}  // namespace tamis::engine
