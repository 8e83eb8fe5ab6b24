// Passwords inside connection strings: ADO.NET and ODBC (`Server=…;Pwd=x`), libpq (`host=… password=x`), JDBC
// and other URLs with parameters (`jdbc:…?user=a&password=x`), Oracle's `jdbc:oracle:thin:scott/tiger@…`.
//
//   for (const ConnectionPair& pair : connection_passwords("Server=a;Uid=u;Pwd=x;")) …  // value {18, 19}
//
// Linear; no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace tamis::read {

struct ConnectionPair {
  std::string name;   // "password"
  model::Span value;  // in the string, without quotes
  std::string user;
};

std::vector<ConnectionPair> connection_passwords(std::string_view text);

}  // namespace tamis::read
