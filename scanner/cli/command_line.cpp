#include "cli/command_line.h"

#include <unistd.h>

#include <array>
#include <string_view>

#include "cli/arguments.h"
#include "cli/rules_command.h"
#include "cli/scan_command.h"
#include "cli/terminal.h"

namespace tamis::cli {
namespace {

constexpr std::string_view kHelp =
    R"(Tamis finds hardcoded secrets in files, scripts, configuration, documents and archives.

Usage: tamis COMMAND [ARGUMENTS]
       tamis --version | --help

Commands:
  scan PATH...        Scan files, folders, archives; - for standard input
  rules list          List the rules
  rules show ID       Show one rule with its advice and examples
  rules test [PATH]   Run the examples of the rules through the whole scanner
  rules schema        Print the JSON Schema of rule files

'tamis COMMAND --help' tells all flags of a command.

Exit status:
  0  clean    1  findings    2  error (outranks findings)    3  something could not be scanned

Examples:
  tamis scan .
  tamis scan --format ndjson share/outils.zip
  cat profile.ps1 | tamis scan --stdin-name profile.ps1 -
  tamis rules show tamis.powershell.directoryentry
)";

struct Command {
  std::string_view name;
  int (*run)(const std::vector<std::string>& arguments);
};

constexpr std::array<Command, 2> kCommands = {{
    {"scan", scan_command},
    {"rules", rules_command},
}};

int print(std::string_view text) {
  return write_bytes(STDOUT_FILENO, text) ? kExitClean : kExitError;
}

}  // namespace

int run_command_line(const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    static_cast<void>(write_bytes(STDERR_FILENO, kHelp));
    return kExitError;
  }
  const auto& first = arguments.front();
  if (first == "--help" || first == "-h" || first == "help") return print(kHelp);
  if (first == "--version" || first == "-V") return print("tamis " TAMIS_VERSION "\n");
  std::vector<std::string> names;
  for (const auto& command : kCommands) {
    if (command.name == first) return command.run({arguments.begin() + 1, arguments.end()});
    names.emplace_back(command.name);
  }
  if (first.starts_with('-') && first.size() > 1)
    return say_unknown("flag", first, {"--help", "--version"}, "tamis --help");
  return say_unknown("command", first, names, "tamis --help");
}

}  // namespace tamis::cli
