// What all commands share in reading their arguments with CLI11: help, unknown flags with the nearest known
// one, exit codes. A command builds its CLI::App, binds its variables, and calls parse_arguments().
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace tamis::cli {

// docs/records.md tells them to people.
inline constexpr int kExitClean = 0;
inline constexpr int kExitFindings = 1;
inline constexpr int kExitError = 2;
inline constexpr int kExitIncomplete = 3;

// Prepares `app`: one help flag, unknown arguments kept for parse_arguments(), wide columns.
void configure(CLI::App& app);

// Nothing when the command shall go on; else the exit status: help was printed, or an error was said. What
// stands behind
// "--" is appended to `paths`, whatever it looks like; commands without paths give none.
std::optional<int> parse_arguments(CLI::App& app, const std::vector<std::string>& arguments,
                                   std::vector<std::string>* paths = nullptr);

// "unknown <what> 'x', did you mean 'y'?" on standard error. Returns kExitError.
int say_unknown(const std::string& what, const std::string& word, const std::vector<std::string>& known,
                const std::string& help);

}  // namespace tamis::cli
