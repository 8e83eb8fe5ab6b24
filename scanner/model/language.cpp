#include "model/language.h"

#include <array>
#include <cstddef>

namespace tamis::model {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Language::count_)> kNames = {
    "unknown", "plain", "powershell", "batch", "vbscript", "shell", "python",   "javascript",
    "php",     "java",  "csharp",     "vbnet", "go",       "rust",  "ruby",     "perl",
    "lua",     "c",     "sql",        "yaml",  "json",     "toml",  "ini",      "conf",
    "xml",     "html",  "ldif",       "hcl",   "reg",      "csv",   "markdown", "http"};

}  // namespace

std::string_view to_string(Language language) {
  return kNames[static_cast<std::size_t>(language)];
}

std::optional<Language> language_from(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Language>(i);
  }
  return std::nullopt;
}

}  // namespace tamis::model
