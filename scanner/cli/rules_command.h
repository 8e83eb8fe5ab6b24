// `tamis rules list | show | test | schema`.
#pragma once

#include <string>
#include <vector>

namespace tamis::cli {

// Returns the exit status.
int rules_command(const std::vector<std::string>& arguments);

}  // namespace tamis::cli
