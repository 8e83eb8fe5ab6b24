// Programs whose command lines carry secrets: which they are, and which of their options take a value.
//
//   const ProgramRow* row = find_program(program_name("/usr/bin/ldapsearch"));
//
// Thread-safe: no state.
#pragma once

#include <string>
#include <string_view>

namespace tamis::read {

// Programs whose command lines carry secrets, and the one-letter options whose value may follow without a
// blank.
struct ProgramRow {
  std::string_view name;
  std::string_view attaching;
  std::string_view flags;  // one-letter options that take no value
};

// The name in lower case, without folder and ending: "C:\\bin\\LdapSearch.exe" is "ldapsearch".
std::string program_name(std::string_view word);

// The row of a program_name(); null where the program is not known.
const ProgramRow* find_program(std::string_view name);

// The name of the program that a word runs; the word may be a variable that holds a command line.
std::string called_program(std::string_view word);

// True for a word that runs another command, which follows: sudo, time …
bool is_wrapper(std::string_view word);

// True when a text begins with a program whose command lines carry secrets ("ldapsearch -x …", "sudo mysql
// …").
bool begins_command(std::string_view text);

// True for the name of such a program, in lower case.
bool is_command_program(std::string_view name);

}  // namespace tamis::read
