// JsonObject: just enough of a JSON reader for what tokens carry inside: the members of one object, nested
// values skipped but checked. Strict (RFC 8259), bounded in depth, never throwing.
//
//   auto header = read_json_object(R"({"alg":"HS256"})");
//   if (header) header->text("alg");     // "HS256"; nothing where it is absent or no string
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace tamis::detect {

struct JsonObject {
  struct Member {
    std::string_view key;    // without quotes, escapes as written
    std::string_view value;  // as written
  };
  std::vector<Member> members;  // views into the text that was read

  bool has(std::string_view key) const;
  std::optional<std::string_view> text(std::string_view key) const;
};

std::optional<JsonObject> read_json_object(std::string_view text);

}  // namespace tamis::detect
