// Telling 8-bit encodings apart by what the bytes would say in each: how frequent the letters are in French
// (with German and Spanish neighbours) or Russian, whether they sit in a word of their own script, and
// whether capitals stand where capitals stand. Each byte adds a logarithm; the highest sum wins. A handful of
// bytes is often enough: 0x82 between ASCII letters is é in CP850 and a comma nowhere else used inside words.
#include "extract/eight_bit.h"

#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include "base/text.h"

namespace tamis::extract {
namespace {

enum class Kind : unsigned char { none, latin_lower, latin_upper, cyrillic_lower, cyrillic_upper, box, sign };

struct Weight {
  char16_t letter;
  double frequency;  // in a thousand characters above 0x7F
};

// Letters beyond ASCII in French, then German, Spanish, Portuguese, Scandinavian: counted roughly, ranks
// matter.
constexpr Weight kLatin[] = {{u'é', 350}, {u'è', 60}, {u'à', 70}, {u'ê', 32}, {u'ç', 26}, {u'ù', 9},
                             {u'â', 8},   {u'î', 9},  {u'ô', 10}, {u'û', 5},  {u'ë', 3},  {u'ï', 3},
                             {u'œ', 4},   {u'É', 14}, {u'À', 8},  {u'È', 2},  {u'Ç', 2},  {u'Ê', 2},
                             {u'ä', 35},  {u'ö', 30}, {u'ü', 45}, {u'ß', 20}, {u'Ä', 4},  {u'Ö', 4},
                             {u'Ü', 5},   {u'á', 22}, {u'í', 22}, {u'ó', 28}, {u'ú', 12}, {u'ñ', 20},
                             {u'ã', 14},  {u'õ', 5},  {u'å', 12}, {u'ø', 10}, {u'æ', 4},  {u'Ô', 1}};
constexpr Weight kSigns[] = {{u'\u2019', 25}, {u'\u2018', 4},  {u'\u201C', 7}, {u'\u201D', 7}, {u'\u2013', 7},
                             {u'\u2014', 5},  {u'\u2026', 7},  {u'\u20AC', 7}, {u'«', 15},     {u'»', 15},
                             {u'°', 15},      {u'\u00A0', 15}, {u'§', 4},      {u'©', 5},      {u'®', 3},
                             {u'²', 2},       {u'·', 2},       {u'µ', 2},      {u'£', 3},      {u'\u2116', 2},
                             {u'\u2022', 4}};
// а to я in the order of the alphabet, per thousand letters of Russian.
constexpr std::array<double, 32> kRussian = {80, 16, 45, 17, 30, 85, 9, 16, 74, 12, 35, 44, 32, 67, 110, 28,
                                             47, 55, 63, 26, 3,  10, 5, 14, 7,  4,  .4, 19, 17, 3,  6,   20};
constexpr double kRare = .3;
constexpr double kUnassigned = -12;

struct Letter {
  Kind kind = Kind::none;
  double score = kUnassigned;
};
using Model = std::array<Letter, 128>;

double logarithm(double frequency) {
  return std::log(frequency / 1000);
}

double listed(std::span<const Weight> weights, char16_t c) {
  for (const auto& weight : weights) {
    if (weight.letter == c) return weight.frequency;
  }
  return kRare;
}

Letter judge(char16_t c) {
  if (c == 0) return {};
  if (c >= u'\u0430' && c <= u'\u044F') {
    return {Kind::cyrillic_lower, logarithm(kRussian[static_cast<std::size_t>(c - u'\u0430')])};
  }
  if (c >= u'\u0410' && c <= u'\u042F') {
    return {Kind::cyrillic_upper, logarithm(kRussian[static_cast<std::size_t>(c - u'\u0410')])};
  }
  if (c == u'\u0451') return {Kind::cyrillic_lower, logarithm(2)};
  if (c >= u'\u0400' && c < u'\u0460') return {Kind::cyrillic_upper, logarithm(.1)};
  if (c >= u'\u2500' && c < u'\u25A0') return {Kind::box, logarithm(2)};
  const bool upper = (c >= u'À' && c <= u'Þ' && c != u'×') || c == u'\u0152' || c == u'\u0160' ||
                     c == u'\u017D' || c == u'\u0178';
  const bool lower =
      (c >= u'ß' && c <= u'ÿ' && c != u'÷') || c == u'\u0153' || c == u'\u0161' || c == u'\u017E';
  if (upper) return {Kind::latin_upper, logarithm(listed(kLatin, c))};
  if (lower) return {Kind::latin_lower, logarithm(listed(kLatin, c))};
  return {Kind::sign, logarithm(listed(kSigns, c))};
}

Model make_model(Encoding encoding) {
  Model model;
  for (std::size_t i = 0; i < model.size(); ++i) model[i] = judge(upper_half(encoding)[i]);
  return model;
}

constexpr std::array<Encoding, 4> kCandidates = {Encoding::windows1252, Encoding::windows1251,
                                                 Encoding::koi8r, Encoding::cp850};

const std::array<Model, kCandidates.size()>& models() {
  static const std::array<Model, kCandidates.size()> all = {
      make_model(kCandidates[0]), make_model(kCandidates[1]), make_model(kCandidates[2]),
      make_model(kCandidates[3])};
  return all;
}

constexpr bool is_high(char c) {
  return static_cast<unsigned char>(c) > 0x7F;
}
constexpr bool is_cyrillic(Kind kind) {
  return kind == Kind::cyrillic_lower || kind == Kind::cyrillic_upper;
}
constexpr bool is_latin(Kind kind) {
  return kind == Kind::latin_lower || kind == Kind::latin_upper;
}

Kind kind_of(const Model& model, char c) {
  if (is_high(c)) return model[static_cast<unsigned char>(c) - 0x80U].kind;
  if (base::is_lower(c)) return Kind::latin_lower;
  return base::is_upper(c) ? Kind::latin_upper : Kind::none;
}

struct Neighbours {
  char before = ' ';
  char after = ' ';
  bool third = false;  // the same byte for the third time in a row
};

double fit_latin(const Model& model, Kind kind, Neighbours at) {
  double score = 0;
  if (is_high(at.before) && is_latin(kind_of(model, at.before))) score -= 2;
  if (is_cyrillic(kind_of(model, at.before)) || is_cyrillic(kind_of(model, at.after))) score -= 3;
  const bool after_lower = kind_of(model, at.before) == Kind::latin_lower;
  if (kind == Kind::latin_upper && after_lower) score -= 4;
  return at.third ? score - 6 : score;
}

double fit_cyrillic(const Model& model, Kind kind, Neighbours at) {
  double score = 0;
  const Kind before = kind_of(model, at.before);
  const Kind after = kind_of(model, at.after);
  if (is_latin(before)) score -= 3;
  if (is_latin(after)) score -= 3;
  if (!is_cyrillic(before) && !is_cyrillic(after)) score -= 2;
  if (kind == Kind::cyrillic_upper) {
    score -= before == Kind::cyrillic_upper ? .3 : before == Kind::cyrillic_lower ? 4 : 1.5;
  } else if (before == Kind::cyrillic_upper && after == Kind::cyrillic_upper) {
    score -= 3;
  }
  return at.third ? score - 6 : score;
}

double fit(const Model& model, char c, Neighbours at) {
  const Letter& letter = model[static_cast<unsigned char>(c) - 0x80U];
  switch (letter.kind) {
    case Kind::latin_lower:
    case Kind::latin_upper:
      return letter.score + fit_latin(model, letter.kind, at);
    case Kind::cyrillic_lower:
    case Kind::cyrillic_upper:
      return letter.score + fit_cyrillic(model, letter.kind, at);
    case Kind::box: {
      // Frames come in runs; a lone piece of one inside a word is no frame.
      const bool in_word = is_latin(kind_of(model, at.before)) || is_latin(kind_of(model, at.after)) ||
                           is_cyrillic(kind_of(model, at.before)) || is_cyrillic(kind_of(model, at.after));
      return at.before == c ? logarithm(300) : letter.score - (in_word ? 5 : 0);
    }
    case Kind::sign: {
      const bool in_word = is_latin(kind_of(model, at.before)) && is_latin(kind_of(model, at.after));
      const char16_t apostrophe = u'\u2019';
      return letter.score - (in_word && letter.score < logarithm(listed(kSigns, apostrophe)) ? 3 : 0);
    }
    case Kind::none:
      break;
  }
  return letter.score;
}

}  // namespace

Encoding identify_eight_bit(std::string_view bytes) {
  constexpr std::size_t kEnough = 2048;  // high bytes that are weighed
  std::array<double, kCandidates.size()> scores = {1.0, 0, 0, 0};
  std::size_t seen = 0;
  for (std::size_t i = 0; i < bytes.size() && seen < kEnough; ++i) {
    if (!is_high(bytes[i])) continue;
    ++seen;
    Neighbours at;
    if (i > 0) at.before = bytes[i - 1];
    if (i + 1 < bytes.size()) at.after = bytes[i + 1];
    at.third = i > 1 && bytes[i - 1] == bytes[i] && bytes[i - 2] == bytes[i];
    for (std::size_t k = 0; k < kCandidates.size(); ++k) scores[k] += fit(models()[k], bytes[i], at);
  }
  std::size_t best = 0;
  for (std::size_t k = 1; k < kCandidates.size(); ++k) {
    if (scores[k] > scores[best]) best = k;
  }
  return kCandidates[best];
}

}  // namespace tamis::extract
