// The text of XML and HTML: entities, CDATA, and the label-value pairs of pages.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "model/span.h"
#include "read/traced_text.h"

namespace tamis::read {

// Appends text[part) with the five entities, numeric ones and a few of HTML's undone; all others stay as they
// stand.
void unescape_entities(std::string_view text, model::Span part, TracedText& out);

// `Mot de passe : Soleil12` in one text: a label of a few words and a value of one word.
struct LabelPair {
  model::Span label;
  model::Span value;
};
std::optional<LabelPair> label_pair(std::string_view text);

// True for a short text that can be the label of what follows: "Mot de passe :", "Password".
bool is_label(std::string_view text);

}  // namespace tamis::read
