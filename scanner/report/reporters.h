// The table's rows: one function for each format, each in its own file. Reporters write through Output as
// they go; what has to wait for the end is spooled, so memory does not grow with the number of records.
#pragma once

#include <memory>

#include "report/reporter.h"

namespace tamis::report {

std::unique_ptr<Reporter> make_text_reporter(Output output, const ReportOptions& options);
std::unique_ptr<Reporter> make_json_reporter(Output output, const ReportOptions& options);
std::unique_ptr<Reporter> make_ndjson_reporter(Output output, const ReportOptions& options);

}  // namespace tamis::report
