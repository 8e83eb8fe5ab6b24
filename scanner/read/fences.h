// Pieces of a document that are written in a language of their own: fenced blocks of Markdown, code blocks of
// reStructuredText and AsciiDoc.
//
//   ```bash                .. code-block:: yaml        [source,sql]
//   export LDAPPW=x                                     ----
//   ```                       password: x               ALTER USER …
//                                                       ----
//
// Linear, one pass. Thread-safe: no state.
#pragma once

#include <string_view>
#include <vector>

#include "model/language.h"
#include "model/span.h"

namespace tamis::read {

struct Fence {
  model::Span body;
  model::Language language = model::Language::plain;
};

// Sorted, not overlapping; only those whose language is told and has a reader of its own.
std::vector<Fence> find_fences(std::string_view text);

// The language at `at`: of its fence, or `outside`.
model::Language language_at(const std::vector<Fence>& fences, std::size_t at, model::Language outside);

}  // namespace tamis::read
