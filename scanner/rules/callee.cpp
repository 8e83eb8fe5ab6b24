#include "rules/callee.h"

#include <algorithm>

#include "rules/names.h"

namespace tamis::rules {
namespace {

constexpr std::string_view kSeparators = ".:\\>/";
constexpr std::size_t kMaxComponents = 16;

// `List<String>`, `[Type[]]`, `call(`: the name ends where the bracket begins. "->" is a separator, so '<'
// counts only behind a name.
std::string_view without_arguments(std::string_view callee) {
  while (!callee.empty() && (callee.front() == '[' || callee.front() == '\\')) callee.remove_prefix(1);
  const auto bracket = callee.find_first_of("<([]", 1);
  return bracket == std::string_view::npos ? callee : callee.substr(0, bracket);
}

}  // namespace

std::string_view last_component(std::string_view callee) {
  callee = without_arguments(callee);
  const auto separator = callee.find_last_of(kSeparators);
  return separator == std::string_view::npos ? callee : callee.substr(separator + 1);
}

std::vector<std::string> callee_components(std::string_view callee) {
  callee = without_arguments(callee);
  std::vector<std::string> out;
  while (!callee.empty() && out.size() < kMaxComponents) {
    const auto separator = callee.find_last_of(kSeparators);
    const auto component = separator == std::string_view::npos ? callee : callee.substr(separator + 1);
    auto normal = normalise_name(component);
    if (!normal.empty()) out.push_back(std::move(normal));
    if (separator == std::string_view::npos) break;
    callee = callee.substr(0, separator);
  }
  return out;
}

bool same_callee(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto shorter = std::min(a.size(), b.size());
  return shorter > 0 && std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shorter), b.begin());
}

}  // namespace tamis::rules
