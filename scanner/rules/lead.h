// Lead: what the bytes of a read trigger may be, on behalf of the rules that asked for it. The detector looks
// around a hit with this in hand (read/gate.h) before a reader runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tamis::rules {

enum class Role : std::uint8_t {
  name = 1,       // of an assignment, a cell, a named argument
  call = 2,       // a callee
  program = 4,    // of a command line
  option = 8,     // of any program
  header = 16,    // of HTTP, or the scheme in it
  userinfo = 32,  // what stands before or behind the userinfo of a URL
  path = 64       // a component of a path: what stands below it may be the secret
};

struct Lead {
  std::uint8_t roles = 0;
  std::vector<std::string> words;   // program: options and verbs, one of which stands in the command
  std::vector<std::string> beside;  // option: one of these stands in the command, too; empty: none need

  void add(Role role) { roles = static_cast<std::uint8_t>(roles | static_cast<std::uint8_t>(role)); }
  bool has(Role role) const { return (roles & static_cast<std::uint8_t>(role)) != 0; }
  void merge(const Lead& other);
};

}  // namespace tamis::rules
