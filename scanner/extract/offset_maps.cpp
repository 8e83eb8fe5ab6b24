#include "extract/offset_maps.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::extract {

void WindowMap::reset(std::string_view text, std::uint64_t first_byte, const Transcoder* transcoder,
                      LinePlace start) {
  first_byte_ = first_byte;
  transcoder_ = transcoder;
  lines_.reset(text, start);
}

std::uint64_t WindowMap::byte_of(std::size_t offset) const {
  return first_byte_ + (transcoder_ == nullptr ? offset : transcoder_->source_of(offset));
}

model::Position WindowMap::locate(std::size_t offset) const {
  const LinePlace place = lines_.locate(offset);
  return {byte_of(offset), place.line, place.column};
}

model::Position RunsMap::locate(std::size_t offset) const {
  const auto after = std::upper_bound(runs_->begin(), runs_->end(), offset,
                                      [](std::size_t at, const Run& run) { return at < run.text; });
  if (after == runs_->begin()) return {};
  const Run& run = *std::prev(after);
  const auto characters = base::count_code_points(text_.substr(run.text, offset - run.text));
  return {run.source + 2 * characters, 0, 0};
}

}  // namespace tamis::extract
