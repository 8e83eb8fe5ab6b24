// Strings whose delimiters the text itself chooses: heredocs of PHP, Ruby and Perl, q(…) and %q(…), r#"…"#,
// R"x(…)x",
// [=[ … ]=].
//
//   find_free_string("<<~EOT\n  a\nEOT\n", 0, FreeStrings::ruby_heredoc, true, misses)->body   // {7, 11}
//
// Linear in what it looks at; bounded. Thread-safe: no state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/span.h"
#include "read/code_tables.h"

namespace tamis::read {

struct FreeString {
  model::Span body;
  std::size_t opening_end = 0;  // code goes on here …
  std::size_t resume = 0;       // … and behind its line, at this place, where the body of a heredoc ends
  Escapes escapes = Escapes::none;
  Holes holes = Holes::none;
  std::uint16_t strip_indent = 0;
};

// A string of this kind that begins exactly at `at`. `value_expected`: an operator cannot stand here.
// `misses` counts openings whose end was looked for in vain: after kMaxFreeMisses nothing is looked for, so a
// text of openings is cheap.
inline constexpr std::size_t kMaxFreeMisses = 64;
std::optional<FreeString> find_free_string(std::string_view text, std::size_t at, FreeStrings kind,
                                           bool value_expected, std::size_t& misses);

}  // namespace tamis::read
