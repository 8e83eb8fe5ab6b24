// YAML's flow collections, `{ name: x, mdp: 'y' }` and `[a, b]`, over several lines and to any depth.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/span.h"
#include "read/fact_writer.h"

namespace tamis::read {

// Reads the collection that begins at part.begin; `path` ends with the key that holds it (empty: none).
// Returns the offset behind its closing bracket, or where reading stopped.
std::size_t read_flow(FactWriter& writer, model::Span part, std::vector<std::string> path, bool muted);

}  // namespace tamis::read
