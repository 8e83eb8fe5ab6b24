// What the engine's tests share: a naive search to compare with, random texts, a folder that vanishes.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/text.h"
#include "engine/engine.h"

namespace tamis::model {

inline bool operator==(const Hit& a, const Hit& b) {
  return std::tie(a.expression, a.begin, a.end) == std::tie(b.expression, b.begin, b.end);
}
inline void PrintTo(const Hit& hit, std::ostream* out) {
  *out << hit.expression << "@[" << hit.begin << ", " << hit.end << ")";
}

}  // namespace tamis::model

namespace tamis::engine::testing {

using Hits = std::vector<model::Hit>;

inline void in_order(Hits& hits) {
  std::sort(hits.begin(), hits.end(), [](const model::Hit& a, const model::Hit& b) {
    return std::tie(a.end, a.begin, a.expression) < std::tie(b.end, b.begin, b.expression);
  });
}

// All hits of all literals by looking at every place.
inline Hits naive_hits(const std::vector<Literal>& literals, std::string_view text) {
  Hits hits;
  for (std::size_t i = 0; i < literals.size(); ++i) {
    const std::string_view bytes = literals[i].bytes;
    for (std::size_t at = 0; at + bytes.size() <= text.size(); ++at) {
      const auto here = text.substr(at, bytes.size());
      if (literals[i].nocase ? base::equal_nocase(here, bytes) : here == bytes) {
        hits.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(at),
                        static_cast<std::uint32_t>(at + bytes.size())});
      }
    }
  }
  in_order(hits);
  return hits;
}

inline Engine must_compile(const Spec& spec, const std::string& cache_folder = {}) {
  auto engine = Engine::compile(spec, {.cache_folder = cache_folder});
  if (!engine) {
    ADD_FAILURE() << engine.error().message;
    std::abort();
  }
  return std::move(*engine);
}

inline Hits scan(const Engine& engine, std::string_view text) {
  auto scratch = engine.make_scratch();
  Hits hits;
  EXPECT_TRUE(scratch.has_value());
  EXPECT_TRUE(engine.scan(text, **scratch, hits));
  return hits;
}

// Bytes drawn from an alphabet: a small one makes hits frequent and overlapping.
inline std::string random_text(std::mt19937& random, std::string_view alphabet, std::size_t size) {
  std::uniform_int_distribution<std::size_t> pick(0, alphabet.size() - 1);
  std::string text(size, '\0');
  for (char& c : text) c = alphabet[pick(random)];
  return text;
}

inline std::string every_byte() {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  return all;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "tamis-engine-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace tamis::engine::testing
