// What a value writes into a text: "$x", 'a' + $x, -join, -f, [string].
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "read/powershell/evaluator.h"
#include "read/powershell/result.h"

namespace tamis::read::powershell {

inline bool foldable(const Result& value) {
  return value.is_constant() || value.kind == ResultKind::null || value.kind == ResultKind::boolean;
}

// As the text that PowerShell makes of it; lists joined by blanks.
inline std::optional<std::string> as_text(const Result& value) {
  if (value.kind == ResultKind::null) return std::string();
  if (value.kind == ResultKind::boolean) return std::string(value.number != 0 ? "True" : "False");
  if (value.is_constant()) return to_text(value);
  if (value.kind != ResultKind::list) return std::nullopt;
  std::string text;
  for (const Result& item : flatten(value)) {
    if (!foldable(item)) return std::nullopt;
    if (!text.empty()) text += ' ';
    text += to_text(item);
  }
  return text;
}

inline Result elsewhere(const std::vector<Result>& values) {
  // What is only partly known is a look-up when a part of it is one.
  for (const Result& value : values) {
    if (value.kind == ResultKind::reference || value.kind == ResultKind::prompt)
      return Result{.kind = value.kind, .span = value.span};
  }
  return {};
}

}  // namespace tamis::read::powershell
