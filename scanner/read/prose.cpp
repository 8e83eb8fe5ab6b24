#include "read/prose.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/fact_writer.h"
#include "read/line_bounds.h"
#include "read/literal.h"

namespace tamis::read {
namespace {

using model::Language;
using model::Quoting;
using model::Span;

constexpr std::size_t kClause = 80;  // from the name to its verb
constexpr std::size_t kMaxValue = 96;

constexpr std::array<std::string_view, 12> kNames = {
    "mot de passe", "mots de passe", "password", "passphrase", "mdp",         "phrase secrète",
    "mot secret",   "passwort",      "kennwort", "contraseña", "pass phrase", "sésame"};

// The verb at `at`, with the words that may follow it; its length, or 0.
std::size_t verb_at(std::string_view text, std::size_t at) {
  for (const std::string_view verb : {" est ", " is ", " reste ", " was ", " était ", " sera ", " will be ",
                                      " ist ", " es ", " remains ", " devient "}) {
    if (!text.substr(at).starts_with(verb)) continue;
    std::size_t end = at + verb.size();
    for (const std::string_view word :
         {"toujours ", "désormais ", "maintenant ", "donc ", "now ", "still ", "le suivant ", "actuellement ",
          "currently ", "simplement ", "just ", ": ", ":"}) {
      if (text.substr(end).starts_with(word)) end += word.size();
    }
    return end - at;
  }
  return 0;
}

std::optional<ToldValue> quoted_value(std::string_view text, std::size_t at) {
  struct Pair {
    std::string_view open, close;
    Quoting quoting;
  };
  static constexpr std::array<Pair, 6> kPairs = {{{"\"", "\"", Quoting::double_quotes},
                                                  {"'", "'", Quoting::single_quotes},
                                                  {"`", "`", Quoting::double_quotes},
                                                  {"« ", " »", Quoting::double_quotes},
                                                  {"«", "»", Quoting::double_quotes},
                                                  {"“", "”", Quoting::double_quotes}}};
  for (const Pair& pair : kPairs) {
    if (!text.substr(at).starts_with(pair.open)) continue;
    const std::size_t begin = at + pair.open.size();
    const auto close = text.substr(0, std::min(text.size(), begin + kMaxValue)).find(pair.close, begin);
    if (close == std::string_view::npos || close == begin) return std::nullopt;
    if (text.substr(begin, close - begin).find('\n') != std::string_view::npos) return std::nullopt;
    return ToldValue{{begin, close}, pair.quoting};
  }
  return std::nullopt;
}

// A word that no sentence holds: with a digit or a mark inside it.
bool looks_set(std::string_view word) {
  if (word.size() < 5 || word.find('\\') != std::string_view::npos) return false;
  if (std::string_view("<[{(&$%").find(word.front()) != std::string_view::npos) return false;
  for (const std::string_view part : {"password", "passwd", "&quot", "&lt;", "mot_de_passe"}) {
    if (base::find_nocase(word, part) != std::string_view::npos) return false;
  }
  for (const std::string_view known :
       {"argon2", "sha", "md5", "base64", "pbkdf2", "utf", "bcrypt", "ssha", "rfc"}) {
    if (base::starts_with_nocase(word, known)) return false;
  }
  bool letter = false, digit = false, mark = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    letter = letter || base::is_alpha(word[i]) || byte >= 0x80;
    digit = digit || base::is_digit(word[i]);
    mark = mark || (byte < 0x80 && !base::is_alnum(word[i]) &&
                    std::string_view("-'/.,:()’").find(word[i]) == std::string_view::npos);
  }
  return letter && (digit || mark) && word.find("://") == std::string_view::npos &&
         word.find('/') == std::string_view::npos;
}

// What a person wrote down as the password: in quotes, or a word that no sentence holds.
std::optional<ToldValue> value_at(std::string_view text, std::size_t begin) {
  while (begin < text.size() && text[begin] == ' ') ++begin;
  if (const auto quoted = quoted_value(text, begin))
    return looks_set(quoted->value.in(text)) ? quoted : std::nullopt;
  std::size_t end = begin;
  while (end < text.size() && end - begin < kMaxValue && !base::is_space(text[end])) ++end;
  // Passwords end in '!' more often than sentences end so without a blank; words end a sentence.
  const auto is_letter = [](char c) { return base::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; };
  while (end > begin && std::string_view(".,;:!?)*_").find(text[end - 1]) != std::string_view::npos) {
    const auto before = text.substr(begin, end - 1 - begin);
    if (text[end - 1] == '!' && !std::all_of(before.begin(), before.end(), is_letter)) break;
    --end;
  }
  const auto word = text.substr(begin, end - begin);
  if (!looks_set(word) || word.find('"') != std::string_view::npos) return std::nullopt;
  return ToldValue{{begin, end}, Quoting::bare};
}

// `Mot de passe : x` as a line of its own: the reader of settings takes it.
bool is_setting(std::string_view text, std::size_t begin, std::size_t end) {
  while (end < text.size() && text[end] == ' ') ++end;
  if (end >= text.size() || (text[end] != ':' && text[end] != '=')) return false;
  while (begin > 0 && (base::is_blank(text[begin - 1]) || text[begin - 1] == '-' || text[begin - 1] == '*'))
    --begin;
  return begin == 0 || text[begin - 1] == '\n';
}

// "identifiant admin, mot de passe Cotis@tion": an account stands before, and the word is one that a person
// chose.
std::optional<ToldValue> value_beside_account(std::string_view text, std::size_t at) {
  constexpr std::size_t kBefore = 64;
  if (at >= text.size() || text[at] != ' ') return std::nullopt;
  const auto told = value_at(text, at + 1);
  if (!told || told->quoting != Quoting::bare) return std::nullopt;
  const auto word = told->value.in(text);
  const bool lower = std::any_of(word.begin(), word.end(), base::is_lower);
  const bool upper = std::any_of(word.begin(), word.end(), base::is_upper);
  const bool other = word.find_first_of("0123456789@!#$%&*+=?") != std::string_view::npos;
  const bool address = word.find('@') != std::string_view::npos && word.find('.') != std::string_view::npos;
  if (!lower || !upper || !other || address) return std::nullopt;
  const std::size_t from = line_begin(text, at, kBefore);
  const auto before = text.substr(from, at - from);
  static constexpr std::array<std::string_view, 7> kAccounts = {
      "identifiant", "login", "utilisateur", "compte", "username", "user admin", "user root"};
  const bool account = std::any_of(kAccounts.begin(), kAccounts.end(), [before](std::string_view sign) {
    return base::find_nocase(before, sign) != std::string_view::npos;
  });
  return account ? told : std::nullopt;
}

}  // namespace

std::optional<ToldValue> told_value(std::string_view text, std::size_t at) {
  if (const auto beside = value_beside_account(text, at)) return beside;
  const std::size_t limit = std::min(text.size(), at + kClause);
  for (std::size_t i = at; i < limit; ++i) {
    const char c = text[i];
    if (c == '`') {  // du compte `cn=replica`
      const auto close = text.substr(0, limit).find('`', i + 1);
      if (close == std::string_view::npos) return std::nullopt;
      i = close;
      continue;
    }
    const bool told = c == ':' && i + 1 < text.size() && text[i + 1] == ' ';
    if (told) return value_at(text, i + 2);
    if (c == '\n' || c == '.' || c == ';' || c == ':' || c == '=' || c == '?' || c == '!')
      return std::nullopt;
    if (c != ' ') continue;
    const std::size_t verb = verb_at(text, i);
    if (verb == 0) continue;
    const std::size_t begin = i + verb;
    return value_at(text, begin);
  }
  return std::nullopt;
}

void read_prose(const Input& input, std::vector<model::Fact>& facts) {
  switch (input.language) {
    case Language::markdown:
    case Language::plain:
    case Language::unknown:
    case Language::html:
      break;
    default:
      return;
  }
  const std::string_view text = input.text;
  FactWriter writer(input, input.language, facts);
  std::size_t done = 0;
  for (const Span region : input.regions) {
    const std::size_t from = std::max(done, region.begin > 32 ? region.begin - 32 : 0);
    const std::size_t to = std::min(text.size(), region.end + 32);
    for (std::size_t at = from; at < to; ++at) {
      if (!input.may_go_on()) return;
      const auto name = std::find_if(kNames.begin(), kNames.end(), [&](std::string_view word) {
        return base::starts_with_nocase(text.substr(at), word);
      });
      if (name == kNames.end()) continue;
      if (at > 0 && base::is_word(text[at - 1])) continue;
      if (is_setting(text, at, at + name->size())) continue;
      const auto told = told_value(text, at + name->size());
      at += name->size() - 1;
      if (!told) continue;
      Literal literal;
      literal.quoting = told->quoting;
      literal.text.copy(text, told->value.begin, told->value.end);
      writer.assign_plain({}, *name, literal, {{at, told->value.end}, writer.new_block(), false});
    }
    done = std::max(done, to);
  }
}

}  // namespace tamis::read
