// ArchiveReader: libarchive over a Content, with exactly one format or filter enabled: the one that was
// sniffed.
//
//   ArchiveReader reader(content, pool, ArchiveKind::seven_zip);
//   while (reader.next_header() == ArchiveStep::entry) { … reader.entry() …  reader.next_block() … }
//
// ARCHIVE_WARN counts as success (a wrong checksum is no reason to stop), ARCHIVE_RETRY means: this header is
// broken, go on. Names are converted under a UTF-8 locale of this thread only. One thread at a time.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/c_handle.h"
#include "extract/buffer_pool.h"
#include "extract/content.h"
#include "model/skip_reason.h"

namespace tamis::extract {

enum class ArchiveKind : std::uint8_t { seven_zip, bzip2, xz, zstd };
enum class ArchiveStep : std::uint8_t { entry, broken_header, end, failed };

struct ArchiveBlock {
  std::string_view bytes;
  std::uint64_t offset = 0;  // in the entry: sparse files leave holes
};

class ArchiveReader {
 public:
  ArchiveReader(const Content& content, BufferPool& pool, ArchiveKind kind);
  ~ArchiveReader();
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  ArchiveStep next_header();
  archive_entry* entry() const { return entry_; }
  std::string entry_name() const;
  ArchiveStep next_block(ArchiveBlock& block);

  // Why the last step failed, in our words.
  model::SkipReason reason() const;
  std::string message() const;
  bool encrypted() const;

 private:
  static la_ssize_t read(archive*, void* self, const void** bytes);
  static la_int64_t skip(archive*, void* self, la_int64_t count);
  static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence);
  bool open(ArchiveKind kind);

  const Content* content_;
  BufferPool::Lease buffer_;
  std::uint64_t at_ = 0;
  locale_t locale_ = nullptr;
  locale_t previous_ = nullptr;
  base::CHandle<archive, &archive_read_free> archive_;
  archive_entry* entry_ = nullptr;
  bool opened_ = false;
};

}  // namespace tamis::extract
