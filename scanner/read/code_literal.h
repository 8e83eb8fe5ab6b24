// What a string token means: its text with escapes undone, and the holes that interpolation leaves.
//
//   for (const StringPiece& piece : string_pieces(text, token)) …      // "a\tb${c}"  →  a, TAB, b, hole c
//
// Linear. Thread-safe: no state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"
#include "read/code_lexer.h"

namespace tamis::read {

enum class PieceKind : std::uint8_t { verbatim, escape, hole };

struct StringPiece {
  PieceKind kind = PieceKind::verbatim;
  model::Span source;      // as written
  std::string decoded;     // escape: what it stands for
  model::Span expression;  // hole: what stands in it
};

std::vector<StringPiece> string_pieces(std::string_view text, const Token& token);

// The text of a string without holes in the common case: a name, a key, a path's component.
std::string plain_text(std::string_view text, const Token& token);

}  // namespace tamis::read
