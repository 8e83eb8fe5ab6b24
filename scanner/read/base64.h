// Base64 inside configuration values: LDIF's `::`, Kubernetes secrets, YAML's !!binary.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tamis::read {

// Standard and URL alphabets, blanks and line ends skipped, padding optional. Nothing where another byte
// stands.
std::optional<std::string> decode_base64(std::string_view text);

// True when the bytes can be a text that a person typed or a program wrote: UTF-8 without control characters.
bool is_readable(std::string_view bytes);

// UTF-16LE to UTF-8; nothing where the bytes are no text in it.
std::optional<std::string> decode_utf16le(std::string_view bytes);

}  // namespace tamis::read
