// UTF-8 is validated after J. Keiser and D. Lemire, "Validating UTF-8 in less than one instruction per byte"
// (2021): of each two neighbouring bytes three half-bytes are looked up in tables that hold a bit for each
// kind of error; where all three agree on a bit, there is that error. What is left are the third and fourth
// bytes of long sequences, which a comparison with what stands two and three bytes before decides.
#include "extract/byte_counts.h"

#include <cstdint>
#include <cstring>

#include "base/processor.h"
#include "base/text.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tamis::extract {

ByteCounts count_bytes_portably(std::string_view bytes) {
  ByteCounts counts;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    counts.nuls += byte == 0;
    counts.controls += is_control(c);
    counts.high += byte > 0x7F;
    counts.leads += byte > 0xBF;
  }
  counts.utf8 = counts.high == 0 || base::valid_utf8(bytes);
  return counts;
}

#if defined(__x86_64__)
namespace {

#define TAMIS_AVX2 __attribute__((target("avx2,bmi,popcnt")))

constexpr std::size_t kStep = 32;

// Kinds of errors in two neighbouring bytes, the first and the second of them.
constexpr int kTooShort = 1;        // a lead byte, then no continuation
constexpr int kTooLong = 2;         // ASCII, then a continuation
constexpr int kOverlong3 = 4;       // E0, then 80 to 9F
constexpr int kTooLarge = 8;        // F4, then 90 or more; F5 and more, then 90 or more
constexpr int kSurrogate = 16;      // ED, then A0 or more
constexpr int kOverlong2 = 32;      // C0 or C1, then a continuation
constexpr int kTooLarge1000 = 64;   // F5 and more, then 80 to 8F
constexpr int kOverlong4 = 64;      // F0, then 80 to 8F
constexpr int kTwoContinue = 0x80;  // two continuations: right only behind E0 and more
constexpr int kCarry = kTooShort | kTooLong | kTwoContinue;  // whatever the lower half of the first byte

TAMIS_AVX2 inline __m256i table(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k,
                                int l, int m, int n, int o, int p) {
  const auto byte = [](int value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  return _mm256_broadcastsi128_si256(_mm_setr_epi8(byte(a), byte(b), byte(c), byte(d), byte(e), byte(f),
                                                   byte(g), byte(h), byte(i), byte(j), byte(k), byte(l),
                                                   byte(m), byte(n), byte(o), byte(p)));
}

TAMIS_AVX2 inline __m256i upper_half(__m256i bytes) {
  return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}
TAMIS_AVX2 inline __m256i lower_half(__m256i bytes) {
  return _mm256_and_si256(bytes, _mm256_set1_epi8(0x0F));
}
TAMIS_AVX2 inline std::uint32_t bits(__m256i bytes) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
}

// A bit for each control byte. One table by the upper half says which group a byte is in (00 to 0F, 10 to 1F,
// 70 to 7F), one by the lower half in which groups it is a control.
TAMIS_AVX2 inline std::uint32_t control_bits(__m256i bytes) {
  const __m256i groups = table(1, 2, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m256i members = table(3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 1, 2, 2, 3, 7);
  const __m256i both = _mm256_and_si256(_mm256_shuffle_epi8(groups, upper_half(bytes)),
                                        _mm256_shuffle_epi8(members, lower_half(bytes)));
  return ~bits(_mm256_cmpeq_epi8(both, _mm256_setzero_si256()));
}

// The bytes that stand `Back` before those of `here`.
template <int Back>
TAMIS_AVX2 inline __m256i bytes_before(__m256i here, __m256i before) {
  return _mm256_alignr_epi8(here, _mm256_permute2x128_si256(before, here, 0x21), 16 - Back);
}

// Not zero where UTF-8 is broken, by the last of the bytes that show it.
TAMIS_AVX2 inline __m256i utf8_errors(__m256i here, __m256i before) {
  const __m256i by_first_upper =
      table(kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTooLong, kTwoContinue,
            kTwoContinue, kTwoContinue, kTwoContinue, kTooShort | kOverlong2, kTooShort,
            kTooShort | kOverlong3 | kSurrogate, kTooShort | kTooLarge | kTooLarge1000 | kOverlong4);
  constexpr int kLarge = kCarry | kTooLarge | kTooLarge1000;
  const __m256i by_first_lower = table(kCarry | kOverlong3 | kOverlong2 | kOverlong4, kCarry | kOverlong2,
                                       kCarry, kCarry, kCarry | kTooLarge, kLarge, kLarge, kLarge, kLarge,
                                       kLarge, kLarge, kLarge, kLarge, kLarge | kSurrogate, kLarge, kLarge);
  constexpr int kFollows = kTooLong | kOverlong2 | kTwoContinue;
  const __m256i by_second_upper =
      table(kTooShort, kTooShort, kTooShort, kTooShort, kTooShort, kTooShort, kTooShort, kTooShort,
            kFollows | kOverlong3 | kTooLarge1000 | kOverlong4, kFollows | kOverlong3 | kTooLarge,
            kFollows | kSurrogate | kTooLarge, kFollows | kSurrogate | kTooLarge, kTooShort, kTooShort,
            kTooShort, kTooShort);
  const __m256i first = bytes_before<1>(here, before);
  const __m256i pairs =
      _mm256_and_si256(_mm256_and_si256(_mm256_shuffle_epi8(by_first_upper, upper_half(first)),
                                        _mm256_shuffle_epi8(by_first_lower, lower_half(first))),
                       _mm256_shuffle_epi8(by_second_upper, upper_half(here)));
  // The first bit is set where a third or fourth byte must stand: there two continuations in a row are right.
  const __m256i third = _mm256_subs_epu8(bytes_before<2>(here, before), _mm256_set1_epi8(0xE0 - 0x80));
  const __m256i fourth = _mm256_subs_epu8(bytes_before<3>(here, before), _mm256_set1_epi8(0xF0 - 0x80));
  const __m256i must =
      _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(static_cast<char>(0x80)));
  return _mm256_xor_si256(pairs, must);
}

struct Pass {
  __m256i before;
  __m256i errors;
  bool open = false;  // a sequence may reach in from the step before
};

TAMIS_AVX2 inline void take(__m256i here, Pass& pass, ByteCounts& counts) {
  const auto controls = control_bits(here);
  if (controls != 0) {
    counts.controls += static_cast<std::size_t>(__builtin_popcount(controls));
    const auto nuls = bits(_mm256_cmpeq_epi8(here, _mm256_setzero_si256()));
    counts.nuls += static_cast<std::size_t>(__builtin_popcount(nuls));
  }
  const auto high = bits(here);
  if (high != 0 || pass.open) {
    counts.high += static_cast<std::size_t>(__builtin_popcount(high));
    // Signed: continuations are the lowest of all numbers.
    const auto low = bits(_mm256_cmpgt_epi8(_mm256_set1_epi8(-64), here));
    counts.leads += static_cast<std::size_t>(__builtin_popcount(high & ~low));
    pass.errors = _mm256_or_si256(pass.errors, utf8_errors(here, pass.before));
    pass.open = high != 0;
  }
  pass.before = here;
}

TAMIS_AVX2 ByteCounts count_avx2(std::string_view bytes) {
  ByteCounts counts;
  Pass pass{_mm256_setzero_si256(), _mm256_setzero_si256(), false};
  std::size_t at = 0;
  for (; at + kStep <= bytes.size(); at += kStep) {
    take(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes.data() + at)), pass, counts);
  }
  // The rest with blanks behind it, which count as nothing and end every sequence.
  alignas(kStep) char rest[kStep];
  std::memset(rest, ' ', sizeof rest);
  std::memcpy(rest, bytes.data() + at, bytes.size() - at);
  take(_mm256_load_si256(reinterpret_cast<const __m256i*>(rest)), pass, counts);
  counts.utf8 = _mm256_testz_si256(pass.errors, pass.errors) != 0;
  return counts;
}

#undef TAMIS_AVX2

}  // namespace
#endif

ByteCounts count_bytes(std::string_view bytes) {
#if defined(__x86_64__)
  if (bytes.size() >= kStep && base::processor_has_avx2()) return count_avx2(bytes);
#endif
  return count_bytes_portably(bytes);
}

}  // namespace tamis::extract
