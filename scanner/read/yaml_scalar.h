// The scalars of YAML: quoted ones over several lines, block scalars, tags and anchors before them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/span.h"
#include "read/literal.h"

namespace tamis::read {

// `&anchor` and `!tag` before a node, blanks skipped; moves `at` behind them.
struct YamlProperties {
  std::string anchor;
  std::string tag;
};
YamlProperties take_properties(std::string_view text, std::size_t& at, std::size_t line_end);

// A quoted scalar that begins at `at`; moves `at` behind its closing quote. False where it does not close
// within reach.
bool take_quoted(std::string_view text, std::size_t& at, std::size_t end, Literal& out);

// A block scalar whose header ('|' or '>') ends at the line end `line_end`; lines belong to it while they are
// indented by more than `indent`. Returns the offset behind it.
std::size_t take_block(std::string_view text, std::size_t header, std::size_t line_end, std::size_t end,
                       std::size_t indent, Literal& out);

// What the tag makes of the value: !vault and other look-ups are references, !!binary is decoded.
void apply_tag(std::string_view tag, Literal& literal);

}  // namespace tamis::read
