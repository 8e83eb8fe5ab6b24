// Parser: a PowerShell text into a Tree. Tolerant (what cannot be read is stepped over, what stands before
// and behind is kept) and bounded: constructs nested deeper than kMaxParseDepth are read flat, so that no
// text exhausts the stack.
//
//   Tree tree(text);
//   std::vector<model::Span> comments = parse(tree, {.text = text});
//
// Linear in the text. Thread-safe: no state outside the call.
#pragma once

#include <string_view>
#include <vector>

#include "model/pulse.h"
#include "model/span.h"
#include "read/powershell/tree.h"

namespace tamis::read::powershell {

inline constexpr int kMaxParseDepth = 160;

struct ParseOptions {
  std::string_view text;          // as long as the tree's; a masked copy where only parts of it are code
  bool in_comment = false;        // commented-out code among prose: strings end with their line
  model::Pulse* pulse = nullptr;  // asked at every statement; where it ends, the text ends
};

// Adds the nodes of options.text to the tree; returns the spans of its comments.
std::vector<model::Span> parse(Tree& tree, const ParseOptions& options);

}  // namespace tamis::read::powershell
