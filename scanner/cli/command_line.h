// The command tree: `tamis <command> …`.
#pragma once

#include <string>
#include <vector>

namespace tamis::cli {

// `arguments` without the program's name. Returns the exit status.
int run_command_line(const std::vector<std::string>& arguments);

}  // namespace tamis::cli
