// What a value is as something else: an integer, characters, items.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "read/powershell/evaluator.h"

namespace tamis::read::powershell {

std::optional<std::int64_t> to_integer(const Result& value) {
  constexpr double kLimit = 9e15;
  if (value.kind == ResultKind::number || value.kind == ResultKind::boolean) {
    if (!(std::fabs(value.number) < kLimit)) return std::nullopt;
    return std::llround(value.number);
  }
  if (value.kind == ResultKind::character) {
    const std::string utf16 = utf8_to_utf16(value.text);
    if (utf16.size() < 2) return std::nullopt;
    return static_cast<unsigned char>(utf16[0]) + 256 * static_cast<unsigned char>(utf16[1]);
  }
  if (value.kind == ResultKind::text && !value.text.empty() && value.text.size() < 18) {
    std::string_view digits = base::trim(value.text);
    const bool hex = base::starts_with_nocase(digits, "0x");
    const bool negative = !hex && digits.starts_with('-');
    digits.remove_prefix(hex ? 2 : (negative ? 1 : 0));
    std::int64_t number = 0;
    if (digits.empty() || digits.size() > 15) return std::nullopt;
    for (const char c : digits) {
      if (hex ? !base::is_hex(c) : !base::is_digit(c)) return std::nullopt;
      number = number * (hex ? 16 : 10) + (base::is_digit(c) ? c - '0' : base::lower(c) - 'a' + 10);
    }
    return negative ? -number : number;
  }
  return std::nullopt;
}

Results characters_of(const Result& text) {
  constexpr std::size_t kMaxCharacters = 4096;
  Results characters;
  if (text.text.size() > kMaxCharacters) return characters;
  for (std::size_t i = 0; i < text.text.size();) {
    const std::size_t size = std::max<std::size_t>(1, base::utf8_length(text.text, i));
    Result character = text;
    character.kind = ResultKind::character;
    character.text = text.text.substr(i, size);
    character.items = nullptr;
    characters.push_back(std::move(character));
    i += size;
  }
  return characters;
}

Results flatten(const Result& value) {
  if (value.kind == ResultKind::list && value.items != nullptr) return *value.items;
  if (value.kind == ResultKind::bytes) {
    Results numbers;
    for (const char c : value.text) {
      Result number = value;
      number.kind = ResultKind::number;
      number.text.clear();
      number.number = static_cast<unsigned char>(c);
      numbers.push_back(std::move(number));
    }
    return numbers;
  }
  return {value};
}

}  // namespace tamis::read::powershell
