// What the first lines of a text say about its language, where its name says nothing.
//
//   language_of_content("#!/bin/sh\n…")  →  shell
//   language_of_content("dn: cn=a\n…")   →  ldif
//
// Certain signs (a shebang, "<?xml") decide at once; the rest are counted and the most telling language wins.
// Thread-safe: no state. Linear in the text, of which the caller passes a head.
#pragma once

#include <optional>
#include <string_view>

#include "model/language.h"

namespace tamis::read {

std::optional<model::Language> language_of_content(std::string_view head);

}  // namespace tamis::read
