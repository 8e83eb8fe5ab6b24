#include "extract/formats/tar_sparse.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace tamis::extract {
namespace {

using model::SkipReason;

// Holes hold nothing to find: small ones are filled, so that offsets stay right, of large ones a page stands
// for all.
constexpr std::uint64_t kHole = 4096;

constexpr std::size_t kEntryBytes = 24;  // of GNU's map: offset and size, twelve bytes each

// Decimal numbers, a line each, in a range of a content.
class Numbers {
 public:
  Numbers(Container& container, std::uint64_t begin, std::uint64_t end)
      : reader_(container.content(), container.pool()), begin_(begin), end_(end) {}

  // Nothing where the next line holds no number, or is not there.
  std::optional<std::uint64_t> next() {
    constexpr std::size_t kMost = 20;  // digits and the line's end
    if (bytes_.size() - at_ < kMost) load(begin_ + at_);
    // One digit is the rule where there are millions.
    if (bytes_.size() - at_ >= 2 && bytes_[at_ + 1] == '\n' && base::is_digit(bytes_[at_])) {
      at_ += 2;
      return static_cast<std::uint64_t>(bytes_[at_ - 2] - '0');
    }
    std::uint64_t number = 0;
    const auto stop = std::min(bytes_.size(), at_ + kMost);
    for (auto i = at_; i < stop; ++i) {
      if (bytes_[i] == '\n' && i > at_) {
        at_ = i + 1;
        return number;
      }
      if (!base::is_digit(bytes_[i])) break;
      number = number * 10 + static_cast<unsigned>(bytes_[i] - '0');
    }
    return std::nullopt;
  }

  // Where the lines end that follow; the end of the range where there are fewer. The place stays.
  std::uint64_t behind_lines(std::uint64_t lines) {
    const auto back = begin_ + at_;
    auto end = back;
    for (load(end); lines > 0 && !bytes_.empty(); load(end)) {
      const auto here = static_cast<std::uint64_t>(std::count(bytes_.begin(), bytes_.end(), '\n'));
      if (here < lines) {
        lines -= here;
        end += bytes_.size();
        continue;
      }
      std::size_t behind = 0;
      for (; lines > 0; --lines) behind = bytes_.find('\n', behind) + 1;
      end += behind;
    }
    load(back);
    return end;
  }

 private:
  void load(std::uint64_t at) {
    const auto most = std::min<std::uint64_t>(end_ - std::min(at, end_), ByteReader::kBuffer);
    bytes_ = reader_.at(at, static_cast<std::size_t>(most));
    begin_ = at;
    at_ = 0;
  }

  ByteReader reader_;
  std::string_view bytes_;
  std::size_t at_ = 0;       // in bytes_
  std::uint64_t begin_ = 0;  // of bytes_
  std::uint64_t end_ = 0;
};

}  // namespace

// Writes the hole before the entry and its data. False when nothing more can be taken.
bool SparseMember::take_entry(SparseEntry entry) {
  static constexpr char kZeros[kHole] = {};
  const auto [offset, size] = entry;
  if (size == 0) return true;
  broken_ = offset < at_ || offset > UINT64_MAX - size;
  if (broken_) return false;
  const auto hole = std::min(offset - at_, kHole);
  if (hole > 0 && !intake_.write({kZeros, static_cast<std::size_t>(hole)})) return false;
  at_ = offset + size;
  for (auto left = size; left > 0;) {
    broken_ = data_.begin >= end_;
    if (broken_) return false;
    const auto most = std::min<std::uint64_t>({left, end_ - data_.begin, ByteReader::kBuffer});
    const auto bytes = reader_->at(data_.begin, static_cast<std::size_t>(most));
    if (bytes.empty() || !intake_.write(bytes)) return false;
    data_.begin += bytes.size();
    left -= bytes.size();
  }
  return true;
}

void SparseMember::take(std::span<const SparseEntry> map) {
  for (const auto& entry : map) {
    if (!take_entry(entry)) return;
  }
}

// Where the map's blocks end is known only after reading them: they are read twice, and never held.
std::uint64_t SparseMember::take_map_in_header(std::string_view block) {
  constexpr std::size_t kInHeader = 386, kMoreInHeader = 482, kInBlock = 21 * kEntryBytes;
  const std::string first(block.substr(kInHeader, kMoreInHeader - kInHeader));
  const auto goes_on = [](std::string_view next) {
    return next.size() == kTarBlock && next[kInBlock] != '\0';
  };
  auto map = data_.begin;
  for (bool more = block[kMoreInHeader] != '\0'; more; data_.begin += kTarBlock) {
    more = goes_on(reader_->at(data_.begin, kTarBlock)) && !container_->budget().check_time();
  }
  end_ += data_.begin - map;  // the header's size does not count them
  const auto data = data_.begin;
  bool more = take_fields(first);
  ByteReader blocks(container_->content(), container_->pool());
  for (; more && map < data; map += kTarBlock) {
    more = take_fields(blocks.at(map, kTarBlock).substr(0, kInBlock));
  }
  return data;
}

// False when nothing more can be taken, or an entry is unused: the map ends there.
bool SparseMember::take_fields(std::string_view fields) {
  for (; fields.size() >= kEntryBytes; fields.remove_prefix(kEntryBytes)) {
    if (fields[0] == '\0') return false;
    const auto offset = tar_number(fields.substr(0, 12));
    const auto size = tar_number(fields.substr(12, 12));
    broken_ = !offset || !size;
    if (broken_ || !take_entry({*offset, *size})) return false;
  }
  return true;
}

// Counts the map's lines to find where the data begin, then goes through map and data side by side.
void SparseMember::take_map_in_data() {
  constexpr std::uint64_t kLookAtTheClock = 65536;  // entries
  Numbers numbers(*container_, data_.begin, end_);
  const auto count = numbers.next();
  broken_ = !count || *count > data_.size;
  if (broken_) return;
  data_.begin += (numbers.behind_lines(2 * *count) - data_.begin + kTarBlock - 1) / kTarBlock * kTarBlock;
  for (std::uint64_t i = 0; i < *count; ++i) {
    const auto offset = numbers.next();
    const auto size = numbers.next();
    broken_ = !offset || !size;
    if (broken_ || !take_entry({*offset, *size})) return;
    if (i % kLookAtTheClock == 0 && container_->budget().check_time()) return;
  }
}

void SparseMember::deliver() {
  container_->deliver(data_.name, intake_.content());
  if (broken_) {
    container_->skip_member(data_.name, SkipReason::malformed, "the map of the sparse file is broken");
  }
}

}  // namespace tamis::extract
