#include "extract/formats/archive_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "base/text.h"
#include "extract/encoding.h"
#include "extract/transcode.h"

namespace tamis::extract {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;

}  // namespace

ArchiveReader::ArchiveReader(const Content& content, BufferPool& pool, ArchiveKind kind)
    : content_(&content), archive_(archive_read_new()) {
  locale_ = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (locale_ != nullptr) previous_ = uselocale(locale_);
  if (!content.view()) buffer_ = pool.take(kBlock);
  opened_ = archive_ != nullptr && open(kind);
}

ArchiveReader::~ArchiveReader() {
  archive_.reset();
  if (locale_ != nullptr) {
    uselocale(previous_);
    freelocale(locale_);
  }
}

// Filters are appended, not offered for bidding: exactly one layer is undone here, so that depth is counted.
bool ArchiveReader::open(ArchiveKind kind) {
  archive* a = archive_.get();
  int ready = ARCHIVE_FATAL;
  switch (kind) {
    case ArchiveKind::seven_zip:
      ready = archive_read_support_format_7zip(a);
      break;
    case ArchiveKind::bzip2:
      ready = archive_read_append_filter(a, ARCHIVE_FILTER_BZIP2);
      break;
    case ArchiveKind::xz:
      ready = archive_read_append_filter(a, ARCHIVE_FILTER_XZ);
      break;
    case ArchiveKind::zstd:
      ready = archive_read_append_filter(a, ARCHIVE_FILTER_ZSTD);
      break;
  }
  if (ready < ARCHIVE_WARN) return false;
  if (kind != ArchiveKind::seven_zip && archive_read_support_format_raw(a) < ARCHIVE_WARN) {
    return false;
  }
  archive_read_set_read_callback(a, read);
  archive_read_set_skip_callback(a, skip);
  archive_read_set_seek_callback(a, seek);
  archive_read_set_callback_data(a, this);
  return archive_read_open1(a) >= ARCHIVE_WARN;
}

la_ssize_t ArchiveReader::read(archive* /*unused*/, void* self, const void** bytes) {
  auto& reader = *static_cast<ArchiveReader*>(self);
  if (const auto all = reader.content_->view()) {
    const auto rest = all->substr(static_cast<std::size_t>(std::min<std::uint64_t>(reader.at_, all->size())));
    *bytes = rest.data();
    reader.at_ += rest.size();
    return static_cast<la_ssize_t>(rest.size());
  }
  const auto got = reader.content_->read_at(reader.at_, reader.buffer_.span().first(kBlock));
  if (!got) {
    archive_set_error(reader.archive_.get(), EIO, "%s", "read error");
    return -1;
  }
  *bytes = reader.buffer_.data();
  reader.at_ += *got;
  return static_cast<la_ssize_t>(*got);
}

la_int64_t ArchiveReader::skip(archive* /*unused*/, void* self, la_int64_t count) {
  auto& reader = *static_cast<ArchiveReader*>(self);
  const auto left = reader.content_->size() - std::min(reader.at_, reader.content_->size());
  const auto step = std::min<std::uint64_t>(count < 0 ? 0 : static_cast<std::uint64_t>(count), left);
  reader.at_ += step;
  return static_cast<la_int64_t>(step);
}

la_int64_t ArchiveReader::seek(archive* /*unused*/, void* self, la_int64_t offset, int whence) {
  auto& reader = *static_cast<ArchiveReader*>(self);
  const auto size = static_cast<la_int64_t>(reader.content_->size());
  const auto from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? static_cast<la_int64_t>(reader.at_) : size;
  if (offset < -from || offset > size - from) return ARCHIVE_FATAL;
  reader.at_ = static_cast<std::uint64_t>(from + offset);
  return from + offset;
}

ArchiveStep ArchiveReader::next_header() {
  if (!opened_) return ArchiveStep::failed;
  const int status = archive_read_next_header(archive_.get(), &entry_);
  if (status == ARCHIVE_EOF) return ArchiveStep::end;
  if (status == ARCHIVE_RETRY) return ArchiveStep::broken_header;
  return status >= ARCHIVE_WARN ? ArchiveStep::entry : ArchiveStep::failed;
}

ArchiveStep ArchiveReader::next_block(ArchiveBlock& block) {
  const void* bytes = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  int status = ARCHIVE_RETRY;
  constexpr int kTries = 16;
  for (int i = 0; i < kTries && status == ARCHIVE_RETRY; ++i) {
    status = archive_read_data_block(archive_.get(), &bytes, &size, &offset);
  }
  if (status == ARCHIVE_EOF) return ArchiveStep::end;
  if (status < ARCHIVE_WARN) return ArchiveStep::failed;
  block.bytes = std::string_view(static_cast<const char*>(bytes), size);
  block.offset = static_cast<std::uint64_t>(std::max<la_int64_t>(offset, 0));
  return ArchiveStep::entry;
}

std::string ArchiveReader::entry_name() const {
  if (const char* name = archive_entry_pathname_utf8(entry_); name != nullptr) return name;
  const char* raw = archive_entry_pathname(entry_);
  if (raw == nullptr) return {};
  std::string name;
  const std::string_view bytes(raw);
  append_as_utf8(name, identify_eight_bit(bytes), bytes);
  return name;
}

bool ArchiveReader::encrypted() const {
  return archive_ != nullptr && archive_read_has_encrypted_entries(archive_.get()) > 0;
}

std::string ArchiveReader::message() const {
  const char* text = archive_ == nullptr ? nullptr : archive_error_string(archive_.get());
  return text == nullptr ? "it cannot be read" : text;
}

model::SkipReason ArchiveReader::reason() const {
  using model::SkipReason;
  if (archive_ == nullptr || archive_errno(archive_.get()) == ENOMEM) return SkipReason::memory;
  const std::string text = message();
  const auto says = [&](std::string_view word) {
    return base::find_nocase(text, word) != std::string_view::npos;
  };
  if (says("encrypt") || says("passphrase") || says("crypto codec")) return SkipReason::encrypted;
  if (says("unsupported") || says("not supported")) return SkipReason::unsupported;
  if (says("memory")) return SkipReason::memory;
  if (says("truncated") || says("unexpected eof") || says("end of file") || says("no progress"))
    return SkipReason::truncated;
  return SkipReason::malformed;
}

}  // namespace tamis::extract
