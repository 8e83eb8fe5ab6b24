#include "extract/loaded_bytes.h"

#include <algorithm>

namespace tamis::extract {

base::Result<std::string_view> LoadedBytes::at(std::uint64_t begin, std::uint64_t count, std::size_t least) {
  const auto size = content_->size();
  begin = std::min(begin, size);
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>({count, capacity_, size - begin}));
  if (view_) return view_->substr(static_cast<std::size_t>(begin), wanted);
  const bool inside = filled_ > 0 && begin >= begin_ && begin + wanted <= begin_ + filled_;
  if (!inside && wanted > 0) {
    if (buffer_.size() == 0) buffer_ = pool_->take(capacity_);
    filled_ = 0;
    const auto got =
        content_->read_at(begin, buffer_.span().first(std::min(std::max(wanted, least), capacity_)));
    if (!got) return base::fail(got.error().code, got.error().message);
    begin_ = begin;
    filled_ = *got;
  }
  if (begin < begin_ || begin - begin_ > filled_) return std::string_view{};
  return std::string_view(buffer_.data(), filled_).substr(static_cast<std::size_t>(begin - begin_), wanted);
}

}  // namespace tamis::extract
