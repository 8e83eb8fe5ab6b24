#include "detect/validators/encoding.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/text.h"

namespace tamis::detect {
namespace {

int base64_value(char c) {
  if (base::is_upper(c)) return c - 'A';
  if (base::is_lower(c)) return c - 'a' + 26;
  if (base::is_digit(c)) return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

int base32_value(char c) {
  if (base::is_upper(c)) return c - 'A';
  if (c >= '2' && c <= '7') return c - '2' + 26;
  return -1;
}

// Regroups digits of `bits` bits each into bytes; left-over bits that make no byte are dropped.
template <class Value>
std::optional<std::string> regroup(std::string_view text, unsigned bits, Value value_of) {
  std::string out;
  out.reserve(text.size() * bits / 8);
  std::uint32_t window = 0;
  unsigned held = 0;
  for (const char c : text) {
    const int value = value_of(c);
    if (value < 0) return std::nullopt;
    window = ((window << bits) | static_cast<std::uint32_t>(value)) & 0xFFFFFU;
    held += bits;
    if (held >= 8) {
      held -= 8;
      out.push_back(static_cast<char>((window >> held) & 0xFFU));
    }
  }
  return out;
}

std::string digits(std::uint32_t value, std::string_view alphabet, std::size_t width) {
  std::string out;
  const auto base = static_cast<std::uint32_t>(alphabet.size());
  for (; value != 0; value /= base) out.push_back(alphabet[value % base]);
  while (out.size() < width) out.push_back(alphabet[0]);
  std::reverse(out.begin(), out.end());
  return out;
}

constexpr std::string_view kUpperFirst = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kLowerFirst = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  std::string_view body = text;
  while (!body.empty() && body.back() == '=') body.remove_suffix(1);
  const std::size_t padding = text.size() - body.size();
  if (padding > 2 || (padding > 0 && text.size() % 4 != 0) || body.size() % 4 == 1) return std::nullopt;
  const bool standard = body.find_first_of("+/") != std::string_view::npos;
  const bool url_safe = body.find_first_of("-_") != std::string_view::npos;
  if (standard && url_safe) return std::nullopt;
  return regroup(body, 6, base64_value);
}

std::optional<std::string> decode_base32(std::string_view text) {
  return regroup(text, 5, base32_value);
}

std::string base62(std::uint32_t value, Base62Order order, std::size_t width) {
  return digits(value, order == Base62Order::upper_first ? kUpperFirst : kLowerFirst, width);
}

std::string base36(std::uint32_t value, std::size_t width) {
  return digits(value, kLowerFirst.substr(0, 36), width);
}

std::string hex8(std::uint32_t value) {
  return digits(value, kLowerFirst.substr(0, 16), 8);
}

std::optional<std::uint32_t> parse_number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (!base::is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
    if (value > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  }
  return static_cast<std::uint32_t>(value);
}

}  // namespace tamis::detect
