// 7z by libarchive. It limits no memory itself, so what the headers ask for is looked at first
// (seven_zip_header.h). Members come out of solid blocks: when one is too large, the rest of the archive
// cannot be had without unpacking it, so reading ends there, and that is said.
#include "extract/byte_reader.h"
#include "extract/formats/archive_reader.h"
#include "extract/formats/format.h"
#include "extract/formats/seven_zip_header.h"

namespace tamis::extract {
namespace {

using model::SkipReason;

enum class Taken { whole, failed, limit };

Taken take_entry(Container& container, ArchiveReader& reader, const std::string& name) {
  Intake intake(container, name);
  ArchiveBlock block;
  ArchiveStep step = ArchiveStep::entry;
  Taken taken = Taken::whole;
  while ((step = reader.next_block(block)) == ArchiveStep::entry) {
    if (intake.write(block.bytes)) continue;
    taken = Taken::limit;
    break;
  }
  if (step == ArchiveStep::failed) {
    container.skip_member(name, reader.encrypted() ? SkipReason::encrypted : reader.reason(),
                          "7z: " + reader.message());
    taken = Taken::failed;
  }
  if (intake.content().size() > 0) {
    container.deliver(name, intake.content());
  } else {
    container.name_only(name);
  }
  return taken;
}

void take_entries(Container& container, ArchiveReader& reader) {
  while (true) {
    const ArchiveStep step = reader.next_header();
    if (step == ArchiveStep::end) return;
    if (step == ArchiveStep::broken_header) {
      container.skip(SkipReason::malformed, "7z: " + reader.message());
      if (container.budget().check_time()) return container.skip_limit(SkipReason::time);
      continue;
    }
    if (step == ArchiveStep::failed) {
      return container.skip(reader.encrypted() ? SkipReason::encrypted : reader.reason(),
                            "7z: " + reader.message());
    }
    if (!container.admit()) return;
    const auto name = reader.entry_name();
    if (archive_entry_filetype(reader.entry()) != AE_IFREG) {
      container.name_only(name);
    } else if (archive_entry_is_data_encrypted(reader.entry()) != 0) {
      container.name_only(name);
      container.skip_member(name, SkipReason::encrypted, "encrypted entry: it needs a password");
    } else if (take_entry(container, reader, name) == Taken::limit) {
      return container.skip_limit(SkipReason::size);
    }
  }
}

}  // namespace

void unpack_seven_zip(Container& container) {
  ByteReader bytes(container.content(), container.pool());
  if (const auto trouble = check_seven_zip(bytes)) return container.skip(trouble->reason, trouble->detail);
  ArchiveReader reader(container.content(), container.pool(), ArchiveKind::seven_zip);
  take_entries(container, reader);
}

}  // namespace tamis::extract
