// Language: which reader understands a text. Detected by tamis::read from name and content.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tamis::model {

enum class Language : std::uint8_t {
  unknown,
  plain,  // prose, notes, logs
  powershell,
  batch,
  vbscript,
  shell,
  python,
  javascript,  // and TypeScript
  php,
  java,  // and Kotlin, Scala, Groovy
  csharp,
  vbnet,
  go,
  rust,
  ruby,
  perl,
  lua,
  c,  // and C++
  sql,
  yaml,
  json,
  toml,
  ini,   // sections and key = value: .ini, .properties, .env, systemd, desktop files
  conf,  // key blank value, blocks in braces: sssd, nslcd, slapd, nginx, dovecot, Apache …
  xml,
  html,
  ldif,
  hcl,
  reg,
  csv,
  markdown,
  http,
  count_,  // how many there are
};

// The names used in rules and records: "powershell", "yaml" …
std::string_view to_string(Language language);
std::optional<Language> language_from(std::string_view name);

}  // namespace tamis::model
