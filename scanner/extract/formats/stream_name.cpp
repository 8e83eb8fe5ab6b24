#include "extract/formats/stream_name.h"

#include <array>

#include "base/text.h"

namespace tamis::extract {

std::string stream_name(std::string_view name, std::string_view stored) {
  struct Suffix {
    std::string_view packed;
    std::string_view unpacked;
  };
  static constexpr std::array<Suffix, 11> kSuffixes = {{{".gz", ""},
                                                        {".tgz", ".tar"},
                                                        {".bz2", ""},
                                                        {".tbz2", ".tar"},
                                                        {".tbz", ".tar"},
                                                        {".xz", ""},
                                                        {".txz", ".tar"},
                                                        {".zst", ""},
                                                        {".tzst", ".tar"},
                                                        {".svgz", ".svg"},
                                                        {".emz", ".emf"}}};
  for (const auto& suffix : kSuffixes) {
    if (name.size() > suffix.packed.size() && base::ends_with_nocase(name, suffix.packed)) {
      return std::string(name.substr(0, name.size() - suffix.packed.size())) + std::string(suffix.unpacked);
    }
  }
  if (!stored.empty()) return std::string(stored);
  return name.empty() ? "data" : std::string(name);
}

}  // namespace tamis::extract
