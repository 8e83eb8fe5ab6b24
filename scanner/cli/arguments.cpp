#include "cli/arguments.h"

#include <unistd.h>

#include <algorithm>
#include <iterator>

#include "cli/quantities.h"
#include "cli/terminal.h"

namespace tamis::cli {
namespace {

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames()) flags.push_back("--" + name);
  }
  return flags;
}

}  // namespace

void configure(CLI::App& app) {
  app.set_help_flag("-h,--help", "Show this help and exit");
  app.allow_extras();
  app.get_formatter()->column_width(34);
}

int say_unknown(const std::string& what, const std::string& word, const std::vector<std::string>& known,
                const std::string& help) {
  std::string message = "unknown " + what + " '" + word + "'";
  const auto near = nearest(word, known);
  if (!near.empty()) message += ", did you mean '" + std::string(near) + "'?";
  say_error(message + " See '" + help + "'.");
  return kExitError;
}

std::optional<int> parse_arguments(CLI::App& app, const std::vector<std::string>& arguments,
                                   std::vector<std::string>* paths) {
  const auto help = app.get_name() + " --help";
  // CLI11 takes "--" for an unknown flag once a list of paths has begun.
  const auto marker =
      paths == nullptr ? arguments.end() : std::find(arguments.begin(), arguments.end(), "--");
  try {
    app.parse(std::vector<std::string>(std::make_reverse_iterator(marker), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    return write_bytes(STDOUT_FILENO, app.help()) ? kExitClean : kExitError;
  } catch (const CLI::ParseError& error) {
    say_error(std::string(error.what()) + ". See '" + help + "'.");
    return kExitError;
  }
  for (const auto& extra : app.remaining()) {
    if (extra.size() > 1 && extra.front() == '-') {
      return say_unknown("flag", extra.substr(0, extra.find('=')), flags_of(app), help);
    }
    say_error("unexpected argument '" + extra + "'. See '" + help + "'.");
    return kExitError;
  }
  if (marker != arguments.end()) paths->insert(paths->end(), marker + 1, arguments.end());
  return std::nullopt;
}

}  // namespace tamis::cli
