// Texts inside texts: a here-string with LDIF, a heredoc with YAML, a string that holds a command line. They
// are read again by read_facts, one level deeper, and their facts come back with spans of the outer text.
//
//   read_nested(input, body_span, identify_language("", body), facts);      // written as it is
//   read_nested(input, unescaped, model::Language::json, facts);            // a MappedText: written with
//   escapes
//
// Only what touches the outer regions is read. Block numbers are shifted so that the blocks of two texts do
// not mix. Thread-safe: no state.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "model/language.h"
#include "model/span.h"
#include "read/reader.h"

namespace tamis::read {

// A text with escapes undone that remembers where each of its bytes was written.
struct MappedText {
  std::string text;
  std::vector<std::size_t> source;  // offset in the outer text of each byte of `text`
  std::size_t end = 0;              // offset in the outer text behind the last byte

  void append(char byte, std::size_t at);
  void append(std::string_view bytes, std::size_t at);  // all of them written as one escape at `at`
  // Where [span) of `text` is written.
  model::Span outer(model::Span span) const;
};

void read_nested(const Input& outer, model::Span part, model::Language language,
                 std::vector<model::Fact>& facts);
void read_nested(const Input& outer, const MappedText& text, model::Language language,
                 std::vector<model::Fact>& facts);

// The regions of `outer` that touch `part`, relative to it.
std::vector<model::Span> regions_within(std::span<const model::Span> regions, model::Span part);

// True when `part`, or what stands up to `reach` bytes around it, touches one of the regions.
bool touches(std::span<const model::Span> regions, model::Span part, std::size_t reach = 0);

}  // namespace tamis::read
