// Members that hold a name and its value apart: { "name": "LDAP_PASSWORD", "value": "…" }, `- name: X` /
// `value: Y`, <add key= value=>. And the escapes that JSON, YAML and TOML share.
#pragma once

#include <string_view>

#include "model/span.h"
#include "read/traced_text.h"

namespace tamis::read {

bool is_name_member(std::string_view key);   // name, key, param …
bool is_value_member(std::string_view key);  // value, val, content …

// True when `text` can be the name in such a pair: short, an identifier or a few words.
bool is_pair_key(std::string_view text);

// Undoes \n, \", \uXXXX (surrogate pairs too), \xXX, \UXXXXXXXX in text[inner); an unknown escape stands for
// its letter.
void unescape_json(std::string_view text, model::Span inner, TracedText& out);

// The value of `count` hexadecimal digits at `at`, or nothing below zero where they are not all there.
long hex_digits(std::string_view text, std::size_t at, std::size_t count);

}  // namespace tamis::read
