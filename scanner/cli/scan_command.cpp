#include "cli/scan_command.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>
#include <stop_token>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/interruption.h"
#include "cli/log.h"
#include "cli/pipeline.h"
#include "cli/progress.h"
#include "cli/report_file.h"
#include "cli/scan_options.h"
#include "cli/standard_input.h"
#include "cli/terminal.h"
#include "report/printable.h"
#include "report/reporter.h"
#include "sources/long_path.h"

namespace tamis::cli {
namespace {

model::Verdict unreadable(const model::Blob& blob, const base::Error& error) {
  model::Verdict verdict;
  const auto reason =
      error.code == base::ErrorCode::not_found ? model::SkipReason::vanished : model::SkipReason::unreadable;
  verdict.skipped.push_back({blob.path, {}, reason, error.message});
  return verdict;
}

// A file whose path is too long for open().
model::Verdict scan_long_path(scan::Worker& worker, const model::Blob& blob, const std::stop_token& stop) {
  auto file = sources::open_path(blob.path);
  if (!file) return unreadable(blob, file.error());
  struct stat status {};
  if (::fstat(file->get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return unreadable(blob, {base::ErrorCode::unreadable, "changed while it was opened"});
  }
  const extract::FileContent content(std::move(*file), static_cast<std::uint64_t>(status.st_size));
  return worker.scan(content, blob.path, base::file_name(blob.path), stop);
}

model::Verdict scan_blob(scan::Worker& worker, const ScanOptions& options, const model::Blob& blob,
                         const std::stop_token& stop) {
  if (blob.origin == model::OriginKind::standard_input) {
    const auto input = StandardInput::take_in(STDIN_FILENO, options.scan.limits.max_file_bytes, stop);
    if (!input) return unreadable(blob, input.error());
    return worker.scan(input->content(), blob.path, options.stdin_name, stop);
  }
  if (sources::is_long_path(blob.path)) return scan_long_path(worker, blob, stop);
  return worker.scan_file(blob.path, stop);
}

// A few files need no more threads than files.
std::size_t useful_jobs(const ScanOptions& options) {
  for (const auto& path : options.paths) {
    struct stat status {};
    if (path != "-" && ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return options.jobs;
  }
  return std::min(options.jobs, options.paths.size());
}

// One run of the command: from checked options to the exit status.
class ScanRun {
 public:
  ScanRun(ScanOptions options, ReportFile file)
      : options_(std::move(options)),
        file_(std::move(file)),
        log_(make_log(options_.verbose)),
        progress_(options_.progress && !options_.quiet && is_terminal(STDERR_FILENO)) {}

  int run() {
    auto scanner = scan::Scanner::create(options_.scan);
    if (!scanner) return fatal(scanner.error().message);
    summary_.version = TAMIS_VERSION;
    // Text does not tell it, and hashing all rules takes as long as reading a small file.
    if (options_.format != "text" || options_.verbose) summary_.rule_set = scanner->rules().hash();
    log_.info("{} rules, rule set {}, {} cache, {} at a time", scanner->rules().rules().size(),
              summary_.rule_set, scanner->rules().engine().from_cache() ? "from the" : "not from the",
              useful_jobs(options_));
    if (!open_reporter()) return kExitError;

    std::stop_source stop;
    Interruption interruption(stop);
    const auto begin = std::chrono::steady_clock::now();
    const auto totals = scan_all(*scanner, stop);
    summary_.seconds = std::chrono::steady_clock::now() - begin;
    summary_.interrupted = interruption.happened();
    progress_.clear();
    if (!totals) return fatal(totals.error().message);
    summary_.files = totals->files;
    summary_.members = totals->members;
    summary_.bytes = totals->bytes;
    return finish();
  }

 private:
  static int fatal(const std::string& message) {
    say_error(message);
    return kExitError;
  }

  bool open_reporter() {
    report::ReportOptions how;
    how.color = options_.output.empty() && use_color(options_.color, STDOUT_FILENO);
    if (!options_.output.empty()) how.color = options_.color == ColorMode::always;
    how.verbose = options_.verbose;
    how.french = wants_french();
    how.quiet = options_.quiet;
    how.version = TAMIS_VERSION;
    if (options_.output.empty() && is_terminal(STDOUT_FILENO)) how.width = terminal_width(STDOUT_FILENO);
    auto reporter = report::make_reporter(
        options_.format,
        [this](std::string_view bytes) {
          progress_.clear();
          return file_.write(bytes);
        },
        how);
    if (!reporter) {
      say_error(reporter.error().message);
      return false;
    }
    reporter_ = std::move(*reporter);
    return true;
  }

  base::Result<Totals> scan_all(const scan::Scanner& scanner, std::stop_source& stop) {
    auto walk_options = options_.walk;
    if (!options_.scan.cache_folder.empty()) walk_options.own_paths.push_back(options_.scan.cache_folder);
    if (!file_.temporary().empty()) walk_options.own_paths.push_back(file_.temporary());
    const Walk walk = [&](std::stop_token token, const EmitItem& emit, const EmitError& error) {
      sources::walk_paths(options_.paths, walk_options, token, emit, error);
    };
    const MakeScan make_scan = [&]() -> base::Result<ScanBlob> {
      auto worker = scanner.make_worker();
      if (!worker) return tl::unexpected<base::Error>(worker.error());
      const std::shared_ptr<scan::Worker> shared = std::move(*worker);
      return [this, shared](const model::Blob& blob, std::stop_token token) {
        return scan_blob(*shared, options_, blob, token);
      };
    };
    const PipelineEvents events{
        .outcome = [&](Outcome& outcome) { tell(outcome, stop); },
        .tick = [&](const Totals& so_far) { progress_.show(so_far, findings_); },
    };
    PipelineOptions pipeline_options;
    pipeline_options.jobs = useful_jobs(options_);
    Pipeline pipeline(pipeline_options, walk, make_scan);
    return pipeline.run(stop, events);
  }

  void tell(const Outcome& outcome, std::stop_source& stop) {
    if (outcome.is_error) {
      ++summary_.errors;
      progress_.clear();
      say_error("cannot scan '" + outcome.path + "': " + outcome.message);
      reporter_->error(outcome.path, outcome.message);
    } else {
      for (const auto& finding : outcome.verdict.findings) ++summary_.findings[finding.severity];
      findings_ += outcome.verdict.findings.size();
      for (const auto& skipped : outcome.verdict.skipped) note(skipped);
      reporter_->verdict(outcome.verdict);
    }
    if (file_.error() != 0) stop.request_stop();  // nobody reads on: a closed pipe, a full disk
  }

  void note(const model::Skipped& skipped) {
    ++summary_.skipped[skipped.reason];
    if (!options_.verbose) return;
    progress_.clear();
    log_.info("not scanned: {}{}{}: {} {}", report::printable(skipped.path),
              skipped.member.empty() ? "" : " ! ", report::printable(skipped.member),
              to_string(skipped.reason), report::printable(skipped.detail));
  }

  int finish() {
    reporter_->finish(summary_);
    log_.info("{} files, {} members, {} bytes in {:.3f} s", summary_.files, summary_.members, summary_.bytes,
              summary_.seconds.count());
    if (auto committed = file_.commit(); !committed) {
      // Who closed the pipe (`| head`) knows it.
      if (file_.error() != EPIPE) say_error(committed.error().message);
      return kExitError;
    }
    if (summary_.interrupted) {
      say_error("interrupted: the report holds what was found until then");
      return kExitError;
    }
    if (summary_.errors > 0) return kExitError;
    if (findings_ > 0) return options_.findings_exit;
    return !summary_.skipped.empty() && options_.incomplete_counts ? kExitIncomplete : kExitClean;
  }

  ScanOptions options_;
  ReportFile file_;
  spdlog::logger log_;
  Progress progress_;
  std::unique_ptr<report::Reporter> reporter_;
  report::Summary summary_;
  std::uint64_t findings_ = 0;
};

}  // namespace

int scan_command(const std::vector<std::string>& arguments) {
  auto parsed = parse_scan(arguments);
  if (const auto* status = std::get_if<int>(&parsed)) return *status;
  auto& options = std::get<ScanOptions>(parsed);
  if (options.output.empty()) return ScanRun(std::move(options), ReportFile::standard_output()).run();
  auto file = ReportFile::create(options.output);
  if (!file) {
    say_error(file.error().message);
    return kExitError;
  }
  return ScanRun(std::move(options), std::move(*file)).run();
}

}  // namespace tamis::cli
