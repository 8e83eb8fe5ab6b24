// Extraction, third part: into the sink, and what the text hides under encodings, back into the extraction.
#include <algorithm>

#include "extract/decoders/decoder.h"
#include "extract/extraction.h"
#include "extract/formats/format.h"
#include "extract/inflate.h"

namespace tamis::extract {

using model::SkipReason;

void Extraction::push(const Member& member, const Piece& piece) {
  model::TextUnit unit;
  unit.text = piece.text;
  unit.offsets = piece.offsets;
  unit.path = path_;
  unit.member = member.path;
  unit.name = member.name;
  unit.kind = piece.kind;
  unit.decoded_by = piece.decoded_by;
  unit.continues_before = piece.continues_before;
  unit.continues_after = piece.continues_after;
  unit.overlap = piece.overlap;
  sink_->on_text(unit);
  if (piece.kind == model::UnitKind::name) return;
  const EncodedText encoded{piece.text, piece.continues_before, piece.continues_after, piece.overlap};
  for (const auto& decoder : text_decoders()) {
    const auto visit = [&](const EncodedRun& run) { push_layer(member, piece, decoder.name, run); };
    decoder.find(encoded, std::ref(visit));  // by reference: nothing is allocated
  }
}

void Extraction::push_layer(const Member& member, const Piece& piece, std::string_view decoder,
                            const EncodedRun& run) {
  if (const auto bites = budget_->check_time()) return skip_limit(member.path, *bites);
  if (piece.layers >= budget_->limits().max_decode_depth) return skip_limit(member.path, SkipReason::layers);
  std::vector<std::string> layers(piece.decoded_by.begin(), piece.decoded_by.end());
  layers.emplace_back(decoder);
  const LayerMap map(*piece.offsets, *run.sources, 0);
  Piece inner;
  inner.offsets = &map;
  inner.kind = model::UnitKind::decoded;
  inner.decoded_by = layers;
  inner.layers = piece.layers + 1;
  push_decoded(member, run.bytes, inner);
}

void Extraction::push_decoded(const Member& member, std::string_view bytes, const Piece& outer) {
  const TypeRow* row = identify_type(bytes.substr(0, kHeadBytes));
  const Format* format =
      row != nullptr && row->reading == Reading::unpacked ? format_for(row->type) : nullptr;
  if (format != nullptr) return scan_inside_text(member, bytes, outer, *format);
  if (!looks_readable(bytes.substr(0, 64)) && push_inflated(member, bytes, outer)) return;
  push_decoded_text(member, bytes, outer);
}

void Extraction::push_decoded_text(const Member& member, std::string_view bytes, const Piece& outer) {
  const auto profile = profile_bytes(bytes);
  Encoding encoding = identify_encoding(bytes, profile);
  if (encoding == Encoding::binary) encoding = Encoding::utf8_damaged;
  const auto mark = mark_length(encoding, bytes);
  Piece piece = outer;
  if (encoding == Encoding::utf8) {
    const ShiftMap map(*outer.offsets, mark);
    piece.text = bytes.substr(mark);
    piece.offsets = &map;
    return push(member, piece);
  }
  std::vector<std::string> layers(outer.decoded_by.begin(), outer.decoded_by.end());
  if (encoding != Encoding::utf8_damaged) layers.emplace_back(to_string(encoding));
  const auto buffer = tools_->pool.take(Transcoder::room_for(encoding, bytes.size() - mark));
  Transcoder transcoder;
  piece.text = transcoder.run(encoding, bytes.substr(mark), LastPiece::yes, buffer.span()).text;
  const LayerMap map(*outer.offsets, transcoder, mark);
  piece.offsets = &map;
  piece.decoded_by = layers;
  push(member, piece);
}

// Scripts hide their payload as base64 of deflate, with or without zlib's header; neither has a signature.
bool Extraction::push_inflated(const Member& member, std::string_view bytes, const Piece& outer) {
  const DeflateKind kind = looks_deflated(bytes);
  if (kind == DeflateKind::none) return false;
  if (outer.layers >= budget_->limits().max_decode_depth) {
    skip_limit(member.path, SkipReason::layers);
    return true;
  }
  const auto& limits = budget_->limits();
  const MemoryContent packed(bytes);
  std::string text;
  const auto format = kind == DeflateKind::zlib ? InflateFormat::zlib : InflateFormat::raw;
  inflate_stream(packed, {0, bytes.size()}, format, tools_->pool, [&](std::string_view made) {
    const bool large =
        text.size() + made.size() > std::min<std::uint64_t>(limits.max_member_bytes, WindowReader::kWindow);
    const auto bites = large ? SkipReason::size : budget_->spend_unpacked(made.size());
    if (bites) {
      skip_limit(member.path, *bites);
      return false;
    }
    text += made;
    return true;
  });
  std::vector<std::string> layers(outer.decoded_by.begin(), outer.decoded_by.end());
  layers.emplace_back(kind == DeflateKind::zlib ? "zlib" : "deflate");
  const PlaceMap place(outer.offsets->locate(0));
  Piece inner = outer;
  inner.offsets = &place;
  inner.decoded_by = layers;
  inner.layers = outer.layers + 1;
  push_decoded_text(member, text, inner);
  return true;
}

void Extraction::scan_inside_text(const Member& member, std::string_view bytes, const Piece& outer,
                                  const Format& format) {
  const MemoryContent content(bytes);
  const PlaceMap place(outer.offsets->locate(0));
  Member inner;
  inner.content = &content;
  inner.path = member.path;
  inner.name = member.name;
  inner.depth = member.depth;
  inner.layers = outer.layers;
  inner.decoded_by.assign(outer.decoded_by.begin(), outer.decoded_by.end());
  inner.container = &member;
  inner.anchor = &place;
  Covered covered;
  open(inner, content, format, covered);
}

}  // namespace tamis::extract
