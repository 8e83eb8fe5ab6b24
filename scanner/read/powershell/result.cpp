#include "read/powershell/result.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace tamis::read::powershell {

std::string to_text(const Result& result) {
  if (result.kind != ResultKind::number) return result.text;
  std::array<char, 40> buffer{};
  const bool whole = std::fabs(result.number) < 1e15 && std::floor(result.number) == result.number;
  const int size = std::snprintf(buffer.data(), buffer.size(), whole ? "%.0f" : "%.10g", result.number);
  return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string();
}

model::Value to_value(const Result& result) {
  model::Value value;
  value.span = result.span;
  value.quoting = result.quoting;
  value.computed = result.computed;
  value.decoded_by = result.decoded_by;
  value.trail = result.trail;
  switch (result.kind) {
    case ResultKind::text:
    case ResultKind::character:
    case ResultKind::secure:
    case ResultKind::number:
      value.state = model::ValueState::constant;
      value.text = to_text(result);
      break;
    case ResultKind::reference:
      value.state = model::ValueState::reference;
      break;
    case ResultKind::prompt:
      value.state = model::ValueState::prompt;
      break;
    default:
      value.state = model::ValueState::unknown;
      break;
  }
  return value;
}

const Result* find_part(const Result& whole, std::string_view part) {
  if (whole.items == nullptr || !whole.is_textual()) return nullptr;
  for (const Result& constant : *whole.items) {
    if (constant.is_textual() && constant.text == part) return &constant;
  }
  for (const Result& constant : *whole.items) {
    if (const Result* inner = constant.items == nullptr ? nullptr : find_part(constant, part)) return inner;
  }
  return nullptr;
}

}  // namespace tamis::read::powershell
