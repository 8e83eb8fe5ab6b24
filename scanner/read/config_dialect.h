// Dialect: how one family of configuration files is written. Chosen by language, name and content.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/language.h"

namespace tamis::read {

enum class ConfigShape : std::uint8_t {
  lines,   // one assignment a line: ini, properties, env, slapd, nslcd, postfix, Apache
  blocks,  // statements and braces: nginx, dovecot, FreeRADIUS, JAAS, SOGo, TOML, HCL
};

struct Dialect {
  std::string_view id;
  ConfigShape shape = ConfigShape::lines;
  bool blank_separated = false;  // `bindpw Automne2019` for any key
  bool inline_comments = true;   // ` # …` ends a bare value
  bool leading_blank_continues = false;
  bool backslash_continues = false;
  bool escapes = false;            // \u00e9 and the like in bare values (properties)
  bool keeps_quotes = false;       // quotes belong to the value (properties)
  bool escapes_in_quotes = false;  // "a\"b"
  bool ends_at_blank = false;      // bare values are one word (JAAS)
  bool expressions = false;        // a bare value is an expression, not a string (HCL)
  bool dotted_sections = false;    // [a.b] (TOML)
};

const Dialect& choose_dialect(model::Language language, std::string_view name, std::string_view text);

// True for texts made of blocks in braces, whatever their name says: FreeRADIUS' "update {" is no SQL.
bool written_in_blocks(std::string_view text);

}  // namespace tamis::read
