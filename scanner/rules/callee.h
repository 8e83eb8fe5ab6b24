// Callees: names of functions, methods, types and cmdlets, compared by their last components.
//
//   same_callee("System.DirectoryServices.DirectoryEntry", "DirectoryEntry")   // true, and the other way round
//   same_callee("SearchResult.GetDirectoryEntry", "DirectoryEntry")            // false
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
