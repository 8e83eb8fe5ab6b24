#include "engine/literal_filter.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>
#include <unordered_map>

#include "base/processor.h"
#include "base/text.h"
#include "engine/byte_frequency.h"
#include "engine/common_windows.h"

namespace tamis::engine {
namespace {

constexpr int kRefinements = 3;
constexpr std::size_t kMaxOffset = 255;  // of a window: a byte of the plan

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

// How often windows of four bytes stand in text, those that stand often.
class CommonWindows {
 public:
  CommonWindows() {
    for (std::size_t at = 0; at < kCommonWindows.size(); at += kSize)
      ranks_.emplace(kCommonWindows.substr(at, kSize), at / kSize + 1);
  }

  // 0 for what is not common. The counts fall with their rank about so; the 50th is 616 in a million.
  double rate(std::string_view window) const {
    const auto found = ranks_.find(base::to_lower(window));
    if (found == ranks_.end()) return 0;
    return 616e-6 * std::pow(50.0 / static_cast<double>(found->second), 0.6);
  }

 private:
  static constexpr std::size_t kSize = 4;
  std::unordered_map<std::string, std::size_t> ranks_;
};

// Where in the literal the rarest window of `width` bytes begins.
std::uint32_t rarest_window(const Literal& literal, std::uint32_t width, const CommonWindows& common) {
  double least = 2;
  std::uint32_t best = 0;
  for (std::size_t begin = 0; begin <= kMaxOffset && begin + width <= literal.bytes.size(); ++begin) {
    double rate = 1;
    for (std::size_t i = 0; i < width; ++i) rate *= frequency(literal.bytes[begin + i], literal.nocase);
    rate = std::max(rate, common.rate(std::string_view(literal.bytes).substr(begin, width)));
    if (rate < least) {
      least = rate;
      best = static_cast<std::uint32_t>(begin);
    }
  }
  return best;
}

// Calls `each(place, slot)` for each byte that fits the literal's window of `width` bytes from `offset`.
template <class Each>
void for_each_slot(const Literal& literal, std::size_t offset, std::size_t width, Each each) {
  for (std::size_t i = 0; i < width; ++i) {
    const char c = literal.bytes[offset + i];
    each(i, slot(c));
    if (!literal.nocase || !base::is_alpha(c)) continue;
    each(i, slot(base::is_lower(c) ? upper(c) : base::lower(c)));
  }
}

}  // namespace

// Deals windows out to buckets so that the expected rate of chance fits stays low: each goes where it adds
// least, then each is taken out once more and put where it adds least now.
struct LiteralFilter::Planner {
  Planner(const std::vector<Entry>& list, const std::vector<Literal>& texts)
      : entries(list), literals(texts), bucket_of(list.size(), 0) {}

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

  template <class Each>
  void for_each_slot(const Entry& entry, Each each) const {
    engine::for_each_slot(literals[entry.literal], entry.offset, entry.width, each);
  }

  void put(Bucket& bucket, const Entry& entry) const {
    for_each_slot(entry, [&](std::size_t place, std::uint8_t byte) {
      if (bucket.uses[place][byte]++ == 0) bucket.rates[place] += frequency(byte);
    });
    for (std::size_t place = entry.width; place < kWindow; ++place) ++bucket.any[place];
  }

  void take(Bucket& bucket, const Entry& entry) const {
    for_each_slot(entry, [&](std::size_t place, std::uint8_t byte) {
      if (--bucket.uses[place][byte] == 0) bucket.rates[place] -= frequency(byte);
    });
    for (std::size_t place = entry.width; place < kWindow; ++place) --bucket.any[place];
  }

  // What the bucket's rate would be with the entry in it.
  double rate_with(const Bucket& bucket, const Entry& entry) const {
    std::array<double, kWindow> rates = bucket.rates;
    for_each_slot(entry, [&](std::size_t place, std::uint8_t byte) {
      if (bucket.uses[place][byte] == 0) rates[place] += frequency(byte);
    });
    double product = 1;
    for (std::size_t i = 0; i < entry.width; ++i) product *= bucket.any[i] != 0 ? 1.0 : rates[i];
    return product;
  }

  void put_best(std::size_t index) {
    const Entry& entry = entries[index];
    double least = 2;
    for (std::size_t i = 0; i < kBuckets; ++i) {
      const double added = rate_with(buckets[i], entry) - buckets[i].rate();
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
  const std::vector<Literal>& literals;
  std::vector<std::size_t> bucket_of;
  std::vector<Bucket> buckets = std::vector<Bucket>(kBuckets);
};

LiteralFilter::Entry LiteralFilter::make_entry(std::uint32_t index, std::uint32_t offset) const {
  const Literal& literal = literals_[index];
  Entry entry{.literal = index, .size = static_cast<std::uint32_t>(literal.bytes.size())};
  entry.width = window_width(literal);
  entry.offset = offset;
  std::array<unsigned char, sizeof entry.head> head{}, mask{}, fold{};
  for (std::size_t i = 0; i < std::min(head.size(), literal.bytes.size()); ++i) {
    head[i] = static_cast<unsigned char>(literal.bytes[i]);
    mask[i] = 0xFF;
    if (literal.nocase && base::is_alpha(literal.bytes[i])) fold[i] = 0x20;
  }
  std::memcpy(&entry.head, head.data(), head.size());
  std::memcpy(&entry.mask, mask.data(), mask.size());
  std::memcpy(&entry.fold, fold.data(), fold.size());
  std::uint32_t window = 0;
  std::memcpy(&window, literal.bytes.data() + entry.offset, entry.width);
  entry.key = window_key(window, entry.width);
  return entry;
}

// Sorts the entries by their windows and says where those of each stand.
void LiteralFilter::group_entries() {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.key < b.key; });
  const auto bits =
      static_cast<unsigned>(std::bit_width(entries_.size() * 2));  // half of the places stay free
  groups_.assign(std::size_t{1} << bits, {});
  group_shift_ = 32 - bits;
  present_.assign((std::size_t{1} << kPresentBits) / 32, 0);
  for (std::uint32_t first = 0; first < entries_.size();) {
    const std::uint32_t key = entries_[first].key;
    std::uint32_t end = first;
    while (end < entries_.size() && entries_[end].key == key) ++end;
    auto place = place_of(key);
    while (groups_[place].count != 0) place = (place + 1) % groups_.size();
    groups_[place] = {key, first, end - first};
    const auto bit = hash(key) >> (32 - kPresentBits);
    present_[bit / 32] |= std::uint32_t{1} << (bit % 32);
    first = end;
  }
}

// All but the buckets. Nothing where the processor cannot.
std::optional<LiteralFilter> LiteralFilter::with_windows(std::span<const Literal> literals,
                                                         std::span<const std::uint32_t> offsets) {
  if (literals.empty() || !base::processor_has_avx512_vbmi()) return std::nullopt;
  LiteralFilter filter;
  for (const auto& literal : literals) {
    const auto index = static_cast<std::uint32_t>(filter.literals_.size());
    filter.literals_.push_back(literal);
    if (literal.nocase) filter.literals_.back().bytes = base::to_lower(literal.bytes);
    const Entry& entry = filter.entries_.emplace_back(filter.make_entry(index, offsets[index]));
    const char first = literal.bytes[entry.offset];
    filter.ascii_ = filter.ascii_ && (static_cast<unsigned char>(first) & 0x80U) == 0;
    filter.widths_[entry.width] = true;
  }
  return filter;
}

// Gives each entry's bucket the bytes of its window; where the window is too short, any byte.
void LiteralFilter::fill_buckets() {
  for (const Entry& entry : entries_) {
    const auto bucket = static_cast<unsigned char>(plan_[2 * std::size_t{entry.literal}]);
    const auto bit = static_cast<std::uint8_t>(1U << (bucket % 8));
    auto& fits = fits_[bucket / 8];
    for_each_slot(literals_[entry.literal], entry.offset, entry.width,
                  [&](std::size_t place, std::uint8_t byte) { fits[place].buckets[byte] |= bit; });
    for (std::size_t place = entry.width; place < kWindow; ++place) {
      for (auto& buckets : fits[place].buckets) buckets |= bit;
    }
  }
}

std::optional<LiteralFilter> LiteralFilter::create(std::span<const Literal> literals, double max_rate) {
  const CommonWindows common;
  std::vector<std::uint32_t> offsets;
  for (const Literal& literal : literals)
    offsets.push_back(rarest_window(literal, window_width(literal), common));
  auto filter = with_windows(literals, offsets);
  if (!filter) return std::nullopt;
  Planner planner(filter->entries_, filter->literals_);
  planner.run();
  if (planner.rate() > max_rate) return std::nullopt;
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    filter->plan_.push_back(static_cast<char>(planner.bucket_of[i]));
    filter->plan_.push_back(static_cast<char>(offsets[i]));
  }
  filter->group_entries();
  filter->fill_buckets();
  return filter;
}

std::optional<LiteralFilter> LiteralFilter::from_plan(std::span<const Literal> literals,
                                                      const std::string& plan) {
  if (plan.size() != 2 * literals.size()) return std::nullopt;
  std::vector<std::uint32_t> offsets;
  for (std::size_t i = 0; i < literals.size(); ++i) {
    const auto bucket = static_cast<unsigned char>(plan[2 * i]);
    const auto offset = static_cast<unsigned char>(plan[2 * i + 1]);
    if (bucket >= kBuckets || offset + window_width(literals[i]) > literals[i].bytes.size())
      return std::nullopt;
    offsets.push_back(offset);
  }
  auto filter = with_windows(literals, offsets);
  if (!filter) return std::nullopt;
  filter->plan_ = plan;
  filter->group_entries();
  filter->fill_buckets();
  return filter;
}

bool LiteralFilter::stands_at(const Entry& entry, std::string_view text, std::size_t begin) const {
  if (entry.size > text.size() - begin) return false;
  const auto& literal = literals_[entry.literal];
  std::uint64_t here = 0;
  if (text.size() - begin >= sizeof here) {
    std::memcpy(&here, text.data() + begin, sizeof here);
    if ((((here | entry.fold) ^ entry.head) & entry.mask) != 0) return false;
    if (entry.size <= sizeof here) return true;
  }
  const auto rest = text.substr(begin, entry.size);
  return literal.nocase ? base::equal_nocase(rest, literal.bytes) : rest == literal.bytes;
}

void LiteralFilter::compare(std::string_view text, std::uint32_t at, std::uint32_t window,
                            std::vector<model::Hit>& hits) const {
  for (std::uint32_t width = 1; width <= kWindow; ++width) {
    if (!widths_[width] || !may_hold(window, width)) continue;
    const auto key = window_key(window, width);
    auto place = place_of(key);
    while (groups_[place].count != 0 && groups_[place].key != key) place = (place + 1) % groups_.size();
    const Group& group = groups_[place];
    for (std::uint32_t i = group.first; i < group.first + group.count; ++i) {
      const Entry& entry = entries_[i];
      if (entry.width != width || at < entry.offset) continue;
      const auto begin = at - entry.offset;
      if (!stands_at(entry, text, begin)) continue;
      hits.push_back({.expression = entry.literal, .begin = begin, .end = begin + entry.size});
    }
  }
}

}  // namespace tamis::engine
