// Reporter: verdicts to bytes. One implementation for each format, one row in the table (reporters.cpp).
//
//   auto reporter = report::make_reporter("ndjson", out, {.redact = …});
//   (*reporter)->verdict(verdict);  …  (*reporter)->finish(summary);
//
// Called from one thread, in the order in which records shall appear.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/verdict.h"

namespace tamis::report {

struct Summary {
  std::uint64_t files = 0;
  std::uint64_t members = 0;
  std::uint64_t bytes = 0;
  std::map<model::Severity, std::uint64_t> findings;
  std::map<model::SkipReason, std::uint64_t> skipped;
  std::uint64_t errors = 0;
  std::chrono::duration<double> seconds{};
  std::string version;
  std::string rule_set;  // hash
  bool interrupted = false;
};

struct ReportOptions {
  bool color = false;
  bool verbose = false;
  bool french = false;       // language of advice in text output
  bool quiet = false;        // text: findings only, no list of what was skipped, no summary
  std::size_t width = 0;     // of the terminal, for text output; 0: lines are not broken
  std::string version = {};  // of the program; json opens its document with it
};

// Takes the bytes of the report; returns false when they could not be written.
using Output = std::function<bool(std::string_view)>;

class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void verdict(const model::Verdict& verdict) = 0;
  // Something that stopped one path altogether (it does not exist …).
  virtual void error(std::string_view path, std::string_view message) = 0;
  virtual void finish(const Summary& summary) = 0;
};

std::vector<std::string_view> formats();  // "text", "json", "ndjson"
base::Result<std::unique_ptr<Reporter>> make_reporter(std::string_view format, Output output,
                                                      ReportOptions options);

}  // namespace tamis::report
