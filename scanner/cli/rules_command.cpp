#include "cli/rules_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "cli/arguments.h"
#include "cli/cost_sample.h"
#include "cli/rule_examples.h"
#include "cli/scan_options.h"
#include "cli/terminal.h"
#include "detect/validators.h"
#include "report/printable.h"
#include "report/records.h"
#include "rules/builtin.h"
#include "rules/rule_set.h"

namespace tamis::cli {
namespace {

using report::append_json_string;
using report::append_printable;

constexpr std::string_view kHelp = R"(The rules that Tamis scans with.

Usage: tamis rules list   [--format text|json] [RULE FLAGS]
       tamis rules show ID [--format text|json] [RULE FLAGS]
       tamis rules test [PATH...] [--verbose]
       tamis rules schema

  list    One line a rule: id, severity, kind of secret, name
  show    All that a rule says: description, advice, references, examples
  test    Runs each example and negative example through the whole scanner; with PATH, those of your own rules,
          and tells what they cost
  schema  The JSON Schema of rule files, for editors and checks

'tamis rules list --help' and so on tell the flags. Exit status: 0, 1 when an example fails, 2 for errors.
)";

constexpr std::array<std::string_view, 8> kRuleKinds = {"token",  "block", "assignment", "call",
                                                        "option", "cell",  "header",     "userinfo"};
constexpr std::array<std::string_view, 3> kStrengths = {"certain", "named", "vague"};

std::string_view kind_name(const rules::Rule& rule) {
  return kRuleKinds[static_cast<std::size_t>(rule.kind)];
}

int print(std::string_view text) {
  return write_bytes(STDOUT_FILENO, text) ? kExitClean : kExitError;
}

int fail_with(const base::Error& error) {
  say_error(error.message);
  return kExitError;
}

// Appends the rules of a person's file or folder.
base::Result<void> append_rules(std::vector<rules::Rule>& all, const std::string& path) {
  std::vector<std::string_view> validators;
  for (const auto& validator : detect::validators()) validators.push_back(validator.name);
  auto loaded = rules::load_path(path, validators);
  if (!loaded) return tl::unexpected<base::Error>(loaded.error());
  std::move(loaded->begin(), loaded->end(), std::back_inserter(all));
  return {};
}

base::Result<std::vector<rules::Rule>> load_rules(const scan::Options& options, bool with_examples) {
  std::vector<rules::Rule> all;
  if (options.builtin_rules) {
    auto builtin = rules::load_builtin(with_examples);
    if (!builtin) return tl::unexpected<base::Error>(builtin.error());
    all = std::move(builtin->rules);
  }
  for (const auto& path : options.rule_paths) {
    if (auto appended = append_rules(all, path); !appended)
      return tl::unexpected<base::Error>(appended.error());
  }
  if (auto selected = rules::select_rules(all, options.enable, options.disable); !selected) {
    return tl::unexpected<base::Error>(selected.error());
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return all;
}

void append_json_field(std::string& out, std::string_view name, std::string_view value, bool first = false) {
  out += first ? "" : ",";
  append_json_string(out, name);
  out += ':';
  append_json_string(out, value);
}

void append_json_list(std::string& out, std::string_view name, const std::vector<std::string>& values) {
  out += ',';
  append_json_string(out, name);
  out += ":[";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(out, values[i]);
  }
  out += ']';
}

void append_rule_json(std::string& out, const rules::Rule& rule) {
  out += '{';
  append_json_field(out, "id", rule.id, true);
  append_json_field(out, "name", rule.name);
  append_json_field(out, "family", rule.family);
  append_json_field(out, "kind", kind_name(rule));
  append_json_field(out, "reports", rule.reports);
  append_json_field(out, "strength", kStrengths[static_cast<std::size_t>(rule.strength)]);
  append_json_field(out, "severity", to_string(rule.severity));
  append_json_field(out, "confidence", to_string(rule.confidence));
  append_json_list(out, "tags", rule.tags);
  append_json_field(out, "description", rule.description);
  out += ",\"remediation\":{";
  append_json_field(out, "en", rule.remediation.en, true);
  append_json_field(out, "fr", rule.remediation.fr);
  out += '}';
  append_json_list(out, "references", rule.references);
  out += '}';
}

// An example as it stands, line by line, each made fit for a terminal.
void append_block(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    out += "      ";
    append_printable(out, text.substr(0, end));
    out += '\n';
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

void append_examples(std::string& out, std::string_view title, const std::vector<rules::Example>& examples) {
  for (const auto& example : examples) {
    out += fmt::format("\n  {} ({})\n", title, report::printable(example.file));
    append_block(out, example.text);
    for (const auto& secret : example.secrets) out += "    finds: " + report::printable(secret) + "\n";
  }
}

std::string rule_text(const rules::Rule& rule) {
  std::string out = report::printable(rule.id) + "\n";
  const auto row = [&](std::string_view label, std::string_view value) {
    if (value.empty()) return;
    out += fmt::format("  {:<12}", label);
    append_printable(out, value);
    out += '\n';
  };
  row("name", rule.name);
  row("takes", kind_name(rule));
  row("reports", rule.reports);
  row("severity", to_string(rule.severity));
  row("confidence", to_string(rule.confidence));
  std::string tags;
  for (const auto& tag : rule.tags) tags += (tags.empty() ? "" : ", ") + tag;
  row("tags", tags);
  if (rule.kind == rules::RuleKind::token) row("pattern", rule.token.pattern);
  row("about", rule.description);
  row("advice", wants_french() && !rule.remediation.fr.empty() ? rule.remediation.fr : rule.remediation.en);
  for (const auto& reference : rule.references) row("see", reference);
  append_examples(out, "Example", rule.examples);
  append_examples(out, "Stays silent on", rule.negative_examples);
  return out;
}

// What `list` and `show` share.
struct ListFlags {
  std::string format = "text";
  RuleFlags rules;

  void bind(CLI::App& app) {
    configure(app);
    app.add_option("-f,--format", format, "text or json (default: text)")->type_name("FORMAT");
    rules.bind(app);
  }
  // Nothing when the values are good.
  std::optional<int> check() const {
    if (format == "text" || format == "json") return std::nullopt;
    return say_unknown("format", format, {"text", "json"}, "tamis rules --help");
  }
};

int list_rules(const std::vector<std::string>& arguments) {
  ListFlags flags;
  CLI::App app("List the rules.", "tamis rules list");
  flags.bind(app);
  if (const auto status = parse_arguments(app, arguments)) return *status;
  if (const auto status = flags.check()) return *status;
  scan::Options options;
  flags.rules.apply(options);
  const auto rules = load_rules(options, false);
  if (!rules) return fail_with(rules.error());
  std::string out;
  if (flags.format == "json") {
    for (const auto& rule : *rules) {
      out += out.empty() ? "[\n" : ",\n";
      append_rule_json(out, rule);
    }
    return print(out.empty() ? "[]\n" : out + "\n]\n");
  }
  std::size_t width = 0;
  for (const auto& rule : *rules) width = std::max(width, rule.id.size());
  for (const auto& rule : *rules) {
    out +=
        fmt::format("{:<{}}  {:<8}  {:<9}  {}\n", report::printable(rule.id), width, to_string(rule.severity),
                    report::printable(rule.reports), report::printable(rule.name));
  }
  return print(out + fmt::format("{} rules\n", rules->size()));
}

int show_rule(const std::vector<std::string>& arguments) {
  ListFlags flags;
  std::string id;
  CLI::App app("Show one rule.", "tamis rules show");
  app.add_option("ID", id, "The rule's id, as 'tamis rules list' tells it")->type_name("");
  flags.bind(app);
  if (const auto status = parse_arguments(app, arguments)) return *status;
  if (const auto status = flags.check()) return *status;
  if (id.empty())
    return fail_with({base::ErrorCode::invalid_argument, "which rule? Name its id, see 'tamis rules list'"});
  scan::Options options;
  flags.rules.apply(options);
  const auto rules = load_rules(options, true);
  if (!rules) return fail_with(rules.error());
  std::vector<std::string> ids;
  for (const auto& rule : *rules) {
    if (rule.id != id) {
      ids.push_back(rule.id);
      continue;
    }
    std::string out;
    if (flags.format == "text") return print(rule_text(rule));
    append_rule_json(out, rule);
    return print(out + "\n");
  }
  return say_unknown("rule", id, ids, "tamis rules list");
}

std::string failure_text(const ExampleFailure& failure) {
  auto out = fmt::format("FAIL {}: {} {} ({})\n", report::printable(failure.rule),
                         failure.negative ? "negative example" : "example", failure.number,
                         report::printable(failure.file));
  for (const auto& secret : failure.missing) out += "       not found: " + report::printable(secret) + "\n";
  for (const auto& secret : failure.unexpected)
    out += "       found, but should not be: " + report::printable(secret) + "\n";
  return out;
}

int tell_cost(const scan::Options& own) {
  scan::Options builtin = own;
  builtin.builtin_rules = true;
  builtin.rule_paths.clear();
  auto both = own;
  both.builtin_rules = true;
  const auto before = measure_speed(builtin);
  if (!before) return fail_with(before.error());
  const auto after = measure_speed(both);
  if (!after) return fail_with(after.error());
  return print(fmt::format(
      "Cost: {:.0f} MB/s with the built-in rules, {:.0f} MB/s with these beside them ({:+.0f} %)\n", *before,
      *after, (*after / *before - 1) * 100));
}

int test_rules(const std::vector<std::string>& arguments) {
  std::vector<std::string> paths;
  bool verbose = false;
  bool no_builtin = false;
  CLI::App app("Run the examples of rules through the whole scanner.", "tamis rules test");
  configure(app);
  app.add_option("PATH", paths, "Rule files or folders of your own (default: the built-in rules)")
      ->type_name("");
  app.add_flag("--no-builtin-rules", no_builtin, "Test them alone, not beside the built-in rules");
  app.add_flag("-v,--verbose", verbose, "Name each rule and those without examples");
  if (const auto status = parse_arguments(app, arguments, &paths)) return *status;

  scan::Options options;
  options.rule_paths = paths;
  options.builtin_rules = paths.empty() || !no_builtin;
  options.cache_folder = scan::default_cache_folder();
  scan::Options tested = options;
  tested.builtin_rules = paths.empty();
  const auto rules = load_rules(tested, true);
  if (!rules) return fail_with(rules.error());
  ExampleCounts counts;
  const auto failures = test_examples(*rules, options, counts);
  if (!failures) return fail_with(failures.error());

  std::string out;
  for (const auto& failure : *failures) out += failure_text(failure);
  if (verbose) {
    for (const auto& rule : *rules) {
      out += fmt::format("{}: {} examples, {} negative\n", report::printable(rule.id), rule.examples.size(),
                         rule.negative_examples.size());
    }
  }
  if (!counts.without_examples.empty()) {
    out += fmt::format("{} rules have no example{}\n", counts.without_examples.size(), verbose ? ":" : "");
    for (const auto& id : counts.without_examples) out += verbose ? "  " + report::printable(id) + "\n" : "";
  }
  out += fmt::format("{} rules, {} examples, {} negative examples: {}\n", counts.rules, counts.examples,
                     counts.negative_examples,
                     failures->empty() ? "all pass" : fmt::format("{} FAILED", failures->size()));
  if (print(out) != kExitClean) return kExitError;
  if (!paths.empty() && tell_cost(options) != kExitClean) return kExitError;
  return failures->empty() ? kExitClean : kExitFindings;
}

int print_schema(const std::vector<std::string>& arguments) {
  CLI::App app("Print the JSON Schema of rule files.", "tamis rules schema");
  configure(app);
  if (const auto status = parse_arguments(app, arguments)) return *status;
  return print(rules::rule_schema());
}

struct Subcommand {
  std::string_view name;
  int (*run)(const std::vector<std::string>& arguments);
};

constexpr std::array<Subcommand, 4> kSubcommands = {{
    {"list", list_rules},
    {"show", show_rule},
    {"test", test_rules},
    {"schema", print_schema},
}};

}  // namespace

int rules_command(const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    static_cast<void>(write_bytes(STDERR_FILENO, kHelp));
    return kExitError;
  }
  const auto& first = arguments.front();
  if (first == "--help" || first == "-h" || first == "help") return print(kHelp);
  std::vector<std::string> names;
  for (const auto& command : kSubcommands) {
    if (command.name == first) return command.run({arguments.begin() + 1, arguments.end()});
    names.emplace_back(command.name);
  }
  return say_unknown(first.starts_with('-') ? "flag" : "command", first, names, "tamis rules --help");
}

}  // namespace tamis::cli
