// tar (v7, ustar, pax, GNU, star), read by ourselves: headers are simple, and the data lie in the container
// as they are, so each member is a slice behind its header. Only sparse files are put together anew
// (tar_sparse.h).
//
// Reading goes on behind everything that is broken: behind a bad header with the next block that is a sound
// one, behind the end's empty blocks with a second archive.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "extract/byte_reader.h"
#include "extract/encoding.h"
#include "extract/formats/format.h"
#include "extract/formats/tar_header.h"
#include "extract/formats/tar_sparse.h"
#include "extract/transcode.h"

namespace tamis::extract {
namespace {

using model::SkipReason;

constexpr std::uint64_t kMostExtra = std::uint64_t{1} << 20;  // of a long name, of records

std::string as_name(std::string_view bytes) {
  bytes = bytes.substr(0, bytes.find('\0'));
  if (base::valid_utf8(bytes)) return std::string(bytes);
  std::string name;
  append_as_utf8(name, identify_eight_bit(bytes), bytes);
  return name;
}

class TarArchive {
 public:
  explicit TarArchive(Container& container)
      : container_(&container), reader_(container.content(), container.pool()) {}

  void unpack() {
    constexpr std::uint64_t kLookAtTheClock = 4096;  // blocks
    for (std::uint64_t i = 0; at_ < reader_.size(); ++i) {
      if (i % kLookAtTheClock == kLookAtTheClock - 1 && container_->budget().check_time()) return;
      const auto block = reader_.at(at_, kTarBlock);
      const bool empty = block.find_first_not_of('\0') == std::string_view::npos;
      if (block.size() < kTarBlock) {
        if (!empty) container_->skip(SkipReason::truncated, "the tar archive ends inside a header");
        return;
      }
      const auto header = empty ? std::nullopt : parse_tar_header(block);
      at_ += kTarBlock;
      if (header) {
        if (!take(*header, block)) return;
      } else if (!empty) {
        broken("a header of the tar archive is broken: what stands behind it was read all the same");
      }
    }
  }

 private:
  void broken(std::string_view what) {
    extras_ = {};
    container_->skip(SkipReason::malformed, std::string(what));
  }

  // False when a limit bites or the archive ends.
  bool take(const TarHeader& header, std::string_view block) {
    switch (header.type) {
      case 'L':
      case 'N':
        return take_extra(header, [&](std::string_view name) { extras_.name = std::string(name); });
      case 'x':
      case 'X':
        return take_extra(header, [&](std::string_view records) {
          if (!read_pax_records(records, extras_)) broken("a record of the tar archive is broken");
        });
      case 'K':  // a long name of a link
      case 'g':  // records for all members
      case 'A':  // access rights
      case 'V':  // the volume's name
        return pass_extra(header.size);
      default:
        return take_member(header, block);
    }
  }

  template <class Take>
  bool take_extra(const TarHeader& header, Take take_body) {
    if (header.size > kMostExtra) {
      broken("a name or a record of the tar archive is too long");
      return pass_extra(header.size);
    }
    std::string body;
    for (auto at = at_; body.size() < header.size;) {
      const auto most = std::min<std::uint64_t>(header.size - body.size(), ByteReader::kBuffer);
      const auto bytes = reader_.at(at, static_cast<std::size_t>(most));
      if (bytes.empty()) break;
      body += bytes;
      at += bytes.size();
    }
    take_body(std::string_view(body));
    return pass_extra(header.size);
  }

  bool pass_extra(std::uint64_t size) {
    if (pass(size)) return true;
    container_->skip(SkipReason::truncated, "the tar archive ends inside a name or a record");
    return false;
  }

  // Over data and what fills their last block.
  bool pass(std::uint64_t size) {
    const auto left = reader_.size() - std::min(at_, reader_.size());
    if (size > left) return false;
    at_ += (size + kTarBlock - 1) / kTarBlock * kTarBlock;
    return true;
  }

  bool take_member(const TarHeader& header, std::string_view block) {
    const std::string first(block);  // the reader's buffer goes on
    const TarExtras extras = std::exchange(extras_, {});
    TarData data{as_name(extras.name ? *extras.name : header.name), at_, extras.size.value_or(header.size)};
    if (!container_->admit()) return false;
    const bool sparse = header.gnu_sparse || extras.sparse_map_in_data || !extras.sparse.empty();
    if (!header.gnu_sparse && !has_data(header, data)) {
      container_->name_only(data.name);
      return true;
    }
    if (sparse) {
      at_ = take_sparse(extras, header, first, data);
    } else {
      container_->deliver_slice(data.name, at_, data.size);
    }
    if (pass(data.size)) return true;
    container_->skip_member(data.name, SkipReason::truncated, "the archive ends inside this member");
    return false;
  }

  // Links state the size of what they lead to: whether data follow is told by the next block. Folders and
  // devices have none.
  bool has_data(const TarHeader& header, const TarData& data) {
    if (data.size == 0 || (header.type >= '2' && header.type <= '6')) return false;
    if (header.type != '1') return true;
    const auto next = reader_.at(at_, kTarBlock);
    return next.find_first_not_of('\0') != std::string_view::npos && !sound_tar_header(next);
  }

  // Returns where the data begin that the header counts.
  std::uint64_t take_sparse(const TarExtras& extras, const TarHeader& header, std::string_view block,
                            const TarData& data) {
    SparseMember member(*container_, reader_, data);
    auto begin = at_;
    if (header.gnu_sparse) {
      begin = member.take_map_in_header(block);
    } else if (extras.sparse_map_in_data) {
      member.take_map_in_data();
    } else {
      member.take(extras.sparse);
    }
    member.deliver();
    return begin;
  }

  Container* container_;
  ByteReader reader_;
  std::uint64_t at_ = 0;
  TarExtras extras_;  // for the member that comes next
};

}  // namespace

void unpack_tar(Container& container) {
  TarArchive(container).unpack();
}

}  // namespace tamis::extract
