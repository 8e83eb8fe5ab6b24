#include "extract/spooled_content.h"

#include <algorithm>
#include <cstring>

namespace tamis::extract {

base::Result<std::size_t> SpooledContent::append(std::string_view bytes) {
  if (!file_.valid() && size_ + bytes.size() > kMemory) {
    if (auto spilled = spill(); !spilled) return spilled;
  }
  if (file_.valid()) {
    if (auto written = file_.write_all(bytes); !written) return written;
  } else if (!bytes.empty()) {
    if (memory_.size() == 0) memory_ = pool_->take(kMemory);
    std::memcpy(memory_.data() + size_, bytes.data(), bytes.size());
  }
  size_ += bytes.size();
  return bytes.size();
}

base::Result<std::size_t> SpooledContent::spill() {
  auto file = base::FileDescriptor::unnamed_temporary();
  if (!file) return base::fail(file.error().code, file.error().message);
  file_ = std::move(*file);
  if (size_ == 0) return std::size_t{0};
  return file_.write_all(memory_.span().first(static_cast<std::size_t>(size_)));
}

base::Result<std::size_t> SpooledContent::read_at(std::uint64_t offset, std::span<char> into) const {
  if (offset >= size_) return std::size_t{0};
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset));
  if (file_.valid()) return file_.read_at(offset, into.first(count));
  std::memcpy(into.data(), memory_.data() + offset, count);
  return count;
}

std::optional<std::string_view> SpooledContent::view() const {
  if (file_.valid()) return std::nullopt;
  return std::string_view(memory_.data(), static_cast<std::size_t>(size_));
}

SliceContent::SliceContent(const Content& whole, std::uint64_t begin, std::uint64_t size)
    : whole_(&whole), begin_(std::min(begin, whole.size())), size_(std::min(size, whole.size() - begin_)) {}

base::Result<std::size_t> SliceContent::read_at(std::uint64_t offset, std::span<char> into) const {
  if (offset >= size_) return std::size_t{0};
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset));
  return whole_->read_at(begin_ + offset, into.first(count));
}

std::optional<std::string_view> SliceContent::view() const {
  const auto all = whole_->view();
  if (!all) return std::nullopt;
  return all->substr(static_cast<std::size_t>(begin_), static_cast<std::size_t>(size_));
}

}  // namespace tamis::extract
