#include "read/powershell/comments.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/powershell/characters.h"

namespace tamis::read::powershell {
namespace {

using model::Span;

constexpr std::array<std::string_view, 26> kPrograms = {
    "net ",      "net1 ",   "cmdkey", "schtasks", "plink",  "pscp",  "psexec",  "curl", "netdom",
    "wmic",      "dsquery", "dsadd",  "dsmod",    "ldifde", "csvde", "sqlcmd",  "osql", "mysql",
    "mysqldump", "docker",  "setx ",  "reg add",  "sal ",   "set-",  "sqlplus", "7z "};

// Words before a colon that say what stands behind it, longest first.
constexpr std::array<std::string_view, 19> kNoteNames = {"mots de passe",
                                                         "mot de passe",
                                                         "phrase secrète",
                                                         "phrase de passe",
                                                         "code secret",
                                                         "motdepasse",
                                                         "passphrase",
                                                         "password",
                                                         "passwort",
                                                         "kennwort",
                                                         "passwd",
                                                         "sésame",
                                                         "sesame",
                                                         "passe",
                                                         "pass",
                                                         "mdp",
                                                         "pwd",
                                                         "secret",
                                                         "pw"};
constexpr std::array<std::string_view, 10> kAccountWords = {
    "accès", "acces",  "identifiants", "identifiant", "credentials",
    "login", "logins", "compte",       "account",     "connexion"};
constexpr std::array<std::string_view, 6> kHelpSections = {".synopsis",  ".description", ".example",
                                                           ".parameter", ".notes",       ".link"};

// The comment's lines, without markers: [begin, end) of each.
template <typename Function>
void each_line(std::string_view text, Span comment, Function each) {
  const bool block = text.substr(comment.begin, 2) == "<#";
  std::size_t begin = comment.begin + (block ? 2 : 1);
  std::size_t end = comment.end;
  if (block && end >= begin + 2 && text.substr(end - 2, 2) == "#>") end -= 2;
  while (begin <= end) {
    const std::size_t newline = std::min(text.find_first_of("\r\n", begin), end);
    std::size_t from = begin;
    while (from < newline && (base::is_blank(text[from]) || text[from] == '#')) ++from;
    each(Span{from, newline});
    if (newline >= end) return;
    begin = newline + 1;
  }
}

bool is_help(std::string_view comment) {
  return comment.starts_with("<#") &&
         std::any_of(kHelpSections.begin(), kHelpSections.end(), [&](std::string_view section) {
           return base::find_nocase(comment.substr(0, 8192), section) != std::string_view::npos;
         });
}

// Verb-Noun at the beginning.
bool begins_with_cmdlet(std::string_view line) {
  std::size_t i = 0;
  while (i < line.size() && base::is_alpha(line[i])) ++i;
  return i >= 3 && i + 1 < line.size() && line[i] == '-' && base::is_upper(line[i + 1]) &&
         base::is_upper(line[0]);
}

bool looks_like_code(std::string_view line) {
  if (line.empty()) return false;
  const char c = line.front();
  if (c == '$' || c == '[' || c == '&' || c == '}' || c == ')') return true;
  if (c == '(' && line.size() > 1 &&
      (line[1] == '[' || line[1] == '$' || base::starts_with_nocase(line, "(New-Object")))
    return true;
  if (c == '.' && line.size() > 1 && (line[1] == '\\' || line[1] == '/')) return true;
  if ((c == '\'' || c == '"') && line.find('|') != std::string_view::npos) return true;
  if (c == '-' && line.size() > 2 && base::is_upper(line[1]) && line.find(' ') != std::string_view::npos)
    return true;
  if (begins_with_cmdlet(line)) return true;
  if (std::any_of(kPrograms.begin(), kPrograms.end(),
                  [&](std::string_view p) { return base::starts_with_nocase(line, p); }))
    return true;
  // Key = 'value'
  std::size_t i = 0;
  while (i < line.size() && is_name_byte(line[i])) ++i;
  const std::size_t name = i;
  while (i < line.size() && base::is_blank(line[i])) ++i;
  if (name == 0 || i >= line.size() || line[i] != '=') return false;
  for (++i; i < line.size() && base::is_blank(line[i]); ++i) {
  }
  return i < line.size() &&
         (quote_at(line, i).value != 0 || line[i] == '$' || line[i] == '@' || line[i] == '(');
}

bool continues(std::string_view line) {
  return !line.empty() && (line.back() == '`' || line.back() == ',' || line.back() == '(' ||
                           line.back() == '{' || line.back() == '|');
}

char at_or_zero(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : '\0';
}

// Looks chosen: a digit, a sign or a capital within, as prose has not.
bool looks_chosen(std::string_view token) {
  constexpr std::size_t kShortest = 4;
  if (token.size() < kShortest || token.find("://") != std::string_view::npos ||
      token.find('\\') != std::string_view::npos)
    return false;
  bool digit = false, sign = false, letter = false, inner_capital = false;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char c = token[i];
    digit = digit || base::is_digit(c);
    letter = letter || base::is_alpha(c);
    // myBoat, Old.Castle
    inner_capital =
        inner_capital ||
        (i > 0 && base::is_upper(c) &&
         (base::is_lower(token[i - 1]) || token[i - 1] == '.' || token[i - 1] == '-' || token[i - 1] == '/'));
    sign = sign || std::string_view("!@#%&*+=?$_^~;:|").find(c) != std::string_view::npos;
  }
  return letter && (digit || sign || inner_capital);
}

// The token at `at`, quotes and closing punctuation dropped.
Span note_value(std::string_view text, std::size_t at, std::size_t end) {
  const Mark quote = quote_at(text, at);
  if (quote.value != 0 && at < end) {
    for (std::size_t i = at + quote.size; i < end; ++i) {
      if (quote_at(text, i).value == quote.value) return {at + quote.size, i};
    }
  }
  std::size_t stop = at;
  while (stop < end && !base::is_space(text[stop])) ++stop;
  while (stop > at &&
         (text[stop - 1] == ')' || text[stop - 1] == ',' || text[stop - 1] == ';' || text[stop - 1] == '.'))
    --stop;
  return {at, stop};
}

void add_note(std::string_view text, Span line, Span value, std::string name,
              std::vector<model::Fact>& facts) {
  model::Fact fact;
  fact.kind = model::FactKind::assignment;
  fact.language = model::Language::powershell;
  fact.name = std::move(name);
  fact.path = "comment." + fact.name;
  fact.span = line;
  fact.in_comment = true;
  model::Value constant;
  constant.state = model::ValueState::constant;
  constant.text = value.in(text);
  constant.span = value;
  constant.quoting = model::Quoting::single_quotes;  // a text, not an expression
  fact.arguments = {model::Argument{{}, std::move(constant)}};
  facts.push_back(std::move(fact));
}

// "mdp "lecture-susdb"": quotes in the place of a sign.
bool add_quoted_note(std::string_view text, Span line, std::size_t at, std::string_view name,
                     std::vector<model::Fact>& facts) {
  if (quote_at(text, at).value == 0 || at >= line.end) return false;
  const Span value = note_value(text, at, line.end);
  const std::string_view token = value.in(text);
  if (value.begin == at || token.size() < 4 || token.size() > 40) return false;
  if (!looks_chosen(token) &&
      (token.find_first_of("-_.") == std::string_view::npos || token.find(' ') != std::string_view::npos))
    return false;
  add_note(text, line, value, std::string(name), facts);
  return true;
}

// "the password is x", "le mot de passe est x", "Das Kennwort lautet: x"
bool is_verb(std::string_view word) {
  static constexpr std::array<std::string_view, 8> kVerbs = {"is",  "was",    "est",   "\xC3\xA9tait",
                                                             "ist", "lautet", "etait", "="};
  return std::find(kVerbs.begin(), kVerbs.end(), word) != kVerbs.end();
}

// "mot de passe de secours = …", "Kennwort für den alten Server: …": where a sign stands behind at most six
// words more, it says what the password is for.
std::size_t behind_more_words(std::string_view content, std::size_t at) {
  constexpr int kMostWords = 6;
  for (int words = 0; words < kMostWords; ++words) {
    std::size_t end = at;
    while (end < content.size() && !base::is_blank(content[end]) && content[end] != ':' &&
           content[end] != '=')
      ++end;
    if (end == at || std::string_view(",;.!?()").find(content[end - 1]) != std::string_view::npos) return at;
    const std::string_view word = content.substr(at, end - at);
    at = end;
    if (is_verb(word) && base::is_blank(at_or_zero(content, at))) return at;
    while (base::is_blank(at_or_zero(content, at))) ++at;
    if (at_or_zero(content, at) == ':' || at_or_zero(content, at) == '=') return at;
  }
  return at;
}

// "mdp : Aspirateur2020", "mot de passe = …"
bool read_named_note(std::string_view text, Span line, std::vector<model::Fact>& facts) {
  const std::string_view content = line.in(text);
  for (const std::string_view name : kNoteNames) {
    for (std::size_t at = base::find_nocase(content, name); at != std::string_view::npos;
         at = base::find_nocase(content, name, at + 1)) {
      const bool bounded =
          at == 0 || (!is_name_byte(content[at - 1]) && content[at - 1] != '-' && content[at - 1] != '$');
      std::size_t i = at + name.size();
      if (!bounded || is_name_byte(at_or_zero(content, i))) continue;
      while (base::is_blank(at_or_zero(content, i)) || content.substr(i, 2) == "\xC2\xA0")
        i += content[i] == '\xC2' ? std::size_t{2} : std::size_t{1};
      const bool sign = at_or_zero(content, i) == ':' || at_or_zero(content, i) == '=';
      if (!sign && add_quoted_note(text, line, line.begin + i, name, facts)) return true;
      if (!sign) i = behind_more_words(content, i);
      const bool told = i > 0 && base::is_blank(at_or_zero(content, i)) && at_or_zero(content, i + 1) != ':';
      if (at_or_zero(content, i) != ':' && at_or_zero(content, i) != '=' && !told) continue;
      for (++i; base::is_blank(at_or_zero(content, i)); ++i) {
      }
      // "==> x", ":= x"
      while (std::string_view("=>:").find(at_or_zero(content, i)) != std::string_view::npos &&
             at_or_zero(content, i) != '\0')
        ++i;
      while (base::is_blank(at_or_zero(content, i))) ++i;
      if (told && add_quoted_note(text, line, line.begin + i, name, facts)) return true;
      const Span value = note_value(text, line.begin + i, line.end);
      if (!looks_chosen(value.in(text))) continue;
      add_note(text, line, value, std::string(name), facts);
      return true;
    }
  }
  return false;
}

// "Accès au NAS : admin / synology!"
void read_account_note(std::string_view text, Span line, std::vector<model::Fact>& facts) {
  const std::string_view content = line.in(text);
  const bool account = std::any_of(kAccountWords.begin(), kAccountWords.end(), [&](std::string_view word) {
    return base::find_nocase(content, word) != std::string_view::npos;
  });
  const std::size_t colon = content.find(':');
  const std::size_t slash = colon == std::string_view::npos ? colon : content.find(" / ", colon);
  if (!account || slash == std::string_view::npos) return;
  const std::string_view user = base::trim(content.substr(colon + 1, slash - colon - 1));
  if (user.empty() || user.find(' ') != std::string_view::npos) return;
  const Span value = note_value(text, line.begin + slash + 3, line.end);
  if (looks_chosen(value.in(text))) add_note(text, line, value, "password", facts);
}

}  // namespace

bool mask_commented_code(std::string_view text, std::span<const Span> comments, std::string& masked) {
  bool any = false;
  bool open = false;
  for (const Span comment : comments) {
    const bool help = is_help(comment.in(text));
    bool notes = !help;  // in help, only what stands in its notes is code that was put aside
    each_line(text, comment, [&](Span line) {
      const std::string_view content = base::trim(line.in(text));
      if (help && content.starts_with('.')) notes = base::starts_with_nocase(content, ".notes");
      if (!notes) return;
      const bool code = (open && !content.empty()) || looks_like_code(content);
      open = code && continues(content);
      if (!code) return;
      if (!any) {
        masked.assign(text.size(), ' ');
        for (std::size_t i = 0; i < text.size(); ++i) {
          if (is_newline(text[i])) masked[i] = text[i];
        }
      }
      any = true;
      masked.replace(line.begin, line.size(), line.in(text));
    });
  }
  return any;
}

void read_message(std::string_view text, Span message, std::vector<model::Fact>& facts) {
  constexpr std::size_t kShortest = 12, kLongest = 300;
  if (message.size() < kShortest || message.size() > kLongest) return;
  if (message.in(text).find(' ') == std::string_view::npos) return;
  const std::size_t before = facts.size();
  read_named_note(text, message, facts);
  for (std::size_t i = before; i < facts.size(); ++i) facts[i].in_comment = false;
}

void read_notes(std::string_view text, std::span<const Span> comments, std::vector<model::Fact>& facts) {
  for (const Span comment : comments) {
    bool example = false;  // a section of help that shows how to call
    each_line(text, comment, [&](Span line) {
      constexpr std::size_t kLongestNote = 400;
      const std::string_view content = base::trim(line.in(text));
      if (content.starts_with('.')) {
        example =
            base::starts_with_nocase(content, ".example") || base::starts_with_nocase(content, ".parameter");
      }
      if (example || content.size() > kLongestNote || looks_like_code(content)) return;
      if (!read_named_note(text, line, facts)) read_account_note(text, line, facts);
    });
  }
}

}  // namespace tamis::read::powershell
