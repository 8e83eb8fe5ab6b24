// Blob: what a source hands to a worker: where it comes from and how to read it.
#pragma once

#include <cstdint>
#include <string>

namespace tamis::model {

enum class OriginKind : std::uint8_t { file, standard_input, memory };

// The content itself is extract::Content; a Blob only names it, so that sources need no parser.
struct Blob {
  OriginKind origin = OriginKind::file;
  std::string path;           // as the person gave it; "-" for standard input
  std::string declared_name;  // a name for context where the path has none
  std::uint64_t size = 0;     // as listed; may change until it is read
};

}  // namespace tamis::model
