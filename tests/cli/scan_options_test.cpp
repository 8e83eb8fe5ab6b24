#include "cli/scan_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/arguments.h"

namespace tamis::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

ScanOptions options_of(const std::vector<std::string>& arguments) {
  auto parsed = parse_scan(arguments);
  EXPECT_TRUE(std::holds_alternative<ScanOptions>(parsed));
  return std::holds_alternative<ScanOptions>(parsed) ? std::get<ScanOptions>(parsed) : ScanOptions();
}

// The message on standard error of arguments that must not pass.
std::string refusal_of(const std::vector<std::string>& arguments) {
  testing::internal::CaptureStderr();
  const auto parsed = parse_scan(arguments);
  const auto message = testing::internal::GetCapturedStderr();
  EXPECT_TRUE(std::holds_alternative<int>(parsed));
  EXPECT_EQ(std::holds_alternative<int>(parsed) ? std::get<int>(parsed) : -1, kExitError);
  return message;
}

TEST(ScanOptions, Defaults) {
  const auto options = options_of({"a"});
  EXPECT_THAT(options.paths, ElementsAre("a"));
  EXPECT_EQ(options.format, "text");
  EXPECT_GE(options.jobs, 1U);
  EXPECT_EQ(options.findings_exit, 1);
  EXPECT_TRUE(options.incomplete_counts);
  EXPECT_FALSE(options.scan.detect.keep_secrets);
  EXPECT_EQ(options.scan.detect.min_confidence, model::Confidence::medium);
  EXPECT_TRUE(options.scan.builtin_rules);
  EXPECT_EQ(options.scan.limits.max_members, 20000U);
}

TEST(ScanOptions, EveryFlagArrives) {
  const auto options = options_of({"a",
                                   "--jobs",
                                   "3",
                                   "--exclude",
                                   "*.x",
                                   "--exclude=y/",
                                   "--no-ignore",
                                   "--follow-links",
                                   "-f",
                                   "ndjson",
                                   "-o",
                                   "r",
                                   "--no-redact",
                                   "--min-confidence",
                                   "low",
                                   "--rules",
                                   "mine",
                                   "b",
                                   "--enable-rule",
                                   "t1,t2",
                                   "--disable-rule",
                                   "t3",
                                   "--timeout",
                                   "2s",
                                   "--max-file-size",
                                   "1K",
                                   "--max-archive-depth",
                                   "2",
                                   "--max-decode-depth",
                                   "1",
                                   "--max-member-size",
                                   "2K",
                                   "--max-unpacked-size",
                                   "3K",
                                   "--max-members",
                                   "4",
                                   "--incomplete",
                                   "ignore",
                                   "--exit-code",
                                   "7",
                                   "-q",
                                   "--color",
                                   "always",
                                   "--cache-dir",
                                   "c",
                                   "--no-progress",
                                   "--stdin-name",
                                   "x.ps1"});
  EXPECT_THAT(options.paths, ElementsAre("a", "b"));
  EXPECT_EQ(options.jobs, 3U);
  EXPECT_THAT(options.walk.exclude, ElementsAre("*.x", "y/"));
  EXPECT_FALSE(options.walk.use_ignore_files);
  EXPECT_TRUE(options.walk.follow_links);
  EXPECT_EQ(options.format, "ndjson");
  EXPECT_EQ(options.output, "r");
  EXPECT_TRUE(options.scan.detect.keep_secrets);
  EXPECT_EQ(options.scan.detect.min_confidence, model::Confidence::low);
  EXPECT_THAT(options.scan.rule_paths, ElementsAre("mine"));
  EXPECT_THAT(options.scan.enable, ElementsAre("t1", "t2"));
  EXPECT_THAT(options.scan.disable, ElementsAre("t3"));
  const auto& limits = options.scan.limits;
  EXPECT_EQ(limits.max_wall.count(), 2000);
  EXPECT_EQ(limits.max_file_bytes, 1024U);
  EXPECT_EQ(limits.max_depth, 2U);
  EXPECT_EQ(limits.max_decode_depth, 1U);
  EXPECT_EQ(limits.max_member_bytes, 2048U);
  EXPECT_EQ(limits.max_unpacked_bytes, 3072U);
  EXPECT_EQ(limits.max_members, 4U);
  EXPECT_FALSE(options.incomplete_counts);
  EXPECT_EQ(options.findings_exit, 7);
  EXPECT_TRUE(options.quiet);
  EXPECT_EQ(options.color, ColorMode::always);
  EXPECT_EQ(options.scan.cache_folder, "c");
  EXPECT_FALSE(options.progress);
  EXPECT_EQ(options.stdin_name, "x.ps1");
}

TEST(ScanOptions, RedactTakesItsNumberOnlyBehindAnEqualsSign) {
  const auto options = options_of({"--redact", "4"});
  EXPECT_THAT(options.paths, ElementsAre("4"));
  EXPECT_EQ(options.scan.detect.redact_show, 0U);
  EXPECT_EQ(options_of({"--redact=4", "a"}).scan.detect.redact_show, 4U);
}

TEST(ScanOptions, PathsMayLookLikeCommandsOrFlags) {
  EXPECT_THAT(options_of({"rules", "scan", "-", "--", "-x", "--format"}).paths,
              ElementsAre("rules", "scan", "-", "-x", "--format"));
}

TEST(ScanOptions, UnknownFlagsAreNamedWithTheNearest) {
  EXPECT_THAT(refusal_of({"a", "--foramt", "json"}), HasSubstr("'--foramt', did you mean '--format'?"));
  EXPECT_THAT(refusal_of({"a", "--exlude=x"}), HasSubstr("'--exlude', did you mean '--exclude'?"));
  EXPECT_THAT(refusal_of({"a", "-Z"}), HasSubstr("unknown flag '-Z'"));
  EXPECT_THAT(refusal_of({"--nonsense"}), HasSubstr("unknown flag '--nonsense'"));
}

TEST(ScanOptions, BadValuesAreNamedWithTheirFlag) {
  EXPECT_THAT(refusal_of({"a", "-f", "jsn"}),
              HasSubstr("'jsn' (known: text, json, ndjson), did you mean 'json'?"));
  EXPECT_THAT(refusal_of({"a", "--jobs", "0"}), HasSubstr("--jobs: '0'"));
  EXPECT_THAT(refusal_of({"a", "--max-file-size", "big"}), HasSubstr("--max-file-size: 'big'"));
  EXPECT_THAT(refusal_of({"a", "--timeout", "-1"}), HasSubstr("--timeout"));
  EXPECT_THAT(refusal_of({"a", "--min-confidence", "hihg"}), HasSubstr("did you mean 'high'?"));
  EXPECT_THAT(refusal_of({"a", "--color", "blue"}), HasSubstr("--color"));
  EXPECT_THAT(refusal_of({"a", "--redact=x"}), HasSubstr("--redact"));
  EXPECT_THAT(refusal_of({"a", "--exit-code", "256"}), HasSubstr("--exit-code"));
  EXPECT_THAT(refusal_of({"a", "--redact=2", "--no-redact"}), HasSubstr("exclude each other"));
  EXPECT_THAT(refusal_of({"a", "--format"}), HasSubstr("--format"));
}

TEST(ScanOptions, NothingToScanAndNoRulesAreErrors) {
  EXPECT_THAT(refusal_of({}), HasSubstr("nothing to scan"));
  EXPECT_THAT(refusal_of({"a", "--no-builtin-rules"}), HasSubstr("--rules"));
}

TEST(ScanOptions, HelpGoesToStandardOutputAndTellsEveryFlag) {
  testing::internal::CaptureStdout();
  const auto parsed = parse_scan({"--help"});
  const auto help = testing::internal::GetCapturedStdout();
  ASSERT_TRUE(std::holds_alternative<int>(parsed));
  EXPECT_EQ(std::get<int>(parsed), 0);
  for (const char* flag : {"--jobs",
                           "--exclude",
                           "--no-ignore",
                           "--follow-links",
                           "--format",
                           "--output",
                           "--redact",
                           "--no-redact",
                           "--min-confidence",
                           "--rules",
                           "--no-builtin-rules",
                           "--enable-rule",
                           "--disable-rule",
                           "--timeout",
                           "--max-file-size",
                           "--max-archive-depth",
                           "--max-decode-depth",
                           "--max-member-size",
                           "--max-unpacked-size",
                           "--max-members",
                           "--incomplete",
                           "--exit-code",
                           "--quiet",
                           "--verbose",
                           "--color",
                           "--no-color",
                           "--no-cache",
                           "--cache-dir",
                           "--no-progress",
                           "Exit status",
                           "Examples"}) {
    EXPECT_THAT(help, HasSubstr(flag));
  }
}

}  // namespace
}  // namespace tamis::cli
