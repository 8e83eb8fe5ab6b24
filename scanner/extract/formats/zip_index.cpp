#include "extract/formats/zip_index.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "base/hash.h"
#include "base/text.h"
#include "extract/encoding.h"
#include "extract/identify.h"
#include "extract/transcode.h"

namespace tamis::extract {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kLocal = "PK\3\4"sv;
constexpr std::string_view kCentral = "PK\1\2"sv;
constexpr std::string_view kEnd = "PK\5\6"sv;
constexpr std::string_view kEnd64 = "PK\6\6"sv;
constexpr std::string_view kDescriptorMark = "PK\7\10"sv;
constexpr std::size_t kLocalBytes = 30;
constexpr std::size_t kCentralBytes = 46;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kEnd64Bytes = 56;
constexpr std::uint64_t kFull32 = 0xFFFFFFFF;
constexpr std::size_t kMostEndRecords = 4096;

// Calls visit(offset, four bytes) for each "PK" from `from` on until it returns false.
template <class Visit>
void sweep(ByteReader& reader, std::uint64_t from, Visit&& visit) {
  std::uint64_t at = from;
  while (at + 4 <= reader.size()) {
    const auto bytes = reader.run(at);
    if (bytes.size() < 4) return;
    for (auto p = bytes.find("PK"); p != std::string_view::npos && p + 4 <= bytes.size();
         p = bytes.find("PK", p + 2)) {
      if (!visit(at + p, bytes.substr(p, 4))) return;
    }
    at += bytes.size() - 3;
  }
}

// Sizes and offset that do not fit into 32 bits stand in the extra field 1, in this order, only those that
// are full.
void read_zip64(std::string_view extra, ZipEntry& entry, std::uint64_t* local) {
  for (std::size_t at = 0; at + 4 <= extra.size();) {
    const auto id = little_endian(extra, at, 2);
    const auto size = static_cast<std::size_t>(little_endian(extra, at + 2, 2));
    const auto body = extra.substr(at + 4, size);
    at += 4 + size;
    if (id != 1) continue;
    std::size_t next = 0;
    const auto take = [&](std::uint64_t& field) {
      if (field != kFull32 || next + 8 > body.size()) return;
      field = little_endian(body, next, 8);
      next += 8;
    };
    take(entry.size);
    take(entry.compressed);
    if (local != nullptr) take(*local);
    return;
  }
}

// Info-ZIP's Unicode path, valid while its checksum is that of the plain name.
std::optional<std::string> unicode_path(std::string_view extra, std::string_view raw) {
  for (std::size_t at = 0; at + 4 <= extra.size();) {
    const auto id = little_endian(extra, at, 2);
    const auto size = static_cast<std::size_t>(little_endian(extra, at + 2, 2));
    const auto body = extra.substr(at + 4, size);
    at += 4 + size;
    if (id == 0x7075 && body.size() > 5 && little_endian(body, 1, 4) == base::crc32(raw) &&
        base::valid_utf8(body.substr(5))) {
      return std::string(body.substr(5));
    }
  }
  return std::nullopt;
}

// Writers that do not say UTF-8 used whatever their machine had.
std::string decode_name(std::string_view raw, std::string_view extra) {
  if (auto path = unicode_path(extra, raw)) return *path;
  if (base::valid_utf8(raw)) return std::string(raw);
  std::string name;
  append_as_utf8(name, identify_eight_bit(raw), raw);
  return name;
}

// Fills what the local header at entry.local says. False when there is none.
bool read_local(ByteReader& reader, ZipEntry& entry) {
  const auto header = reader.at(entry.local, kLocalBytes);
  if (header.size() < kLocalBytes || !header.starts_with(kLocal)) return false;
  const auto name_size = static_cast<std::size_t>(little_endian(header, 26, 2));
  const auto extra_size = static_cast<std::size_t>(little_endian(header, 28, 2));
  entry.data = entry.local + kLocalBytes + name_size + extra_size;
  ZipEntry local;
  local.flags = static_cast<std::uint16_t>(little_endian(header, 6, 2));
  local.method = static_cast<std::uint16_t>(little_endian(header, 8, 2));
  local.crc = static_cast<std::uint32_t>(little_endian(header, 14, 4));
  local.compressed = little_endian(header, 18, 4);
  local.size = little_endian(header, 22, 4);
  const auto rest = reader.at(entry.local + kLocalBytes, name_size + extra_size);
  const auto raw = rest.substr(0, name_size);
  const auto extra = rest.substr(std::min(name_size, rest.size()));
  read_zip64(extra, local, nullptr);
  local.name = decode_name(raw, extra);
  if (entry.listed) {
    if (local.name != entry.name) entry.local_name = std::move(local.name);
    return true;
  }
  entry.flags = local.flags;
  entry.method = local.method;
  entry.crc = local.crc;
  entry.compressed = local.compressed;
  entry.size = local.size;
  entry.name = std::move(local.name);
  return true;
}

struct Directory {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t shift = 0;  // what to add to its offsets, modulo 2^64: a prefix, or one that was cut off
};

bool is_central(ByteReader& reader, std::uint64_t at) {
  return reader.at(at, 4) == kCentral;
}

// The directory of the end record at `at`: right before it, or where it says.
std::optional<Directory> find_directory(ByteReader& reader, std::uint64_t at) {
  const auto record = reader.at(at, kEndBytes);
  if (record.size() < kEndBytes) return std::nullopt;
  std::uint64_t size = little_endian(record, 12, 4);
  std::uint64_t offset = little_endian(record, 16, 4);
  std::uint64_t end = at;
  constexpr std::size_t kLocatorBytes = 20;
  if (at >= kLocatorBytes + kEnd64Bytes) {
    const auto wide_at = at - kLocatorBytes - kEnd64Bytes;
    const auto wide = reader.at(wide_at, kEnd64Bytes);
    if (wide.starts_with(kEnd64)) {
      size = little_endian(wide, 40, 8);
      offset = little_endian(wide, 48, 8);
      end = wide_at;
    }
  }
  if (size <= end && is_central(reader, end - size)) return Directory{end - size, end, end - size - offset};
  if (offset < reader.size() && is_central(reader, offset)) return Directory{offset, at, 0};
  return std::nullopt;
}

class Indexer {
 public:
  Indexer(ByteReader& reader, std::size_t most) : reader_(&reader), most_(most) {}

  ZipIndex run() {
    std::vector<std::uint64_t> locals;
    std::vector<std::uint64_t> ends;
    sweep(*reader_, 0, [&](std::uint64_t at, std::string_view mark) {
      if (mark == kLocal && locals.size() < most_) locals.push_back(at);
      if (mark == kEnd && ends.size() < kMostEndRecords) ends.push_back(at);
      return true;
    });
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) list(*end);
    for (const auto local : locals) add_local(local);
    std::stable_sort(index_.entries.begin(), index_.entries.end(),
                     [](const ZipEntry& a, const ZipEntry& b) { return a.local < b.local; });
    return std::move(index_);
  }

 private:
  void list(std::uint64_t end_record) {
    const auto directory = find_directory(*reader_, end_record);
    if (!directory || !directories_.insert(directory->begin).second) return;
    ++index_.end_records;
    std::uint64_t at = directory->begin;
    while (at + kCentralBytes <= directory->end && index_.entries.size() < most_) {
      const auto header = reader_->at(at, kCentralBytes);
      if (header.size() < kCentralBytes || !header.starts_with(kCentral)) return;
      const auto name_size = static_cast<std::size_t>(little_endian(header, 28, 2));
      const auto extra_size = static_cast<std::size_t>(little_endian(header, 30, 2));
      const auto comment_size = little_endian(header, 32, 2);
      ZipEntry entry;
      entry.listed = true;
      entry.end_record = end_record;
      entry.flags = static_cast<std::uint16_t>(little_endian(header, 8, 2));
      entry.method = static_cast<std::uint16_t>(little_endian(header, 10, 2));
      entry.crc = static_cast<std::uint32_t>(little_endian(header, 16, 4));
      entry.compressed = little_endian(header, 20, 4);
      entry.size = little_endian(header, 24, 4);
      std::uint64_t local = little_endian(header, 42, 4);
      const auto rest = reader_->at(at + kCentralBytes, name_size + extra_size);
      const auto extra = rest.substr(std::min(name_size, rest.size()));
      read_zip64(extra, entry, &local);
      entry.name = decode_name(rest.substr(0, name_size), extra);
      constexpr std::uint16_t kMasked = 1U << 13;
      index_.hidden_directory = index_.hidden_directory || (entry.flags & kMasked) != 0;
      add_listed(std::move(entry), local, directory->shift);
      at += kCentralBytes + name_size + extra_size + comment_size;
    }
  }

  void add_listed(ZipEntry entry, std::uint64_t local, std::uint64_t shift) {
    entry.local = local + shift;
    if (!read_local(*reader_, entry)) {
      entry.local = local;
      entry.has_local = read_local(*reader_, entry);
    }
    if (entry.has_local) known_.insert(entry.local);
    index_.entries.push_back(std::move(entry));
  }

  void add_local(std::uint64_t at) {
    if (known_.contains(at) || !looks_like_zip_entry(reader_->at(at, kLocalBytes + 256))) return;
    ZipEntry entry;
    entry.local = at;
    if (read_local(*reader_, entry)) index_.entries.push_back(std::move(entry));
  }

  ByteReader* reader_;
  std::size_t most_;
  ZipIndex index_;
  std::unordered_set<std::uint64_t> known_;
  std::unordered_set<std::uint64_t> directories_;
};

}  // namespace

ZipIndex index_zip(ByteReader& reader, std::size_t most) {
  return Indexer(reader, most).run();
}

std::uint64_t next_zip_header(ByteReader& reader, std::uint64_t from) {
  std::uint64_t found = reader.size();
  sweep(reader, from, [&](std::uint64_t at, std::string_view mark) {
    if (mark != kLocal && mark != kCentral && mark != kEnd && mark != kDescriptorMark) return true;
    found = at;
    return false;
  });
  return found;
}

}  // namespace tamis::extract
