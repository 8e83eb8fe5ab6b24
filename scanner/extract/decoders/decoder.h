// TextDecoder: finds and undoes one way of encoding bytes inside a text. One .cpp and one row in table.cpp
// each.
//
//   for (const TextDecoder& decoder : text_decoders()) decoder.find({text}, visit);
//
// A decoder is cheap on ordinary text, reports a run only where what it decodes to looks like a text or like
// a container, and never fails. Pure; safe from any thread.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "extract/transcode.h"
#include "model/span.h"

namespace tamis::extract {

struct EncodedText {
  std::string_view text;
  // As in model::TextUnit: the text is a window of a larger one.
  bool continues_before = false;
  bool continues_after = false;
  std::size_t overlap = 0;
};

struct EncodedRun {
  model::Span span;                    // in the text, line breaks and quotes inside included
  std::string_view bytes;              // decoded; valid during the visit
  const SourceMap* sources = nullptr;  // from decoded bytes to offsets in the text
};

using RunVisitor = std::function<void(const EncodedRun&)>;

struct TextDecoder {
  std::string_view name;  // as in decoded_by
  void (*find)(const EncodedText& encoded, const RunVisitor& visit);
};

std::span<const TextDecoder> text_decoders();

// base64.cpp
void find_base64(const EncodedText& encoded, const RunVisitor& visit);

// Whether the beginning of decoded bytes is worth decoding the rest: text in any encoding, a container's
// signature, or a deflated text. Not so keys, digests, pictures. `head` has 16 bytes at least; `cut` where
// more follows.
bool looks_readable(std::string_view head);
// The text that begins `bytes` under deflate or zlib; empty where it is neither.
enum class DeflateKind { none, raw, zlib };
DeflateKind looks_deflated(std::string_view head);

}  // namespace tamis::extract
