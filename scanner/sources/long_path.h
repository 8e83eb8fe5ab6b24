// Opens paths longer than the system's PATH_MAX (4096 bytes) step by step: a tree of 10,000 levels is legal,
// and a good place to hide. Thread-safe: no state.
#pragma once

#include <string>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace tamis::sources {

bool is_long_path(const std::string& path);

// As base::FileDescriptor::open_for_reading, for a path of any length.
base::Result<base::FileDescriptor> open_path(const std::string& path);

}  // namespace tamis::sources
