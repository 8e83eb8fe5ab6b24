#include "read/traced_text.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::read {

void TracedText::copy(std::string_view text, std::size_t begin, std::size_t end) {
  end = std::min(end, text.size());
  if (begin >= end) return;
  if (!pieces_.empty() && pieces_.back().verbatim && pieces_.back().source.end == begin) {
    pieces_.back().source.end = end;
    pieces_.back().size += end - begin;
  } else {
    pieces_.push_back({text_.size(), end - begin, {begin, end}, true});
  }
  text_.append(text.substr(begin, end - begin));
}

void TracedText::put(std::string_view decoded, model::Span source) {
  if (decoded.empty()) return;
  pieces_.push_back({text_.size(), decoded.size(), source, false});
  text_.append(decoded);
}

void TracedText::append(const TracedText& other) {
  for (const Piece& piece : other.pieces_) {
    const bool joins = piece.verbatim && !pieces_.empty() && pieces_.back().verbatim &&
                       pieces_.back().source.end == piece.source.begin;
    if (joins) {
      pieces_.back().source.end = piece.source.end;
      pieces_.back().size += piece.size;
    } else {
      pieces_.push_back(piece);
      pieces_.back().at += text_.size();
    }
  }
  text_ += other.text_;
}

void TracedText::pop_back() {
  if (text_.empty()) return;
  text_.pop_back();
  Piece& last = pieces_.back();
  if (last.verbatim) --last.source.end;
  if (--last.size == 0) pieces_.pop_back();
}

std::size_t TracedText::piece_of(std::size_t at) const {
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), at,
                                      [](std::size_t value, const Piece& piece) { return value < piece.at; });
  return after == pieces_.begin() ? 0 : static_cast<std::size_t>(after - pieces_.begin()) - 1;
}

model::Span TracedText::written(std::size_t begin, std::size_t end) const {
  if (pieces_.empty()) return {};
  end = std::min(end, text_.size());
  begin = std::min(begin, end);
  const Piece& first = pieces_[piece_of(begin)];
  const std::size_t from =
      first.verbatim ? first.source.begin + std::min(begin - first.at, first.size) : first.source.begin;
  if (begin == end) return {from, from};
  const Piece& last = pieces_[piece_of(end - 1)];
  return {from, last.verbatim ? last.source.begin + (end - last.at) : last.source.end};
}

TracedText TracedText::slice(std::size_t begin, std::size_t end) const {
  TracedText out;
  end = std::min(end, text_.size());
  if (begin >= end) return out;
  for (std::size_t i = piece_of(begin); i < pieces_.size() && pieces_[i].at < end; ++i) {
    const Piece& piece = pieces_[i];
    const std::size_t from = std::max(begin, piece.at);
    const std::size_t to = std::min(end, piece.at + piece.size);
    const std::size_t shift = piece.verbatim ? from - piece.at : 0;
    const model::Span source =
        piece.verbatim ? model::Span{piece.source.begin + shift, piece.source.begin + shift + (to - from)}
                       : piece.source;
    out.pieces_.push_back({out.text_.size(), to - from, source, piece.verbatim});
    out.text_.append(text_, from, to - from);
  }
  return out;
}

TracedText TracedText::trimmed() const {
  const std::string_view inner = base::trim(text_);
  if (inner.size() == text_.size()) return *this;
  const auto begin = static_cast<std::size_t>(inner.data() - text_.data());
  return slice(begin, begin + inner.size());
}

MappedText TracedText::to_mapped() const {
  MappedText out;
  out.text = text_;
  out.source.reserve(text_.size());
  for (const Piece& piece : pieces_) {
    for (std::size_t i = 0; i < piece.size; ++i)
      out.source.push_back(piece.source.begin + (piece.verbatim ? i : 0));
    out.end = piece.source.end;
  }
  return out;
}

}  // namespace tamis::read
