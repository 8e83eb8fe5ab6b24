#include "read/powershell/sniff.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"

namespace tamis::read::powershell {
namespace {

using model::Language;

constexpr std::size_t kLook = 4096;

bool holds_any(std::string_view text, std::span<const std::string_view> needles) {
  return std::any_of(needles.begin(), needles.end(), [text](std::string_view needle) {
    return base::find_nocase(text, needle) != std::string_view::npos;
  });
}

bool begins_any(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return base::starts_with_nocase(text, word); });
}

constexpr std::array<std::string_view, 9> kHtml = {"<html",  "<body", "<table", "<div", "<p>",
                                                   "<style", "<span", "<br",    "<tr"};
constexpr std::array<std::string_view, 8> kSql = {"create ", "alter ", "exec ", "insert ",
                                                  "update ", "grant ", "use ",  "identified "};
constexpr std::array<std::string_view, 7> kSqlSecrets = {"password", "identified by", "pwd", "sp_add",
                                                         "passwd",   "mot_de_passe",  "mdp"};
constexpr std::array<std::string_view, 6> kPowerShell = {"New-Object ",    "ConvertTo-SecureString",
                                                         "]::new(",        "Get-ADUser",
                                                         "Import-Module ", "Set-ADAccountPassword"};
constexpr std::array<std::string_view, 5> kBatch = {"@echo", "net use ", "net user ", "cmdkey ", "schtasks "};

// Configurations of network devices, and what is typed into them.
constexpr std::array<std::string_view, 6> kDevice = {"config ",   "configure terminal", "conf t",
                                                     "hostname ", "username ",          "enable secret"};
constexpr std::array<std::string_view, 5> kDeviceSecrets = {"set password", "set passwd", "password ",
                                                            "secret ", "snmp-server "};

// How many of the lines read `key = value` or `key: value`.
struct Settings {
  std::size_t lines = 0;
  std::size_t equals = 0;
  std::size_t colons = 0;
};

Settings count_settings(std::string_view text) {
  Settings count;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = base::trim(text.substr(at, end - at));
    at = end + 1;
    if (line.empty() || line.front() == '#' || line.front() == ';' || line.front() == '[') continue;
    ++count.lines;
    std::size_t key = 0;
    while (key < line.size() && (base::is_word(line[key]) || line[key] == '.' || line[key] == '-')) ++key;
    std::size_t mark = key;
    while (mark < line.size() && base::is_blank(line[mark])) ++mark;
    if (key == 0 || mark >= line.size()) continue;
    // "allowed hosts = x"
    while (mark < line.size() && (base::is_word(line[mark]) || base::is_blank(line[mark]))) ++mark;
    if (mark >= line.size()) continue;
    if (line[mark] == '=') ++count.equals;
    if (line[mark] == ':' && mark == key && (mark + 1 == line.size() || base::is_blank(line[mark + 1])))
      ++count.colons;
  }
  return count;
}

}  // namespace

Language sniff(std::string_view content, bool here_string) {
  const std::string_view text = base::trim(content.substr(0, kLook));
  if (text.empty()) return Language::unknown;
  if (text.front() == '<') {
    const bool xml = text.find("</") != std::string_view::npos || text.find("/>") != std::string_view::npos;
    return xml && (text.starts_with("<?xml") || !holds_any(text, kHtml)) ? Language::xml : Language::unknown;
  }
  if ((text.front() == '{' || text.front() == '[') && text.find('"') != std::string_view::npos &&
      text.find(':') != std::string_view::npos) {
    return Language::json;
  }
  if (base::starts_with_nocase(text, "dn:") || text.find("\ndn: ") != std::string_view::npos)
    return Language::ldif;
  if (begins_any(text, kSql) && holds_any(text, kSqlSecrets)) return Language::sql;
  // Invoke-Expression "ConvertTo-SecureString 'x' -AsPlainText"
  const bool makes_secure = base::find_nocase(text, "ConvertTo-SecureString") != std::string_view::npos &&
                            base::find_nocase(text, "-AsPlain") != std::string_view::npos;
  if (makes_secure || base::find_nocase(text, "NetworkCredential]::new(") != std::string_view::npos ||
      base::find_nocase(text, "New-Object System.Net.NetworkCredential") != std::string_view::npos)
    return Language::powershell;
  if (!here_string) return Language::unknown;
  if (text.starts_with("#!")) return Language::shell;
  if (base::starts_with_nocase(text, kBatch.front())) return Language::batch;
  if (holds_any(text, kPowerShell)) return Language::powershell;
  if (begins_any(text, kBatch)) return Language::batch;
  if (begins_any(text, kDevice) && holds_any(text, kDeviceSecrets)) return Language::conf;
  const Settings settings = count_settings(text);
  if (settings.lines < 2) return Language::unknown;
  if (settings.equals * 3 >= settings.lines * 2) return Language::ini;
  if (settings.colons * 4 >= settings.lines * 3) return Language::yaml;
  return Language::unknown;
}

}  // namespace tamis::read::powershell
