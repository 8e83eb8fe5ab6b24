#include "detect/value_traits.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::detect {
namespace {

bool is_base64_character(char c) {
  return base::is_alnum(c) || c == '+' || c == '/' || c == '-' || c == '_' || c == '=';
}

// Letters and separators only: counts the words, a hump of camelCase beginning a new one.
void count_words(std::string_view value, ValueTraits& traits) {
  traits.words_only = !value.empty();
  bool in_word = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool letter = base::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
    const bool separator = c == '_' || c == '-' || c == '.' || c == ' ' || c == '\'';
    if (!letter && !separator) {
      traits.words_only = false;
      return;
    }
    const bool hump = base::is_upper(c) && i > 0 && base::is_lower(value[i - 1]);
    if (letter && (!in_word || hump)) ++traits.words;
    in_word = letter;
  }
}

}  // namespace

ValueTraits traits_of(std::string_view value) {
  ValueTraits traits;
  traits.length = base::count_code_points(value);
  traits.entropy = base::entropy(value);
  bool hex = value.size() >= 8, base64 = value.size() >= 8;
  bool in_part = false;
  for (const char c : value) {
    const bool blank = base::is_space(c);
    if (!blank && !in_part) ++traits.parts;
    in_part = !blank;
    traits.has_lower |= base::is_lower(c);
    traits.has_upper |= base::is_upper(c);
    traits.has_digit |= base::is_digit(c);
    traits.has_space |= base::is_space(c);
    const auto byte = static_cast<unsigned char>(c);
    traits.has_letter_beyond_ascii |= byte >= 0x80;
    traits.has_control |= byte < 0x20 && !base::is_space(c);
    traits.has_symbol |= byte > 0x20 && byte < 0x7F && !base::is_alnum(c);
    hex = hex && base::is_hex(c);
    base64 = base64 && is_base64_character(c);
  }
  traits.is_hex = hex && traits.has_digit && (traits.has_lower || traits.has_upper);
  traits.is_base64 = base64;
  count_words(value, traits);
  return traits;
}

bool looks_random(std::string_view value, const ValueTraits& traits) {
  if (traits.has_space || traits.has_control || traits.length < 16) return false;
  if (looks_typed_in_order(value)) return false;
  if (traits.is_hex) return traits.length >= 20 && traits.entropy > 3.0;
  if (!traits.has_digit || traits.kinds() < 2)
    return traits.length >= 24 && traits.entropy > 4.1 && traits.kinds() >= 2;
  return traits.entropy > (traits.length >= 24 ? 3.5 : 3.2);
}

bool looks_typed_in_order(std::string_view value) {
  if (value.size() < 6) return false;
  static constexpr std::string_view kRows[] = {"qwertyuiop", "azertyuiop", "asdfghjkl",
                                               "qsdfghjklm", "zxcvbnm",    "wxcvbn"};
  const auto follows = [](char a, char b) {
    if (b == a || b == a + 1 || b == a - 1) return true;
    return std::any_of(std::begin(kRows), std::end(kRows), [a, b](std::string_view row) {
      const auto at = row.find(a);
      return at != std::string_view::npos && at + 1 < row.size() && row[at + 1] == b;
    });
  };
  std::size_t ordered = 0;
  for (std::size_t i = 1; i < value.size(); ++i)
    ordered += follows(base::lower(value[i - 1]), base::lower(value[i])) ? 1U : 0U;
  return ordered * 10 >= (value.size() - 1) * 8;
}

}  // namespace tamis::detect
