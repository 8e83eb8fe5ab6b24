// LiteralFilter: finds literals with AVX-512 VBMI, about twice as fast as Hyperscan does
// (docs/decisions/0001-engine.md). Same hits, not ordered.
//
//   if (auto filter = LiteralFilter::create(spec.literals)) filter->scan(text, hits);
//
// The idea: of each literal its rarest window of four bytes is looked for. Windows are dealt out to 32
// buckets so that those in one bucket look alike; for each bucket and each of the four places a table says
// which bytes fit. One instruction looks 64 bytes up in a table of 128 entries, so sixteen of them, combined
// by AND, leave those of 64 places where some bucket's window may stand: of a thousand literals about one in
// twenty. Those are gathered first and then sifted without branches by a hash of the window; what is left is
// compared with the literals themselves. All steps but the last compare only ever let too much pass, so
// nothing is lost.
//
// Immutable, shared between threads; scanning allocates nothing but hits.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "model/hit.h"

namespace tamis::engine {

class LiteralFilter {
 public:
  // Above this expected rate of windows that fit by chance Hyperscan is taken; at a rate of 1/30 it took 1.2
  // times as long.
  static constexpr double kMaxRate = 1.0 / 20;

  // Nothing where the processor cannot, or where the literals are so short or so many that it would be
  // slower.
  static std::optional<LiteralFilter> create(std::span<const Literal> literals, double max_rate = kMaxRate);

  // Two bytes for each literal: its bucket, where its window begins. Planning takes longer than all else:
  // with the plan of the same literals create() need not do it again. Any plan finds all hits, a foreign one
  // more slowly. Nothing where the processor cannot or where the plan is none.
  const std::string& plan() const { return plan_; }
  static std::optional<LiteralFilter> from_plan(std::span<const Literal> literals, const std::string& plan);

  // Appends all hits in `text` (at most kMaxText bytes), in no particular order.
  void scan(std::string_view text, std::vector<model::Hit>& hits) const;

 private:
  static constexpr std::size_t kWindow = 4;
  static constexpr std::size_t kSets = 4;  // of eight buckets: a bit for each in a byte
  static constexpr std::size_t kBuckets = 8 * kSets;
  static constexpr unsigned kPresentBits = 16;
  struct Entry {
    std::uint64_t head = 0;     // the literal's first eight bytes, in lower case where it ignores case
    std::uint64_t mask = 0;     // of those that it has
    std::uint64_t fold = 0;     // the bits in which its letters differ in the other case
    std::uint32_t literal = 0;  // in literals_
    std::uint32_t size = 0;     // of the literal
    std::uint32_t offset = 0;   // of the window in the literal
    std::uint32_t width = 0;    // of the window: less than four in shorter literals
    std::uint32_t key = 0;      // of the window
  };
  // The entries of one key, which stand side by side.
  struct Group {
    std::uint32_t key = 0;
    std::uint32_t first = 0;
    std::uint32_t count = 0;  // 0: this place of the table is free
  };
  struct Planner;
  static std::uint32_t window_width(const Literal& literal) {
    return static_cast<std::uint32_t>(std::min(kWindow, literal.bytes.size()));
  }
  static std::optional<LiteralFilter> with_windows(std::span<const Literal> literals,
                                                   std::span<const std::uint32_t> offsets);
  void fill_buckets();
  struct Candidates;

  // Case is folded in keys whether or not the literal ignores it: one look-up serves both.
  static std::uint32_t window_key(std::uint32_t window, std::uint32_t width) {
    const std::uint32_t kept = width >= kWindow ? 0xFFFFFFFFU : (1U << (8 * width)) - 1;
    return ((window | 0x20202020U) & kept) + width;
  }
  // The upper bits are the best; tables of different sizes take as many as they need.
  static constexpr std::uint32_t kHashFactor = 0x9E3779B1U;
  static std::uint32_t hash(std::uint32_t key) { return key * kHashFactor; }
  std::size_t place_of(std::uint32_t key) const { return hash(key) >> group_shift_; }
  bool may_hold(std::uint32_t window, std::uint32_t width) const {
    const auto bit = hash(window_key(window, width)) >> (32 - kPresentBits);
    return ((present_[bit / 32] >> (bit % 32)) & 1) != 0;
  }
  Entry make_entry(std::uint32_t index, std::uint32_t offset) const;
  void group_entries();
  bool stands_at(const Entry& entry, std::string_view text, std::size_t begin) const;
  void compare(std::string_view text, std::uint32_t at, std::uint32_t window,
               std::vector<model::Hit>& hits) const;
  static std::size_t list_places(Candidates& candidates);
  template <bool HasShort>
  std::size_t keep(std::string_view source, std::uint32_t source_begin, std::size_t count,
                   Candidates& candidates) const;
  void sift(std::string_view text, std::string_view source, std::uint32_t source_begin,
            Candidates& candidates, std::vector<model::Hit>& hits) const;
  void scan_blocks(std::string_view text, std::string_view source, std::uint32_t source_begin,
                   std::vector<model::Hit>& hits) const;

  struct alignas(64) Fits {
    std::array<std::uint8_t, 128> buckets{};  // by the low seven bits of a byte
  };
  std::array<std::array<Fits, kWindow>, kSets> fits_{};
  bool ascii_ = true;              // every window begins with a byte below 0x80
  std::vector<Literal> literals_;  // in lower case where they ignore case
  std::vector<Entry> entries_;
  std::string plan_;
  std::array<bool, kWindow + 1> widths_{};  // which occur
  std::vector<Group> groups_;               // by hash, or behind where another key stands there
  unsigned group_shift_ = 0;
  std::vector<std::uint32_t> present_;  // by hash: a bit
};

}  // namespace tamis::engine
