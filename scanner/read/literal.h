// Literal: a configuration value with its format's quoting undone, and what kind of value that makes: a
// constant, a look-up elsewhere (environment, vault, template), or a look-up with a literal default.
//
//   ${LDAP_PASSWORD}               reference
//   ${LDAP_PASSWORD:-Automne2019}  constant "Automne2019", is_default
//   {{ pw | default('Ete') }}      constant "Ete", is_default
//   cn={{ admin }},dc=lan          unknown
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "read/traced_text.h"

namespace tamis::read {

struct Literal {
  TracedText text;
  model::Quoting quoting = model::Quoting::bare;
  model::ValueState state = model::ValueState::constant;  // what the syntax alone says, e.g. a tag `!vault`
  bool computed = false;
  std::vector<std::string> decoded_by;
  std::vector<model::TrailStep> trail;
};

struct Settled {
  model::Value value;
  bool is_default = false;
};

// Recognises look-ups and templates; bounded, linear.
Settled settle(const Literal& literal);

// True when `text` as a whole is a look-up or template, or a value encrypted for one machine.
bool is_reference(std::string_view text);

}  // namespace tamis::read
