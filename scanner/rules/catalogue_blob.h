// The catalogue as compact bytes: what the build makes out of patterns/ and links into the program, since
// reading YAML at each start would cost a hundred times as much.
//
//   std::string blob = pack_catalogue(catalogue, BlobContent::without_examples);
//   auto catalogue = unpack_catalogue(blob);       // malformed when pack_catalogue did not write these bytes
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "rules/catalogue.h"

namespace tamis::rules {

enum class BlobContent : std::uint8_t { without_examples, with_examples };

// The same catalogue always gives the same bytes (sets are written sorted), so that they can be hashed.
std::string pack_catalogue(const Catalogue& catalogue, BlobContent content);
base::Result<Catalogue> unpack_catalogue(std::string_view blob);

}  // namespace tamis::rules
