// Files that are known by their name and hold secrets without a name beside them: ldap.secret (a password),
// what OpenVPN's auth-user-pass points to (an account, its password), pam_radius_auth.conf (hosts and their
// secrets), htpasswd (accounts and hashes without a mark). No anchor hits there: the caller of read_facts
// gives the whole text of such a file as its region.
//
//   if (read::secret_file(unit.name) != read::SecretFile::none) …
//
// Thread-safe: no state.
#pragma once

#include <cstdint>
#include <string_view>

#include "read/fact_writer.h"

namespace tamis::read {

enum class SecretFile : std::uint8_t {
  none,
  password,  // one line, the password
  account,   // two lines, user and password
  radius,    // host secret [timeout]
  htpasswd,  // user:hash
};

// By the file's name alone; read_secret_file then wants a text that looks like nothing else.
SecretFile secret_file(std::string_view name);

// Whether such a file may hold names, too, which have regions of their own.
bool is_table(SecretFile kind);

// True when the text was read as what its name says; nothing else needs to read it.
bool read_secret_file(FactWriter& writer);

}  // namespace tamis::read
