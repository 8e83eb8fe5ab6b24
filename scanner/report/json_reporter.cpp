// One document. Findings are streamed; skipped and error records come behind them in the document, so they
// wait in a spool: in memory while they are few, in an unnamed temporary file when a hostile tree makes them
// many.
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>

#include "base/file_descriptor.h"
#include "report/records.h"
#include "report/reporters.h"

namespace tamis::report {
namespace {

class Spool {
 public:
  void add(std::string_view bytes) {
    constexpr std::size_t kInMemory = std::size_t{1} << 22;
    memory_ += bytes;
    if (memory_.size() > kInMemory) spill();
  }

  void copy_to(const Output& output) const {
    std::array<char, 65536> block{};
    for (std::uint64_t at = 0; at < spilled_;) {
      const auto wanted = std::min<std::uint64_t>(block.size(), spilled_ - at);
      const auto got = file_.read_at(at, std::span(block).first(wanted));
      if (!got || *got == 0) break;
      static_cast<void>(output({block.data(), *got}));
      at += *got;
    }
    static_cast<void>(output(memory_));
  }

 private:
  // Without room for a temporary file the records stay in memory: better than losing them.
  void spill() {
    if (full_) return;
    if (!file_.valid()) {
      auto file = base::FileDescriptor::unnamed_temporary();
      if (file) file_ = std::move(*file);
    }
    full_ = !file_.valid() || !file_.write_all(memory_);
    if (full_) return;
    spilled_ += memory_.size();
    memory_.clear();
  }

  std::string memory_;
  base::FileDescriptor file_;
  std::uint64_t spilled_ = 0;
  bool full_ = false;  // the file could not be made or written; what was spilled before stays good
};

class JsonReporter final : public Reporter {
 public:
  JsonReporter(Output output, std::string version)
      : output_(std::move(output)), version_(std::move(version)) {}

  void verdict(const model::Verdict& verdict) override {
    for (const auto& finding : verdict.findings) {
      open_findings();
      separate(text_, findings_);
      append_finding(text_, finding);
      flush();
    }
    for (const auto& skipped : verdict.skipped) {
      separate(record_, skips_);
      append_skipped(record_, skipped);
      spool(skipped_);
    }
  }

  void error(std::string_view path, std::string_view message) override {
    separate(record_, errors_);
    append_error(record_, path, message);
    spool(error_records_);
  }

  void finish(const Summary& summary) override {
    open_findings();
    text_ += "\n],\n\"skipped\":[";
    flush();
    skipped_.copy_to(output_);
    text_ += "\n],\n\"errors\":[";
    flush();
    error_records_.copy_to(output_);
    text_ += "\n],\n\"summary\":";
    append_summary(text_, summary);
    text_ += "\n}\n";
    flush();
  }

 private:
  void open_findings() {
    if (opened_) return;
    opened_ = true;
    text_ += "{\"version\":";
    append_json_string(text_, version_);
    text_ += ",\n\"findings\":[";
  }
  static void separate(std::string& out, std::uint64_t& count) { out += count++ == 0 ? "\n" : ",\n"; }
  void spool(Spool& into) {
    into.add(record_);
    record_.clear();
  }
  void flush() {
    static_cast<void>(output_(text_));
    text_.clear();
  }

  Output output_;
  std::string version_;
  std::string text_;
  std::string record_;
  bool opened_ = false;
  std::uint64_t findings_ = 0;
  std::uint64_t skips_ = 0;
  std::uint64_t errors_ = 0;
  Spool skipped_;
  Spool error_records_;
};

}  // namespace

std::unique_ptr<Reporter> make_json_reporter(Output output, const ReportOptions& options) {
  return std::make_unique<JsonReporter>(std::move(output), options.version);
}

}  // namespace tamis::report
