// What a base64 text must hold.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "detect/validators/checks.h"
#include "detect/validators/encoding.h"
#include "detect/validators/json_object.h"

namespace tamis::detect {
namespace {

bool is_printable(std::string_view text) {
  return base::valid_utf8(text) && std::all_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
         });
}

}  // namespace

// `argument`: how many bytes; alternatives divided by '|'.
bool base64_bytes(std::string_view secret, std::string_view whole, std::string_view argument) {
  const auto bytes = decode_base64(secret);
  if (!bytes) return false;
  while (!argument.empty()) {
    const std::size_t bar = std::min(argument.find('|'), argument.size());
    const auto wanted = parse_number(argument.substr(0, bar));
    if (wanted && bytes->size() == *wanted) return random_looking(secret, whole, {});
    argument.remove_prefix(std::min(bar + 1, argument.size()));
  }
  return false;
}

// From "eyJ" on, base64 of a JSON object that has every key of `argument`, divided by commas.
bool base64_json(std::string_view secret, std::string_view, std::string_view argument) {
  const std::size_t begin = secret.find("eyJ");
  if (begin == std::string_view::npos) return false;
  std::size_t end = begin;
  while (end < secret.size() && is_base64(secret[end])) ++end;
  const auto json = decode_base64(secret.substr(begin, end - begin));
  if (!json) return false;
  const auto object = read_json_object(*json);
  if (!object) return false;
  while (!argument.empty()) {
    const std::size_t comma = std::min(argument.find(','), argument.size());
    if (!object->has(argument.substr(0, comma))) return false;
    argument.remove_prefix(std::min(comma + 1, argument.size()));
  }
  return true;
}

// Text that a person typed: four bytes or more, printable.
bool base64_text(std::string_view secret, std::string_view, std::string_view) {
  const auto text = decode_base64(secret);
  return text && text->size() >= 4 && is_printable(*text);
}

// user:password, both printable and not empty.
bool basic_credentials(std::string_view secret, std::string_view, std::string_view) {
  const auto text = decode_base64(secret);
  if (!text || !is_printable(*text)) return false;
  const std::size_t colon = text->find(':');
  return colon != std::string::npos && colon != 0 && colon + 1 != text->size();
}

}  // namespace tamis::detect
