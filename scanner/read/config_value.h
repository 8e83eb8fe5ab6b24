// The value of one configuration line: its quotes and escapes undone as the dialect does, its comment left
// out.
#pragma once

#include <cstddef>

#include "read/config_dialect.h"
#include "read/literal.h"
#include "read/traced_text.h"

namespace tamis::read {

// The value that begins at `from` in `line` (blanks skipped). `assigned`: it stands behind '=' or ':' rather
// than a blank.
Literal config_value(const TracedText& line, std::size_t from, const Dialect& dialect, bool assigned);

// Undoes \" \\ \n … of line[begin, end) where `escapes`, else takes it as it stands.
TracedText unescaped(const TracedText& line, std::size_t begin, std::size_t end, bool escapes);

}  // namespace tamis::read
