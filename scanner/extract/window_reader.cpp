#include "extract/window_reader.h"

#include <algorithm>

namespace tamis::extract {

base::Result<std::string_view> WindowReader::at(std::uint64_t begin, std::uint64_t end) {
  end = std::min(end, content_->size());
  begin = std::min(begin, end);
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(end - begin, kWindow));
  if (view_) return view_->substr(static_cast<std::size_t>(begin), count);
  const bool loaded = filled_ > 0 && begin >= begin_ && begin + count <= begin_ + filled_;
  if (!loaded) {
    if (buffer_.size() == 0) buffer_ = pool_->take(kWindow);
    filled_ = 0;
    const auto got = content_->read_at(begin, buffer_.span().first(count));
    if (!got) return base::fail(got.error().code, got.error().message);
    begin_ = begin;
    filled_ = *got;
  }
  const auto skip = static_cast<std::size_t>(begin - begin_);
  return std::string_view(buffer_.data(), filled_).substr(std::min(skip, filled_), count);
}

}  // namespace tamis::extract
