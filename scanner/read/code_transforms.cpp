#include "read/code_transforms.h"

#include <optional>
#include <string>

#include "base/text.h"
#include "read/base64.h"

namespace tamis::read {
namespace {

void replace(FoldedValue& value, std::string_view text, std::string_view decoded_by) {
  const model::Span written = value.text.written();
  value.text = {};
  value.text.put(text, written);
  value.home = written;
  value.computed = true;
  value.decoded_by.emplace_back(decoded_by);
}

unsigned digit(char c) {
  return static_cast<unsigned>(base::is_digit(c) ? c - '0' : base::lower(c) - 'a' + 10);
}

std::optional<std::string> decode_hexadecimal(std::string_view text) {
  if (text.empty() || text.size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    if (!base::is_hex(text[i]) || !base::is_hex(text[i + 1])) return std::nullopt;
    out += static_cast<char>(static_cast<unsigned char>(digit(text[i]) * 16 + digit(text[i + 1])));
  }
  return out;
}

}  // namespace

void reverse(FoldedValue& value) {
  if (!value.constant() || value.partial) return;
  // By characters, not bytes.
  const std::string& text = value.text.text();
  std::string out;
  for (std::size_t end = text.size(); end > 0;) {
    std::size_t begin = end - 1;
    while (begin > 0 && end - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    out.append(text, begin, end - begin);
    end = begin;
  }
  replace(value, out, "reversal");
}

bool decode(FoldedValue& value, Coding coding) {
  if (!value.constant() || value.partial) return false;
  auto bytes =
      coding == Coding::base64 ? decode_base64(value.text.text()) : decode_hexadecimal(value.text.text());
  if (!bytes) return false;
  if (!is_readable(*bytes)) {
    bytes = decode_utf16le(*bytes);
    if (!bytes || !is_readable(*bytes)) return false;
  }
  replace(value, *bytes, coding == Coding::base64 ? "base64" : "hex");
  return true;
}

bool append_character(std::string& out, std::string_view number) {
  unsigned code = 0;
  const bool hexadecimal = number.starts_with("0x") || number.starts_with("0X");
  if (hexadecimal) number.remove_prefix(2);
  if (number.empty() || number.size() > 6) return false;
  for (const char c : number) {
    if (hexadecimal ? !base::is_hex(c) : !base::is_digit(c)) return false;
    code = code * (hexadecimal ? 16U : 10U) + digit(c);
  }
  if (code < 0x20 || code > 0x10FFFF) return false;
  base::append_utf8(out, code);
  return true;
}

FoldedValue join_elements(const std::vector<FoldedValue>& elements, std::string_view separator,
                          model::Span written) {
  std::string out;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const auto& element = elements[i];
    if (!element.constant() || element.partial) return {};
    if (i > 0) out += separator;
    const std::string& text = element.text.text();
    const bool terminator = i + 1 == elements.size() && (text == "0" || text.empty());
    const bool number = element.quoting == model::Quoting::bare;
    if (terminator) break;
    if (number && !append_character(out, text)) return {};
    if (!number) out += text;
  }
  if (out.empty()) return {};
  FoldedValue value;
  value.state = model::ValueState::constant;
  value.quoting = model::Quoting::double_quotes;
  value.text.put(out, written);
  value.home = written;
  value.computed = true;
  value.decoded_by.emplace_back("characters");
  return value;
}

}  // namespace tamis::read
