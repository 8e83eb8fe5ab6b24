// Runs every file of testdata/detection/<family>/ through the whole scanner and compares with the `.expect`
// beside it. Prints recall and precision by family; a family that falls below testdata/detection/floors.yaml
// fails.
//
// `x.ps1.expect` is a YAML list of {line: N, secret: 'text', rule: id}; rule is optional, line is null where
// lines make no sense, `optional: true` is neither asked for nor wrong. An empty list: the file must stay
// silent.

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "scan/scanner.h"

namespace {

namespace fs = std::filesystem;
using tamis::model::Finding;

struct Expected {
  std::uint32_t line = 0;  // 0: any
  std::string secret;
  std::string rule;
  bool optional = false;
  bool found = false;
};

struct Score {
  std::size_t expected = 0, found = 0, reported = 0, wrong = 0;

  double recall() const {
    return expected == 0 ? 1 : static_cast<double>(found) / static_cast<double>(expected);
  }
  double precision() const {
    return reported == 0 ? 1 : 1 - static_cast<double>(wrong) / static_cast<double>(reported);
  }
};

fs::path detection_folder() {
  return fs::path(TAMIS_SOURCE_DIR) / "testdata/detection";
}

std::vector<Expected> load_expected(const fs::path& file) {
  std::vector<Expected> all;
  for (const auto& node : YAML::LoadFile(file.string())) {
    Expected expected;
    if (node["line"] && !node["line"].IsNull()) expected.line = node["line"].as<std::uint32_t>();
    expected.secret = node["secret"].as<std::string>();
    if (node["rule"]) expected.rule = node["rule"].as<std::string>();
    if (node["optional"]) expected.optional = node["optional"].as<bool>();
    all.push_back(std::move(expected));
  }
  return all;
}

bool on_line(const Finding& finding, std::uint32_t line) {
  if (line == 0 || (finding.location.line <= line && line <= finding.location.end_line)) return true;
  return std::any_of(finding.places.begin(), finding.places.end(),
                     [line](const auto& place) { return place.line == line; });
}

// Every expectation that the finding meets is found; false when it meets none.
bool claim(const Finding& finding, std::vector<Expected>& expected, std::vector<std::string>& complaints) {
  bool met = false;
  for (auto& one : expected) {
    if (*finding.secret != one.secret || !on_line(finding, one.line)) continue;
    met = true;
    one.found = true;
    if (!one.rule.empty() && one.rule != finding.rule_id) {
      complaints.push_back("line " + std::to_string(one.line) + ": rule " + finding.rule_id + " instead of " +
                           one.rule);
    }
  }
  return met;
}

void judge_file(tamis::scan::Worker& worker, const fs::path& file, Score& score) {
  auto expected = load_expected(file.string() + ".expect");
  const auto verdict = worker.scan_file(file.string());
  std::vector<std::string> complaints;
  for (const auto& finding : verdict.findings) {
    ++score.reported;
    if (claim(finding, expected, complaints)) continue;
    ++score.wrong;
    complaints.push_back("false: line " + std::to_string(finding.location.line) + " " + finding.rule_id +
                         " '" + *finding.secret + "': " + finding.why);
  }
  for (const auto& one : expected) {
    if (one.optional) continue;
    ++score.expected;
    score.found += one.found ? 1U : 0U;
    if (!one.found)
      complaints.push_back("missed: line " + std::to_string(one.line) + " '" + one.secret + "' " + one.rule);
  }
  for (const auto& complaint : complaints)
    std::printf("  %s: %s\n", fs::relative(file, detection_folder()).c_str(), complaint.c_str());
}

std::map<std::string, Score> judge_all() {
  tamis::scan::Options options;
  options.detect.keep_secrets = true;
  options.cache_folder = std::string(TAMIS_BINARY_DIR) + "/test-cache";
  auto scanner = tamis::scan::Scanner::create(options);
  EXPECT_TRUE(scanner) << (scanner ? "" : scanner.error().message);
  if (!scanner) return {};
  auto worker = scanner->make_worker();
  EXPECT_TRUE(worker);
  std::map<std::string, Score> scores;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(detection_folder())) {
    if (entry.is_regular_file() && entry.path().extension() != ".expect" &&
        entry.path().parent_path() != detection_folder())
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    const auto family = fs::relative(file, detection_folder()).begin()->string();
    EXPECT_TRUE(fs::exists(file.string() + ".expect")) << file << " has no .expect";
    if (fs::exists(file.string() + ".expect")) judge_file(**worker, file, scores[family]);
  }
  return scores;
}

TEST(Detection, FamiliesKeepTheirRecallAndPrecision) {
  const auto scores = judge_all();
  ASSERT_FALSE(scores.empty());
  const auto floors = YAML::LoadFile((detection_folder() / "floors.yaml").string());
  for (const auto& [family, score] : scores) {
    std::printf("%-14s secrets %4zu  recall %.3f  precision %.3f\n", family.c_str(), score.expected,
                score.recall(), score.precision());
    const auto floor = floors[family];
    ASSERT_TRUE(floor) << family << " has no floor in floors.yaml";
    EXPECT_GE(score.recall(), floor["recall"].as<double>()) << family;
    EXPECT_GE(score.precision(), floor["precision"].as<double>()) << family;
  }
}

}  // namespace
