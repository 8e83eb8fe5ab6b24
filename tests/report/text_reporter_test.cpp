#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_findings.h"

namespace tamis::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(TextReport, TellsPlaceLineRuleReasonAndAdvice) {
  const auto text = report_of("text", {verdict_of({sample_finding()})}, sample_summary());
  EXPECT_EQ(text,
            "share/outils.zip ! scripts/bind.ps1\n"
            "  12:9  high  Password given to DirectoryEntry\n"
            "        $mdp = 'Au*********'\n"
            "        why      argument 3 of DirectoryEntry on line 52 is $mdp, assigned here\n"
            "        decoded  utf-16le\n"
            "        also at  52:3\n"
            "        advice   Change the account's password.\n"
            "        rule     tamis.powershell.directoryentry (high confidence)\n"
            "\n"
            "1 secret in 1 of 1,234 files (1 high): 38.2 MB, 0.41 s\n");
}

TEST(TextReport, SpeaksFrenchWhereAsked) {
  const auto text = report_of("text", {verdict_of({sample_finding()})}, sample_summary(), {.french = true});
  EXPECT_THAT(text, HasSubstr("conseil  Changez le mot de passe du compte.\n"));
  EXPECT_THAT(text, HasSubstr("1 secret dans 1 sur 1 234 fichiers (élevée : 1) : 38,2 Mo, 0,41 s\n"));
}

TEST(TextReport, GroupsByFileAndMember) {
  auto other = sample_finding();
  other.location.member = "b.ps1";
  const auto text =
      report_of("text", {verdict_of({sample_finding(), sample_finding(), other})}, sample_summary());
  const auto heading = text.find("share/outils.zip ! scripts/bind.ps1\n");
  EXPECT_NE(heading, std::string::npos);
  EXPECT_EQ(text.find("share/outils.zip ! scripts/bind.ps1\n", heading + 1), std::string::npos);
  EXPECT_THAT(text, HasSubstr("\n\nshare/outils.zip ! b.ps1\n"));
}

TEST(TextReport, OneFriendlyLineWhenThereIsNothing) {
  EXPECT_EQ(report_of("text", {}, sample_summary()), "No secrets found in 1,234 files (38.2 MB, 0.41 s)\n");
}

TEST(TextReport, SaysWhatCouldNotBeScannedAndWhy) {
  const auto text = report_of("text", {skip_of("a.zip", model::SkipReason::encrypted)}, sample_summary());
  EXPECT_THAT(text, HasSubstr("Not scanned\n  a.zip ! inner/a.doc: encrypted, needs a password (because)\n"));
  EXPECT_THAT(text, HasSubstr("Could not scan 1: 1 encrypted\n"));
}

TEST(TextReport, ManySkipsAreCountedNotListed) {
  std::vector<model::Verdict> verdicts;
  for (int i = 0; i < 1000; ++i)
    verdicts.push_back(skip_of("f" + std::to_string(i), model::SkipReason::depth));
  const auto text = report_of("text", verdicts, sample_summary());
  EXPECT_THAT(text, HasSubstr("... and 980 more"));
  EXPECT_THAT(text, HasSubstr("Could not scan 1,000: 1,000 depth\n"));
  EXPECT_THAT(text, Not(HasSubstr("f999")));
  EXPECT_THAT(report_of("text", verdicts, sample_summary(), {.verbose = true}), HasSubstr("f999"));
}

TEST(TextReport, QuietShowsFindingsOnly) {
  const auto text =
      report_of("text", {verdict_of({sample_finding()}), skip_of("a.zip", model::SkipReason::depth)},
                sample_summary(), {.quiet = true});
  EXPECT_THAT(text, HasSubstr("12:9"));
  EXPECT_THAT(text, Not(HasSubstr("a.zip !")));
  EXPECT_THAT(text, Not(HasSubstr("files")));
}

TEST(TextReport, HostileNamesAndTextNeverReachTheTerminalAsTheyAre) {
  auto finding = sample_finding();
  const std::string evil = "x\x1b[31m\n\xC2\x9B\xE2\x80\xAE\xFF\x07";
  finding.location.path = finding.location.member = finding.redacted = finding.masked_line = finding.why =
      evil;
  finding.rule_id = finding.rule_name = evil;
  finding.decoded_by = {evil};
  auto shown = finding;
  shown.secret = evil;
  auto skipped = skip_of(evil, model::SkipReason::depth);
  skipped.skipped[0].member = skipped.skipped[0].detail = evil;
  const auto text =
      report_of("text", {verdict_of({finding}), verdict_of({shown}), skipped}, sample_summary());
  for (const char* bad : {"\x1b", "\xC2\x9B", "\xE2\x80\xAE", "\xFF", "\x07"})
    EXPECT_THAT(text, Not(HasSubstr(bad)));
  EXPECT_THAT(text, HasSubstr("x\\x1b[31m\\n"));
}

TEST(TextReport, ColoursOnlyWhereAsked) {
  EXPECT_THAT(report_of("text", {verdict_of({sample_finding()})}, sample_summary(), {.color = true}),
              HasSubstr("\x1b[31mhigh\x1b[0m"));
  EXPECT_THAT(report_of("text", {verdict_of({sample_finding()})}, sample_summary()), Not(HasSubstr("\x1b")));
}

TEST(TextReport, BinariesHaveByteOffsets) {
  auto finding = sample_finding();
  finding.location.line = 0;
  EXPECT_THAT(report_of("text", {verdict_of({finding})}, sample_summary()), HasSubstr("  byte 210  high"));
}

TEST(TextReport, AKeptSecretIsShownWhole) {
  auto finding = sample_finding();
  finding.secret = std::string(500, 's') + "\nend";
  EXPECT_THAT(report_of("text", {verdict_of({finding})}, sample_summary()),
              HasSubstr(std::string(500, 's') + "\\nend\n"));
}

TEST(TextReport, SaysWhenInterrupted) {
  auto summary = sample_summary();
  summary.interrupted = true;
  EXPECT_THAT(report_of("text", {}, summary), HasSubstr("Interrupted"));
}

}  // namespace
}  // namespace tamis::report
