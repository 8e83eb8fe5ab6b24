// Log: what --verbose tells on standard error. Silent unless enabled. Never a secret, never bytes of scanned
// files; names pass report::printable.
#pragma once

#include <spdlog/logger.h>

namespace tamis::cli {

// Not in spdlog's registry: no global state.
spdlog::logger make_log(bool verbose);

}  // namespace tamis::cli
