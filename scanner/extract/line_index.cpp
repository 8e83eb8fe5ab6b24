#include "extract/line_index.h"

#include <algorithm>
#include <cstring>

namespace tamis::extract {
namespace {

// Code points begin at bytes that are no continuation; the loop vectorises.
std::uint32_t count_points(std::string_view text) {
  std::uint32_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::uint32_t count_byte(std::string_view text, char byte) {
  std::uint32_t count = 0;
  for (const char c : text) count += c == byte;
  return count;
}

// "\r" not followed by "\n" in text[begin, end); what follows the last byte is looked up in the whole text.
std::uint32_t count_lone_returns(std::string_view text, std::size_t begin, std::size_t end) {
  std::uint32_t count = 0;
  for (std::size_t at = text.find('\r', begin); at < end; at = text.find('\r', at + 1)) {
    count += at + 1 == text.size() || text[at + 1] != '\n';
  }
  return count;
}

// The offset behind the last line end in text[begin, end), or npos.
std::size_t last_line_start(std::string_view text, std::size_t begin, std::size_t end, bool lone_returns) {
  for (std::size_t at = end; at > begin; --at) {
    const char c = text[at - 1];
    if (c == '\n') return at;
    if (lone_returns && c == '\r' && (at == text.size() || text[at] != '\n')) return at;
  }
  return std::string_view::npos;
}

}  // namespace

LinePlace advance_lines(std::string_view text, std::size_t begin, std::size_t end, LinePlace start) {
  if (begin >= end) return start;
  const auto part = text.substr(begin, end - begin);
  const bool returns = std::memchr(part.data(), '\r', part.size()) != nullptr;
  const auto lone = returns ? count_lone_returns(text, begin, end) : 0;
  const auto lines = count_byte(part, '\n') + lone;
  if (lines == 0) return {start.line, start.column + count_points(part)};
  const auto line_start = last_line_start(text, begin, end, lone > 0);
  return {start.line + lines, 1 + count_points(text.substr(line_start, end - line_start))};
}

void LineIndex::reset(std::string_view text, LinePlace start) {
  text_ = text;
  blocks_.clear();
  blocks_.push_back(start);
  last_ = 0;
  last_place_ = start;
}

LinePlace LineIndex::locate(std::size_t offset) {
  offset = std::min(offset, text_.size());
  const auto block = offset / kBlock;
  while (blocks_.size() <= block) {
    const auto begin = (blocks_.size() - 1) * kBlock;
    blocks_.push_back(advance_lines(text_, begin, begin + kBlock, blocks_.back()));
  }
  // Questions come in order for the most part: from the last answer it is not far.
  const bool onwards = offset >= last_ && last_ >= block * kBlock;
  last_place_ = onwards ? advance_lines(text_, last_, offset, last_place_)
                        : advance_lines(text_, block * kBlock, offset, blocks_[block]);
  last_ = offset;
  return last_place_;
}

}  // namespace tamis::extract
