// The work that hostile texts cost grows with their size and no faster: in every reader, and in the whole
// way from a text to its findings. Counted, not timed: see work_counter.h.

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "hostile_texts.h"
#include "read/reader.h"
#include "scan/scanner.h"
#include "work_counter.h"

namespace tamis {
namespace {

using model::Language;

constexpr std::size_t kSmall = std::size_t{8} << 10;
constexpr std::size_t kLarge = 8 * kSmall;
constexpr double kMostForAByte = 4000;  // blocks: about a second for a megabyte
constexpr double kCheap = 600;          // what costs less for a byte may grow as it likes
constexpr double kMostGrowth = 1.7;     // of the work for a byte, from the small text to the large one

bool shows_all() {
  return std::getenv("TAMIS_WORK_TABLE") != nullptr;
}

template <class Run>
double work_for_a_byte(const HostileText& hostile, std::size_t bytes, const Run& run) {
  const std::string text = hostile.make(bytes);
  const std::uint64_t before = work();
  run(text);
  return static_cast<double>(work() - before) / static_cast<double>(text.size());
}

template <class Run>
void expect_linear(std::string_view where, const Run& run) {
  for (const HostileText& hostile : hostile_texts()) {
    const double large = work_for_a_byte(hostile, kLarge, run);
    if (shows_all()) {
      std::printf("%-12s %8.0f %8.0f  %s\n", std::string(where).c_str(),
                  work_for_a_byte(hostile, kSmall, run), large, testing::PrintToString(hostile.name).c_str());
    }
    EXPECT_LT(large, kMostForAByte) << where << " " << hostile.name;
    if (large < kCheap) continue;
    const double small = work_for_a_byte(hostile, kSmall, run);
    EXPECT_LT(large, kMostGrowth * small) << where << " " << hostile.name;
  }
}

class ReaderWork : public testing::TestWithParam<Language> {};

TEST_P(ReaderWork, GrowsWithTheText) {
  expect_linear(model::to_string(GetParam()), [](const std::string& text) {
    const model::Span whole{0, text.size()};
    std::vector<model::Fact> facts;
    read::read_facts({.text = text,
                      .name = {},
                      .language = GetParam(),
                      .regions = {&whole, 1},
                      .depth = 0,
                      .pulse = nullptr},
                     facts);
  });
}

// The others differ from one of these by their tables only.
INSTANTIATE_TEST_SUITE_P(Languages, ReaderWork,
                         testing::Values(Language::powershell, Language::shell, Language::batch,
                                         Language::unknown, Language::conf, Language::toml, Language::hcl,
                                         Language::reg, Language::csv, Language::yaml, Language::json,
                                         Language::xml, Language::html, Language::ldif, Language::sql,
                                         Language::python, Language::javascript, Language::php,
                                         Language::vbnet, Language::rust, Language::ruby, Language::perl,
                                         Language::lua, Language::c),
                         [](const auto& tested) { return std::string(model::to_string(tested.param)); });

class ScanWork : public testing::TestWithParam<const char*> {
 protected:
  static std::unique_ptr<scan::Worker> make_worker() {
    scan::Options options;
    options.cache_folder = std::string(TAMIS_BINARY_DIR) + "/test-cache";
    options.detect.min_confidence = model::Confidence::low;
    auto scanner = scan::Scanner::create(options);
    EXPECT_TRUE(scanner);
    auto worker = scanner->make_worker();
    EXPECT_TRUE(worker);
    return std::move(*worker);
  }
};

TEST_P(ScanWork, GrowsWithTheText) {
  const auto worker = make_worker();
  expect_linear(GetParam(), [&](const std::string& text) {
    worker->scan(extract::MemoryContent(text), GetParam(), GetParam());
  });
}

INSTANTIATE_TEST_SUITE_P(Names, ScanWork,
                         testing::Values("a.ps1", "a.sh", "a.txt", "a.yaml", "a.json", "a.xml", "a.html",
                                         "a.ldif", "a.sql", "a.py"),
                         [](const auto& tested) { return std::string(tested.param).substr(2); });

// Of a large text only what stands around its regions is read, however long its lines are.
TEST(RegionWork, IsLittleInALargeText) {
  for (const Language language : {Language::shell, Language::conf, Language::yaml, Language::ldif,
                                  Language::sql, Language::python, Language::powershell}) {
    for (const std::string_view piece : {"x", "# a line that says nothing\n"}) {
      const std::string text = "password = " + repeated(piece, std::size_t{8} << 20);
      const model::Span region{0, 8};
      std::vector<model::Fact> facts;
      const std::uint64_t before = work();
      read::read_facts({.text = text,
                        .name = {},
                        .language = language,
                        .regions = {&region, 1},
                        .depth = 0,
                        .pulse = nullptr},
                       facts);
      EXPECT_LT(work() - before, 5 * text.size()) << model::to_string(language) << " " << piece;
    }
  }
}

}  // namespace
}  // namespace tamis
