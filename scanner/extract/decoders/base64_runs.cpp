// A run of 24 characters holds two whole groups of eight side by side, wherever groups begin: so groups are
// all that has to be looked at.
#include "extract/decoders/base64_runs.h"

#include <algorithm>

#include "base/processor.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tamis::extract {
namespace {

constexpr std::size_t kGroup = 8;
static_assert(kLeastBase64 >= 3 * kGroup - 1);

// Of the last groups, which may be cut.
std::size_t search_groups(std::string_view text, std::size_t at, bool before) {
  for (; at + kGroup <= text.size(); at += kGroup) {
    bool full = true;
    for (std::size_t i = 0; i < kGroup && full; ++i) full = base64_value(text[at + i]) >= 0;
    if (full && before) return at;
    before = full;
  }
  return std::string_view::npos;
}

#if defined(__x86_64__)

// A bit for each group of 64 bytes. One table by the upper half of a byte says which row of ASCII's table it
// is in, one by the lower half in which rows (signs, digits, @A to O, P to _, p to z) that column is in the
// alphabets.
__attribute__((target("avx2"))) inline unsigned full_groups(const char* at) {
  const __m256i rows =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 0, 1, 2, 4, 8, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0));
  const __m256i columns =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(26, 30, 30, 30, 30, 30, 30, 30, 30, 30, 28, 5, 4, 5, 4, 13));
  const __m256i half = _mm256_set1_epi8(0x0F);
  unsigned groups = 0;
  for (unsigned i = 0; i < 2; ++i) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + i * 32));
    const __m256i row = _mm256_shuffle_epi8(rows, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half));
    const __m256i column = _mm256_shuffle_epi8(columns, _mm256_and_si256(bytes, half));
    const __m256i outside = _mm256_cmpeq_epi8(_mm256_and_si256(row, column), _mm256_setzero_si256());
    const __m256i full = _mm256_cmpeq_epi64(outside, _mm256_setzero_si256());
    groups |= static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(full))) << (4 * i);
  }
  return groups;
}

__attribute__((target("avx2"))) std::size_t search_avx2(std::string_view text, std::size_t at) {
  constexpr std::size_t kBlock = 8 * kGroup;
  unsigned before = 0;  // whether the last group was full
  for (; at + kBlock <= text.size(); at += kBlock) {
    const unsigned groups = full_groups(text.data() + at);
    const unsigned pairs = groups & ((groups << 1) | before);
    if (pairs != 0) return at + kGroup * static_cast<unsigned>(__builtin_ctz(pairs));
    before = groups >> 7;
  }
  return search_groups(text, at, before != 0);
}

#endif

}  // namespace

std::size_t next_base64_run_portably(std::string_view text, std::size_t from) {
  return search_groups(text, from, false);
}

std::size_t next_base64_run(std::string_view text, std::size_t from) {
#if defined(__x86_64__)
  if (base::processor_has_avx2()) return search_avx2(text, from);
#endif
  return next_base64_run_portably(text, from);
}

}  // namespace tamis::extract
