// What is known about PowerShell's own commands: aliases and the order of their parameters, so that `sal a
// b`, `ConvertTo-SecureString 'x' -a -f` and `ConvertTo-SecureString -String 'x' -AsPlainText -Force` read
// the same.
//
//   CommandLine line = arrange(tree, command, canonical_name);
//   if (const NodeId value = line.named("String")) …
//
// Pure functions over static tables.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/powershell/tree.h"

namespace tamis::read::powershell {

struct CommandSpec {
  std::string_view name;
  std::string_view positional;  // parameters by position, blank-separated
  std::string_view others;      // further parameters with values
  std::string_view switches;
};

// Nothing for commands that are not known.
const CommandSpec* find_command(std::string_view name);

// "ConvertTo-SecureString" for "convertto-securestring"; the command behind a built-in alias; else `name`.
std::string canonical_command(std::string_view name);

// A pattern such as N*w-O*ct, as Get-Command takes it: the first known command that it fits.
std::string match_command(std::string_view pattern);

struct NamedArgument {
  std::string name;  // canonical; empty: positional and not known by position
  NodeId value = kNoNode;
  NodeId parameter = kNoNode;  // the parameter's node, where it was named
  bool is_switch = false;
};

struct CommandLine {
  std::vector<NamedArgument> arguments;
  std::vector<std::string> splats;

  NodeId named(std::string_view name) const;
  NodeId positional(std::size_t index) const;
  bool has(std::string_view name) const;
};

CommandLine arrange(const Tree& tree, NodeId command, std::string_view canonical_name);

}  // namespace tamis::read::powershell
