// Callees: names of functions, methods, types and cmdlets, compared by their last components.
//
//   const auto rule = callee_components("System.Net.NetworkCredential");
//   same_callee(rule, callee_components("NetworkCredential"))       // true, and the other way round
//   same_callee(rule, callee_components("GetNetworkCredential"))    // false
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tamis::rules {

// What stands after the last '.', ':', '\', '>' or '/', without generic arguments or brackets behind it.
std::string_view last_component(std::string_view callee);

// The components, each normalised, the last one first: {"directoryentry", "directoryservices", "system"}.
std::vector<std::string> callee_components(std::string_view callee);

// True when one is the end of the other.
bool same_callee(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace tamis::rules
