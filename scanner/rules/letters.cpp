#include "rules/letters.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::rules {
namespace {

struct Fold {
  char32_t code_point;
  std::string_view plain;
  bool upper;
};

// U+00C0 to U+00FF in pairs of 32: the second half is the lower case of the first, apart from × ÷ ß ÿ.
constexpr std::array<std::string_view, 32> kLatin1 = {"a", "a", "a", "a", "a", "a", "ae", "c", "e",  "e", "e",
                                                      "e", "i", "i", "i", "i", "d", "n",  "o", "o",  "o", "o",
                                                      "o", "",  "o", "u", "u", "u", "u",  "y", "th", "y"};

// The letters of Latin Extended-A that European names use; sorted.
constexpr std::array<Fold, 40> kExtended = {{
    {0x0100, "a", true}, {0x0101, "a", false}, {0x0102, "a", true},  {0x0103, "a", false},
    {0x0104, "a", true}, {0x0105, "a", false}, {0x0106, "c", true},  {0x0107, "c", false},
    {0x010C, "c", true}, {0x010D, "c", false}, {0x010E, "d", true},  {0x010F, "d", false},
    {0x0112, "e", true}, {0x0113, "e", false}, {0x0118, "e", true},  {0x0119, "e", false},
    {0x011A, "e", true}, {0x011B, "e", false}, {0x0141, "l", true},  {0x0142, "l", false},
    {0x0143, "n", true}, {0x0144, "n", false}, {0x0147, "n", true},  {0x0148, "n", false},
    {0x0150, "o", true}, {0x0151, "o", false}, {0x0152, "oe", true}, {0x0153, "oe", false},
    {0x0158, "r", true}, {0x0159, "r", false}, {0x015A, "s", true},  {0x015B, "s", false},
    {0x0160, "s", true}, {0x0161, "s", false}, {0x0170, "u", true},  {0x0171, "u", false},
    {0x0178, "y", true}, {0x017B, "z", true},  {0x017D, "z", true},  {0x017E, "z", false},
}};

Letter make(LetterKind kind, std::string_view folded) {
  Letter letter;
  letter.kind = kind;
  letter.size = static_cast<std::uint8_t>(std::min(folded.size(), letter.folded.size()));
  std::copy_n(folded.begin(), letter.size, letter.folded.begin());
  return letter;
}

Letter make(LetterKind kind, char32_t code_point) {
  std::string utf8;
  base::append_utf8(utf8, code_point);
  return make(kind, std::string_view(utf8));
}

constexpr std::array<Letter, 128> make_ascii() {
  std::array<Letter, 128> letters{};
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char c = static_cast<char>(i);
    letters[i].folded[0] = base::lower(c);
    letters[i].size = 1;
    if (base::is_lower(c)) letters[i].kind = LetterKind::lower;
    if (base::is_upper(c)) letters[i].kind = LetterKind::upper;
    if (base::is_digit(c)) letters[i].kind = LetterKind::digit;
  }
  return letters;
}

// Nearly every letter of nearly every name.
constexpr std::array<Letter, 128> kAscii = make_ascii();

Letter latin1_letter(char32_t code_point) {
  if (code_point == 0xDF) return make(LetterKind::lower, "ss");
  const std::string_view plain = kLatin1[code_point & 31U];
  if (plain.empty()) return make(LetterKind::separator, code_point);
  return make(code_point < 0xE0 ? LetterKind::upper : LetterKind::lower, plain);
}

// Letters of other scripts count as letters; what follows are the ranges that hold punctuation and symbols.
bool is_symbol(char32_t c) {
  return c < 0xC0 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x2E00 && c <= 0x2E7F) ||
         (c >= 0x3000 && c <= 0x303F) || (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFE00 && c <= 0xFE6F) ||
         (c >= 0xFF00 && c <= 0xFF0F) || c == 0xFEFF || c == 0xFFFD || c >= 0x1F000;
}

Letter wide_letter(char32_t c) {
  if (c >= 0x300 && c <= 0x36F) return make(LetterKind::mark, std::string_view());
  if (is_symbol(c)) return make(LetterKind::separator, c);
  if (c >= 0xC0 && c <= 0xFF) return latin1_letter(c);
  const auto* found =
      std::lower_bound(kExtended.begin(), kExtended.end(), c,
                       [](const Fold& fold, char32_t wanted) { return fold.code_point < wanted; });
  if (found != kExtended.end() && found->code_point == c) {
    return make(found->upper ? LetterKind::upper : LetterKind::lower, found->plain);
  }
  if (c >= 0x410 && c <= 0x42F) return make(LetterKind::upper, c + 0x20);  // Cyrillic
  if (c >= 0x400 && c <= 0x40F) return make(LetterKind::upper, c + 0x50);
  if (c >= 0x391 && c <= 0x3A9) return make(LetterKind::upper, c + 0x20);  // Greek
  return make(LetterKind::lower, c);
}

char32_t decode(std::string_view sequence) {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(sequence[i]));
  };
  switch (sequence.size()) {
    case 2:
      return ((byte(0) & 0x1FU) << 6U) | (byte(1) & 0x3FU);
    case 3:
      return ((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
    default:
      return ((byte(0) & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
             (byte(3) & 0x3FU);
  }
}

}  // namespace

Letter next_letter(std::string_view text, std::size_t& at) {
  const char c = text[at];
  if (static_cast<unsigned char>(c) < 0x80) {
    ++at;
    return kAscii[static_cast<unsigned char>(c)];
  }
  const std::size_t length = base::utf8_length(text, at);
  if (length < 2) {
    ++at;
    return make(LetterKind::separator, std::string_view(&c, 1));
  }
  const char32_t code_point = decode(text.substr(at, length));
  at += length;
  return wide_letter(code_point);
}

std::string fold_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80)
      out.push_back(base::lower(text[at++]));
    else
      out.append(next_letter(text, at).text());
  }
  return out;
}

}  // namespace tamis::rules
