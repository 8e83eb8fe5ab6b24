// An assignment that is commented out, told from a sentence: `# bind_pw = Automne2019` is one, `# password:
// see the vault, ask Anne` is none.
//
//   if (auto pair = comment_pair(text, {begin, end})) …  // pair->key, pair->value without quotes
#pragma once

#include <optional>
#include <string_view>

#include "model/fact.h"
#include "model/span.h"

namespace tamis::read {

struct CommentPair {
  model::Span key;
  model::Span value;
  model::Quoting quoting = model::Quoting::bare;
};

// Reads text[part), which stands behind the comment's mark. `blank_separated`: `bindpw Automne2019` counts
// too where the key can be nothing but a directive.
std::optional<CommentPair> comment_pair(std::string_view text, model::Span part,
                                        bool blank_separated = false);

// Names of directives with a blank before their secret that are no words of a sentence: bindpw, rootpw …
bool is_password_directive(std::string_view name);

}  // namespace tamis::read
