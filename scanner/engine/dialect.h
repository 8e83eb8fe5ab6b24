// RE2's expressions in Hyperscan's dialect, for the few escapes that the two read differently.
//
//   to_hyperscan(R"(key\S{8})")   // key[^\t\n\f\r\x20]{8}
//
// Rules are written for RE2. Hyperscan counts the vertical tab among \s, so \S and [^\s] would miss what RE2
// finds, and its \v is every vertical blank. What remains different only adds hits, which stage 2 judges,
// with one exception: RE2 on Latin-1 folds the case of bytes over 0x7F, Hyperscan that of ASCII letters
// alone. In UTF-8 text such folding pairs unrelated bytes, so nothing that a rule means is lost.
#pragma once

#include <string>
#include <string_view>

namespace tamis::engine {

// Broken expressions come out as broken: Hyperscan names the fault.
std::string to_hyperscan(std::string_view pattern);

}  // namespace tamis::engine
