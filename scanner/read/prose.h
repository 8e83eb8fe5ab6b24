// Secrets told in sentences: "le mot de passe du compte est Bellevue-33", "the password is `x`".
//
// Looks at the lines of the regions only. Bounded and linear. Thread-safe: no state.
#pragma once

#include <optional>
#include <vector>

#include "model/fact.h"
#include "read/reader.h"

namespace tamis::read {

// What stands behind "est" or "is" in the clause that begins at `at`: where the value is written.
struct ToldValue {
  model::Span value;
  model::Quoting quoting = model::Quoting::bare;
};
std::optional<ToldValue> told_value(std::string_view text, std::size_t at);

void read_prose(const Input& input, std::vector<model::Fact>& facts);

}  // namespace tamis::read
