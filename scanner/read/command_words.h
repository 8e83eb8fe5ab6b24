// What the words of one command line say: options with their values, accounts beside them, programs whose
// secrets are positional. Shared by the shell reader, by strings that hold command lines, and by argument
// lists of other languages.
//
//   command_facts({ldapsearch, -D, cn=admin, -w, Automne2019}, context, facts)   // option -D, option -w
//
// Thread-safe: no state.
#pragma once

#include <cstdint>
#include <vector>

#include "model/fact.h"
#include "read/literal.h"

namespace tamis::read {

struct CommandWord {
  Literal literal;      // quotes and escapes undone, variables filled in where they are known
  model::Span written;  // as written, with quotes
  bool is_default = false;
};

struct CommandContext {
  model::Language language = model::Language::shell;
  std::uint32_t block = 0;
  bool in_comment = false;
};

void command_facts(const std::vector<CommandWord>& words, const CommandContext& context,
                   std::vector<model::Fact>& facts);

}  // namespace tamis::read
