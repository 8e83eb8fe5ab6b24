#include "read/config_dialect.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace tamis::read {
namespace {

using model::Language;

constexpr std::size_t kLook = std::size_t{32} << 10;

constexpr Dialect kPlain{.id = "plain"};
constexpr Dialect kIni{.id = "ini", .escapes_in_quotes = true};
constexpr Dialect kWholeLine{.id = "whole-line", .inline_comments = false};
constexpr Dialect kEnvironment{.id = "env", .backslash_continues = true, .escapes_in_quotes = true};
constexpr Dialect kProperties{.id = "properties",
                              .blank_separated = true,
                              .inline_comments = false,
                              .backslash_continues = true,
                              .escapes = true,
                              .keeps_quotes = true};
constexpr Dialect kConf{.id = "conf", .blank_separated = true};
constexpr Dialect kClient{.id = "client", .blank_separated = true, .inline_comments = false};
constexpr Dialect kSlapd{.id = "slapd",
                         .blank_separated = true,
                         .inline_comments = false,
                         .leading_blank_continues = true,
                         .escapes_in_quotes = true};
constexpr Dialect kPostfix{.id = "postfix", .inline_comments = false, .leading_blank_continues = true};
constexpr Dialect kApache{.id = "apache",
                          .blank_separated = true,
                          .inline_comments = false,
                          .backslash_continues = true,
                          .escapes_in_quotes = true};
constexpr Dialect kRegistry{
    .id = "reg", .inline_comments = false, .backslash_continues = true, .escapes_in_quotes = true};
constexpr Dialect kBlocks{
    .id = "blocks", .shape = ConfigShape::blocks, .blank_separated = true, .escapes_in_quotes = true};
constexpr Dialect kJaas{.id = "jaas",
                        .shape = ConfigShape::blocks,
                        .blank_separated = true,
                        .escapes_in_quotes = true,
                        .ends_at_blank = true};
constexpr Dialect kToml{
    .id = "toml", .shape = ConfigShape::blocks, .escapes_in_quotes = true, .dotted_sections = true};
constexpr Dialect kHcl{
    .id = "hcl", .shape = ConfigShape::blocks, .escapes_in_quotes = true, .expressions = true};

// Calls `visit(trimmed line)` for lines that are no comments, until it returns true.
template <class Visit>
bool any_line(std::string_view text, const Visit& visit) {
  text = text.substr(0, kLook);
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = base::trim(text.substr(0, end));
    const bool comment =
        !line.empty() && (line.front() == '#' || line.front() == ';' || line.starts_with("//"));
    if (!line.empty() && !comment && visit(line)) return true;
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return false;
}

bool looks_like_blocks(std::string_view text) {
  return any_line(text, [](std::string_view line) {
    // "ldap {", "= {", "= (", and a brace on its own line; not Apache's %{…} or a shell's function.
    return (line.ends_with('{') && !line.ends_with("){") && !line.ends_with("() {")) ||
           line.ends_with("= (") || line == "{";
  });
}

bool looks_like_apache(std::string_view text) {
  return any_line(text, [](std::string_view line) {
    return (line.front() == '<' && line.size() > 2 && line.back() == '>' &&
            (base::is_alpha(line[1]) || line[1] == '/')) ||
           base::starts_with_nocase(line, "AuthLDAP");
  });
}

bool looks_like_slapd(std::string_view text) {
  return any_line(text, [](std::string_view line) {
    static constexpr std::array<std::string_view, 6> kDirectives = {"rootdn",   "syncrepl", "moduleload",
                                                                    "database", "suffix",   "rootpw"};
    return std::any_of(kDirectives.begin(), kDirectives.end(), [line](std::string_view word) {
      return line.size() > word.size() && base::starts_with_nocase(line, word) &&
             base::is_blank(line[word.size()]);
    });
  });
}

bool has_line_with(std::string_view text, std::string_view prefix) {
  return any_line(text, [prefix](std::string_view line) { return base::starts_with_nocase(line, prefix); });
}

const Dialect& dialect_of_conf(const std::string& file, std::string_view text) {
  const bool sssd = file.starts_with("sssd") || has_line_with(text, "[domain/") ||
                    has_line_with(text, "[sssd]") || has_line_with(text, "ldap_default_authtok");
  if (sssd) return kWholeLine;
  if (file.starts_with("slapd")) return kSlapd;
  if (file.ends_with(".cf") || has_line_with(text, "server_host") || has_line_with(text, "bind_pw "))
    return kPostfix;
  if (text.substr(0, kLook).find("LoginModule") != std::string_view::npos && looks_like_blocks(text))
    return kJaas;
  if (looks_like_apache(text)) return kApache;
  if (looks_like_blocks(text)) return kBlocks;
  if (has_line_with(text, "dnpass") || file.starts_with("dovecot")) return kClient;
  if (looks_like_slapd(text)) return kSlapd;
  const bool client = has_line_with(text, "bindpw") || has_line_with(text, "binddn") ||
                      has_line_with(text, "uri ") || has_line_with(text, "ldap_servers") ||
                      file.find("ldap") != std::string::npos || file.starts_with("nslcd");
  return client ? kClient : kConf;
}

bool is_environment(const std::string& file) {
  return file == "environment" || file.starts_with(".env") || file.ends_with(".env") ||
         file.starts_with("env.") || file == ".envrc";
}

}  // namespace

bool written_in_blocks(std::string_view text) {
  return looks_like_blocks(text);
}

const Dialect& choose_dialect(Language language, std::string_view name, std::string_view text) {
  const std::string file = base::to_lower(base::file_name(name));
  if (language == Language::toml) return kToml;
  if (language == Language::hcl) return kHcl;
  if (language == Language::reg) return kRegistry;
  if (is_environment(file)) return kEnvironment;
  if (file.ends_with(".properties")) return kProperties;
  if (language == Language::conf) return dialect_of_conf(file, text);
  if (language == Language::ini) {
    const Dialect& conf = dialect_of_conf(file, text);
    return conf.id == kWholeLine.id || conf.id == kPostfix.id || conf.id == kBlocks.id || conf.id == kJaas.id
               ? conf
               : kIni;
  }
  if (language != Language::unknown && language != Language::plain) return kPlain;
  // Nothing said what it is: the shapes that say it themselves.
  if (has_line_with(text, "syncrepl") || (has_line_with(text, "rootdn") && has_line_with(text, "suffix")))
    return kSlapd;
  if (has_line_with(text, "AuthLDAP") || has_line_with(text, "<VirtualHost") || has_line_with(text, "<LDAP>"))
    return kApache;
  if (has_line_with(text, "[domain/")) return kWholeLine;
  if (has_line_with(text, "ldap_server ") ||
      text.substr(0, kLook).find("LdapLoginModule") != std::string_view::npos) {
    return dialect_of_conf(file, text);
  }
  const bool radius =
      has_line_with(text, "ldap {") || (looks_like_blocks(text) && has_line_with(text, "base_dn"));
  if (radius) return kBlocks;
  const bool client = has_line_with(text, "bindpw") && has_line_with(text, "binddn") &&
                      (has_line_with(text, "base ") || has_line_with(text, "uri "));
  return client ? kClient : kPlain;
}

}  // namespace tamis::read
