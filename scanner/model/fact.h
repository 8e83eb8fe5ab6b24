// Fact: what a reader saw in a text, in one small vocabulary for every language.
//
// `$cred = New-Object Net.NetworkCredential('svc', $mdp)` with `$mdp = 'Automne2019'` twenty lines above
// becomes
//   Fact{call, name "System.Net.NetworkCredential", arguments {svc}, {Automne2019, span in line 1, trail
//   {$mdp}}}
// The value's span is where the value is *written*; there the finding will stand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/language.h"
#include "model/span.h"

namespace tamis::model {

enum class FactKind : std::uint8_t {
  token,       // a shaped string, found by a token rule itself
  assignment,  // name or path = value: variables, configuration keys, hashtable members, XML attributes, LDIF
               // lines
  call,        // callee(arguments): functions, constructors, methods, cmdlets with parameters
  option,      // program --option value on a command line
  cell,        // a table's cell under a header
  header,      // an HTTP header: name, scheme, value
  userinfo,    // scheme://user:password@host
};

enum class Quoting : std::uint8_t { bare, single_quotes, double_quotes, here_string, block };

enum class ValueState : std::uint8_t {
  constant,   // `text` is what the program would see
  unknown,    // an expression that cannot be folded; not a secret
  reference,  // a look-up elsewhere: environment, vault, file, parameter without default
  prompt,     // asked from a person
};

// One step from the place of use to the place where the value is written, for `why`.
struct TrailStep {
  std::string name;        // "$mdp", "parameter -Password", "settings.BindPw"
  std::size_t offset = 0;  // in the unit's text: where that name is used (the first step) or assigned
};

struct Value {
  ValueState state = ValueState::unknown;
  std::string text;  // the folded constant; a raw secret, never log it
  Span span;         // where it is written in the unit, without quotes; of an expression, all of it
  Quoting quoting = Quoting::bare;
  bool computed = false;  // more than one literal as it stands: concatenation, decoding, escapes
  std::vector<std::string>
      decoded_by;                // "base64", "reversal", "format" … in the order in which they were undone
  std::vector<TrailStep> trail;  // empty when the literal stands at the place of use
};

struct Argument {
  std::string name;  // empty: positional
  Value value;
};

struct Fact {
  FactKind kind = FactKind::assignment;
  Language language = Language::unknown;  // of the reader that saw it
  // assignment: last component ("password") · call: callee as written, type names without brackets ·
  // option: the option ("-w", "--password") · cell: header · header: its name · userinfo: the scheme
  std::string name;
  // assignment: dotted path with sections, e.g. "spring.ldap.password", "domain/legacy.ldap_default_authtok"
  // · option: the program's base name ("ldapsearch") · header: scheme of its value ("Basic")
  std::string path;
  // call: in order; all others: exactly one, the value.
  std::vector<Argument> arguments;
  Span span;  // the construct, for context
  std::uint32_t block =
      0;  // facts of one block of the text (section, mapping, element, entry) share a number
  bool in_comment = false;   // stands in commented-out text
  bool in_document = false;  // a command line quoted in prose, a page or a comment
  bool is_default = false;   // a parameter's or look-up's default
  std::string user;  // userinfo: user · option, call: the account beside it where the reader knows it
  std::string host;  // userinfo: host

  const Value& value() const { return arguments.front().value; }
};

}  // namespace tamis::model
