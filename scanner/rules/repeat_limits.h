// Repeat limits: `[a-z]{20,900}` costs RE2 900 copies of the class, megabytes for an automaton, milliseconds
// for a match. The window in which a pattern is run already limits it, so that limits this high are left out
// of what is compiled: `[a-z]{20,}`. They still count for the pattern's width, and so for the window.
//
//   open_high_limits("ops_eyJ[A-Za-z0-9_-]{200,900}={0,2}")   // ops_eyJ[A-Za-z0-9_-]{200,}={0,2}
//
// Only limits on single characters and classes are opened: a group's repeats may mean something.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::rules {

inline constexpr std::uint32_t kHighLimit = 256;

std::string open_high_limits(std::string_view pattern);

}  // namespace tamis::rules
