#include "report/printable.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/text.h"

namespace tamis::report {

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  const auto length = base::utf8_length(text, at);
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at + i]));
  };
  const auto follow = [&](std::size_t i) { return byte(i) & 0x3F; };
  switch (length) {
    case 1:
      return {byte(0), 1};
    case 2:
      return {((byte(0) & 0x1F) << 6) | follow(1), 2};
    case 3:
      return {((byte(0) & 0x0F) << 12) | (follow(1) << 6) | follow(2), 3};
    case 4:
      return {((byte(0) & 0x07) << 18) | (follow(1) << 12) | (follow(2) << 6) | follow(3), 4};
    default:
      return {0, 0};
  }
}

bool is_unprintable(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return true;
  if (c < 0xAD) return false;
  return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

void append_printable(std::string& out, std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto point = decode_utf8(text, at);
    if (point.length == 0) {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("\\x{:02x}"), static_cast<unsigned char>(text[at]));
      ++at;
      continue;
    }
    if (!is_unprintable(point.value)) {
      out.append(text, at, point.length);
    } else if (point.value == '\n') {
      out += "\\n";
    } else if (point.value == '\r') {
      out += "\\r";
    } else if (point.value == '\t') {
      out += "\\t";
    } else if (point.value < 0x80) {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("\\x{:02x}"), static_cast<unsigned>(point.value));
    } else {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("\\u{{{:x}}}"),
                     static_cast<std::uint32_t>(point.value));
    }
    at += point.length;
  }
}

std::string printable(std::string_view text) {
  std::string out;
  append_printable(out, text);
  return out;
}

std::string printable_cut(std::string_view text, std::size_t max) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < max; ++count) {
    at += std::max<std::size_t>(1, base::utf8_length(text, at));
  }
  std::string out = printable(text.substr(0, at));
  if (at < text.size()) out += "...";
  return out;
}

void append_wrapped(std::string& out, std::string_view text, std::size_t indent, std::size_t width) {
  // A terminal narrower than this gets whole lines: it breaks them better than we could.
  constexpr std::size_t kNarrowest = 20;
  const bool wrap = width >= indent + kNarrowest;
  std::size_t column = indent;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && base::is_space(text[at])) ++at;
    std::size_t end = at;
    while (end < text.size() && !base::is_space(text[end])) ++end;
    if (end == at) break;
    const auto word = printable(text.substr(at, end - at));
    const auto size = base::count_code_points(word);
    if (wrap && column > indent && column + 1 + size > width) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += size;
    at = end;
  }
}

}  // namespace tamis::report
