#include "extract/encoding.h"

#include <algorithm>
#include <array>
#include <functional>

namespace tamis::extract {
namespace {

using namespace std::string_view_literals;

struct Mark {
  Encoding encoding;
  std::string_view bytes;
};

// UTF-32 little-endian begins like UTF-16 little-endian: the longer mark comes first.
constexpr std::array<Mark, 5> kMarks = {{
    {Encoding::utf32le, "\xFF\xFE\0\0"sv},
    {Encoding::utf32be, "\0\0\xFE\xFF"sv},
    {Encoding::utf8, "\xEF\xBB\xBF"sv},
    {Encoding::utf16le, "\xFF\xFE"sv},
    {Encoding::utf16be, "\xFE\xFF"sv},
}};

constexpr std::size_t kSample = 64 * 1024;

struct Plausibility {
  std::size_t units = 0;
  std::size_t bad = 0;  // controls, lone surrogates, noncharacters
  std::size_t ascii = 0;
  std::size_t blocks = 0;  // units whose high byte is one of the two most frequent

  bool text() const {
    return units >= 2 && bad * 50 <= units && ascii * 16 >= units && blocks * 10 >= units * 7;
  }
};

// Reads the sample as UTF-16 and asks whether a person may have written it: hardly any controls, some ASCII
// (blank, line end, '='), and high bytes from one or two scripts. That holds for Cyrillic as well as for
// English.
Plausibility as_utf16(std::string_view bytes, bool little) {
  Plausibility seen;
  std::array<std::size_t, 256> high_bytes{};
  bool lead = false;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    const unsigned unit = little ? first | (unsigned{second} << 8) : second | (unsigned{first} << 8);
    ++seen.units;
    ++high_bytes[unit >> 8];
    const bool trail = unit >= 0xDC00 && unit <= 0xDFFF;
    if (trail != lead) ++seen.bad;
    lead = unit >= 0xD800 && unit <= 0xDBFF;
    const bool blank = unit == '\t' || unit == '\n' || unit == '\r' || unit == '\f' || unit == 0x1B;
    if ((unit < 0x20 && !blank) || (unit >= 0x7F && unit < 0xA0) || unit >= 0xFFFE) ++seen.bad;
    seen.ascii += blank || (unit >= 0x20 && unit < 0x7F);
  }
  std::partial_sort(high_bytes.begin(), high_bytes.begin() + 2, high_bytes.end(), std::greater<>());
  seen.blocks = high_bytes[0] + high_bytes[1];
  return seen;
}

Plausibility as_utf32(std::string_view bytes, bool little) {
  Plausibility seen;
  for (std::size_t i = 0; i + 3 < bytes.size(); i += 4) {
    std::uint32_t unit = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      unit |= std::uint32_t{static_cast<unsigned char>(bytes[i + k])} << 8 * (little ? k : 3 - k);
    }
    ++seen.units;
    const bool blank = unit == '\t' || unit == '\n' || unit == '\r' || unit == '\f' || unit == 0x1B;
    const bool outside = unit > 0x10FFFF || (unit >= 0xD800 && unit <= 0xDFFF);
    if (outside || (unit < 0x20 && !blank) || (unit >= 0x7F && unit < 0xA0)) ++seen.bad;
    seen.ascii += blank || (unit >= 0x20 && unit < 0x7F);
    seen.blocks += unit < 0x20000;
  }
  return seen;
}

// How many NULs stand at each place of a group of four bytes. Sixteen bytes at a time in sums of one byte
// each, which the compiler does in one instruction.
std::array<std::size_t, 4> count_nuls(std::string_view bytes) {
  constexpr std::size_t kRow = 16, kMostRows = 255;
  std::array<std::size_t, 4> nuls{};
  std::size_t at = 0;
  while (at + kRow <= bytes.size()) {
    const auto rows = std::min(kMostRows, (bytes.size() - at) / kRow);
    std::array<std::uint8_t, kRow> sums{};
    for (std::size_t row = 0; row < rows; ++row, at += kRow) {
      for (std::size_t i = 0; i < kRow; ++i) {
        sums[i] = static_cast<std::uint8_t>(sums[i] + (bytes[at + i] == '\0' ? 1 : 0));
      }
    }
    for (std::size_t i = 0; i < kRow; ++i) nuls[i & 3] += sums[i];
  }
  for (; at < bytes.size(); ++at) nuls[at & 3] += bytes[at] == '\0';
  return nuls;
}

// NULs at one parity only, and a plausible text: wide without a mark. Most binaries have too few NULs where
// such a text has them, and are not read as one.
Encoding identify_wide(std::string_view bytes) {
  const auto sample = bytes.substr(0, kSample);
  const auto nuls = count_nuls(sample);
  const auto enough = [&](std::size_t place) { return nuls[place] * 10 >= sample.size() / 4 * 7; };
  if (enough(3) && as_utf32(sample, true).text()) return Encoding::utf32le;
  if (enough(0) && as_utf32(sample, false).text()) return Encoding::utf32be;
  const auto even = nuls[0] + nuls[2];
  const auto odd = nuls[1] + nuls[3];
  const bool little = odd > even;
  const auto more = std::max(even, odd);
  if (std::min(even, odd) * 50 <= more && more * 16 >= sample.size() / 2 && as_utf16(sample, little).text()) {
    return little ? Encoding::utf16le : Encoding::utf16be;
  }
  return Encoding::binary;
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  static constexpr std::array<std::string_view, 12> kNames = {
      "utf-8",        "utf-8", "utf-16le", "utf-16be",     "utf-32le", "utf-32be",
      "windows-1252", "cp850", "cp437",    "windows-1251", "koi8-r",   "binary"};
  return kNames[static_cast<std::size_t>(encoding)];
}

std::size_t mark_length(Encoding encoding, std::string_view bytes) {
  if (encoding == Encoding::utf8_damaged) encoding = Encoding::utf8;
  for (const auto& mark : kMarks) {
    if (mark.encoding == encoding && bytes.starts_with(mark.bytes)) return mark.bytes.size();
  }
  return 0;
}

Encoding identify_encoding(std::string_view bytes, const ByteProfile& profile) {
  for (const auto& mark : kMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    if (mark.encoding == Encoding::utf8) break;
    // A UTF-16 text whose first character is NUL is no text; four bytes alone are a mark.
    if (mark.encoding == Encoding::utf32le && bytes.size() > 4 &&
        !as_utf32(bytes.substr(4, kSample), true).text()) {
      continue;
    }
    return mark.encoding;
  }
  // One pair of NULs may be noise in a text; two units in a row that read well are not.
  if (profile.nuls >= 2 || (profile.nuls == 1 && bytes.size() <= 4)) {
    const Encoding wide = identify_wide(bytes);
    if (wide != Encoding::binary) return wide;
  }
  if (profile.binary()) return Encoding::binary;
  if (profile.utf8()) return Encoding::utf8;
  // A cut may split the last character, and a few stray bytes do not make another encoding of a UTF-8 text.
  if (profile.strays == incomplete_utf8_tail(bytes) && profile.sequences > 0) return Encoding::utf8;
  if (profile.sequences > profile.strays) return Encoding::utf8_damaged;
  return identify_eight_bit(bytes);
}

}  // namespace tamis::extract
