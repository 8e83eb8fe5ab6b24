#include "detect/sample_file.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::detect {

bool is_sample_file(std::string_view file_name) {
  const auto name = base::to_lower(base::file_name(file_name));
  static constexpr std::string_view kBeginnings[] = {"test_",   "tests_", "example.", "exemple.",
                                                     "sample.", "mock_",  "fake_",    "conftest."};
  static constexpr std::string_view kParts[] = {"_test.",    ".test.",   ".tests.",   "_tests.",   ".spec.",
                                                "_spec.",    ".example", ".exemple",  ".sample",   ".dist",
                                                ".template", ".tmpl",    "-example.", "_example.", "-sample.",
                                                "_sample.",  ".stub",    "testcase."};
  return std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                     [&](std::string_view part) { return name.starts_with(part); }) ||
         std::any_of(std::begin(kParts), std::end(kParts),
                     [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

}  // namespace tamis::detect
