// TextUnit: a piece of text that extraction pushes into its sink. Everything in it is borrowed and valid only
// during the sink call.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "model/position.h"

namespace tamis::model {

enum class UnitKind : std::uint8_t {
  text,     // a member, or a window of a large one, as UTF-8
  raw,      // bytes of a binary member as they are
  decoded,  // what a layer of encoding inside a text hid (base64 …)
  name,     // a member's name
};

struct TextUnit {
  std::string_view text;
  const OffsetMap* offsets = nullptr;  // never null when pushed
  std::string_view path;               // as the person gave it
  std::string_view member;             // inside containers, levels joined by '!'; empty at the top
  std::string_view name;               // the innermost file name, for context: "leak.ps1"
  UnitKind kind = UnitKind::text;
  std::span<const std::string> decoded_by;  // layers, outermost first: "utf-16le", "base64"
  // A large member comes in overlapping windows: true where text of the same member stands before or behind.
  bool continues_before = false;
  bool continues_after = false;
  // Findings that begin before this offset were seen in the window before; they are reported once all the
  // same.
  std::size_t overlap = 0;
};

}  // namespace tamis::model
