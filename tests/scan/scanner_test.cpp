// The facade with the built-in rules: encodings, edges of windows, limits, order, what leaves the scanner.

#include "scan/scanner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tamis::scan {
namespace {

Options options() {
  Options chosen;
  chosen.detect.keep_secrets = true;
  chosen.cache_folder = std::string(TAMIS_BINARY_DIR) + "/test-cache";
  return chosen;
}

model::Verdict scan_text(const std::string& text, const std::string& name,
                         const Options& chosen = options()) {
  auto scanner = Scanner::create(chosen);
  EXPECT_TRUE(scanner) << (scanner ? "" : scanner.error().message);
  auto worker = scanner->make_worker();
  EXPECT_TRUE(worker);
  return (*worker)->scan(extract::MemoryContent(text), "share/" + name, name);
}

std::vector<std::string> secrets_of(const model::Verdict& verdict) {
  std::vector<std::string> secrets;
  for (const auto& finding : verdict.findings) secrets.push_back(finding.secret.value_or("(kept back)"));
  return secrets;
}

const std::string kScript =
    "$mdp = 'Automne2019'\n"
    "$entree = New-Object System.DirectoryServices.DirectoryEntry('LDAP://dc01', 'svc', $mdp)\n";

std::string utf16le(const std::string& ascii, bool mark) {
  std::string out = mark ? "\xFF\xFE" : "";
  for (const char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

TEST(Scanner, FindsAPasswordWhereItIsWritten) {
  const auto verdict = scan_text(kScript, "a.ps1");
  ASSERT_EQ(verdict.findings.size(), 1U);
  const auto& finding = verdict.findings.front();
  EXPECT_EQ(finding.secret, "Automne2019");
  EXPECT_EQ(finding.rule_id, "tamis.powershell.directoryentry");
  EXPECT_EQ(finding.location.line, 1U);
  EXPECT_EQ(finding.location.column, 9U);
  EXPECT_EQ(finding.location.end_column, 20U);
  EXPECT_EQ(finding.location.byte_start, 8U);
  EXPECT_EQ(finding.location.byte_end, 19U);
  EXPECT_EQ(finding.redacted.find("Automne"), std::string::npos);
  EXPECT_EQ(finding.masked_line, "$mdp = '********'");
  EXPECT_NE(finding.why.find("DirectoryEntry"), std::string::npos) << finding.why;
}

TEST(Scanner, KeepsSecretsBackUnlessAsked) {
  auto chosen = options();
  chosen.detect.keep_secrets = false;
  const auto verdict = scan_text(kScript, "a.ps1", chosen);
  ASSERT_EQ(verdict.findings.size(), 1U);
  EXPECT_FALSE(verdict.findings.front().secret.has_value());
}

TEST(Scanner, ReadsUtf16WithAndWithoutAMark) {
  for (const bool mark : {true, false}) {
    const auto verdict = scan_text(utf16le(kScript, mark), "a.ps1");
    ASSERT_EQ(secrets_of(verdict), std::vector<std::string>{"Automne2019"}) << mark;
    EXPECT_EQ(verdict.findings.front().location.line, 1U);
    EXPECT_EQ(verdict.findings.front().location.byte_start, 16U + (mark ? 2U : 0U));
    ASSERT_FALSE(verdict.findings.front().decoded_by.empty());
  }
}

TEST(Scanner, LosesNothingOnTheEdgesOfWindows) {
  auto scanner = Scanner::create(options());
  ASSERT_TRUE(scanner);
  auto worker = scanner->make_worker();
  const std::string line = "bindpw Automne2019\n";
  const std::size_t total = 9U << 20;
  std::string filler;
  while (filler.size() < total) filler += "# a line of a long configuration file that says nothing at all\n";
  for (std::size_t mib = 1; mib <= 8; ++mib) {
    for (const long shift : {-70000L, -20L, -9L, -1L, 0L, 1L, 7L, 66000L}) {
      auto text = filler;
      const auto wanted = static_cast<std::size_t>(static_cast<long>(mib << 20) + shift);
      const auto at = text.rfind('\n', wanted) + 1;
      text.insert(at, line);
      const auto verdict = (*worker)->scan(extract::MemoryContent(text), "nslcd.conf", "nslcd.conf");
      ASSERT_EQ(secrets_of(verdict), std::vector<std::string>{"Automne2019"}) << mib << " MiB " << shift;
      EXPECT_EQ(verdict.findings.front().location.byte_start, at + 7);
      EXPECT_EQ(verdict.findings.front().location.line,
                1 + static_cast<std::uint32_t>(
                        std::count(text.begin(), text.begin() + static_cast<long>(at), '\n')));
    }
  }
}

TEST(Scanner, RefusesFilesOverTheLimitAloud) {
  auto chosen = options();
  chosen.limits.max_file_bytes = 10;
  const auto verdict = scan_text(kScript, "a.ps1", chosen);
  EXPECT_TRUE(verdict.findings.empty());
  ASSERT_EQ(verdict.skipped.size(), 1U);
  EXPECT_EQ(verdict.skipped.front().reason, model::SkipReason::size);
}

TEST(Scanner, SaysWhyAFileCannotBeOpened) {
  auto scanner = Scanner::create(options());
  ASSERT_TRUE(scanner);
  auto worker = scanner->make_worker();
  const auto gone = (*worker)->scan_file("/nowhere/at/all");
  ASSERT_EQ(gone.skipped.size(), 1U);
  EXPECT_EQ(gone.skipped.front().reason, model::SkipReason::vanished);
  const auto device = (*worker)->scan_file("/dev/null");
  ASSERT_EQ(device.skipped.size(), 1U);
  EXPECT_EQ(device.skipped.front().reason, model::SkipReason::special);
}

TEST(Scanner, OneWorkerScansManyBlobsWithoutMixingThem) {
  auto scanner = Scanner::create(options());
  ASSERT_TRUE(scanner);
  auto worker = scanner->make_worker();
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ((*worker)->scan(extract::MemoryContent(kScript), "a.ps1", "a.ps1").findings.size(), 1U);
    EXPECT_TRUE((*worker)->scan(extract::MemoryContent("nothing"), "b.txt", "b.txt").findings.empty());
    EXPECT_TRUE((*worker)->scan(extract::MemoryContent(""), "empty", "empty").findings.empty());
  }
}

TEST(Scanner, SaysWhichRuleIsUnknown) {
  auto chosen = options();
  chosen.enable = {"tamis.no.such.rule"};
  const auto scanner = Scanner::create(chosen);
  ASSERT_FALSE(scanner);
  EXPECT_NE(scanner.error().message.find("tamis.no.such.rule"), std::string::npos);
}

}  // namespace
}  // namespace tamis::scan
