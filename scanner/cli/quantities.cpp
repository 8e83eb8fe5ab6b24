#include "cli/quantities.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "base/text.h"
#include "model/budget.h"

namespace tamis::cli {
namespace {

tl::unexpected<base::Error> no_value(std::string_view text, std::string_view wanted) {
  return base::fail(base::ErrorCode::invalid_argument, fmt::format("'{}' is not {}", text, wanted));
}

// Splits "1.5GiB" into 1.5 and "gib".
bool split_number(std::string_view text, double& number, std::string& unit) {
  const auto digits = text.find_first_not_of("0123456789.");
  const auto head = text.substr(0, digits);
  const auto parsed = std::from_chars(head.data(), head.data() + head.size(), number);
  if (head.empty() || parsed.ec != std::errc() || parsed.ptr != head.data() + head.size()) return false;
  unit = base::to_lower(base::trim(text.substr(head.size())));
  return true;
}

// Edits (insert, delete, replace, swap) between two short words.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before.swap(row);
    row.swap(next);
  }
  return row[b.size()];
}

}  // namespace

base::Result<std::uint64_t> parse_size(std::string_view text) {
  constexpr std::string_view kWanted = "a size (for example 500K, 100M, 2G or unlimited)";
  if (base::equal_nocase(text, "unlimited")) return model::ScanLimits::kUnlimited;
  double number = 0;
  std::string unit;
  if (!split_number(text, number, unit)) return no_value(text, kWanted);
  if (unit.size() > 1 && unit.ends_with("ib")) unit.resize(unit.size() - 2);
  if (unit.ends_with('b')) unit.pop_back();
  constexpr std::string_view kUnits = "kmgt";
  double factor = 1;
  if (!unit.empty()) {
    const auto index = unit.size() == 1 ? kUnits.find(unit[0]) : std::string_view::npos;
    if (index == std::string_view::npos) return no_value(text, kWanted);
    factor = std::ldexp(1.0, static_cast<int>(10 * (index + 1)));
  }
  const double bytes = number * factor;
  if (bytes >= 9.0e18) return no_value(text, kWanted);
  return static_cast<std::uint64_t>(bytes);
}

base::Result<std::chrono::milliseconds> parse_duration(std::string_view text) {
  constexpr std::string_view kWanted = "a time (for example 20, 500ms, 30s or 2m)";
  double number = 0;
  std::string unit;
  if (!split_number(text, number, unit)) return no_value(text, kWanted);
  const double factor = unit.empty() || unit == "s"    ? 1000
                        : unit == "ms"                 ? 1
                        : unit == "m" || unit == "min" ? 60000
                        : unit == "h"                  ? 3600000
                                                       : 0;
  const double milliseconds = number * factor;
  constexpr double kYear = 3.2e10;
  if (factor == 0 || milliseconds < 1 || milliseconds > kYear) return no_value(text, kWanted);
  return std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds));
}

base::Result<std::uint32_t> parse_count(std::string_view text, std::uint32_t low, std::uint32_t high) {
  std::uint32_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || value < low || value > high) {
    const auto range = high == std::numeric_limits<std::uint32_t>::max()
                           ? fmt::format("of at least {}", low)
                           : fmt::format("from {} to {}", low, high);
    return no_value(text, fmt::format("a whole number {}", range));
  }
  return value;
}

std::string_view nearest(std::string_view text, std::span<const std::string> candidates) {
  constexpr std::size_t kLongest = 64;  // no flag and no format is longer
  if (text.size() > kLongest) return {};
  const auto lower = base::to_lower(text);
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(2, text.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    auto edits = distance(lower, base::to_lower(candidate));
    // A beginning of a longer flag: --max for --max-members, --redacted for --redact.
    if (text.size() >= 3 && (candidate.starts_with(lower) || lower.starts_with(candidate))) {
      edits = std::min<std::size_t>(edits, 2);
    }
    if (edits < best_distance) {
      best_distance = edits;
      best = candidate;
    }
  }
  return best;
}

}  // namespace tamis::cli
