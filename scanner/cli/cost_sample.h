// What rules cost: the scanner's speed over a text that is built in and holds the usual mixture of code,
// configuration, prose, base64 and digests.
#pragma once

#include "base/result.h"
#include "scan/scanner.h"

namespace tamis::cli {

// Megabytes a second on one thread, the best of a few runs.
base::Result<double> measure_speed(const scan::Options& options);

}  // namespace tamis::cli
