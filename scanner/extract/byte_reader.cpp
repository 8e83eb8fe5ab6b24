#include "extract/byte_reader.h"

#include <algorithm>

namespace tamis::extract {
namespace {

// Headers lie anywhere: a little more than asked for, not a whole buffer for each.
constexpr std::size_t kReadAhead = 16 * 1024;

}  // namespace

std::string_view ByteReader::at(std::uint64_t offset, std::size_t count) {
  if (offset >= content_->size()) return {};
  count = static_cast<std::size_t>(std::min<std::uint64_t>({count, kBuffer, content_->size() - offset}));
  if (view_) return view_->substr(static_cast<std::size_t>(offset), count);
  const bool inside = offset >= begin_ && offset + count <= begin_ + filled_;
  if (!inside) {
    if (buffer_.size() == 0) buffer_ = pool_->take(kBuffer);
    const auto got = content_->read_at(offset, buffer_.span().first(std::max(count, kReadAhead)));
    begin_ = offset;
    filled_ = got ? *got : 0;
  }
  const auto skip = static_cast<std::size_t>(offset - begin_);
  return std::string_view(buffer_.data(), filled_).substr(std::min(skip, filled_), count);
}

std::uint64_t little_endian(std::string_view bytes, std::size_t offset, std::size_t count) {
  if (offset + count > bytes.size()) return 0;
  std::uint64_t value = 0;
  for (std::size_t i = count; i > 0; --i) {
    value = (value << 8) | static_cast<unsigned char>(bytes[offset + i - 1]);
  }
  return value;
}

}  // namespace tamis::extract
