#include "cli/log.h"

#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>

namespace tamis::cli {

spdlog::logger make_log(bool verbose) {
  if (!verbose) return spdlog::logger("tamis", std::make_shared<spdlog::sinks::null_sink_mt>());
  spdlog::logger log("tamis", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  log.set_pattern("%n: %v");
  return log;
}

}  // namespace tamis::cli
