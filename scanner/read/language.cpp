#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "read/content_signs.h"
#include "read/reader.h"

namespace tamis::read {
namespace {

using model::Language;

struct NameRow {
  std::string_view name;
  Language language;
};

// Extensions that say what a file is, whatever it looks like.
constexpr NameRow kExtensions[] = {
    {"ps1", Language::powershell},
    {"psm1", Language::powershell},
    {"psd1", Language::powershell},
    {"psc1", Language::xml},
    {"ps1xml", Language::xml},
    {"clixml", Language::xml},
    {"cdxml", Language::xml},
    {"bat", Language::batch},
    {"cmd", Language::batch},
    {"btm", Language::batch},
    {"vbs", Language::vbscript},
    {"vbe", Language::vbscript},
    {"bas", Language::vbscript},
    {"wsf", Language::xml},
    {"cls", Language::vbscript},
    {"frm", Language::vbscript},
    {"vba", Language::vbscript},
    {"asp", Language::vbscript},
    {"sh", Language::shell},
    {"bash", Language::shell},
    {"zsh", Language::shell},
    {"ksh", Language::shell},
    {"dash", Language::shell},
    {"fish", Language::shell},
    {"bats", Language::shell},
    {"command", Language::shell},
    {"envrc", Language::shell},
    {"mk", Language::shell},
    {"dockerfile", Language::shell},
    {"bashrc", Language::shell},
    {"zshrc", Language::shell},
    {"profile", Language::shell},
    {"bash_profile", Language::shell},
    {"bash_aliases", Language::shell},
    {"bash_history", Language::shell},
    {"zsh_history", Language::shell},
    {"sh_history", Language::shell},
    {"expect", Language::shell},
    {"exp", Language::shell},
    {"tcl", Language::shell},
    {"py", Language::python},
    {"pyw", Language::python},
    {"pyi", Language::python},
    {"pyx", Language::python},
    {"wsgi", Language::python},
    {"bzl", Language::python},
    {"r", Language::python},
    {"jl", Language::python},
    {"nim", Language::python},
    {"star", Language::python},
    {"js", Language::javascript},
    {"mjs", Language::javascript},
    {"cjs", Language::javascript},
    {"jsx", Language::javascript},
    {"ts", Language::javascript},
    {"tsx", Language::javascript},
    {"mts", Language::javascript},
    {"cts", Language::javascript},
    {"vue", Language::javascript},
    {"svelte", Language::javascript},
    {"coffee", Language::javascript},
    {"dart", Language::javascript},
    {"php", Language::php},
    {"php3", Language::php},
    {"php4", Language::php},
    {"php5", Language::php},
    {"php7", Language::php},
    {"phtml", Language::php},
    {"inc", Language::php},
    {"phpt", Language::php},
    {"java", Language::java},
    {"kt", Language::java},
    {"kts", Language::java},
    {"groovy", Language::java},
    {"gvy", Language::java},
    {"gradle", Language::java},
    {"scala", Language::java},
    {"sc", Language::java},
    {"jsp", Language::java},
    {"jspx", Language::java},
    {"jenkinsfile", Language::java},
    {"swift", Language::java},
    {"ex", Language::ruby},
    {"exs", Language::ruby},
    {"cs", Language::csharp},
    {"csx", Language::csharp},
    {"cshtml", Language::csharp},
    {"razor", Language::csharp},
    {"vb", Language::vbnet},
    {"vbhtml", Language::vbnet},
    {"go", Language::go},
    {"rs", Language::rust},
    {"rb", Language::ruby},
    {"rake", Language::ruby},
    {"gemspec", Language::ruby},
    {"ru", Language::ruby},
    {"pp", Language::ruby},
    {"jbuilder", Language::ruby},
    {"pl", Language::perl},
    {"pm", Language::perl},
    {"cgi", Language::perl},
    {"plx", Language::perl},
    {"t", Language::perl},
    {"lua", Language::lua},
    {"c", Language::c},
    {"h", Language::c},
    {"cc", Language::c},
    {"cpp", Language::c},
    {"cxx", Language::c},
    {"hh", Language::c},
    {"hpp", Language::c},
    {"hxx", Language::c},
    {"tcc", Language::c},
    {"inl", Language::c},
    {"ipp", Language::c},
    {"ixx", Language::c},
    {"cppm", Language::c},
    {"cu", Language::c},
    {"ino", Language::c},
    {"m", Language::c},
    {"mm", Language::c},
    {"ino", Language::c},
    {"sql", Language::sql},
    {"psql", Language::sql},
    {"mysql", Language::sql},
    {"pgsql", Language::sql},
    {"plsql", Language::sql},
    {"ddl", Language::sql},
    {"dml", Language::sql},
    {"yaml", Language::yaml},
    {"yml", Language::yaml},
    {"eyaml", Language::yaml},
    {"sls", Language::yaml},
    {"json", Language::json},
    {"jsonc", Language::json},
    {"json5", Language::json},
    {"ndjson", Language::json},
    {"jsonl", Language::json},
    {"ipynb", Language::json},
    {"tfstate", Language::json},
    {"har", Language::json},
    {"geojson", Language::json},
    {"webmanifest", Language::json},
    {"avsc", Language::json},
    {"toml", Language::toml},
    {"ini", Language::ini},
    {"properties", Language::ini},
    {"env", Language::ini},
    {"desktop", Language::ini},
    {"service", Language::ini},
    {"timer", Language::ini},
    {"socket", Language::ini},
    {"mount", Language::ini},
    {"editorconfig", Language::ini},
    {"inf", Language::ini},
    {"pgpass", Language::conf},
    {"my.cnf", Language::ini},
    {"nmconnection", Language::ini},
    {"network", Language::ini},
    {"netdev", Language::ini},
    {"url", Language::ini},
    {"rdp", Language::conf},
    {"rdg", Language::xml},
    {"udl", Language::ini},
    {"dsn", Language::ini},
    {"conf", Language::conf},
    {"mof", Language::conf},
    {"cnf", Language::ini},
    {"cf", Language::conf},
    {"netrc", Language::conf},
    {"htaccess", Language::conf},
    {"htpasswd", Language::conf},
    {"ovpn", Language::conf},
    {"rules", Language::conf},
    {"xml", Language::xml},
    {"xsl", Language::xml},
    {"xslt", Language::xml},
    {"xsd", Language::xml},
    {"wsdl", Language::xml},
    {"config", Language::xml},
    {"csproj", Language::xml},
    {"vbproj", Language::xml},
    {"vcxproj", Language::xml},
    {"fsproj", Language::xml},
    {"props", Language::xml},
    {"targets", Language::xml},
    {"pom", Language::xml},
    {"plist", Language::xml},
    {"resx", Language::xml},
    {"xaml", Language::xml},
    {"nuspec", Language::xml},
    {"pubxml", Language::xml},
    {"publishsettings", Language::xml},
    {"svg", Language::xml},
    {"rels", Language::xml},
    {"opml", Language::xml},
    {"rss", Language::xml},
    {"jrxml", Language::xml},
    {"html", Language::html},
    {"htm", Language::html},
    {"xhtml", Language::html},
    {"hta", Language::html},
    {"mht", Language::html},
    {"ldif", Language::ldif},
    {"ldf", Language::ldif},
    {"ldi", Language::ldif},
    {"tf", Language::hcl},
    {"tfvars", Language::hcl},
    {"hcl", Language::hcl},
    {"nomad", Language::hcl},
    {"reg", Language::reg},
    {"csv", Language::csv},
    {"tsv", Language::csv},
    {"md", Language::markdown},
    {"markdown", Language::markdown},
    {"mkd", Language::markdown},
    {"rst", Language::markdown},
    {"adoc", Language::markdown},
    {"asciidoc", Language::markdown},
    {"http", Language::http},
    {"rest", Language::http},
};

// Whole names, without what stripped extensions left of them.
constexpr NameRow kNames[] = {
    {"dockerfile", Language::shell},
    {"containerfile", Language::shell},
    {"makefile", Language::shell},
    {"gnumakefile", Language::shell},
    {"crontab", Language::shell},
    {"pkgbuild", Language::shell},
    {"jenkinsfile", Language::java},
    {"vagrantfile", Language::ruby},
    {"gemfile", Language::ruby},
    {"rakefile", Language::ruby},
    {"capfile", Language::ruby},
    {"podfile", Language::ruby},
    {"fastfile", Language::ruby},
    {"gitlab.rb", Language::ruby},
    {"sconstruct", Language::python},
    {"web.config", Language::xml},
    {"app.config", Language::xml},
    {"nuget.config", Language::xml},
    {".htaccess", Language::conf},
    {".netrc", Language::conf},
    {"_netrc", Language::conf},
    {".pgpass", Language::conf},
    {".npmrc", Language::ini},
    {".pypirc", Language::ini},
    {".my.cnf", Language::ini},
    {".gitconfig", Language::ini},
    {".s3cfg", Language::ini},
    {".boto", Language::ini},
    {".ldaprc", Language::conf},
    {"ldap.secret", Language::plain},
    {".yarnrc", Language::ini},
    {".yarnrc.yml", Language::yaml},
    {"pip.conf", Language::ini},
    {"sssd.conf", Language::ini},
    {"krb5.conf", Language::ini},
    {"smb.conf", Language::ini},
    {"nslcd.conf", Language::conf},
    {"ldap.conf", Language::conf},
    {"slapd.conf", Language::conf},
    {"pam_ldap.conf", Language::conf},
    {"libnss-ldap.conf", Language::conf},
    {"smbldap_bind.conf", Language::conf},
    {"httpd.conf", Language::conf},
    {"nginx.conf", Language::conf},
    {"dovecot-ldap.conf.ext", Language::conf},
    {"docker-compose.yml", Language::yaml},
    {"compose.yaml", Language::yaml},
    {"kubeconfig", Language::yaml},
    {"credentials", Language::ini},
    {"shadow", Language::conf},
    {"passwd", Language::conf},
    {"fstab", Language::conf},
    {".dockercfg", Language::json},
    {".dockerconfigjson", Language::json},
    {"composer.lock", Language::json},
    {"go.mod", Language::plain},
    {"go.sum", Language::plain},
    {"consolehost_history.txt", Language::powershell},
    {"visual studio code host_history.txt", Language::powershell},
};

// What people and tools hang behind a name that says more.
constexpr std::string_view kWrappers[] = {
    "j2",        "jinja2",   "jinja",    "erb",      "epp",     "tmpl",    "tpl",      "template",
    "bak",       "old",      "orig",     "save",     "sample",  "dist",    "example",  "default",
    "swp",       "backup",   "in",       "new",      "rpmsave", "rpmnew",  "ext",      "txt",
    "copy",      "local",    "prod",     "dev",      "test",    "staging", "disabled", "off",
    "dpkg-dist", "dpkg-old", "dpkg-new", "ucf-dist", "inc"};

constexpr std::size_t kMaxStripped = 4;
constexpr std::size_t kContentBytes = 4096;

std::optional<Language> in_table(std::span<const NameRow> table, std::string_view name) {
  const auto row =
      std::find_if(table.begin(), table.end(), [name](const NameRow& r) { return r.name == name; });
  if (row == table.end()) return std::nullopt;
  return row->language;
}

bool is_wrapper(std::string_view extension) {
  if (std::find(std::begin(kWrappers), std::end(kWrappers), extension) != std::end(kWrappers)) return true;
  // "conf.1", "conf.20240131", "conf.2024-01-31"
  return !extension.empty() && std::all_of(extension.begin(), extension.end(),
                                           [](char c) { return base::is_digit(c) || c == '-' || c == '_'; });
}

// "prod.env", ".env", ".env.local", "env.production"
bool is_env_file(std::string_view name) {
  for (const std::string_view script : {".sh", ".ps1", ".js", ".ts", ".py", ".php", ".rb", ".bat", ".cmd"}) {
    if (name.ends_with(script)) return false;  // env.sh
  }
  return name == ".env" || name.starts_with(".env.") || name.starts_with(".env-") ||
         name.starts_with(".env_") || name == "env" || name.starts_with("env.");
}

std::optional<Language> by_whole_name(std::string_view name) {
  if (const auto language = in_table(kNames, name)) return language;
  if (is_env_file(name)) return Language::ini;
  if (name.starts_with("dockerfile.") || name.starts_with("containerfile.")) return Language::shell;
  if (name.starts_with("jenkinsfile.") || name.starts_with("jenkinsfile-")) return Language::java;
  if (name.starts_with("powershell_transcript.")) return Language::powershell;
  if (name.starts_with("crontab.")) return Language::shell;
  return std::nullopt;
}

struct ByName {
  std::optional<Language> language;
  bool generic = true;  // ".txt", ".log", none: content may say otherwise
};

ByName by_name(std::string_view path) {
  std::string name = base::to_lower(base::file_name(path));
  for (std::size_t stripped = 0; stripped <= kMaxStripped; ++stripped) {
    while (!name.empty() && (name.back() == '~' || name.back() == ' ')) name.pop_back();
    if (const auto language = by_whole_name(name)) return {language, false};
    const auto dot = name.rfind('.');
    if (dot == std::string::npos) break;
    const std::string extension = name.substr(dot + 1);
    // ".inc" is PHP's where content does not say otherwise; ".cfg" and ".log" say nothing.
    if (!is_wrapper(extension)) {
      const auto language = in_table(kExtensions, extension);
      return {language, !language};
    }
    name.resize(dot);
  }
  return {};
}

// Extensions shared by several languages: content decides among them.
bool is_shared(Language language) {
  return language == Language::conf || language == Language::ini;
}

Language refine(Language named, std::string_view name, std::string_view head) {
  const bool open_to_content = named == Language::xml || is_shared(named) || named == Language::shell ||
                               (named == Language::perl && head.starts_with("#!"));
  if (!open_to_content) return named;
  const auto content = language_of_content(head);
  if (named == Language::xml && base::ends_with_nocase(name, ".config") && content &&
      *content != Language::html && !head.empty() && base::trim(head).front() != '<') {
    return *content;  // ".config" is XML on Windows and anything elsewhere
  }
  if (is_shared(named) && content &&
      (*content == Language::json || *content == Language::xml || *content == Language::ldif ||
       *content == Language::php || *content == Language::yaml)) {
    return *content == Language::yaml && !head.starts_with("---") ? named : *content;
  }
  if (named == Language::shell && content && *content == Language::python) return *content;
  if (named == Language::perl && content) return *content;
  return named;
}

// A page of the manual: roff begins with a comment or its title.
bool is_manual(std::string_view head) {
  if (head.starts_with("'\\\"")) return true;
  return head.starts_with(".\\\"") || head.starts_with(".TH ") || head.starts_with(".\\ ") ||
         head.starts_with(".Dd ");
}

}  // namespace

Language identify_language(std::string_view name, std::string_view text) {
  const auto head = text.substr(0, kContentBytes);
  if (is_manual(head)) return Language::plain;  // passwd.5 is no password file
  const auto named = by_name(name);
  if (named.language && !named.generic) return refine(*named.language, name, head);
  if (const auto content = language_of_content(head)) return *content;
  return named.language.value_or(Language::unknown);
}

}  // namespace tamis::read
