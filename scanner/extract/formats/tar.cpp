// tar (ustar, v7, pax, GNU) by libarchive. Data are not read through it: they lie in the container as they
// are, so each member is a slice at the position behind its header. Only sparse files are read block by
// block.
#include <algorithm>

#include "extract/formats/archive_reader.h"
#include "extract/formats/format.h"

namespace tamis::extract {
namespace {

using model::SkipReason;

// Holes hold nothing to find: small ones are filled, so that offsets stay right, of large ones a page stands
// for all.
constexpr std::uint64_t kHole = 4096;

void take_sparse(Container& container, ArchiveReader& reader, const std::string& name) {
  static constexpr char kZeros[kHole] = {};
  Intake intake(container, name);
  ArchiveBlock block;
  std::uint64_t at = 0;
  ArchiveStep step = ArchiveStep::entry;
  while ((step = reader.next_block(block)) == ArchiveStep::entry) {
    const auto hole = block.offset > at ? std::min(block.offset - at, kHole) : 0;
    if (hole > 0 && !intake.write(std::string_view(kZeros, static_cast<std::size_t>(hole)))) break;
    if (!intake.write(block.bytes)) break;
    at = block.offset + block.bytes.size();
  }
  container.deliver(name, intake.content());
  if (step == ArchiveStep::failed) container.skip_member(name, reader.reason(), reader.message());
}

void take_entry(Container& container, ArchiveReader& reader) {
  archive_entry* entry = reader.entry();
  const std::string name = reader.entry_name();
  const auto stated = archive_entry_size(entry);
  const bool regular = archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
  if (!regular || stated <= 0) return container.name_only(name);
  if (archive_entry_sparse_count(entry) > 0) return take_sparse(container, reader, name);
  const auto size = static_cast<std::uint64_t>(stated);
  const auto begin = reader.position();
  container.deliver_slice(name, begin, size);
  if (begin > container.content().size() || size > container.content().size() - begin) {
    container.skip_member(name, SkipReason::truncated, "the archive ends inside this member");
  }
}

}  // namespace

void unpack_tar(Container& container) {
  ArchiveReader reader(container.content(), container.pool(), ArchiveKind::tar);
  while (true) {
    switch (reader.next_header()) {
      case ArchiveStep::end:
        return;
      case ArchiveStep::failed:
        return container.skip(reader.reason(), "tar: " + reader.message());
      case ArchiveStep::broken_header:
        container.skip(SkipReason::malformed, "a header of the tar archive is broken: " + reader.message());
        if (container.budget().check_time()) return container.skip_limit(SkipReason::time);
        break;
      case ArchiveStep::entry:
        if (!container.admit()) return;
        take_entry(container, reader);
        break;
    }
  }
}

}  // namespace tamis::extract
