// What cannot be analysed to its end is told and keeps what was found: time, a stop request, a text that is
// too long for the engine. No test here waits: the time has passed before it begins, or a pulse counts.

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <stop_token>
#include <string>

#include "detect/detector.h"
#include "engine/engine.h"
#include "rules/rule_set.h"
#include "scan/scanner.h"

namespace tamis::scan {
namespace {

using model::SkipReason;

const std::string kCacheFolder = std::string(TAMIS_BINARY_DIR) + "/test-cache";

std::unique_ptr<Worker> make_worker(const model::ScanLimits& limits) {
  Options options;
  options.limits = limits;
  options.cache_folder = kCacheFolder;
  auto scanner = Scanner::create(options);
  EXPECT_TRUE(scanner) << (scanner ? "" : scanner.error().message);
  auto worker = scanner->make_worker();
  EXPECT_TRUE(worker);
  return std::move(*worker);
}

class ByteMap final : public model::OffsetMap {
 public:
  model::Position locate(std::size_t offset) const override { return {offset, 0, 0}; }
};

detect::Detector make_detector() {
  auto catalogue = rules::load_builtin();
  EXPECT_TRUE(catalogue);
  auto set = rules::RuleSet::build(std::move(*catalogue), {.cache_folder = kCacheFolder});
  EXPECT_TRUE(set);
  detect::Options options;
  options.keep_secrets = true;
  auto detector = detect::Detector::create(*set, options);
  EXPECT_TRUE(detector);
  return std::move(*detector);
}

model::TextUnit unit_of(std::string_view text, std::string_view name, const model::OffsetMap& offsets) {
  model::TextUnit unit;
  unit.text = text;
  unit.offsets = &offsets;
  unit.path = unit.name = name;
  return unit;
}

// Secrets all over the text, so that every stage of the analysis has work.
std::string dense(std::string_view name, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(10000 + i);
    if (name.ends_with(".ps1")) {
      text += "$mdp" + number + " = 'Automne-" + number + "'\nf -Password $mdp" + number + "\n";
    } else if (name.ends_with(".json")) {
      text += (i == 0 ? "[" : ",") + ("{\"password\": \"Automne-" + number + "\"}\n");
    } else if (name.ends_with(".xml")) {
      text += "<a><password>Automne-" + number + "</password></a>\n";
    } else if (name.ends_with(".ldif")) {
      text += "dn: cn=x" + number + "\nuserPassword: Automne-" + number + "\n\n";
    } else if (name.ends_with(".sql")) {
      text += "INSERT INTO t (login, password) VALUES ('u', 'Automne-" + number + "');\n";
    } else if (name.ends_with(".sh")) {
      text += "export LDAP_PASSWORD=Automne-" + number + "\n";
    } else if (name.ends_with(".txt")) {
      text += "http://u:Automne-" + number + "@h" + number + ".example.org/\n";
    } else {
      text += "password = \"Automne-" + number + "\"\n";
    }
    if (name.ends_with(".yaml")) text.replace(text.rfind(" = "), 3, ": ");
  }
  return text;
}

constexpr const char* kNames[] = {"a.ps1", "a.json", "a.xml",  "a.ldif", "a.sql",
                                  "a.sh",  "a.yaml", "a.conf", "a.py",   "a.txt"};

bool told(const model::Verdict& verdict, SkipReason reason) {
  return std::any_of(verdict.skipped.begin(), verdict.skipped.end(),
                     [reason](const model::Skipped& skipped) { return skipped.reason == reason; });
}

TEST(Limits, TimeThatHasPassedIsNeverClean) {
  model::ScanLimits limits;
  limits.max_wall = std::chrono::milliseconds(-1);
  limits.bytes_per_second = 0;
  const auto worker = make_worker(limits);
  for (const std::string name : kNames) {
    const std::string text = dense(name, 50);
    const auto verdict = worker->scan(extract::MemoryContent(text), name, name);
    EXPECT_EQ(verdict.outcome(), model::Outcome::incomplete) << name;
    EXPECT_TRUE(told(verdict, SkipReason::time)) << name;
  }
}

TEST(Limits, AStopRequestIsNeverClean) {
  const auto worker = make_worker({});
  std::stop_source source;
  source.request_stop();
  const auto text = dense("a.ps1", 50);
  const auto verdict = worker->scan(extract::MemoryContent(text), "a.ps1", "a.ps1", source.get_token());
  EXPECT_EQ(verdict.outcome(), model::Outcome::incomplete);
  EXPECT_TRUE(told(verdict, SkipReason::time));
}

TEST(Limits, TimeIsToldOnceForEachMember) {
  model::ScanLimits limits;
  limits.max_wall = std::chrono::milliseconds(-1);
  limits.bytes_per_second = 0;
  const auto verdict =
      make_worker(limits)->scan(extract::MemoryContent(dense("a.sh", 50)), "share/a.sh", "a.sh");
  ASSERT_EQ(verdict.skipped.size(), 1U);
  EXPECT_EQ(verdict.skipped.front().path, "share/a.sh");
  EXPECT_NE(verdict.skipped.front().detail.find("max_wall"), std::string::npos);
}

// However far a unit was analysed: it ends soon, what was found stays, and it is told.
TEST(Limits, AnalysisEndsWhereThePulseDoes) {
  constexpr std::size_t kSecrets = 1500;
  constexpr std::uint64_t kCuts = 8;
  auto detector = make_detector();
  const ByteMap offsets;
  for (const std::string name : kNames) {
    const std::string text = dense(name, kSecrets);
    const auto unit = unit_of(text, name, offsets);
    detector.begin(name);
    model::Pulse counting;
    EXPECT_FALSE(detector.analyse(unit, &counting)) << name;
    const auto all = detector.finish().size();
    EXPECT_GE(all, kSecrets) << name;
    EXPECT_GT(counting.steps(), kSecrets) << name;
    std::size_t before = 0;
    std::size_t between = 0;
    const std::uint64_t most = counting.steps() / model::Pulse::kStride;
    for (std::uint64_t asks = 1; asks <= most; asks += 1 + most / kCuts) {
      std::uint64_t left = asks;
      model::Pulse pulse([&left] { return left-- > 0; });
      detector.begin(name);
      const auto cut = detector.analyse(unit, &pulse);
      ASSERT_TRUE(cut) << name << " after " << asks;
      EXPECT_EQ(cut->reason, SkipReason::time);
      EXPECT_LE(pulse.steps(), counting.steps()) << name;
      const auto found = detector.finish().size();
      EXPECT_LE(found, all) << name;
      EXPECT_GE(found, before) << name << ": what was found with less time is missing";
      between += found > 0 && found < all ? 1U : 0U;
      before = found;
    }
    EXPECT_GT(between, 0U) << name << ": nothing of what was found is kept";
  }
}

TEST(Limits, ATextThatIsTooLongForTheEngineIsTold) {
  // Four GiB that take no memory: pages that are only read share one.
  const std::size_t size = engine::kMaxText + 4096;
  void* pages =
      ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (pages == MAP_FAILED) GTEST_SKIP() << "no address space for four GiB";
  static constexpr std::string_view kSecret = "bindpw Automne2019\n";
  std::memcpy(pages, kSecret.data(), kSecret.size());
  auto detector = make_detector();
  const ByteMap offsets;
  detector.begin("nslcd.conf");
  const auto cut =
      detector.analyse(unit_of({static_cast<const char*>(pages), size}, "nslcd.conf", offsets), nullptr);
  const auto found = detector.finish();
  ::munmap(pages, size);
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->reason, SkipReason::size);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().secret, "Automne2019");
}

}  // namespace
}  // namespace tamis::scan
