#include "engine/literal_filter.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "base/processor.h"
#include "base/text.h"
#include "engine/byte_frequency.h"

namespace tamis::engine {
namespace {

constexpr int kRefinements = 3;

std::uint8_t slot(char c) {
  return static_cast<std::uint8_t>(static_cast<unsigned char>(c) & 0x7FU);
}

double frequency(std::uint8_t byte) {
  return static_cast<double>(kByteFrequency[byte]) / 100000.0;
}

char upper(char c) {
  return base::is_lower(c) ? static_cast<char>(c - ('a' - 'A')) : c;
}

double frequency(char c, bool nocase) {
  if (nocase && base::is_alpha(c)) return frequency(slot(base::lower(c))) + frequency(slot(upper(c)));
  return frequency(slot(c));
}

// Where in the literal the rarest window of `width` bytes begins.
std::uint32_t rarest_window(const Literal& literal, std::uint32_t width) {
  double least = 2;
  std::uint32_t best = 0;
  for (std::size_t begin = 0; begin + width <= literal.bytes.size(); ++begin) {
    double rate = 1;
    for (std::size_t i = 0; i < width; ++i) rate *= frequency(literal.bytes[begin + i], literal.nocase);
    if (rate < least) {
      least = rate;
      best = static_cast<std::uint32_t>(begin);
    }
  }
  return best;
}

}  // namespace

// Deals windows out to buckets so that the expected rate of chance fits stays low: each goes where it adds
// least, then each is taken out once more and put where it adds least now.
struct LiteralFilter::Planner {
  explicit Planner(const std::vector<Entry>& list) : entries(list), bucket_of(list.size(), 0) {}

  struct Bucket {
    std::array<std::array<std::uint32_t, 128>, kWindow> uses{};  // windows that fit this byte at this place
    std::array<std::uint32_t, kWindow> any{};                    // windows too short to reach this place
    std::array<double, kWindow> rates{};

    double rate() const {
      double product = 1;
      for (std::size_t i = 0; i < kWindow; ++i) product *= any[i] != 0 ? 1.0 : rates[i];
      return product;
    }
  };

  // Calls `each(place, slot)` for each byte that fits the entry's window.
  template <class Each>
  static void for_each_slot(const Entry& entry, Each each) {
    for (std::size_t i = 0; i < entry.width; ++i) {
      const char c = entry.bytes[entry.offset + i];
      each(i, slot(c));
      if (!entry.nocase || !base::is_alpha(c)) continue;
      each(i, slot(base::is_lower(c) ? upper(c) : base::lower(c)));
    }
  }

  static void put(Bucket& bucket, const Entry& entry) {
    for_each_slot(entry, [&](std::size_t place, std::uint8_t byte) {
      if (bucket.uses[place][byte]++ == 0) bucket.rates[place] += frequency(byte);
    });
    for (std::size_t place = entry.width; place < kWindow; ++place) ++bucket.any[place];
  }

  static void take(Bucket& bucket, const Entry& entry) {
    for_each_slot(entry, [&](std::size_t place, std::uint8_t byte) {
      if (--bucket.uses[place][byte] == 0) bucket.rates[place] -= frequency(byte);
    });
    for (std::size_t place = entry.width; place < kWindow; ++place) --bucket.any[place];
  }

  void put_best(std::size_t index) {
    const Entry& entry = entries[index];
    double least = 2;
    for (std::size_t i = 0; i < kBuckets; ++i) {
      const double before = buckets[i].rate();
      put(buckets[i], entry);
      const double added = buckets[i].rate() - before;
      take(buckets[i], entry);
      if (added < least) {
        least = added;
        bucket_of[index] = i;
      }
    }
    put(buckets[bucket_of[index]], entry);
  }

  void run() {
    std::vector<std::size_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    // The commonest windows first: they shape the buckets.
    const auto rate_of = [&](std::size_t index) {
      Bucket alone;
      put(alone, entries[index]);
      return alone.rate();
    };
    std::vector<double> rates(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) rates[i] = rate_of(i);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return rates[a] > rates[b]; });
    for (const auto index : order) put_best(index);
    for (int round = 0; round < kRefinements; ++round) {
      for (const auto index : order) {
        take(buckets[bucket_of[index]], entries[index]);
        put_best(index);
      }
    }
  }

  double rate() const {
    double sum = 0;
    for (const auto& bucket : buckets) {
      const bool empty = bucket.any[0] == 0 && bucket.rates[0] < 1e-9;
      if (!empty) sum += bucket.rate();
    }
    return sum;
  }

  const std::vector<Entry>& entries;
  std::vector<std::size_t> bucket_of;
  std::vector<Bucket> buckets = std::vector<Bucket>(kBuckets);
};

// Case is folded in keys whether or not the literal ignores it: one look-up serves both.
std::uint32_t LiteralFilter::window_key(std::uint32_t window, std::uint32_t width) {
  const std::uint32_t kept = width >= kWindow ? 0xFFFFFFFFU : (1U << (8 * width)) - 1;
  return ((window | 0x20202020U) & kept) + width;
}

std::uint32_t LiteralFilter::hash(std::uint32_t key) {
  return (key * 0x9E3779B1U) >> (32 - kHashBits);
}

void LiteralFilter::add_to_table(std::uint32_t index) {
  Entry& entry = entries_[index];
  std::uint32_t window = 0;
  std::memcpy(&window, entry.bytes.data() + entry.offset, entry.width);
  const auto at = hash(window_key(window, entry.width));
  entry.next = heads_[at];
  heads_[at] = index;
  present_[at / 64] |= std::uint64_t{1} << (at % 64);
  widths_[entry.width] = true;
}

std::optional<LiteralFilter> LiteralFilter::create(std::span<const Literal> literals, double max_rate) {
  if (literals.empty() || !base::processor_has_avx512_vbmi()) return std::nullopt;
  LiteralFilter filter;
  filter.heads_.assign(std::size_t{1} << kHashBits, kNone);
  filter.present_.assign((std::size_t{1} << kHashBits) / 64, 0);
  for (const auto& literal : literals) {
    const auto width = static_cast<std::uint32_t>(std::min(kWindow, literal.bytes.size()));
    const auto offset = rarest_window(literal, width);
    filter.ascii_ = filter.ascii_ && (static_cast<unsigned char>(literal.bytes[offset]) & 0x80U) == 0;
    filter.entries_.push_back({.bytes = literal.nocase ? base::to_lower(literal.bytes) : literal.bytes,
                               .nocase = literal.nocase,
                               .offset = offset,
                               .width = width,
                               .next = kNone});
    filter.add_to_table(static_cast<std::uint32_t>(filter.entries_.size() - 1));
  }
  Planner planner(filter.entries_);
  planner.run();
  if (planner.rate() > max_rate) return std::nullopt;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    const auto bit = static_cast<std::uint8_t>(1U << (i % 8));
    const auto& bucket = planner.buckets[i];
    for (std::size_t place = 0; place < kWindow; ++place) {
      auto& fits = filter.fits_[i / 8][place].buckets;
      for (std::size_t byte = 0; byte < fits.size(); ++byte) {
        if (bucket.any[place] != 0 || bucket.uses[place][byte] != 0) fits[byte] |= bit;
      }
    }
  }
  return filter;
}

void LiteralFilter::compare(std::string_view text, std::uint32_t at, std::uint32_t window,
                            std::vector<model::Hit>& hits) const {
  for (std::uint32_t width = 1; width <= kWindow; ++width) {
    if (!widths_[width]) continue;
    for (auto i = heads_[hash(window_key(window, width))]; i != kNone; i = entries_[i].next) {
      const Entry& entry = entries_[i];
      if (entry.width != width || at < entry.offset) continue;
      const std::size_t begin = at - entry.offset;
      if (entry.bytes.size() > text.size() - begin) continue;
      const auto here = text.substr(begin, entry.bytes.size());
      const bool same = entry.nocase ? base::equal_nocase(here, entry.bytes) : here == entry.bytes;
      if (!same) continue;
      hits.push_back({.expression = i,
                      .begin = static_cast<std::uint32_t>(begin),
                      .end = static_cast<std::uint32_t>(begin + entry.bytes.size())});
    }
  }
}

bool LiteralFilter::may_hold(std::uint32_t window) const {
  std::uint64_t found = 0;
  for (std::uint32_t width = 1; width <= kWindow; ++width) {
    const auto at = hash(window_key(window, width));
    found |= (present_[at / 64] >> (at % 64)) & static_cast<std::uint64_t>(widths_[width]);
  }
  return found != 0;
}

}  // namespace tamis::engine
