// Options of command lines that stand in configuration values: `auth_param basic program
// /usr/lib/squid/basic_ldap_auth -b … -w secret`. The shell reader reads scripts; this reads one command
// inside a value.
//
//   option_words("/usr/lib/squid/basic_ldap_auth -D cn=x -w secret")   // {basic_ldap_auth, -D, cn=x}, {…,
//   -w, secret}
//
// Linear; no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "model/span.h"

namespace tamis::read {

struct OptionWord {
  std::string_view program;  // base name
  std::string_view name;     // "-w", "--password"
  model::Span value;         // without quotes
  model::Quoting quoting = model::Quoting::bare;
};

// Only where a word that is an absolute path or a well-known LDAP tool stands before the options.
std::vector<OptionWord> option_words(std::string_view text);

}  // namespace tamis::read
