// Which parts of a text a reader reads: all of a small one, the lines around the regions of a large one.
//
//   for (const model::Span window : reading_windows(input)) read(input, window);
//
// Windows are sorted, do not overlap and begin and end at line ends where those are near, so the work is
// linear.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/span.h"
#include "read/reader.h"

namespace tamis::read {

// Lines say things by themselves; structures have parents, and code its constants, anywhere in the file.
inline constexpr std::size_t kReadWholeLines = std::size_t{32} << 10;
inline constexpr std::size_t kReadWhole = std::size_t{256} << 10;

std::vector<model::Span> reading_windows(const Input& input, std::size_t read_whole = kReadWhole);

// Lines above `at` that hold it, outermost first: each less indented than the next. For YAML and indented
// JSON. The scan goes back at most kReadWhole bytes and not before `floor`.
std::vector<model::Span> parent_lines(std::string_view text, std::size_t at, std::size_t floor);

// The last line above `at` that reads `[section]`, empty when there is none within reach.
model::Span section_line(std::string_view text, std::size_t at, std::size_t floor);

}  // namespace tamis::read
