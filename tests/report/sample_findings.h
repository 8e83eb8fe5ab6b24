// Findings for the reporters' tests, and a way to run a reporter over them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/reporter.h"

namespace tamis::report {

inline model::Finding sample_finding() {
  model::Finding finding;
  finding.rule_id = "tamis.powershell.directoryentry";
  finding.rule_name = "Password given to DirectoryEntry";
  finding.kind = "ldap-bind";
  finding.severity = model::Severity::high;
  finding.confidence = model::Confidence::high;
  finding.location = {"share/outils.zip", "scripts/bind.ps1", 12, 9, 12, 20, 210, 221};
  finding.redacted = "$mdp = 'Au*********'";
  finding.fingerprint = "00ff";
  finding.why = "argument 3 of DirectoryEntry on line 52 is $mdp, assigned here";
  finding.decoded_by = {"utf-16le"};
  finding.places = {{52, 3}};
  finding.remediation = {"Change the account's password.", "Changez le mot de passe du compte."};
  return finding;
}

inline model::Verdict verdict_of(std::vector<model::Finding> findings) {
  model::Verdict verdict;
  verdict.findings = std::move(findings);
  return verdict;
}

inline model::Verdict skip_of(std::string path, model::SkipReason reason) {
  model::Verdict verdict;
  verdict.skipped.push_back({std::move(path), "inner/a.doc", reason, "because"});
  return verdict;
}

inline Summary sample_summary() {
  Summary summary;
  summary.files = 1234;
  summary.members = 1300;
  summary.bytes = 38200000;
  summary.seconds = std::chrono::duration<double>(0.41);
  summary.version = "0.1.0";
  summary.rule_set = "0123456789abcdef";
  return summary;
}

// Everything that a reporter writes for these verdicts.
inline std::string report_of(std::string_view format, const std::vector<model::Verdict>& verdicts,
                             Summary summary, ReportOptions options = {}) {
  std::string out;
  auto reporter = make_reporter(
      format,
      [&out](std::string_view bytes) {
        out += bytes;
        return true;
      },
      options);
  if (!reporter) return {};
  for (const auto& verdict : verdicts) {
    for (const auto& finding : verdict.findings) ++summary.findings[finding.severity];
    for (const auto& skipped : verdict.skipped) ++summary.skipped[skipped.reason];
    (*reporter)->verdict(verdict);
  }
  (*reporter)->finish(summary);
  return out;
}

}  // namespace tamis::report
