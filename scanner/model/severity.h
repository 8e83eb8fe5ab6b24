// How bad a leak is (severity) and how sure Tamis is that it is one (confidence).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tamis::model {

enum class Severity : std::uint8_t { low, medium, high, critical };
enum class Confidence : std::uint8_t { low, medium, high };

std::string_view to_string(Severity severity);
std::string_view to_string(Confidence confidence);
std::optional<Severity> severity_from(std::string_view name);
std::optional<Confidence> confidence_from(std::string_view name);

}  // namespace tamis::model
