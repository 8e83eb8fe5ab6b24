// TracedText: text as a format's reader undoes it (escapes, entities, folds), with the way back to where each
// byte of it is written.
//
//   TracedText value;
//   value.copy(text, 10, 14);            // four bytes as they stand
//   value.put("&", {14, 19});            // "&amp;"
//   value.written(0, value.size());      // {10, 19}
//
// Owning; one thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"
#include "read/nested.h"

namespace tamis::read {

class TracedText {
 public:
  // Appends text[begin, end) as it stands; ranges beyond the text are cut.
  void copy(std::string_view text, std::size_t begin, std::size_t end);
  // Appends `decoded`, which is written as `source`.
  void put(std::string_view decoded, model::Span source);

  // Appends all of `other`.
  void append(const TracedText& other);

  // Drops the last byte.
  void pop_back();

  const std::string& text() const { return text_; }
  std::size_t size() const { return text_.size(); }
  bool empty() const { return text_.empty(); }
  // True when the text stands in one piece exactly like this.
  bool verbatim() const { return pieces_.empty() || (pieces_.size() == 1 && pieces_.front().verbatim); }

  // Where bytes [begin, end) of the text are written.
  model::Span written(std::size_t begin, std::size_t end) const;
  model::Span written() const { return written(0, text_.size()); }

  // The part [begin, end) on its own.
  TracedText slice(std::size_t begin, std::size_t end) const;
  // Without blanks and line ends at both ends.
  TracedText trimmed() const;
  // For read_nested.
  MappedText to_mapped() const;

 private:
  struct Piece {
    std::size_t at = 0;  // in text_
    std::size_t size = 0;
    model::Span source;
    bool verbatim = false;
  };
  // The piece that holds byte `at` of the text.
  std::size_t piece_of(std::size_t at) const;

  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace tamis::read
