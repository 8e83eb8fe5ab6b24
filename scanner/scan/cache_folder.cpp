#include <cstdlib>
#include <string>

#include "scan/scanner.h"

namespace tamis::scan {

std::string default_cache_folder() {
  if (const char* xdg = std::getenv("XDG_CACHE_HOME"); xdg != nullptr && *xdg == '/')
    return std::string(xdg) + "/tamis";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
    return std::string(home) + "/.cache/tamis";
  return {};
}

}  // namespace tamis::scan
