// Armor: the bytes inside a block such as -----BEGIN … PRIVATE KEY----- … -----END …-----, however it was
// pasted: lines as they are, indented, quoted and joined with '+' or '&', in comments, in a diff, on one line
// with literal \n, with JSON's \/ and \u002b.
//
//   Armor armor = read_armor(block);
//   armor.bytes          // decoded; empty where there is no base64
//   armor.header("DEK-Info")
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::detect {

struct Armor {
  std::string_view label;  // "RSA PRIVATE KEY"; empty when the markers are not as they should be
  std::string headers;     // lines that hold a ':', joined by '\n'
  std::string base64;      // the body's characters, without padding
  std::string bytes;
  bool elided = false;  // "...", "…", "***": somebody left something out

  bool has_header(std::string_view name) const { return headers.find(name) != std::string::npos; }
};

Armor read_armor(std::string_view block);

// Big-endian fields of binary key formats, bounds-checked: every read tells whether it stayed inside.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
  bool number(std::size_t size, std::uint32_t& value);  // size: 1 to 4
  bool bytes(std::size_t size, std::string_view& value);
  bool counted(std::string_view& value);  // four bytes of length, then as many bytes (SSH "string")
  bool skip(std::size_t size);
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

}  // namespace tamis::detect
