// Files that are nothing but a password: ldap.secret, nslcd.secret … No name stands beside the value, so no
// anchor hits: the caller of read_facts gives the whole text of such a file as its region.
#pragma once

#include <string_view>

namespace tamis::read {

// By the file's name alone; read_config then wants one line that looks like nothing else.
bool is_secret_file(std::string_view name);

}  // namespace tamis::read
