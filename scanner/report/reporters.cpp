#include "report/reporters.h"

#include <array>
#include <utility>

namespace tamis::report {
namespace {

struct Row {
  std::string_view format;
  std::unique_ptr<Reporter> (*make)(Output output, const ReportOptions& options);
};

constexpr std::array<Row, 3> kReporters = {{
    {"text", make_text_reporter},
    {"json", make_json_reporter},
    {"ndjson", make_ndjson_reporter},
}};

}  // namespace

std::vector<std::string_view> formats() {
  std::vector<std::string_view> names;
  for (const auto& row : kReporters) names.push_back(row.format);
  return names;
}

base::Result<std::unique_ptr<Reporter>> make_reporter(std::string_view format, Output output,
                                                      ReportOptions options) {
  for (const auto& row : kReporters) {
    if (row.format == format) return row.make(std::move(output), options);
  }
  std::string known;
  for (const auto& row : kReporters) {
    known += known.empty() ? "" : ", ";
    known += row.format;
  }
  return base::fail(base::ErrorCode::invalid_argument,
                    "unknown format '" + std::string(format) + "' (known: " + known + ")");
}

}  // namespace tamis::report
