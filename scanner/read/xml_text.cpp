#include "read/xml_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "read/pair_names.h"

namespace tamis::read {
namespace {

using model::Span;

constexpr std::size_t kMaxEntity = 12;
constexpr std::size_t kMaxLabel = 48;

std::string_view named_entity(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kEntities = {{
      {"lt", "<"},    {"gt", ">"},     {"amp", "&"},    {"quot", "\""},  {"apos", "'"},
      {"nbsp", " "},  {"eacute", "é"}, {"egrave", "è"}, {"ecirc", "ê"},  {"agrave", "à"},
      {"acirc", "â"}, {"ccedil", "ç"}, {"ocirc", "ô"},  {"ucirc", "û"},  {"ugrave", "ù"},
      {"icirc", "î"}, {"iuml", "ï"},   {"euml", "ë"},   {"dollar", "$"}, {"excl", "!"},
  }};
  for (const auto& [known, bytes] : kEntities) {
    if (known == name) return bytes;
  }
  return {};
}

// What "&…;" stands for; empty where it is no entity that is undone here.
std::string entity(std::string_view name) {
  if (name.empty() || name.front() != '#') return std::string(named_entity(name));
  const bool hex = name.size() > 1 && base::lower(name[1]) == 'x';
  const std::string_view digits = name.substr(hex ? 2 : 1);
  if (digits.empty() || digits.size() > 7) return {};
  long code = hex ? hex_digits(digits, 0, digits.size()) : 0;
  for (const char c : hex ? std::string_view() : digits) {
    if (!base::is_digit(c)) return {};
    code = code * 10 + (c - '0');
  }
  if (code <= 0) return {};
  std::string bytes;
  base::append_utf8(bytes, static_cast<char32_t>(code));
  return bytes;
}

}  // namespace

void unescape_entities(std::string_view text, Span part, TracedText& out) {
  text = text.substr(0, part.end);
  std::size_t at = part.begin;
  while (at < part.end) {
    const auto mark = std::min(text.find('&', at), part.end);
    out.copy(text, at, mark);
    at = mark;
    if (at >= part.end) return;
    const auto semicolon = text.substr(0, std::min(part.end, at + kMaxEntity)).find(';', at);
    const std::string bytes =
        semicolon == std::string_view::npos ? std::string() : entity(text.substr(at + 1, semicolon - at - 1));
    const std::size_t length = bytes.empty() ? 1 : semicolon + 1 - at;
    if (bytes.empty())
      out.copy(text, at, at + 1);
    else
      out.put(bytes, {at, at + length});
    at += length;
  }
}

bool is_label(std::string_view text) {
  text = base::trim(text);
  if (text.ends_with(':')) text = base::trim(text.substr(0, text.size() - 1));
  return !text.empty() && text.size() <= kMaxLabel && std::count(text.begin(), text.end(), ' ') <= 4 &&
         text.find_first_of(":=<>.;!?") == std::string_view::npos;
}

std::optional<LabelPair> label_pair(std::string_view text) {
  const auto mark = text.substr(0, 2 * kMaxLabel).find_first_of(":=");
  if (mark == std::string_view::npos || mark + 1 >= text.size()) return std::nullopt;
  if (text[mark] == ':' && !base::is_space(text[mark + 1])) return std::nullopt;
  std::size_t begin = 0;
  while (begin < mark && base::is_space(text[begin])) ++begin;
  if (!is_label(text.substr(begin, mark - begin))) return std::nullopt;
  std::size_t value = mark + 1;
  while (value < text.size() && base::is_space(text[value])) ++value;
  std::size_t end = value;
  while (end < text.size() && !base::is_space(text[end])) ++end;
  if (value == end || !base::trim(text.substr(end)).empty()) return std::nullopt;
  return LabelPair{{begin, mark}, {value, end}};
}

}  // namespace tamis::read
