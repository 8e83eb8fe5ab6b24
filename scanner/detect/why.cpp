#include "detect/why.h"

#include <fmt/format.h>

#include <string_view>

#include "model/position.h"

namespace tamis::detect {
namespace {

using model::FactKind;

// Names come from the file: cut what is long or could play tricks on a terminal.
std::string shown(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, 60)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  if (name.size() > 60) out += "…";
  return out;
}

std::string last_component(std::string_view name) {
  const auto dot = name.find_last_of(".:\\");
  return shown(dot == std::string_view::npos || dot + 1 >= name.size() ? name : name.substr(dot + 1));
}

std::string place_of(const Explained& what) {
  const auto& fact = what.fact;
  switch (fact.kind) {
    case FactKind::call:
      if (what.position != 0)
        return fmt::format("argument {} of {}", what.position, last_component(fact.name));
      return fmt::format("{} of {}", shown(what.argument.name), last_component(fact.name));
    case FactKind::option:
      return fmt::format("option {} of {}", shown(fact.name), shown(fact.path));
    case FactKind::cell:
      return fmt::format("the cell under {}", shown(fact.name));
    case FactKind::header:
      return fmt::format("the {}{}{} header", shown(fact.name), fact.path.empty() ? "" : " ",
                         shown(fact.path));
    case FactKind::userinfo:
      return fact.user.empty()
                 ? fmt::format("the password in a {} address", shown(fact.name))
                 : fmt::format("the password of {} in a {} address", shown(fact.user), shown(fact.name));
    default:
      return shown(fact.name);
  }
}

std::string value_of(const Explained& what) {
  const auto& value = what.argument.value;
  if (!value.trail.empty()) {
    const auto line = what.unit.offsets->locate(what.fact.span.begin).line;
    const std::string on_line = line == 0 ? std::string() : fmt::format(" on line {}", line);
    return fmt::format("{} is {}, written here{}", on_line, shown(value.trail.front().name),
                       value.computed ? " in pieces" : "");
  }
  if (value.computed && !value.decoded_by.empty())
    return fmt::format(" is a constant behind {}", fmt::join(value.decoded_by, ", "));
  if (value.computed) return " is put together from constants";
  return what.fact.is_default ? " has a literal default" : " is a literal value";
}

}  // namespace

std::string explain(const Explained& what) {
  std::string why = place_of(what) + value_of(what);
  if (what.fact.in_comment) why += ", in a comment";
  if (!what.judgement.reason.empty()) why += fmt::format(" (less sure: it {})", what.judgement.reason);
  return why;
}

}  // namespace tamis::detect
