// Commands of a shell script or batch file as words, quotes and escapes undone, variables located but not yet
// filled in.
//
//   for (const ShellCommand& command : shell_commands(text, window, Dialect::posix)) …
//
// Bounded and linear: nothing is read twice but command substitutions, to a small depth. Thread-safe: no
// state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "model/span.h"

namespace tamis::read {

enum class Dialect : std::uint8_t { posix, batch };

enum class PartKind : std::uint8_t { verbatim, escape, variable, unknown };

struct WordPart {
  PartKind kind = PartKind::verbatim;
  model::Span source;
  std::string decoded;   // escape: what it stands for · variable: its name
  model::Span fallback;  // variable: ${NAME:-fallback}
};

struct ShellWord {
  std::vector<WordPart> parts;
  model::Span written;
  model::Quoting quoting = model::Quoting::bare;  // of its first part
  bool quoted_whole = false;
};

struct Heredoc {
  model::Span body;
  bool expands = true;
};

struct ShellCommand {
  std::vector<ShellWord> words;
  model::Span span;
  bool piped_into_next = false;  // its output is the next command's input
  bool in_comment = false;
  std::vector<Heredoc> heredocs;
  std::vector<model::Span> substitutions;  // $( … ), ` … `
};

std::vector<ShellCommand> shell_commands(std::string_view text, model::Span window, Dialect dialect);

}  // namespace tamis::read
