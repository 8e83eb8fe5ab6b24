#include "read/base64.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace tamis::read {
namespace {

int sextet(char c) {
  if (base::is_upper(c)) return c - 'A';
  if (base::is_lower(c)) return c - 'a' + 26;
  if (base::is_digit(c)) return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int held = 0;
  std::size_t digits = 0;
  bool padded = false;
  for (const char c : text) {
    if (base::is_space(c)) continue;
    if (c == '=') {
      padded = true;
      continue;
    }
    const int value = sextet(c);
    if (value < 0 || padded) return std::nullopt;
    ++digits;
    bits = ((bits << 6) | static_cast<std::uint32_t>(value)) & 0xFFFFFF;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out += static_cast<char>(static_cast<unsigned char>((bits >> held) & 0xFF));
    }
  }
  if (digits == 0 || digits % 4 == 1) return std::nullopt;
  return out;
}

bool is_readable(std::string_view bytes) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && !base::is_space(c); };
  return !bytes.empty() && base::valid_utf8(bytes) && std::none_of(bytes.begin(), bytes.end(), control);
}

std::optional<std::string> decode_utf16le(std::string_view bytes) {
  if (bytes.size() < 2 || bytes.size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    auto unit = static_cast<char32_t>(static_cast<unsigned char>(bytes[i]) |
                                      (static_cast<unsigned char>(bytes[i + 1]) << 8));
    if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < bytes.size()) {
      const auto low = static_cast<char32_t>(static_cast<unsigned char>(bytes[i + 2]) |
                                             (static_cast<unsigned char>(bytes[i + 3]) << 8));
      if (low < 0xDC00 || low >= 0xE000) return std::nullopt;
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    base::append_utf8(out, unit);
  }
  return is_readable(out) ? std::optional(out) : std::nullopt;
}

}  // namespace tamis::read
