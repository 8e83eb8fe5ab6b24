// `tamis scan`.
#pragma once

#include <string>
#include <vector>

namespace tamis::cli {

// Returns the exit status.
int scan_command(const std::vector<std::string>& arguments);

}  // namespace tamis::cli
