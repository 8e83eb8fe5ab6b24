// Tests, templates and examples by their file's name: there a chosen-looking value is less likely a live one.
#pragma once

#include <string_view>

namespace tamis::detect {

bool is_sample_file(std::string_view file_name);

}  // namespace tamis::detect
