// bzip2, xz and zstd by libarchive's filters: one stream (or several, one behind the other) without a name.
#include <algorithm>
#include <optional>

#include "extract/byte_reader.h"
#include "extract/formats/archive_reader.h"
#include "extract/formats/format.h"
#include "extract/formats/stream_name.h"

namespace tamis::extract {
namespace {

using model::SkipReason;

void unpack_stream(Container& container, ArchiveKind kind) {
  if (!container.admit()) return;
  const auto name = stream_name(container.name());
  ArchiveReader reader(container.content(), container.pool(), kind);
  Intake intake(container, name);
  ArchiveStep step = reader.next_header();
  while (step == ArchiveStep::entry) {
    ArchiveBlock block;
    step = reader.next_block(block);
    if (step == ArchiveStep::entry && !intake.write(block.bytes)) break;
  }
  if (intake.content().size() > 0) container.deliver(name, intake.content());
  if (step == ArchiveStep::failed) {
    container.skip(reader.reason(), reader.message() + ": what comes before was scanned");
  }
}

// A number of the .xz format: seven bits a byte, least first.
std::uint64_t variable(std::string_view bytes, std::size_t& at) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 63 && at < bytes.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if ((byte & 0x80) == 0) break;
  }
  return value;
}

// The dictionary that the first block asks for: memory that liblzma takes before it has seen any data.
std::uint64_t xz_dictionary(std::string_view head) {
  constexpr std::size_t kBlockHeader = 12;
  if (head.size() < kBlockHeader + 2 || head[kBlockHeader] == '\0') return 0;
  const auto flags = static_cast<unsigned char>(head[kBlockHeader + 1]);
  std::size_t at = kBlockHeader + 2;
  if ((flags & 0x40) != 0) variable(head, at);
  if ((flags & 0x80) != 0) variable(head, at);
  for (int filters = (flags & 3) + 1; filters > 0; --filters) {
    const auto id = variable(head, at);
    const auto size = variable(head, at);
    if (id == 0x21 && size == 1 && at < head.size()) {
      const auto bits = static_cast<unsigned char>(head[at]);
      if (bits > 40) return 0;
      return bits == 40 ? 0xFFFFFFFF : std::uint64_t{2U | (bits & 1U)} << (bits / 2 + 11);
    }
    at += static_cast<std::size_t>(std::min<std::uint64_t>(size, head.size()));
  }
  return 0;
}

}  // namespace

void unpack_bzip2(Container& container) {
  unpack_stream(container, ArchiveKind::bzip2);
}
void unpack_zstd(Container& container) {
  unpack_stream(container, ArchiveKind::zstd);
}

void unpack_xz(Container& container) {
  ByteReader reader(container.content(), container.pool());
  const auto dictionary = xz_dictionary(reader.at(0, 1024));
  if (dictionary > kMostDictionary) {
    return container.skip(SkipReason::memory, "its dictionary of " + std::to_string(dictionary) +
                                                  " bytes is over the limit of " +
                                                  std::to_string(kMostDictionary));
  }
  unpack_stream(container, ArchiveKind::xz);
}

}  // namespace tamis::extract
