#include "cli/scan_options.h"

#include <algorithm>
#include <limits>
#include <thread>
#include <utility>

#include "cli/arguments.h"
#include "cli/quantities.h"
#include "report/reporter.h"

namespace tamis::cli {
namespace {

constexpr const char* kFooter =
    R"(Sizes take K, M, G, T (powers of 1024) or "unlimited"; times take ms, s, m, h.
Globs and .tamisignore have the syntax of .gitignore. A path named on the command line is always scanned.

Exit status:
  0  clean
  1  findings (--exit-code N changes it)
  2  usage, configuration or runtime error, or interrupted; outranks findings
  3  no finding, but something could not be scanned (--incomplete=ignore makes it 0)

Examples:
  tamis scan .                                  all below the current folder
  tamis scan share/outils.zip notes.txt         files, archives in any depth
  Get-Content x.ps1 | tamis scan -              standard input
  tamis scan --format ndjson --output r.ndjson src
  tamis scan --exclude '*.min.js' --exclude node_modules/ web
  tamis scan --rules house-rules/ --disable-rule 'tamis.token.*' .
  tamis scan --redact=4 --min-confidence high --quiet .
)";

// The flags as they are written, before they are checked.
struct Flags {
  std::string jobs, format = "text", output, min_confidence = "medium", incomplete = "report", exit_code,
                    color = "auto";
  std::string timeout, max_file, max_depth, max_decode, max_member, max_unpacked, max_members;
  std::string redact;
  bool no_redact = false, no_ignore = false, follow_links = false, no_color = false, quiet = false,
       verbose = false;
  bool no_progress = false;
  std::vector<std::string> paths, exclude;
  std::string stdin_name;
  RuleFlags rules;
};

void bind_files(CLI::App& app, Flags& flags) {
  const auto* group = "Files";
  app.add_option("PATH", flags.paths, "Files and folders to scan; - for standard input")->type_name("");
  app.add_option("--exclude", flags.exclude, "Pass over what matches this glob; may be given again")
      ->type_name("GLOB")
      ->allow_extra_args(false)
      ->group(group);
  app.add_flag("--no-ignore", flags.no_ignore, "Do not read .tamisignore files")->group(group);
  app.add_flag("--follow-links", flags.follow_links,
               "Follow symbolic links met in folders (each folder is still scanned once)")
      ->group(group);
  app.add_option("--stdin-name", flags.stdin_name, "A file name that gives context to standard input")
      ->type_name("NAME")
      ->group(group);
  app.add_option("-j,--jobs", flags.jobs, "Files scanned at the same time (default: number of processors)")
      ->type_name("N")
      ->group(group);
}

void bind_output(CLI::App& app, Flags& flags) {
  const auto* group = "Output";
  app.add_option("-f,--format", flags.format, "text, json or ndjson (default: text)")
      ->type_name("FORMAT")
      ->group(group);
  app.add_option("-o,--output", flags.output, "Write the report to FILE (owner-only, replaced as a whole)")
      ->type_name("FILE")
      ->group(group);
  app.add_flag("--redact", flags.redact,
               "Mask secrets, which is the default; --redact=N shows their first N characters")
      ->type_name("[=N]")
      ->group(group);
  app.add_flag("--no-redact", flags.no_redact, "Show secrets in the report")->group(group);
  app.add_option("--min-confidence", flags.min_confidence, "low, medium or high (default: medium)")
      ->type_name("LEVEL")
      ->group(group);
  app.add_option("--color", flags.color, "auto, always or never (default: auto; NO_COLOR is honoured)")
      ->type_name("WHEN")
      ->group(group);
  app.add_flag("--no-color", flags.no_color, "Same as --color never")->group(group);
  app.add_flag("-q,--quiet", flags.quiet, "Findings and errors only: no progress, no summary")->group(group);
  app.add_flag("-v,--verbose", flags.verbose,
               "Tell on standard error what is done; list everything that was skipped")
      ->group(group);
  app.add_flag("--no-progress", flags.no_progress, "No progress line (it is shown on terminals only)")
      ->group(group);
  app.add_option("--exit-code", flags.exit_code, "Exit status when there are findings (default: 1)")
      ->type_name("N")
      ->group(group);
  app.add_option("--incomplete", flags.incomplete,
                 "report: exit with 3 when something could not be scanned; ignore: with 0 (default: report)")
      ->type_name("WHAT")
      ->group(group);
}

void bind_limits(CLI::App& app, Flags& flags) {
  const auto* group = "Limits of one file";
  app.add_option("--timeout", flags.timeout, "Time for one file, more for large ones (default: 20s)")
      ->type_name("TIME")
      ->group(group);
  app.add_option("--max-file-size", flags.max_file, "Skip larger files (default: unlimited)")
      ->type_name("SIZE")
      ->group(group);
  app.add_option("--max-member-size", flags.max_member, "Size of one member of an archive (default: 256M)")
      ->type_name("SIZE")
      ->group(group);
  app.add_option("--max-unpacked-size", flags.max_unpacked, "Size of all members together (default: 1G)")
      ->type_name("SIZE")
      ->group(group);
  app.add_option("--max-members", flags.max_members, "Number of members (default: 20000)")
      ->type_name("N")
      ->group(group);
  app.add_option("--max-archive-depth", flags.max_depth, "Archives inside archives (default: 10)")
      ->type_name("N")
      ->group(group);
  app.add_option("--max-decode-depth", flags.max_decode, "Layers of encoding inside text (default: 4)")
      ->type_name("N")
      ->group(group);
}

// Turns written values into checked ones; remembers the first that is wrong.
class Checker {
 public:
  template <class T, class Parse>
  void value(const char* flag, const std::string& text, T& into, Parse parse) {
    if (text.empty() || status_) return;
    const auto parsed = parse(text);
    if (parsed) {
      into = static_cast<T>(*parsed);
    } else {
      say_error(std::string(flag) + ": " + parsed.error().message);
      status_ = kExitError;
    }
  }
  void choice(const std::string& what, const std::string& text, const std::vector<std::string>& known) {
    if (status_ || std::find(known.begin(), known.end(), text) != known.end()) return;
    std::string list;
    for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
    auto message = "unknown " + what + " '" + text + "' (known: " + list + ")";
    const auto near = nearest(text, known);
    if (!near.empty()) message += ", did you mean '" + std::string(near) + "'?";
    say_error(message);
    status_ = kExitError;
  }
  void require(bool condition, const char* message) {
    if (condition || status_) return;
    say_error(message);
    status_ = kExitError;
  }
  std::optional<int> status() const { return status_; }

 private:
  std::optional<int> status_;
};

auto count_in(std::uint32_t low, std::uint32_t high) {
  return [low, high](std::string_view text) { return parse_count(text, low, high); };
}

void check_limits(Checker& check, const Flags& flags, model::ScanLimits& limits) {
  constexpr auto kAny = std::numeric_limits<std::uint32_t>::max();
  check.value("--timeout", flags.timeout, limits.max_wall, parse_duration);
  check.value("--max-file-size", flags.max_file, limits.max_file_bytes, parse_size);
  check.value("--max-member-size", flags.max_member, limits.max_member_bytes, parse_size);
  check.value("--max-unpacked-size", flags.max_unpacked, limits.max_unpacked_bytes, parse_size);
  check.value("--max-members", flags.max_members, limits.max_members, count_in(0, kAny));
  check.value("--max-archive-depth", flags.max_depth, limits.max_depth, count_in(0, 1000));
  check.value("--max-decode-depth", flags.max_decode, limits.max_decode_depth, count_in(0, 1000));
}

void check_output(Checker& check, const Flags& flags, ScanOptions& options) {
  std::vector<std::string> formats;
  for (const auto name : report::formats()) formats.emplace_back(name);
  check.choice("format", flags.format, formats);
  check.choice("confidence", flags.min_confidence, {"low", "medium", "high"});
  check.choice("value of --color", flags.color, {"auto", "always", "never"});
  check.choice("value of --incomplete", flags.incomplete, {"report", "ignore"});
  // Without "=N" the flag reads as "true".
  check.value("--redact", flags.redact == "true" ? "0" : flags.redact, options.scan.detect.redact_show,
              count_in(0, 64));
  check.value("--exit-code", flags.exit_code, options.findings_exit, count_in(0, 255));
  check.require(!flags.no_redact || flags.redact.empty(), "--redact and --no-redact exclude each other");
  check.require(!flags.quiet || !flags.verbose, "--quiet and --verbose exclude each other");
}

ScanOptions to_options(Flags& flags) {
  ScanOptions options;
  options.paths = std::move(flags.paths);
  options.stdin_name = flags.stdin_name;
  options.jobs = std::max(1U, std::thread::hardware_concurrency());
  options.walk.exclude = std::move(flags.exclude);
  options.walk.use_ignore_files = !flags.no_ignore;
  options.walk.follow_links = flags.follow_links;
  options.scan.detect.keep_secrets = flags.no_redact;
  options.scan.detect.min_confidence =
      model::confidence_from(flags.min_confidence).value_or(model::Confidence::medium);
  options.format = flags.format;
  options.output = flags.output;
  options.color = flags.no_color || flags.color == "never" ? ColorMode::never
                  : flags.color == "always"                ? ColorMode::always
                                                           : ColorMode::automatic;
  options.quiet = flags.quiet;
  options.verbose = flags.verbose;
  options.progress = !flags.no_progress;
  options.incomplete_counts = flags.incomplete == "report";
  flags.rules.apply(options.scan);
  return options;
}

}  // namespace

void RuleFlags::bind(CLI::App& app) {
  const auto* group = "Rules";
  app.add_option("--rules", paths,
                 "A rule file or folder of your own, beside the built-in rules; may be given again")
      ->type_name("PATH")
      ->allow_extra_args(false)
      ->group(group);
  app.add_flag("--no-builtin-rules", no_builtin, "Only the rules of --rules")->group(group);
  app.add_option("--enable-rule", enable, "Only these rules: ids, globs on ids, or tags, separated by commas")
      ->type_name("RULE")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->group(group);
  app.add_option("--disable-rule", disable,
                 "Not these rules: ids, globs on ids, or tags, separated by commas")
      ->type_name("RULE")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->group(group);
  app.add_flag("--no-cache", no_cache, "Do not keep compiled rules for the next start")->group(group);
  app.add_option("--cache-dir", cache_dir,
                 "Keep them here (default: $XDG_CACHE_HOME/tamis or ~/.cache/tamis)")
      ->type_name("DIR")
      ->group(group);
}

void RuleFlags::apply(scan::Options& options) const {
  options.rule_paths = paths;
  options.builtin_rules = !no_builtin;
  options.enable = enable;
  options.disable = disable;
  if (!no_cache) options.cache_folder = cache_dir.empty() ? scan::default_cache_folder() : cache_dir;
}

std::variant<ScanOptions, int> parse_scan(const std::vector<std::string>& arguments) {
  Flags flags;
  CLI::App app("Scan files, folders and archives for hardcoded secrets.", "tamis scan");
  configure(app);
  bind_files(app, flags);
  bind_output(app, flags);
  flags.rules.bind(app);
  bind_limits(app, flags);
  app.footer(kFooter);
  if (const auto status = parse_arguments(app, arguments, &flags.paths)) return *status;

  auto options = to_options(flags);
  Checker check;
  check.value("--jobs", flags.jobs, options.jobs, count_in(1, 1024));
  check_output(check, flags, options);
  check_limits(check, flags, options.scan.limits);
  check.require(!options.paths.empty(), "nothing to scan: name a file, a folder, or - for standard input");
  check.require(options.scan.builtin_rules || !options.scan.rule_paths.empty(),
                "--no-builtin-rules leaves no rules: name some with --rules");
  if (const auto status = check.status()) return *status;
  return options;
}

}  // namespace tamis::cli
