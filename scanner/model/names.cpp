#include <array>
#include <cstddef>
#include <string_view>

#include "model/severity.h"
#include "model/skip_reason.h"

namespace tamis::model {
namespace {

constexpr std::array<std::string_view, 4> kSeverities = {"low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 3> kConfidences = {"low", "medium", "high"};
constexpr std::array<std::string_view, static_cast<std::size_t>(SkipReason::count_)> kReasons = {
    "encrypted",  "depth",    "size",      "members",   "time",        "memory",
    "overlap",    "repeated", "malformed", "truncated", "unsupported", "crashed",
    "unreadable", "vanished", "special",   "changed",   "layers"};

template <class Enum, std::size_t Count>
std::optional<Enum> find(const std::array<std::string_view, Count>& names, std::string_view name) {
  for (std::size_t i = 0; i < Count; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Severity severity) {
  return kSeverities[static_cast<std::size_t>(severity)];
}
std::string_view to_string(Confidence confidence) {
  return kConfidences[static_cast<std::size_t>(confidence)];
}
std::string_view to_string(SkipReason reason) {
  return kReasons[static_cast<std::size_t>(reason)];
}
std::optional<Severity> severity_from(std::string_view name) {
  return find<Severity>(kSeverities, name);
}
std::optional<Confidence> confidence_from(std::string_view name) {
  return find<Confidence>(kConfidences, name);
}

}  // namespace tamis::model
