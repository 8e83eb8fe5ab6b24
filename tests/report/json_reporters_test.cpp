#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "report/records.h"
#include "sample_findings.h"

namespace tamis::report {
namespace {

using nlohmann::ordered_json;
using testing::ElementsAre;

std::vector<std::string> keys_of(const ordered_json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

std::vector<ordered_json> lines_of(const std::string& text) {
  std::vector<ordered_json> records;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) records.push_back(ordered_json::parse(line));
  return records;
}

TEST(Ndjson, FindingHasExactlyTheFieldsOfTheRecord) {
  const auto records = lines_of(report_of("ndjson", {verdict_of({sample_finding()})}, sample_summary()));
  ASSERT_EQ(records.size(), 2U);
  EXPECT_THAT(keys_of(records[0]),
              ElementsAre("type", "path", "member", "line", "column", "end_line", "end_column", "byte_start",
                          "byte_end", "rule_id", "rule_name", "kind", "severity", "confidence", "secret",
                          "redacted", "fingerprint", "why", "decoded_by", "places", "remediation"));
  EXPECT_EQ(records[0]["type"], "finding");
  EXPECT_EQ(records[0]["line"], 12);
  EXPECT_EQ(records[0]["byte_end"], 221);
  EXPECT_TRUE(records[0]["secret"].is_null());
  EXPECT_EQ(records[0]["decoded_by"], ordered_json::parse(R"(["utf-16le"])"));
  EXPECT_EQ(records[0]["places"], ordered_json::parse(R"([{"line":52,"column":3}])"));
  EXPECT_EQ(records[0]["remediation"], "Change the account's password.");
}

TEST(Ndjson, LinesThatMakeNoSenseAreNullAndAKeptSecretIsText) {
  auto finding = sample_finding();
  finding.location = {"core.bin", "", 0, 0, 0, 0, 7, 9};
  finding.secret = "Automne2019";
  const auto record = lines_of(report_of("ndjson", {verdict_of({finding})}, sample_summary()))[0];
  for (const char* key : {"line", "column", "end_line", "end_column"})
    EXPECT_TRUE(record[key].is_null()) << key;
  EXPECT_EQ(record["member"], "");
  EXPECT_EQ(record["byte_start"], 7);
  EXPECT_EQ(record["secret"], "Automne2019");
}

TEST(Ndjson, RemediationIsEnglishWhateverTheLanguage) {
  const auto text = report_of("ndjson", {verdict_of({sample_finding()})}, sample_summary(), {.french = true});
  EXPECT_EQ(lines_of(text)[0]["remediation"], "Change the account's password.");
}

TEST(Ndjson, SkippedAndSummary) {
  const auto records =
      lines_of(report_of("ndjson", {skip_of("a.zip", model::SkipReason::encrypted)}, sample_summary()));
  ASSERT_EQ(records.size(), 2U);
  EXPECT_THAT(keys_of(records[0]), ElementsAre("type", "path", "member", "reason", "detail"));
  EXPECT_EQ(records[0]["reason"], "encrypted");
  EXPECT_THAT(keys_of(records[1]), ElementsAre("type", "files", "members", "bytes", "findings", "skipped",
                                               "errors", "seconds", "version", "rule_set", "interrupted"));
  EXPECT_EQ(records[1]["findings"], ordered_json::parse(R"({"low":0,"medium":0,"high":0,"critical":0})"));
  EXPECT_EQ(records[1]["skipped"], ordered_json::parse(R"({"encrypted":1})"));
  EXPECT_EQ(records[1]["interrupted"], false);
}

TEST(Json, IsOneDocumentWithTheSameRecords) {
  const std::vector<model::Verdict> verdicts = {verdict_of({sample_finding()}),
                                                skip_of("a.zip", model::SkipReason::depth),
                                                verdict_of({sample_finding(), sample_finding()})};
  const auto document =
      ordered_json::parse(report_of("json", verdicts, sample_summary(), {.version = "0.1.0"}));
  EXPECT_THAT(keys_of(document), ElementsAre("version", "findings", "skipped", "errors", "summary"));
  EXPECT_EQ(document["version"], "0.1.0");
  EXPECT_EQ(document["findings"].size(), 3U);
  EXPECT_EQ(document["skipped"].size(), 1U);
  EXPECT_EQ(document["summary"]["findings"]["high"], 3);
  EXPECT_EQ(document["findings"][0], lines_of(report_of("ndjson", {verdicts[0]}, sample_summary()))[0]);
}

TEST(Json, IsValidWithoutAnyRecord) {
  const auto document = ordered_json::parse(report_of("json", {}, sample_summary()));
  EXPECT_TRUE(document["findings"].empty());
  EXPECT_TRUE(document["errors"].empty());
}

TEST(Json, SpoolsManySkippedRecordsWithoutLosingOne) {
  // 30,000 records of about 400 bytes: far beyond what is kept in memory.
  std::vector<model::Verdict> verdicts;
  for (int i = 0; i < 30000; ++i) {
    verdicts.push_back(skip_of(std::string(300, 'x') + std::to_string(i), model::SkipReason::members));
  }
  const auto document = ordered_json::parse(report_of("json", verdicts, sample_summary()));
  ASSERT_EQ(document["skipped"].size(), 30000U);
  EXPECT_EQ(document["skipped"][0]["path"], std::string(300, 'x') + "0");
  EXPECT_EQ(document["skipped"][29999]["path"], std::string(300, 'x') + "29999");
}

TEST(Json, ErrorsAreRecords) {
  std::string out;
  auto reporter = make_reporter("json",
                                [&](std::string_view bytes) {
                                  out += bytes;
                                  return true;
                                },
                                {});
  ASSERT_TRUE(reporter);
  (*reporter)->error("missing", "No such file or directory");
  (*reporter)->finish(sample_summary());
  const auto document = ordered_json::parse(out);
  EXPECT_EQ(
      document["errors"],
      ordered_json::parse(R"([{"type":"error","path":"missing","message":"No such file or directory"}])"));
}

TEST(JsonString, EveryByteGivesValidJson) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  std::string out;
  append_json_string(out, all);
  const auto parsed = ordered_json::parse(out).get<std::string>();
  EXPECT_EQ(parsed.substr(0, 128), all.substr(0, 128));
  // 128 bytes that are no UTF-8 become as many U+FFFD.
  std::string replaced;
  for (int i = 0; i < 128; ++i) replaced += "\xEF\xBF\xBD";
  EXPECT_EQ(parsed.substr(128), replaced);
}

TEST(JsonString, KeepsTextAndEscapesWhatATerminalWouldObey) {
  const std::string text =
      "clé \xF0\x9F\x94\x91 \xC2\x9B"
      "2J \xE2\x80\xAE"
      "gnp \xE2\x80\xA8 \xF3\xA0\x81\x81";
  std::string out;
  append_json_string(out, text);
  EXPECT_EQ(ordered_json::parse(out).get<std::string>(), text);
  EXPECT_EQ(out, "\"clé \xF0\x9F\x94\x91 \\u009b2J \\u202egnp \\u2028 \\udb40\\udc41\"");
}

TEST(JsonString, TruncatedSequenceAtTheEnd) {
  std::string out;
  append_json_string(out, "a\xF0\x9F\x94");
  EXPECT_EQ(ordered_json::parse(out).get<std::string>(), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Formats, UnknownOneIsNamed) {
  const auto reporter = make_reporter("jsn", [](std::string_view) { return true; }, {});
  ASSERT_FALSE(reporter);
  EXPECT_THAT(reporter.error().message, testing::HasSubstr("'jsn'"));
  EXPECT_THAT(reporter.error().message, testing::HasSubstr("ndjson"));
}

}  // namespace
}  // namespace tamis::report
