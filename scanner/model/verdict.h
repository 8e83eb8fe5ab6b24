// What scanning one blob comes to. Everything here is owning and may outlive the scan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/severity.h"
#include "model/skip_reason.h"

namespace tamis::model {

// Where a finding stands, as the record in the NDJSON format tells it.
struct Location {
  std::string path;
  std::string member;
  std::uint32_t line = 0;  // 0: lines make no sense here (written as null)
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;  // of the character behind the last
  std::uint64_t byte_start = 0;
  std::uint64_t byte_end = 0;
};

struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct Remediation {
  std::string en;
  std::string fr;
};

struct Finding {
  std::string rule_id;
  std::string rule_name;
  std::string kind;  // "password", "ldap-bind", "token", "key", "hash": what sort of secret
  Severity severity = Severity::high;
  Confidence confidence = Confidence::medium;
  Location location;
  std::optional<std::string> secret;  // only where the person asked for it
  std::string redacted;
  std::string masked_line;  // the line with its secrets replaced by stars, cut; for people
  std::string fingerprint;  // keyed hash of rule, secret and path without line number
  std::string why;
  std::vector<std::string> decoded_by;
  std::vector<Place> places;  // other uses of the same secret in this member
  Remediation remediation;
};

struct Skipped {
  std::string path;
  std::string member;
  SkipReason reason = SkipReason::malformed;
  std::string detail;
};

enum class Outcome : std::uint8_t { clean, secrets, incomplete, secrets_incomplete };

struct Verdict {
  std::vector<Finding> findings;  // in the order of their places
  std::vector<Skipped> skipped;
  std::uint64_t bytes = 0;    // scanned, unpacked ones included
  std::uint64_t members = 0;  // the blob itself included

  Outcome outcome() const {
    if (skipped.empty()) return findings.empty() ? Outcome::clean : Outcome::secrets;
    return findings.empty() ? Outcome::incomplete : Outcome::secrets_incomplete;
  }
};

}  // namespace tamis::model
