// For people: findings grouped by file and member, what could not be scanned, a summary.
//
//   share/outils.zip ! scripts/bind.ps1
//     12:9  high  Password given to DirectoryEntry
//           $mdp = 'Au*******'
//           why      argument 3 of DirectoryEntry on line 52 is $mdp, assigned here
//           advice   Change the account's password …
//           rule     tamis.powershell.directoryentry (high confidence)
//
// Everything that comes from scanned files passes append_printable().
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "report/printable.h"
#include "report/reporters.h"
#include "report/wording.h"

namespace tamis::report {
namespace {

constexpr std::size_t kBody = 8;   // column where the lines under a finding begin
constexpr std::size_t kLabel = 9;  // width of "why", "advice" …
constexpr std::size_t kShownSkips = 20;
constexpr std::size_t kShownPlaces = 8;
constexpr std::size_t kExcerpt = 200;  // characters of a masked line; shown secrets are never cut

namespace style {
constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kYellow = "\x1b[33m";
}  // namespace style

std::string_view severity_style(model::Severity severity) {
  switch (severity) {
    case model::Severity::critical:
      return "\x1b[1;31m";
    case model::Severity::high:
      return "\x1b[31m";
    case model::Severity::medium:
      return style::kYellow;
    case model::Severity::low:
      return "\x1b[36m";
  }
  return style::kBold;
}

std::string place_text(const Wording& words, std::uint32_t line, std::uint32_t column, std::uint64_t byte) {
  return line > 0 ? fmt::format("{}:{}", line, column) : fmt::format("{} {}", words.byte, byte);
}

class TextReporter final : public Reporter {
 public:
  TextReporter(Output output, ReportOptions options)
      : output_(std::move(output)), options_(std::move(options)), words_(wording(options_.french)) {}

  void verdict(const model::Verdict& verdict) override {
    if (!verdict.findings.empty()) ++files_with_findings_;
    const model::Location* before = nullptr;
    for (const auto& finding : verdict.findings) {
      const auto& location = finding.location;
      if (before == nullptr || before->path != location.path || before->member != location.member) {
        if (anything_) text_ += '\n';
        heading(location);
        before = &location;
      }
      show(finding);
      anything_ = true;
    }
    for (const auto& skipped : verdict.skipped) keep(skipped);
    write();
  }

  // The program says errors on standard error at once; the report counts them in its summary.
  void error(std::string_view path, std::string_view message) override {
    errors_ += "  ";
    append_printable(errors_, path);
    errors_ += ": ";
    append_printable(errors_, message);
    errors_ += '\n';
  }

  void finish(const Summary& summary) override {
    if (!options_.quiet) {
      show_skips();
      show_summary(summary);
    }
    write();
  }

 private:
  void styled(std::string_view style, std::string_view text) {
    if (options_.color) text_ += style;
    text_ += text;
    if (options_.color) text_ += style::kReset;
  }

  void heading(const model::Location& location) {
    styled(style::kBold, printable(location.path));
    append_member(text_, location.member);
    text_ += '\n';
  }

  static void append_member(std::string& out, std::string_view member) {
    if (member.empty()) return;
    out += " ! ";
    append_printable(out, member);
  }

  void show(const model::Finding& finding) {
    const auto& location = finding.location;
    text_ += "  ";
    styled(style::kBold, place_text(words_, location.line, location.column, location.byte_start));
    text_ += "  ";
    styled(severity_style(finding.severity), severity_word(finding.severity, options_.french));
    text_ += "  ";
    append_printable(text_, finding.rule_name);
    text_ += '\n';
    show_excerpt(finding);
    row(words_.why, finding.why);
    if (!finding.decoded_by.empty()) row(words_.decoded, joined(finding.decoded_by));
    if (!finding.places.empty()) row(words_.also, places_text(finding));
    row(words_.advice, advice(finding.remediation));
    const auto confidence = confidence_word(finding.confidence, options_.french);
    row(words_.rule, finding.rule_id + " (" + fmt::format(fmt::runtime(words_.confidence), confidence) + ")");
  }

  void show_excerpt(const model::Finding& finding) {
    // The line with its secrets masked says more than stars alone; the secret itself only where it was asked
    // for.
    const std::string& masked = finding.masked_line.empty() ? finding.redacted : finding.masked_line;
    const auto excerpt =
        finding.secret ? printable(*finding.secret) : printable_cut(base::trim(masked), kExcerpt);
    if (excerpt.empty()) return;
    text_.append(kBody, ' ');
    styled(style::kYellow, excerpt);
    text_ += '\n';
  }

  void row(std::string_view label, std::string_view value) {
    if (value.empty()) return;
    text_.append(kBody, ' ');
    styled(style::kDim, label);
    text_.append(kLabel - std::min(kLabel - 1, base::count_code_points(label)), ' ');
    append_wrapped(text_, value, kBody + kLabel, options_.width);
    text_ += '\n';
  }

  std::string_view advice(const model::Remediation& remediation) const {
    return options_.french && !remediation.fr.empty() ? remediation.fr : remediation.en;
  }

  static std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
  }

  std::string places_text(const model::Finding& finding) const {
    std::string out;
    const auto shown = std::min(finding.places.size(), kShownPlaces);
    for (std::size_t i = 0; i < shown; ++i) {
      if (i > 0) out += ", ";
      out += fmt::format("{}:{}", finding.places[i].line, finding.places[i].column);
    }
    const auto more = finding.places.size() - shown;
    if (more > 0) {
      out += ' ';
      out += fmt::format(fmt::runtime(words_.and_more), more);
    }
    return out;
  }

  // A hostile tree can hold millions of these: all are counted, the first are told.
  void keep(const model::Skipped& skipped) {
    ++skips_;
    if (skips_ > kShownSkips && !options_.verbose) return;
    skipped_ += "  ";
    append_printable(skipped_, skipped.path);
    append_member(skipped_, skipped.member);
    skipped_ += ": ";
    skipped_ += explain(skipped.reason, options_.french);
    if (!skipped.detail.empty()) {
      skipped_ += " (";
      append_printable(skipped_, skipped.detail);
      skipped_ += ')';
    }
    skipped_ += '\n';
  }

  void show_skips() {
    if (skips_ == 0 && errors_.empty()) return;
    if (anything_) text_ += '\n';
    styled(style::kBold, words_.not_scanned);
    text_ += '\n';
    text_ += errors_;
    text_ += skipped_;
    if (skips_ > kShownSkips && !options_.verbose) {
      const auto more = count_text(skips_ - kShownSkips, words_);
      text_ += "  ";
      text_ += fmt::format(fmt::runtime(words_.more_not_scanned), more);
      text_ += '\n';
    }
    anything_ = true;
  }

  void show_summary(const Summary& summary) {
    if (anything_) text_ += '\n';
    std::uint64_t total = 0;
    for (const auto& [severity, count] : summary.findings) total += count;
    const auto files = count_text(summary.files, words_);
    const auto noun = summary.files == 1 ? words_.file : words_.files;
    const auto size = size_text(summary.bytes, words_);
    const auto time = time_text(summary.seconds, words_);
    if (total == 0) {
      styled(style::kGreen, words_.none_found);
      text_ += fmt::format(fmt::runtime(words_.none_found_in), files, noun, size, time);
    } else {
      styled(style::kBold,
             count_text(total, words_) + " " + std::string(total == 1 ? words_.secret : words_.secrets));
      text_ += fmt::format(fmt::runtime(words_.found_in), count_text(files_with_findings_, words_), files,
                           noun, by_severity(summary), size, time);
    }
    text_ += '\n';
    show_skip_counts(summary);
    if (summary.interrupted) {
      styled(style::kYellow, words_.interrupted);
      text_ += '\n';
    }
  }

  std::string by_severity(const Summary& summary) const {
    std::string out;
    for (auto entry = summary.findings.rbegin(); entry != summary.findings.rend(); ++entry) {
      if (entry->second == 0) continue;
      out += out.empty() ? "" : ", ";
      out += fmt::format(fmt::runtime(words_.severity_count), severity_word(entry->first, options_.french),
                         count_text(entry->second, words_));
    }
    return out;
  }

  void show_skip_counts(const Summary& summary) {
    std::uint64_t total = summary.errors;
    std::string reasons;
    if (summary.errors > 0) reasons = count_text(summary.errors, words_) + " error";
    for (const auto& [reason, count] : summary.skipped) {
      if (count == 0) continue;
      total += count;
      reasons += reasons.empty() ? "" : ", ";
      reasons += count_text(count, words_) + " " + std::string(to_string(reason));
    }
    if (total == 0) return;
    text_ += fmt::format(fmt::runtime(words_.could_not_scan), count_text(total, words_)) + reasons + "\n";
  }

  void write() {
    if (!text_.empty()) static_cast<void>(output_(text_));
    text_.clear();
  }

  Output output_;
  ReportOptions options_;
  const Wording& words_;
  std::string text_;
  std::string skipped_;
  std::string errors_;
  bool anything_ = false;
  std::uint64_t skips_ = 0;
  std::uint64_t files_with_findings_ = 0;
};

}  // namespace

std::unique_ptr<Reporter> make_text_reporter(Output output, const ReportOptions& options) {
  return std::make_unique<TextReporter>(std::move(output), options);
}

}  // namespace tamis::report
