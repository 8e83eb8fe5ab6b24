// The machine-readable records (docs/records.md), one function for each `type`. NDJSON writes one a line,
// JSON puts the same objects into its arrays.
//
//   std::string out;
//   append_finding(out, finding);   // {"type":"finding","path":"share/leak.ps1",…}, no line break
//
// What is written is always valid UTF-8 and valid JSON, whatever bytes a file name holds: bytes that are no
// UTF-8 become U+FFFD; control characters, C1 controls and the characters that reorder text are written as
// escapes, so that a record can be shown on a terminal. Thread-safe: no state.
#pragma once

#include <string>
#include <string_view>

#include "model/verdict.h"
#include "report/reporter.h"

namespace tamis::report {

// Quoted.
void append_json_string(std::string& out, std::string_view text);

void append_finding(std::string& out, const model::Finding& finding);
void append_skipped(std::string& out, const model::Skipped& skipped);
void append_error(std::string& out, std::string_view path, std::string_view message);
void append_summary(std::string& out, const Summary& summary);

}  // namespace tamis::report
