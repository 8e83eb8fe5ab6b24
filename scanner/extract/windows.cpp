// Extraction, second part: texts and raw bytes in windows that overlap.
#include <algorithm>

#include "extract/extraction.h"
#include "extract/wide_runs.h"

namespace tamis::extract {
namespace {

constexpr std::size_t kWindow = WindowReader::kWindow;
constexpr std::size_t kOverlap = WindowReader::kOverlap;
// Texts found again at the head of the next window are let go, but for those that may have been cut.
constexpr std::size_t kRunOverlap = 4096;

// Where a window that is not the last ends: behind a line end near its end, or at a whole character.
std::size_t cut_of(std::string_view text) {
  const auto newline = text.rfind('\n');
  if (newline != std::string_view::npos && newline + kOverlap >= text.size()) return newline + 1;
  return text.size() - incomplete_utf8_tail(text);
}

// Where the next window begins: at a line where there is one in the overlap, else at a whole character.
std::size_t next_begin(std::string_view text, std::size_t cut) {
  const auto least = cut - std::min(kOverlap, cut / 2);
  const auto newline = text.find('\n', least);
  if (newline != std::string_view::npos && newline + 1 <= cut - std::min(cut, kOverlap / 2))
    return newline + 1;
  std::size_t at = least;
  while (at > 0 && at + 4 > least && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

}  // namespace

const model::OffsetMap& Extraction::anchored(const Member& member, const model::OffsetMap& map) const {
  return member.anchor == nullptr ? map : *member.anchor;
}

void Extraction::push_text(const Member& member, WindowReader& reader, const Identity& identity) {
  const auto size = reader.content().size();
  Transcoder transcoder;
  BufferPool::Lease decoded;
  WindowMap map;
  LinePlace place;
  std::vector<std::string> layers = member.decoded_by;
  Encoding encoding = identity.encoding;
  ByteProfile profile = identity.profile;
  std::uint64_t begin = 0;
  std::size_t overlap = 0;
  while (true) {
    auto bytes = reader.at(begin, size);
    if (!bytes) return fail_reading(member, bytes.error().message);
    const bool last = begin + bytes->size() >= size || bytes->size() < kWindow;
    if (last && begin + bytes->size() < size)
      skip(member.path, model::SkipReason::changed, "it became shorter while it was read");
    if (begin > 0 && !is_wide(encoding)) {
      // What was ASCII so far may turn out as something else; a binary stretch of a text is read as a text.
      profile = profile_bytes(*bytes);
      encoding = identify_encoding(*bytes, profile);
      if (encoding == Encoding::binary || is_wide(encoding)) encoding = Encoding::utf8_damaged;
    }
    const auto mark = begin == 0 ? mark_length(encoding, *bytes) : 0;
    std::string_view text = bytes->substr(mark);
    const Transcoder* through = nullptr;
    layers.resize(member.decoded_by.size());
    if (encoding != Encoding::utf8) {
      const auto room = Transcoder::room_for(encoding, text.size());
      if (decoded.size() < room) decoded = tools_->pool.take(room);
      text = transcoder.run(encoding, text, last ? LastPiece::yes : LastPiece::no, decoded.span()).text;
      through = &transcoder;
      if (encoding != Encoding::utf8_damaged) layers.emplace_back(to_string(encoding));
    }
    const auto cut = last ? text.size() : cut_of(text);
    map.reset(text, begin + mark, through, place);
    Piece piece;
    piece.text = text.substr(0, cut);
    piece.offsets = &anchored(member, map);
    piece.kind = member.anchor == nullptr ? model::UnitKind::text : model::UnitKind::decoded;
    piece.decoded_by = layers;
    piece.layers = member.layers;
    piece.continues_before = begin > 0;
    piece.continues_after = !last;
    piece.overlap = std::min(overlap, cut);
    push(member, piece);
    if (profile.nuls >= 6 && !is_wide(encoding)) push_wide_runs(member, *bytes, begin);
    if (last) return;
    if (const auto bites = budget_->check_time()) return skip_limit(member.path, *bites);
    const auto next = next_begin(text, cut);
    const auto position = map.locate(next);
    place = {position.line, position.column};
    overlap = cut - next;
    begin = position.byte;
  }
}

void Extraction::push_raw(const Member& member, WindowReader& reader, std::span<const Covered::Range> ranges,
                          const Identity& identity, std::vector<Embedded>* embedded) {
  for (const auto& range : ranges) push_raw_range(member, reader, range, identity, embedded);
}

void Extraction::push_raw_range(const Member& member, WindowReader& reader, Covered::Range range,
                                const Identity& identity, std::vector<Embedded>* embedded) {
  std::uint64_t begin = range.begin;
  std::size_t overlap = 0;
  while (true) {
    if (const auto bites = budget_->check_time()) return skip_limit(member.path, *bites);
    const auto bytes = reader.at(begin, range.end);
    if (!bytes) return fail_reading(member, bytes.error().message);
    const bool last = begin + bytes->size() >= range.end || bytes->size() < kWindow;
    if (last && begin + bytes->size() < range.end)
      skip(member.path, model::SkipReason::changed, "it became shorter while it was read");
    const RawMap map(begin);
    Piece piece;
    piece.text = *bytes;
    piece.offsets = &anchored(member, map);
    piece.kind = model::UnitKind::raw;
    piece.decoded_by = member.decoded_by;
    piece.layers = member.layers;
    piece.continues_before = begin > range.begin;
    piece.continues_after = !last;
    piece.overlap = overlap;
    push(member, piece);
    if (identity.encoding == Encoding::binary) {
      const std::size_t known = overlap > kRunOverlap ? overlap - kRunOverlap : 0;
      push_wide_runs(member, bytes->substr(known), begin + known);
    }
    if (embedded != nullptr) find_embedded(*bytes, begin, 4, *embedded);
    if (last) return;
    overlap = kOverlap;
    begin += bytes->size() - kOverlap;
  }
}

void Extraction::push_wide_runs(const Member& member, std::string_view bytes, std::uint64_t base) {
  std::string text;
  std::vector<RunsMap::Run> runs;
  find_wide_runs(bytes, base, text, runs);
  if (text.empty()) return;
  std::vector<std::string> layers = member.decoded_by;
  layers.emplace_back(to_string(Encoding::utf16le));
  const RunsMap map(text, runs);
  Piece piece;
  piece.text = text;
  piece.offsets = &anchored(member, map);
  piece.kind = model::UnitKind::decoded;
  piece.decoded_by = layers;
  piece.layers = member.layers;
  push(member, piece);
}

}  // namespace tamis::extract
