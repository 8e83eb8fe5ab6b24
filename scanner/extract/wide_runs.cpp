#include "extract/wide_runs.h"

#include <cstddef>

#include "base/text.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tamis::extract {
namespace {

constexpr std::size_t kLeast = 6;
constexpr std::size_t kBlock = 64;
constexpr std::size_t kEntryEvery = 4096;  // characters: keeps looking up a place cheap

constexpr bool is_plain(unsigned char low) {
  return (low >= 0x20 && low < 0x7F) || low == '\t' || low == '\n' || low == '\r';
}

unsigned unit_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) | (unsigned{static_cast<unsigned char>(bytes[at + 1])} << 8);
}

// Letters of Europe's alphabets, signs such as the typographic apostrophe and the euro.
bool belongs(unsigned unit) {
  if (unit < 0x100) return is_plain(static_cast<unsigned char>(unit)) || unit >= 0xA0;
  return unit < 0x180 || (unit >= 0x386 && unit < 0x500) || (unit >= 0x2010 && unit < 0x2040) ||
         unit == 0x20AC;
}

// Bit i: a printable ASCII byte at i with a NUL behind it. A run of six such pairs, cut anywhere, leaves
// three pairs in a row in one of two neighbouring blocks; so three are what to look for.
#if defined(__SSE2__)
std::uint64_t pair_bits(const char* at) {
  std::uint64_t pairs = 0;
  for (unsigned i = 0; i < kBlock; i += 16) {
    const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
    const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i + 1));
    const __m128i zero = _mm_cmpeq_epi8(next, _mm_setzero_si128());
    const __m128i plain = _mm_cmpgt_epi8(here, _mm_set1_epi8(0x08));  // signed: bytes above 0x7F are negative
    pairs |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(zero, plain)))} << i;
  }
  return pairs;
}
#else
std::uint64_t pair_bits(const char* at) {
  std::uint64_t pairs = 0;
  for (unsigned i = 0; i < kBlock; ++i) {
    if (at[i + 1] == '\0' && static_cast<signed char>(at[i]) > 8) pairs |= std::uint64_t{1} << i;
  }
  return pairs;
}
#endif

class Collector {
 public:
  Collector(std::string_view bytes, std::uint64_t base, std::string& text, std::vector<RunsMap::Run>& runs)
      : bytes_(bytes), base_(base), text_(&text), runs_(&runs) {}

  // A seed of three pairs at `at`: the run around it, unless it was taken already.
  void take(std::size_t at) {
    if (at < done_) return;
    std::size_t begin = at;
    while (begin >= done_ + 2 && belongs(unit_at(bytes_, begin - 2))) begin -= 2;
    std::size_t end = at;
    while (end + 1 < bytes_.size() && belongs(unit_at(bytes_, end))) end += 2;
    done_ = end;
    if ((end - begin) / 2 < kLeast) return;
    for (std::size_t i = begin; i < end; i += 2) {
      if ((i - begin) / 2 % kEntryEvery == 0) runs_->push_back({text_->size(), base_ + i});
      base::append_utf8(*text_, unit_at(bytes_, i));
    }
    *text_ += '\n';
  }

 private:
  std::string_view bytes_;
  std::uint64_t base_;
  std::size_t done_ = 0;
  std::string* text_;
  std::vector<RunsMap::Run>* runs_;
};

}  // namespace

void find_wide_runs(std::string_view bytes, std::uint64_t base, std::string& text,
                    std::vector<RunsMap::Run>& runs) {
  Collector collector(bytes, base, text, runs);
  std::size_t at = 0;
  for (; at + kBlock < bytes.size(); at += kBlock) {
    const std::uint64_t pairs = pair_bits(bytes.data() + at);
    std::uint64_t seeds = pairs & (pairs >> 2) & (pairs >> 4);
    for (; seeds != 0; seeds &= seeds - 1) collector.take(at + static_cast<unsigned>(__builtin_ctzll(seeds)));
  }
  for (; at + 6 <= bytes.size(); ++at) {
    const auto plain = [&](std::size_t i) {
      return bytes[i + 1] == '\0' && is_plain(static_cast<unsigned char>(bytes[i]));
    };
    if (plain(at) && plain(at + 2) && plain(at + 4)) collector.take(at);
  }
}

}  // namespace tamis::extract
