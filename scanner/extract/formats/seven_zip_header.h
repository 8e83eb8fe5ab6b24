// What a 7z archive asks for before it shows any data: sizes of headers, dictionaries, numbers of files.
//
//   if (const auto trouble = check_seven_zip(reader)) container.skip(trouble->reason, trouble->detail);
//
// Headers are mostly compressed themselves; then their coder and unpacked size can be seen, not what they
// hold.
#pragma once

#include <optional>
#include <string>

#include "extract/byte_reader.h"
#include "model/skip_reason.h"

namespace tamis::extract {

struct SevenZipTrouble {
  model::SkipReason reason = model::SkipReason::memory;
  std::string detail;
};

std::optional<SevenZipTrouble> check_seven_zip(ByteReader& reader);

}  // namespace tamis::extract
