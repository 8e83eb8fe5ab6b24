#include "read/pair_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "base/text.h"

namespace tamis::read {

using model::Span;

bool is_name_member(std::string_view key) {
  static constexpr std::array<std::string_view, 11> kNames = {"name",     "key",    "param",     "parameter",
                                                              "property", "option", "setting",   "variable",
                                                              "nom",      "cle",    "param-name"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [key](std::string_view name) { return base::equal_nocase(key, name); });
}

bool is_value_member(std::string_view key) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "value", "val", "content", "valeur", "default", "defaultvalue", "currentvalue", "param-value"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [key](std::string_view name) { return base::equal_nocase(key, name); });
}

bool is_pair_key(std::string_view text) {
  if (text.empty() || text.size() > 96) return false;
  const auto fits = [](char c) {
    return base::is_word(c) || std::string_view(".-:/ $@{}").find(c) != std::string_view::npos ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  return std::all_of(text.begin(), text.end(), fits) && std::count(text.begin(), text.end(), ' ') <= 4;
}

long hex_digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  long value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!base::is_hex(text[i])) return -1;
    const char c = base::lower(text[i]);
    value = value * 16 + (base::is_digit(c) ? c - '0' : c - 'a' + 10);
  }
  return value;
}

namespace {

// The escape at text[at] == '\\'; returns its length, and appends what it stands for.
std::size_t unescape_one(std::string_view text, std::size_t at, std::size_t end, TracedText& out) {
  const std::string_view part = text.substr(0, end);
  if (at + 1 >= end) {
    out.copy(text, at, end);
    return 1;
  }
  const char c = text[at + 1];
  const std::size_t digits = c == 'u' ? 4 : c == 'x' ? 2 : c == 'U' ? 8 : 0;
  const long code = digits > 0 ? hex_digits(part, at + 2, digits) : -1;
  if (code >= 0) {
    std::size_t length = 2 + digits;
    auto point = static_cast<char32_t>(code);
    if (c == 'u' && code >= 0xD800 && code < 0xDC00 && part.substr(std::min(end, at + 6), 2) == "\\u") {
      const long low = hex_digits(part, at + 8, 4);
      if (low >= 0xDC00 && low < 0xE000) {
        point = static_cast<char32_t>(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00));
        length = 12;
      }
    }
    std::string bytes;
    base::append_utf8(bytes, point);
    out.put(bytes, {at, at + length});
    return length;
  }
  static constexpr std::string_view kFrom = "nrtbfae0v";
  static constexpr std::string_view kTo = "\n\r\t\b\f\a\x1b\0\v";
  const auto known = kFrom.find(c);
  const char byte = known == std::string_view::npos ? c : std::string_view(kTo.data(), kFrom.size())[known];
  out.put(std::string_view(&byte, 1), {at, at + 2});
  return 2;
}

}  // namespace

void unescape_json(std::string_view text, Span inner, TracedText& out) {
  constexpr std::size_t kMaxValue = std::size_t{1} << 20;
  text = text.substr(0, std::min({inner.end, text.size(), inner.begin + kMaxValue}));
  inner.end = text.size();
  std::size_t at = inner.begin;
  while (at < inner.end) {
    const auto escape = std::min(text.find('\\', at), inner.end);
    out.copy(text, at, escape);
    at = escape;
    if (at < inner.end) at += unescape_one(text, at, inner.end, out);
  }
}

}  // namespace tamis::read
