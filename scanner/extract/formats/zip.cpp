// zip: every entry that the index knows, in the order of the data, each byte range once.
//
// A wrong checksum or size is noted, never a reason not to look. Stored entries are scanned where they lie.
// An entry that only the sweep found counts unless it lies in data that another entry has accounted for.
#include <zlib.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <unordered_set>

#include "extract/formats/format.h"
#include "extract/formats/zip_index.h"
#include "extract/inflate.h"

namespace tamis::extract {
namespace {

using model::SkipReason;

constexpr std::size_t kWholeBytes = std::size_t{8} << 20;  // up to here libdeflate takes an entry in one go
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kAes = 99;

std::string method_name(std::uint16_t method) {
  struct Name {
    std::uint16_t method;
    std::string_view name;
  };
  static constexpr std::array<Name, 11> kNames = {{{1, "Shrunk"},
                                                   {6, "Imploded"},
                                                   {9, "Deflate64"},
                                                   {12, "bzip2"},
                                                   {14, "LZMA"},
                                                   {20, "Zstandard"},
                                                   {93, "Zstandard"},
                                                   {95, "xz"},
                                                   {96, "JPEG"},
                                                   {97, "WavPack"},
                                                   {98, "PPMd"}}};
  const auto* row =
      std::find_if(kNames.begin(), kNames.end(), [&](const Name& n) { return n.method == method; });
  const std::string number = "method " + std::to_string(method);
  return row == kNames.end() ? number : number + " (" + std::string(row->name) + ")";
}

class ZipUnpacker {
 public:
  explicit ZipUnpacker(Container& container)
      : container_(&container), reader_(container.content(), container.pool()) {}

  void run() {
    const auto most = std::size_t{container_->budget().limits().max_members} + 1;
    const ZipIndex index = index_zip(reader_, most);
    if (index.hidden_directory) {
      container_->skip(SkipReason::encrypted,
                       "the zip's directory is encrypted: names are not the true ones");
    }
    const bool carried =
        !reader_.at(0, 2).starts_with("PK");  // behind something else: a signature may be all
    if (index.end_records == 0 && (!index.entries.empty() || !carried)) {
      container_->skip(SkipReason::truncated,
                       "the zip has no end record: entries were found by their own headers");
    }
    for (const auto& entry : index.entries) {
      if (accounted_for(entry)) continue;
      if (!container_->admit()) return;
      take(entry);
    }
  }

 private:
  struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    bool holds(std::uint64_t at) const { return at > begin && at < end; }
  };

  // Inside data that was read soundly: part of a nested zip, not of this one. The ranges' begins ascend; only
  // the one that reaches farthest matters.
  bool accounted_for(const ZipEntry& entry) const {
    if (!entry.has_local || !sound_.holds(entry.local)) return false;
    return !entry.listed || sound_.holds(entry.end_record);
  }

  bool shares_bytes(const ZipEntry& entry) {
    if (entry.local >= read_to_) return false;
    ++overlaps_;
    return true;
  }

  void take(const ZipEntry& entry) {
    if (!entry.local_name.empty()) container_->name_only(entry.local_name);
    if (!entry.has_local) {
      container_->name_only(entry.name);
      return container_->skip_member(entry.name, SkipReason::malformed,
                                     "the zip lists it, but its data are not there");
    }
    const bool twin = !locals_.insert(entry.local).second;
    const bool overlapping = shares_bytes(entry) || twin;
    if (overlapping && overlaps_ > container_->budget().limits().max_overlaps) {
      container_->name_only(entry.name);
      return container_->skip_limit(SkipReason::overlap);
    }
    if (twin || (entry.name.ends_with('/') && entry.size == 0)) return container_->name_only(entry.name);
    if (entry.method == kAes)
      return refuse(entry, SkipReason::encrypted, "AES-encrypted entry: it needs a password");
    if (entry.method == kStored) return take_stored(entry, overlapping);
    if (entry.method == kDeflated) return take_deflated(entry);
    if (encrypted(entry)) return refuse(entry, SkipReason::encrypted, "encrypted entry: it needs a password");
    refuse(entry, SkipReason::unsupported,
           "compressed by " + method_name(entry.method) + ", which nothing here reads");
    note_read(entry, entry.compressed, false);
  }

  static bool encrypted(const ZipEntry& entry) { return (entry.flags & ZipEntry::kEncrypted) != 0; }

  void refuse(const ZipEntry& entry, SkipReason reason, std::string detail) {
    container_->name_only(entry.name);
    container_->skip_member(entry.name, reason, std::move(detail));
  }

  void note_read(const ZipEntry& entry, std::uint64_t bytes, bool sound) {
    const auto end = entry.data + std::min(bytes, reader_.size() - std::min(entry.data, reader_.size()));
    read_to_ = std::max(read_to_, end);
    if (sound && end > sound_.end) sound_ = {entry.local, end};
  }

  std::uint32_t checksum(std::uint64_t begin, std::uint64_t size) {
    std::uint32_t crc = 0;
    while (size > 0) {
      const auto bytes =
          reader_.at(begin, static_cast<std::size_t>(std::min<std::uint64_t>(size, ByteReader::kBuffer)));
      if (bytes.empty()) break;
      crc = static_cast<std::uint32_t>(
          crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
      begin += bytes.size();
      size -= bytes.size();
    }
    return crc;
  }

  void take_stored(const ZipEntry& entry, bool overlapping) {
    const auto left = reader_.size() - std::min(entry.data, reader_.size());
    auto size = entry.compressed;
    if (entry.open_ended())
      size = next_zip_header(reader_, entry.data) - std::min(entry.data, reader_.size());
    const bool cut = size > left;
    size = std::min(size, left);
    const bool sound = !cut && checksum(entry.data, size) == entry.crc;
    if (encrypted(entry) && !sound) {
      note_read(entry, size, false);
      return refuse(entry, SkipReason::encrypted, "encrypted entry: it needs a password");
    }
    if (overlapping) {  // bytes that are read again are spent like unpacked ones
      if (const auto bites = container_->budget().spend_unpacked(size)) {
        return container_->skip_member_limit(entry.name, *bites);
      }
    }
    note_read(entry, size, sound);
    container_->deliver_slice(entry.name, entry.data, size);
    if (cut) container_->skip_member(entry.name, SkipReason::truncated, "the file ends inside this entry");
    if (!cut && !sound && !entry.open_ended())
      note_damage(entry, "its checksum is wrong: it was scanned as it is");
  }

  void note_damage(const ZipEntry& entry, std::string detail) {
    container_->skip_member(entry.name, SkipReason::malformed, std::move(detail));
  }

  void take_deflated(const ZipEntry& entry) {
    if (take_deflated_whole(entry)) return;
    Intake intake(*container_, entry.name);
    const auto write = [&](std::string_view piece) { return intake.write(piece); };
    const Inflated end = inflate_stream(container_->content(), {entry.data, reader_.size()},
                                        InflateFormat::raw, container_->pool(), std::ref(write));
    const bool complete = end.end == InflateEnd::done;
    const bool same = complete && (end.crc == entry.crc || (entry.open_ended() && entry.crc == 0));
    if (encrypted(entry) && !same) {
      note_read(entry, entry.compressed, false);
      return refuse(entry, SkipReason::encrypted, "encrypted entry: it needs a password");
    }
    note_read(entry, end.consumed, same);
    container_->deliver(entry.name, intake.content());
    if (end.end == InflateEnd::truncated) {
      container_->skip_member(entry.name, SkipReason::truncated, "the file ends inside this entry");
    } else if (end.end == InflateEnd::damaged) {
      note_damage(entry, "its data are damaged: what comes before was scanned");
    } else if (complete && !same) {
      note_damage(entry, "its checksum is wrong: it was scanned as it is");
    } else if (complete && !entry.open_ended() && entry.size != end.produced) {
      note_damage(entry, "it is not as long as the zip says: all of it was scanned");
    }
  }

  // The usual case: in memory, sizes and checksum right.
  bool take_deflated_whole(const ZipEntry& entry) {
    const auto all = container_->content().view();
    auto& budget = container_->budget();
    if (!all || entry.compressed == 0 || entry.compressed > kWholeBytes || entry.size > kWholeBytes)
      return false;
    if (entry.data > all->size() || entry.compressed > all->size() - entry.data) return false;
    if (entry.size > budget.limits().max_member_bytes || entry.size > budget.unpacked_left()) return false;
    const auto packed =
        all->substr(static_cast<std::size_t>(entry.data), static_cast<std::size_t>(entry.compressed));
    const auto buffer = container_->pool().take(kWholeBytes);
    const auto text =
        inflate_whole(packed, InflateFormat::raw, buffer.span().first(static_cast<std::size_t>(entry.size)));
    if (!text || text->size() != entry.size) return false;
    const auto crc = crc32_z(0, reinterpret_cast<const Bytef*>(text->data()), text->size());
    if (crc != entry.crc) return false;
    note_read(entry, entry.compressed, true);
    if (const auto bites = budget.spend_unpacked(text->size())) {
      container_->skip_member_limit(entry.name, *bites);
      return true;
    }
    container_->deliver(entry.name, MemoryContent(*text));
    return true;
  }

  Container* container_;
  ByteReader reader_;
  std::unordered_set<std::uint64_t> locals_;
  Range sound_;
  std::uint64_t read_to_ = 0;
  std::uint32_t overlaps_ = 0;
};

}  // namespace

void unpack_zip(Container& container) {
  ZipUnpacker(container).run();
}

}  // namespace tamis::extract
