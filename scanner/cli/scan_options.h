// What `tamis scan` was asked to do: its flags as values, checked.
#pragma once

#include <CLI/CLI.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "cli/terminal.h"
#include "scan/scanner.h"
#include "sources/paths.h"

namespace tamis::cli {

struct ScanOptions {
  std::vector<std::string> paths;
  std::string stdin_name;
  std::size_t jobs = 1;
  sources::WalkOptions walk;
  scan::Options scan;

  std::string format = "text";
  std::string output;  // empty: standard output
  ColorMode color = ColorMode::automatic;
  bool quiet = false;
  bool verbose = false;
  bool progress = true;
  int findings_exit = 1;
  bool incomplete_counts = true;
};

// The flags that choose rules, shared by the commands that need a rule set. Bound variables must outlive the
// parse.
struct RuleFlags {
  std::vector<std::string> paths, enable, disable;
  bool no_builtin = false;
  bool no_cache = false;
  std::string cache_dir;

  void bind(CLI::App& app);
  void apply(scan::Options& options) const;
};

// The options, or the exit status when help was printed or an error was said.
std::variant<ScanOptions, int> parse_scan(const std::vector<std::string>& arguments);

}  // namespace tamis::cli
