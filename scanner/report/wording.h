// The words of text output in English and French, so that the reporter itself has no language.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/severity.h"
#include "model/skip_reason.h"

namespace tamis::report {

struct Wording {
  std::string_view why, decoded, also, and_more, advice, rule, confidence;
  std::string_view byte;
  std::string_view not_scanned, more_not_scanned;
  std::string_view none_found, none_found_in, secret, secrets, found_in, severity_count, could_not_scan;
  std::string_view file, files;
  std::string_view interrupted;
  char thousands;  // between groups of three digits
  char decimal_point;
};

const Wording& wording(bool french);

// "critical", "critique".
std::string_view severity_word(model::Severity severity, bool french);
std::string_view confidence_word(model::Confidence confidence, bool french);
// What the reason means for the reader: "needs a password".
std::string_view explain(model::SkipReason reason, bool french);

std::string count_text(std::uint64_t count, const Wording& words);                // 12,345
std::string size_text(std::uint64_t bytes, const Wording& words);                 // 38.2 MB
std::string time_text(std::chrono::duration<double> time, const Wording& words);  // 0.41 s, 3 min 12 s

}  // namespace tamis::report
