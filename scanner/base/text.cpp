#include "base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tamis::base {

std::string to_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

bool equal_nocase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && starts_with_nocase(a, b);
}

bool starts_with_nocase(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (lower(text[i]) != lower(prefix[i])) return false;
  }
  return true;
}

bool ends_with_nocase(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && starts_with_nocase(text.substr(text.size() - suffix.size()), suffix);
}

namespace {

#if defined(__SSE2__)
// Where a place may begin that has the needle's first and last bytes: a bit for each of 16 places from `at`.
class EndsInBlock {
 public:
  EndsInBlock(std::string_view needle, bool nocase)
      : first_(letter(needle.front(), nocase)),
        last_(letter(needle.back(), nocase)),
        apart_(needle.size() - 1) {}

  unsigned at(const char* text) const {
    const auto ends = _mm_and_si128(fits(load(text), first_), fits(load(text + apart_), last_));
    return static_cast<unsigned>(_mm_movemask_epi8(ends));
  }

 private:
  struct Letter {
    __m128i written, fold;  // a byte fits when (byte | fold) == written
  };
  static Letter letter(char c, bool nocase) {
    const bool folds = nocase && is_alpha(c);
    return {_mm_set1_epi8(folds ? lower(c) : c), _mm_set1_epi8(folds ? 0x20 : 0)};
  }
  static __m128i load(const char* from) {
    __m128i bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
  }
  static __m128i fits(__m128i bytes, const Letter& letter) {
    return _mm_cmpeq_epi8(_mm_or_si128(bytes, letter.fold), letter.written);
  }

  Letter first_, last_;
  std::size_t apart_;
};
#endif

// The first place from `from` on where `stands` says that the needle stands.
template <bool NoCase, class Stands>
std::size_t search(std::string_view text, std::string_view needle, std::size_t from, Stands stands) {
  if (needle.size() > text.size()) return std::string_view::npos;
  std::size_t i = from;
#if defined(__SSE2__)
  if (!needle.empty()) {
    const EndsInBlock ends(needle, NoCase);
    for (; i + needle.size() + 15 <= text.size(); i += 16) {
      for (unsigned places = ends.at(text.data() + i); places != 0; places &= places - 1) {
        const auto at = i + static_cast<unsigned>(__builtin_ctz(places));
        if (stands(text.substr(at))) return at;
      }
    }
  }
#endif
  for (; i + needle.size() <= text.size(); ++i) {
    if (stands(text.substr(i))) return i;
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t find_exact(std::string_view text, std::string_view needle, std::size_t from) {
  return search<false>(text, needle, from,
                       [needle](std::string_view here) { return here.starts_with(needle); });
}

std::size_t find_nocase(std::string_view text, std::string_view needle, std::size_t from) {
  return search<true>(text, needle, from,
                      [needle](std::string_view here) { return starts_with_nocase(here, needle); });
}

std::size_t behind_last(std::string_view text, char c, std::size_t floor, std::size_t at) {
  at = std::min(at, text.size());
  if (floor >= at) return floor;
  const void* last = ::memrchr(text.data() + floor, c, at - floor);
  return last == nullptr ? floor : static_cast<std::size_t>(static_cast<const char*>(last) - text.data()) + 1;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view file_name(std::string_view path) {
  std::size_t begin = path.size();
  while (begin > 0 && path[begin - 1] != '/' && path[begin - 1] != '\\') --begin;
  return path.substr(begin);
}

std::string extension(std::string_view path) {
  const auto name = file_name(path);
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : to_lower(name.substr(dot + 1));
}

namespace {

// Matches one [class] at pattern[p] ('[') against c; moves p behind it. An unclosed class is a literal '['.
bool match_class(std::string_view pattern, std::size_t& p, char c) {
  const auto close = pattern.find(']', p + 2);
  if (close == std::string_view::npos) return pattern[p++] == c;
  std::size_t i = p + 1;
  const bool negated = pattern[i] == '!' || pattern[i] == '^';
  if (negated) ++i;
  bool found = false;
  for (; i < close; ++i) {
    if (i + 2 < close && pattern[i + 1] == '-') {
      found = found || (c >= pattern[i] && c <= pattern[i + 2]);
      i += 2;
    } else {
      found = found || pattern[i] == c;
    }
  }
  p = close + 1;
  return found != negated;
}

}  // namespace

// Iterative with one point of return for '*' and one for '**': linear in practice, quadratic at worst.
bool glob_match(std::string_view pattern, std::string_view path) {
  constexpr auto kNone = std::string_view::npos;
  std::size_t p = 0, s = 0, star_p = kNone, star_s = 0, deep_p = kNone, deep_s = 0;
  while (s < path.size()) {
    if (pattern.substr(p, 2) == "**") {
      p += 2;
      if (p < pattern.size() && pattern[p] == '/') ++p;  // "**/x" also matches "x"
      deep_p = p;
      deep_s = s;
      star_p = kNone;
      continue;
    }
    if (p < pattern.size() && pattern[p] == '*') {
      star_p = ++p;
      star_s = s;
      continue;
    }
    if (p < pattern.size()) {
      std::size_t next = p + 1;
      const bool same = pattern[p] == '?'   ? path[s] != '/'
                        : pattern[p] == '[' ? match_class(pattern, next = p, path[s])
                                            : pattern[p] == path[s];
      if (same) {
        p = next;
        ++s;
        continue;
      }
    }
    if (star_p != kNone && path[star_s] != '/') {
      p = star_p;
      s = ++star_s;
    } else if (deep_p != kNone) {
      p = deep_p;
      s = ++deep_s;
      star_p = kNone;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

char* write_utf8(char* out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  const auto put = [&out](char32_t byte) { *out++ = static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
  return out;
}

void append_utf8(std::string& out, char32_t code_point) {
  std::array<char, 4> bytes{};
  out.append(bytes.data(), write_utf8(bytes.data(), code_point));
}

std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const auto follows = [&](std::size_t i) { return at + i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = lead == 0xED && byte(1) > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    const bool out_of_range = (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F);
    return out_of_range ? 0 : 4;
  }
  return 0;
}

bool valid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (text.size() - i >= 8) {  // eight ASCII bytes at a time
      std::uint64_t word;
      std::memcpy(&word, text.data() + i, sizeof word);
      if ((word & 0x8080808080808080U) == 0) {
        i += 8;
        continue;
      }
    }
    const auto length = utf8_length(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    const auto length = utf8_length(text, i);
    i += length == 0 ? 1 : length;
  }
  return count;
}

double entropy(std::string_view text) {
  if (text.empty()) return 0;
  std::array<std::size_t, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const auto count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

}  // namespace tamis::base
