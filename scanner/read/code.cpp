// The light core: one reader for all languages whose lexical rules differ only in data (code_tables.cpp). The
// way of a text: tokens (code_lexer), structure (code_program), values (code_values), facts (code_facts).
#include <algorithm>

#include "read/code_facts.h"
#include "read/reader_table.h"
#include "read/windows.h"

namespace tamis::read {

void read_code(const Input& input, std::vector<model::Fact>& facts) {
  for (const model::Span window : reading_windows(input)) {
    // A large text full of hits is one large window: it is read in pieces, so that memory stays bounded.
    for (std::size_t begin = window.begin; begin < window.end; begin += kReadWhole) {
      if (!input.may_go_on()) return;
      code_facts(input, {begin, std::min(window.end, begin + kReadWhole)}, facts);
    }
  }
}

}  // namespace tamis::read
