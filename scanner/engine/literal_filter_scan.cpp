// The loop of LiteralFilter that runs over all bytes.
#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/literal_filter.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define TAMIS_FILTER __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi,popcnt")))
#else
#define TAMIS_FILTER
#endif

namespace tamis::engine {
namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kAhead = 3;    // bytes behind a block that windows reach
constexpr std::size_t kAtOnce = 16;  // places written at once, more than there may be

}  // namespace

// Gathered first, sifted later: where candidates stand is unpredictable, and a branch for each would cost
// more than the look-up itself.
struct LiteralFilter::Candidates {
  static constexpr std::size_t kMasks = 128;

  std::array<std::uint32_t, kMasks> begins;  // of blocks
  std::array<std::uint64_t, kMasks> masks;   // never zero: which of the block's 64 places
  std::array<std::uint32_t, kMasks * kBlock + kAtOnce> places;
  std::size_t count = 0;
};

#if defined(__x86_64__)

// Turns masks into places, sixteen at a time whether there are sixteen or not: how many a mask has is
// unpredictable too, but they are few.
TAMIS_FILTER std::size_t LiteralFilter::list_places(Candidates& candidates) {
  alignas(kBlock) static constexpr auto kNumbers = [] {
    std::array<std::uint8_t, kBlock> numbers{};
    for (std::size_t i = 0; i < kBlock; ++i) numbers[i] = static_cast<std::uint8_t>(i);
    return numbers;
  }();
  constexpr int kAll = 0xFFFF;  // without a mask gcc 12 warns of its own headers
  const __m512i numbers = _mm512_load_si512(kNumbers.data());
  std::size_t count = 0;
  for (std::size_t i = 0; i < candidates.count; ++i) {
    const auto next = count + static_cast<std::size_t>(std::popcount(candidates.masks[i]));
    const __m512i begin = _mm512_set1_epi32(static_cast<int>(candidates.begins[i]));
    alignas(kBlock) std::array<std::uint8_t, kBlock> listed;
    _mm512_store_si512(listed.data(), _mm512_maskz_compress_epi8(candidates.masks[i], numbers));
    for (std::size_t at = 0; count + at < next; at += kAtOnce) {
      const __m128i here = _mm_load_si128(reinterpret_cast<const __m128i*>(listed.data() + at));
      const __m512i places = _mm512_maskz_cvtepu8_epi32(kAll, here);
      _mm512_storeu_si512(candidates.places.data() + count + at, _mm512_add_epi32(begin, places));
    }
    count = next;
  }
  return count;
}

#else

std::size_t LiteralFilter::list_places(Candidates&) {
  return 0;
}

#endif

#if defined(__x86_64__)

// Leaves those places whose window may be a literal's, sixteen at a time. Windows of three and four bytes are
// looked up for nearly all rule sets, shorter ones hardly ever.
template <bool HasShort>
TAMIS_FILTER std::size_t LiteralFilter::keep(std::string_view source, std::uint32_t source_begin,
                                             std::size_t count, Candidates& candidates) const {
  constexpr __mmask16 kAll = 0xFFFF;
  const __m512i none = _mm512_setzero_si512();
  const __m512i case_bits = _mm512_set1_epi32(0x20202020);
  const __m512i factor = _mm512_set1_epi32(static_cast<int>(kHashFactor));
  // Whether the table holds the windows' first `width` bytes: as may_hold(), for sixteen.
  const auto look_up = [&](__m512i folded, std::uint32_t width) TAMIS_FILTER {
    const std::uint32_t mask = width >= kWindow ? 0xFFFFFFFFU : (1U << (8 * width)) - 1;
    const __m512i key = _mm512_add_epi32(_mm512_and_si512(folded, _mm512_set1_epi32(static_cast<int>(mask))),
                                         _mm512_set1_epi32(static_cast<int>(width)));
    const __m512i bit = _mm512_maskz_srli_epi32(kAll, _mm512_mullo_epi32(key, factor), 32 - kPresentBits);
    const __m512i words = _mm512_mask_i32gather_epi32(none, kAll, _mm512_maskz_srli_epi32(kAll, bit, 5),
                                                      present_.data(), sizeof(std::uint32_t));
    const __m512i one =
        _mm512_maskz_sllv_epi32(kAll, _mm512_set1_epi32(1), _mm512_and_si512(bit, _mm512_set1_epi32(31)));
    return _mm512_test_epi32_mask(words, one);
  };
  const __m512i origin = _mm512_set1_epi32(static_cast<int>(source_begin));
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; i += kAtOnce) {
    const __mmask16 valid = count - i >= kAtOnce ? kAll : static_cast<__mmask16>((1U << (count - i)) - 1);
    const __m512i at = _mm512_loadu_si512(candidates.places.data() + i);
    const __m512i window =
        _mm512_mask_i32gather_epi32(none, valid, _mm512_sub_epi32(at, origin), source.data(), 1);
    const __m512i folded = _mm512_or_si512(window, case_bits);
    auto found = static_cast<__mmask16>(look_up(folded, 4) | look_up(folded, 3));
    if constexpr (HasShort) {
      found = static_cast<__mmask16>(found | look_up(folded, 2) | look_up(folded, 1));
    }
    found = static_cast<__mmask16>(found & valid);
    _mm512_storeu_si512(candidates.places.data() + kept, _mm512_maskz_compress_epi32(found, at));
    kept += static_cast<std::size_t>(std::popcount(found));
  }
  return kept;
}

#else

template <bool HasShort>
std::size_t LiteralFilter::keep(std::string_view, std::uint32_t, std::size_t, Candidates&) const {
  return 0;
}

#endif

void LiteralFilter::sift(std::string_view text, std::string_view source, std::uint32_t source_begin,
                         Candidates& candidates, std::vector<model::Hit>& hits) const {
  const bool has_short = widths_[1] || widths_[2];
  const auto count = list_places(candidates);
  const auto kept = has_short ? keep<true>(source, source_begin, count, candidates)
                              : keep<false>(source, source_begin, count, candidates);
  for (std::size_t i = 0; i < kept; ++i) {
    const auto at = candidates.places[i];
    std::uint32_t window = 0;
    std::memcpy(&window, source.data() + (at - source_begin), sizeof window);
    if (at < text.size()) compare(text, at, window, hits);
  }
  candidates.count = 0;
}

#if defined(__x86_64__)

// `source` holds the bytes of `text` from `source_begin` on (or a padded copy), as many as blocks and kAhead
// need.
TAMIS_FILTER void LiteralFilter::scan_blocks(std::string_view text, std::string_view source,
                                             std::uint32_t source_begin,
                                             std::vector<model::Hit>& hits) const {
  Candidates candidates;
  __m512i low[kSets][kWindow];
  __m512i high[kSets][kWindow];
  for (std::size_t set = 0; set < kSets; ++set) {
    for (std::size_t place = 0; place < kWindow; ++place) {
      low[set][place] = _mm512_load_si512(fits_[set][place].buckets.data());
      high[set][place] = _mm512_load_si512(fits_[set][place].buckets.data() + kBlock);
    }
  }
  // Tables have 128 entries: a byte over 0x7F is looked up as the one 0x80 below. Where no window begins with
  // such a byte, places that do are left out.
  const std::uint64_t always = ascii_ ? 0 : ~std::uint64_t{0};
  for (std::size_t i = 0; i + kBlock + kAhead <= source.size(); i += kBlock) {
    const char* at = source.data() + i;
    const __m512i bytes[kWindow] = {_mm512_loadu_si512(at), _mm512_loadu_si512(at + 1),
                                    _mm512_loadu_si512(at + 2), _mm512_loadu_si512(at + 3)};
    std::uint64_t mask = 0;
    for (std::size_t set = 0; set < kSets; ++set) {
      __m512i found[kWindow];
      for (std::size_t place = 0; place < kWindow; ++place) {
        found[place] = _mm512_permutex2var_epi8(low[set][place], bytes[place], high[set][place]);
      }
      constexpr int kAnd3 = 0x80;
      mask |= _mm512_test_epi8_mask(_mm512_ternarylogic_epi32(found[0], found[1], found[2], kAnd3), found[3]);
    }
    mask &= ~_mm512_movepi8_mask(bytes[0]) | always;
    candidates.begins[candidates.count] = source_begin + static_cast<std::uint32_t>(i);
    candidates.masks[candidates.count] = mask;
    candidates.count += static_cast<std::size_t>(mask != 0);
    if (candidates.count == Candidates::kMasks) sift(text, source, source_begin, candidates, hits);
  }
  sift(text, source, source_begin, candidates, hits);
}

#else

void LiteralFilter::scan_blocks(std::string_view, std::string_view, std::uint32_t,
                                std::vector<model::Hit>&) const {}

#endif

void LiteralFilter::scan(std::string_view text, std::vector<model::Hit>& hits) const {
  const std::size_t whole = text.size() < kBlock + kAhead ? 0 : (text.size() - kAhead) / kBlock * kBlock;
  if (whole != 0) scan_blocks(text, text.substr(0, whole + kAhead), 0, hits);
  // The rest, fewer than 67 bytes, in a copy with zeros behind it; compare() knows where the text really
  // ends.
  std::array<char, 2 * kBlock + kAhead> rest{};
  const auto left = text.substr(whole);
  if (left.empty()) return;
  std::memcpy(rest.data(), left.data(), left.size());
  const std::size_t blocks = (left.size() + kBlock - 1) / kBlock;
  scan_blocks(text, {rest.data(), blocks * kBlock + kAhead}, static_cast<std::uint32_t>(whole), hits);
}

}  // namespace tamis::engine
