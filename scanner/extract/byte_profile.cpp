#include "extract/byte_profile.h"

#include <cstdint>
#include <cstring>

#include "base/text.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tamis::extract {
namespace {

constexpr std::size_t kBlock = 64;

constexpr bool is_control(unsigned char c) {
  return c < 0x08 || (c >= 0x0E && c < 0x20 && c != 0x1B) || c == 0x7F || c == 0x0B;
}

struct BlockKind {
  bool high = false;
  bool low = false;  // holds a byte that may be a control: looked at one by one
};

// Bytes 0 to 7 and 14 to 31 are suspects; the rest below 0x20 is what texts hold.
#if defined(__SSE2__)
BlockKind look_at(const char* at) {
  const __m128i seven = _mm_set1_epi8(7);
  const __m128i fourteen = _mm_set1_epi8(14);
  const __m128i span = _mm_set1_epi8(31 - 14);
  __m128i high = _mm_setzero_si128();
  __m128i low = _mm_setzero_si128();
  for (std::size_t i = 0; i < kBlock; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
    const __m128i shifted = _mm_sub_epi8(bytes, fourteen);
    high = _mm_or_si128(high, bytes);
    low = _mm_or_si128(low, _mm_cmpeq_epi8(_mm_min_epu8(bytes, seven), bytes));
    low = _mm_or_si128(low, _mm_cmpeq_epi8(_mm_min_epu8(shifted, span), shifted));
  }
  return {_mm_movemask_epi8(high) != 0, _mm_movemask_epi8(low) != 0};
}
#else
BlockKind look_at(const char* at) {
  BlockKind kind;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto byte = static_cast<unsigned char>(at[i]);
    kind.high = kind.high || byte > 0x7F;
    kind.low = kind.low || byte < 8 || (byte >= 14 && byte < 32);
  }
  return kind;
}
#endif

void count_controls(std::string_view bytes, ByteProfile& profile) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    profile.nuls += byte == 0;
    profile.controls += is_control(byte);
  }
}

// Validates from `at` up to `stop` (a sequence may reach behind it); returns where it came to a halt.
std::size_t count_sequences(std::string_view bytes, std::size_t at, std::size_t stop, ByteProfile& profile) {
  while (at < stop) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const auto length = base::utf8_length(bytes, at);
    if (length == 0) {
      ++profile.strays;
      ++profile.high;
      ++at;
    } else {
      ++profile.sequences;
      profile.high += length;
      at += length;
    }
  }
  return at;
}

}  // namespace

ByteProfile profile_bytes(std::string_view bytes) {
  ByteProfile profile;
  profile.size = bytes.size();
  std::size_t checked = 0;  // UTF-8 is validated up to here; never behind a block that was seen as ASCII
  std::size_t at = 0;
  for (; at + kBlock <= bytes.size(); at += kBlock) {
    const BlockKind kind = look_at(bytes.data() + at);
    if (kind.low) count_controls(bytes.substr(at, kBlock), profile);
    if (kind.high) checked = count_sequences(bytes, checked > at ? checked : at, at + kBlock, profile);
  }
  count_controls(bytes.substr(at), profile);
  count_sequences(bytes, checked > at ? checked : at, bytes.size(), profile);
  if (!bytes.empty() && bytes.back() == '\x1a') --profile.controls;  // DOS end of file
  return profile;
}

std::size_t incomplete_utf8_tail(std::string_view bytes) {
  for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if (byte < 0x80) return 0;
    if (byte >= 0xC0) {
      const std::size_t needs = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
      return needs > back ? back : 0;
    }
  }
  return 0;
}

}  // namespace tamis::extract
