// Values as people write them on a command line. Errors are sentences without the name of the flag.
//
//   parse_size("100M");      // 104857600
//   parse_duration("1.5s");  // 1500 ms
//
// Thread-safe: no state.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tamis::cli {

// Bytes; K, M, G, T are powers of 1024, "B" and "iB" behind them are allowed; "unlimited".
base::Result<std::uint64_t> parse_size(std::string_view text);

// Seconds, or with a unit: ms, s, m, h.
base::Result<std::chrono::milliseconds> parse_duration(std::string_view text);

// A whole number in [low, high].
base::Result<std::uint32_t> parse_count(std::string_view text, std::uint32_t low, std::uint32_t high);

// The candidate that a person most likely meant; empty when none is near.
std::string_view nearest(std::string_view text, std::span<const std::string> candidates);

}  // namespace tamis::cli
