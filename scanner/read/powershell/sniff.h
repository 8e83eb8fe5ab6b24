// Which language a string inside a script is in, where it is worth being read as such: LDIF, JSON, XML, SQL,
// settings, batch, PowerShell. Prose, HTML and everything unclear is Language::unknown. Looks at the first 4
// KiB. Pure.
#pragma once

#include <string_view>

#include "model/language.h"

namespace tamis::read::powershell {

model::Language sniff(std::string_view content, bool here_string);

}  // namespace tamis::read::powershell
