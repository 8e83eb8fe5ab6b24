#include "scan/scanner.h"

#include <sys/stat.h>

#include <iterator>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "detect/validators.h"
#include "extract/extractor.h"

namespace tamis::scan {
namespace {

std::string out_of_time(const model::ScanLimits& limits) {
  return "limit max_wall = " + std::to_string(limits.max_wall.count()) +
         " ms, or the scan was stopped: what comes behind was not analysed";
}

// Feeds what extraction pushes to the detector and collects the rest of the verdict.
class VerdictSink final : public extract::Sink {
 public:
  VerdictSink(detect::Detector& detector, const model::Budget& budget, model::Verdict& verdict)
      : detector_(&detector),
        budget_(&budget),
        pulse_([&budget] { return !budget.check_time(); }),
        verdict_(&verdict) {}

  void on_text(const model::TextUnit& unit) override {
    // The overlap of a window was counted with the window before.
    if (unit.kind != model::UnitKind::name) verdict_->bytes += unit.text.size() - unit.overlap;
    auto cut = detector_->analyse(unit, &pulse_);
    if (!cut) return;
    if (cut->reason == model::SkipReason::time) cut->detail = out_of_time(budget_->limits());
    on_skipped({std::string(unit.path), std::string(unit.member), cut->reason, std::move(cut->detail)});
  }
  // Extraction and analysis run out of time together: once for each member and reason.
  void on_skipped(model::Skipped skipped) override {
    std::string key = skipped.member;
    key += '\0';
    key += static_cast<char>(skipped.reason);
    if (said_.insert(std::move(key)).second) verdict_->skipped.push_back(std::move(skipped));
  }
  void on_member(std::string_view) override { ++verdict_->members; }

 private:
  detect::Detector* detector_;
  const model::Budget* budget_;
  model::Pulse pulse_;
  model::Verdict* verdict_;
  std::unordered_set<std::string> said_;
};

model::Verdict skipped(const std::string& path, model::SkipReason reason, std::string detail) {
  model::Verdict verdict;
  verdict.skipped.push_back({path, "", reason, std::move(detail)});
  return verdict;
}

model::Verdict unreadable(const std::string& path, const base::Error& error) {
  const bool gone = error.code == base::ErrorCode::not_found;
  return skipped(path, gone ? model::SkipReason::vanished : model::SkipReason::unreadable, error.message);
}

base::Result<rules::Catalogue> load_catalogue(const Options& options) {
  auto catalogue = rules::load_builtin();
  if (!catalogue) return catalogue;
  if (!options.builtin_rules) catalogue->rules.clear();
  std::vector<std::string_view> names;
  for (const auto& validator : detect::validators()) names.push_back(validator.name);
  for (const auto& path : options.rule_paths) {
    auto own = rules::load_path(path, names);
    if (!own) return tl::unexpected(own.error());
    std::move(own->begin(), own->end(), std::back_inserter(catalogue->rules));
  }
  if (auto selected = rules::select_rules(catalogue->rules, options.enable, options.disable); !selected) {
    return tl::unexpected(selected.error());
  }
  return catalogue;
}

}  // namespace

struct Worker::Impl {
  Impl(detect::Detector own_detector, const model::ScanLimits& chosen)
      : detector(std::move(own_detector)), limits(chosen) {}

  detect::Detector detector;
  extract::Extractor extractor;
  model::ScanLimits limits;
};

Scanner::Scanner(std::shared_ptr<const rules::RuleSet> rules, Options options)
    : rules_(std::move(rules)), options_(std::move(options)) {}

base::Result<Scanner> Scanner::create(const Options& options) {
  auto catalogue = load_catalogue(options);
  if (!catalogue) return tl::unexpected(catalogue.error());
  return create(std::move(*catalogue), options);
}

base::Result<Scanner> Scanner::create(rules::Catalogue catalogue, const Options& options) {
  auto rules = rules::RuleSet::build(std::move(catalogue), {.cache_folder = options.cache_folder});
  if (!rules) return tl::unexpected(rules.error());
  return Scanner(std::move(*rules), options);
}

base::Result<std::unique_ptr<Worker>> Scanner::make_worker() const {
  auto detector = detect::Detector::create(rules_, options_.detect);
  if (!detector) return tl::unexpected(detector.error());
  return std::unique_ptr<Worker>(
      new Worker(std::make_unique<Worker::Impl>(std::move(*detector), options_.limits)));
}

Worker::Worker(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Worker::Worker(Worker&&) noexcept = default;
Worker::~Worker() = default;

model::Verdict Worker::scan_file(const std::string& path, std::stop_token stop) {
  auto file = base::FileDescriptor::open_for_reading(path);
  if (!file) return unreadable(path, file.error());
  struct stat status {};
  if (::fstat(file->get(), &status) != 0)
    return skipped(path, model::SkipReason::unreadable, "cannot be examined");
  if (!S_ISREG(status.st_mode)) return skipped(path, model::SkipReason::special, "not a regular file");
  const extract::FileContent content(std::move(*file), static_cast<std::uint64_t>(status.st_size));
  return scan(content, path, base::file_name(path), std::move(stop));
}

model::Verdict Worker::scan(const extract::Content& content, std::string_view path, std::string_view name,
                            std::stop_token stop) {
  if (content.size() > impl_->limits.max_file_bytes) {
    return skipped(
        std::string(path), model::SkipReason::size,
        "larger than the limit for one file (" + std::to_string(impl_->limits.max_file_bytes) + " bytes)");
  }
  model::Verdict verdict;
  model::Budget budget(impl_->limits, content.size(), std::move(stop));
  VerdictSink sink(impl_->detector, budget, verdict);
  impl_->detector.begin(path);
  impl_->extractor.extract(content, path, name, budget, sink);
  verdict.findings = impl_->detector.finish();
  return verdict;
}

}  // namespace tamis::scan
