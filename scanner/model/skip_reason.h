// SkipReason: why something could not be scanned, one word of a closed list. "Too deep" is never silent.
#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::model {

enum class SkipReason : std::uint8_t {
  encrypted,  // needs a password or key
  depth,      // containers nested deeper than the limit
  size,       // one member, the total unpacked or the upload is larger than the limit
  members,    // more members than the limit
  time,       // wall or CPU time used up
  memory,
  overlap,    // containers whose records share bytes
  repeated,   // contains itself
  malformed,  // broken where it cannot be read on
  truncated,
  unsupported,  // a method or variant that nothing here reads
  crashed,      // the parser died
  unreadable,   // permissions, I/O errors
  vanished,     // was there when the folder was listed
  special,      // a socket, pipe or device among files
  changed,      // changed while it was read
  layers,       // encodings in text nested deeper than the limit
  count_,
};

std::string_view to_string(SkipReason reason);

}  // namespace tamis::model
