// One record a line, each written as soon as its verdict is there.
#include <utility>

#include "report/records.h"
#include "report/reporters.h"

namespace tamis::report {
namespace {

class NdjsonReporter final : public Reporter {
 public:
  explicit NdjsonReporter(Output output) : output_(std::move(output)) {}

  void verdict(const model::Verdict& verdict) override {
    for (const auto& finding : verdict.findings) {
      append_finding(line_, finding);
      end_record();
    }
    for (const auto& skipped : verdict.skipped) {
      append_skipped(line_, skipped);
      end_record();
    }
    write();
  }

  void error(std::string_view path, std::string_view message) override {
    append_error(line_, path, message);
    end_record();
    write();
  }

  void finish(const Summary& summary) override {
    append_summary(line_, summary);
    end_record();
    write();
  }

 private:
  // A blob with very many findings is written in pieces.
  void end_record() {
    constexpr std::size_t kFlush = 65536;
    line_ += '\n';
    if (line_.size() >= kFlush) write();
  }
  void write() {
    if (!line_.empty()) static_cast<void>(output_(line_));
    line_.clear();
  }

  Output output_;
  std::string line_;
};

}  // namespace

std::unique_ptr<Reporter> make_ndjson_reporter(Output output, const ReportOptions& /*options*/) {
  return std::make_unique<NdjsonReporter>(std::move(output));
}

}  // namespace tamis::report
