// Transcoder: bytes in a known encoding to UTF-8, remembering where each piece came from.
//
//   Transcoder transcoder;
//   const Transcoded result = transcoder.run(Encoding::utf16le, bytes, LastPiece::yes, out);
//   transcoder.source_of(7)                  // the byte in `bytes` that became out[7]
//
// Nothing stops it: what is invalid in UTF-16 and UTF-32 becomes U+FFFD, stray bytes in damaged UTF-8 are
// read as Windows-1252, and unassigned bytes keep their value as a code point. `bytes` must outlive
// source_of(). One thread at a time; reused, it allocates nothing.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/encoding.h"

namespace tamis::extract {

enum class LastPiece : bool { no, yes };

struct Transcoded {
  std::string_view text;     // in the buffer given
  std::size_t consumed = 0;  // less than all where a character is cut and more is to come
};

// Leads an offset in decoded text to an offset in what it was decoded from.
class SourceMap {
 public:
  virtual ~SourceMap() = default;
  // `text_offset` may be one past the end.
  virtual std::size_t source_of(std::size_t text_offset) const = 0;
};

class Transcoder final : public SourceMap {
 public:
  // What `bytes` bytes can grow to, at most.
  static constexpr std::size_t room_for(Encoding encoding, std::size_t bytes) {
    return unit_size(encoding) == 4 ? bytes + 4 : unit_size(encoding) == 2 ? bytes / 2 * 3 + 4 : bytes * 3;
  }

  // `out` has room_for() bytes at least.
  Transcoded run(Encoding encoding, std::string_view bytes, LastPiece last, std::span<char> out);
  // The offset in the bytes of the last run; one past the end leads to what was consumed.
  std::size_t source_of(std::size_t text_offset) const override;

 private:
  struct Checkpoint {
    std::size_t text = 0;
    std::size_t source = 0;
  };
  Encoding encoding_ = Encoding::utf8;
  std::string_view bytes_;
  std::size_t consumed_ = 0;
  std::size_t text_size_ = 0;
  std::vector<Checkpoint> checkpoints_;
};

// For short pieces: names, decoded layers.
void append_as_utf8(std::string& out, Encoding encoding, std::string_view bytes);

}  // namespace tamis::extract
