// Texts in UTF-16LE inside binaries: resources of programs, registry hives, documents, memory dumps.
//
//   find_wide_runs(bytes, base, text, runs);    // text: one run a line; runs: where each came from
//
// A run has at least six characters: ASCII or Latin-1, and other European letters where it has begun. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/offset_maps.h"

namespace tamis::extract {

void find_wide_runs(std::string_view bytes, std::uint64_t base, std::string& text,
                    std::vector<RunsMap::Run>& runs);

}  // namespace tamis::extract
