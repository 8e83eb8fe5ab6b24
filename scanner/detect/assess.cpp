#include "detect/assess.h"

#include <algorithm>

#include "base/text.h"
#include "detect/value_traits.h"
#include "model/language_kind.h"
#include "rules/names.h"

namespace tamis::detect {
namespace {

using model::Confidence;
using model::Language;
using rules::Strength;

constexpr Judgement drop(std::string_view reason) {
  return {std::nullopt, reason};
}
constexpr Judgement keep(Confidence confidence) {
  return {confidence, ""};
}

Confidence lowered(Confidence confidence) {
  return confidence == Confidence::high ? Confidence::medium : Confidence::low;
}

bool is_prose(Language language) {
  return language == Language::plain || language == Language::markdown || language == Language::html ||
         language == Language::unknown;
}

// Classes of values that are no secret anywhere, not even as a bind's argument.
bool never_secret(std::string_view id) {
  return id == "inline-data" || id == "empty-word" || id == "placeholder" || id == "mask" ||
         id == "reference";
}

// Of version 4: drawn at random, as keys are.
bool is_random_uuid(std::string_view value, const ValueTraits& traits) {
  return value.size() == 36 && value[8] == '-' && value[13] == '-' && value[14] == '4' && value[18] == '-' &&
         value[23] == '-' && traits.entropy > 3.0;
}

// RequestToken, ClientToken, LockToken: drawn anew for each request, so that it counts once.
bool identifies_request(const std::vector<std::string>& words) {
  static constexpr std::string_view kOf[] = {"request", "client", "lock", "update", "change", "creator"};
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(std::begin(kOf), std::end(kOf), word) != std::end(kOf);
  });
}

// `password = password_field`, `"pwd": "userPwd"`: the value is made of the name's own words.
bool repeats_name(const Place& place, std::string_view value, const ValueTraits& traits) {
  const std::string_view name = place.name;
  if (name.empty() || value.find_first_of("!@#%^&*+?~$") != std::string_view::npos) return false;
  const auto a = rules::normalise_name(name), b = rules::normalise_name(value);
  // `-p Petit-Prince`: a letter is no word.
  if (a.size() < 3 || b.empty()) return false;
  // const encryptionKey = "encryptionKey1024"
  const std::string_view stem = std::string_view(b).substr(0, b.find_last_not_of("0123456789") + 1);
  if (a == b || a == stem) return true;
  // `curl -u`, `-pw`: so short a name stands in many words; and where only a secret can stand, "old pass" is
  // one.
  if (!traits.words_only || a.size() < 4 || (place.strength == Strength::certain && a.size() < 6))
    return false;
  return (traits.words >= 2 && (b.find(a) != std::string::npos)) ||
         (a.size() >= 6 && a.find(b) != std::string::npos && b.size() >= 4);
}

// An identifier of some program: snake_case, kebab-case or camelCase words that speak of secrets.
bool names_a_secret(std::string_view value, const ValueTraits& traits) {
  if (traits.has_space) return false;
  // "#motDePasse", ".login": what a page calls its fields.
  const bool selector = value.size() > 1 && (value.front() == '#' || value.front() == '.') &&
                        traits_of(value.substr(1)).words_only;
  if (!traits.words_only && !selector) return false;
  static constexpr std::string_view kWords[] = {"password",   "passwd",   "passwort",   "motdepasse",
                                                "secret",     "token",    "credential", "apikey",
                                                "passphrase", "username", "login"};
  const auto plain = rules::normalise_name(value);
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return plain.find(word) != std::string::npos; });
}

// LDAP_BIND_PASSWORD, dbpassword: settings of a system, not labels of a form.
bool is_of_system(std::string_view name) {
  static constexpr std::string_view kSystems[] = {"ldap", "bind",     "db",   "sql",   "database",
                                                  "smtp", "ftp",      "root", "mongo", "redis",
                                                  "imap", "postgres", "ssh",  "bdd",   "emailhost"};
  const auto plain = rules::normalise_name(name);
  return std::any_of(std::begin(kSystems), std::end(kSystems), [&](std::string_view system) {
    const auto at = plain.find(system);
    return at != std::string::npos && at + system.size() < plain.size();
  });
}

// MAIL_PASSWORD, EMAIL_HOST_PASSWORD
bool is_of_mail(std::string_view name) {
  const auto plain = rules::normalise_name(name);
  return plain.starts_with("mail") || plain.starts_with("emailhost") ||
         plain.find("smtp") != std::string::npos;
}

bool is_settings(Language language) {
  return language == Language::ini || language == Language::conf || language == Language::toml ||
         language == Language::yaml || language == Language::hcl || language == Language::shell;
}

// $DB['PASSWORD'], $conf['plugin']['authldap']['bindpw'], 'databases' => ['default' => ['password' => …]]:
// settings of a system written as a program.
bool is_member_of_system(const Place& place) {
  static constexpr std::string_view kHolders[] = {
      "db",       "database", "databases", "ldap", "smtp", "mail", "mysql",          "pgsql",
      "postgres", "redis",    "bdd",       "sql",  "imap", "ad",   "activedirectory"};
  static constexpr std::string_view kParts[] = {"ldap", "auth", "conf", "database", "connection", "smtp"};
  std::string_view rest = place.path;
  while (!rest.empty()) {
    const auto dot = rest.find('.');
    if (dot == std::string_view::npos) return false;  // the name itself
    const auto plain = rules::normalise_name(rest.substr(0, dot));
    rest.remove_prefix(dot + 1);
    if (std::find(std::begin(kHolders), std::end(kHolders), plain) != std::end(kHolders)) return true;
    if (std::any_of(std::begin(kParts), std::end(kParts),
                    [&plain](std::string_view part) { return plain.find(part) != std::string::npos; }))
      return true;
  }
  return false;
}

// What a person or a machine chose as a password, judged by its looks alone.
std::optional<Confidence> chosen(std::string_view value, const ValueTraits& t, const Place& place) {
  if (t.length < 4 || t.has_control) return std::nullopt;
  if (looks_random(value, t)) return Confidence::high;
  const bool quoted = place.quoting != model::Quoting::bare;
  if (t.has_space) {
    if (t.parts > 5 || is_prose(place.language)) return Confidence::low;
    if (!quoted && t.parts > 3) return Confidence::low;
    return model::is_programming(place.language) && t.words_only && !place.is_default ? Confidence::low
                                                                                      : Confidence::medium;
  }
  const bool mixed =
      t.has_digit + (t.has_lower || t.has_upper || t.has_letter_beyond_ascii) + t.has_symbol >= 2;
  if (mixed && !t.words_only)
    return t.length >= 8 ? Confidence::high : t.length >= 5 ? Confidence::medium : Confidence::low;
  if (t.words_only && model::is_programming(place.language))
    return quoted && (place.computed || place.is_default || is_of_system(place.name) ||
                      is_member_of_system(place))
               ? Confidence::medium
               : Confidence::low;
  if (is_prose(place.language) && !place.of_own_network) return Confidence::low;
  return Confidence::medium;
}

// "PASS: gdb.base/list0.exp: x": a test's outcome in a log, not a name.
bool is_outcome(const Place& place, std::string_view value, const ValueTraits& traits) {
  if (model::is_programming(place.language) || (place.name != "PASS" && place.name != "PASSED")) return false;
  const bool sentence = value.find_first_of(" /.") != std::string_view::npos;
  const bool identifier =
      value.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") ==
      std::string_view::npos;
  return sentence || (identifier && !(traits.has_upper && traits.has_lower && traits.has_digit));
}

// A text in quotes in a script of PowerShell: no name of the program, no sample of a distributed file.
bool is_script_text(const Place& place) {
  return place.language == Language::powershell && place.quoting != model::Quoting::bare;
}

// $motDePasse = 'le chat dort sur le canapé rouge': several words, none of which speaks to somebody.
bool is_passphrase(const Place& place, std::string_view value, const ValueTraits& traits) {
  constexpr std::size_t kFewestWords = 4, kMostWords = 9, kLongest = 80;
  if (!is_script_text(place) || traits.parts < kFewestWords || traits.parts > kMostWords ||
      traits.length > kLongest || value.find_first_of(".:!?;,()[]{}<>%$\"/\\=@") != std::string_view::npos)
    return false;
  static constexpr std::string_view kSpeaking[] = {
      "passe",  "password", "mdp",    "secret",  "token",   "jeton",   "veuillez", "saisi",  "entre",
      "choisi", "expir",    "doit",   "must",    "should",  "please",  "enter",    "type",   "your",
      "votre",  "nouve",    "utili",  "compte",  "account", "user",    "invalid",  "erreur", "error",
      "requi",  "oblig",    "carac",  "complex", "minimum", "confirm", "modif",    "chang",  "valeur",
      "value",  "stock",    "coffre", "vault",   "defin",   "not ",    "n'est",    "pas "};
  return std::none_of(std::begin(kSpeaking), std::end(kSpeaking), [value](std::string_view word) {
    return base::find_nocase(value, word) != std::string_view::npos;
  });
}

// `ldapsearch -w admin`: manuals give the account's name as its password.
bool is_stock_name(std::string_view value) {
  static constexpr std::string_view kNames[] = {"admin", "root", "toor",  "manager", "config", "user",
                                                "test",  "bind", "guest", "demo",    "me",     "bar"};
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [value](std::string_view name) { return base::equal_nocase(name, value); });
}

Judgement assess_certain(const rules::ValueClass* found, std::string_view value, const ValueTraits& traits,
                         const Place& place) {
  if (place.in_address && found != nullptr && found->id != "label") return drop(found->says);
  if (found != nullptr && found->id == "expression" && place.quoting == model::Quoting::bare)
    return drop(found->says);
  if (place.in_document) {
    // Manuals show commands with samples; people write theirs into READMEs, tickets and comments.
    if (found != nullptr || is_stock_name(value)) return drop("is a sample of documentation");
    return keep(Confidence::high);
  }
  if (place.in_comment) {
    // Commented-out code counts, stock samples of distributed files do not.
    // Scripts of administrators have no stock samples: what is commented out there was in use.
    const bool in_use = is_script_text(place) && (found == nullptr || found->id == "identifier");
    if (!in_use && (found != nullptr || traits.words_only)) return drop("is a commented sample");
    return keep(Confidence::medium);
  }
  if (traits.length < 3) return {Confidence::low, "is very short"};
  return keep(Confidence::high);
}

Judgement assess_named(const rules::ValueClass* found, std::string_view value, const ValueTraits& traits,
                       const Place& place) {
  if (found != nullptr && found->id == "sealed") return {Confidence::low, found->says};
  // Some services give out UUIDs as passwords; nobody names an identifier so.
  if (found != nullptr && !model::is_programming(place.language) && place.language != Language::powershell &&
      is_random_uuid(value, traits))
    return {Confidence::medium, found->says};
  const bool plain_text = found == nullptr || found->id == "label";
  if (plain_text && is_passphrase(place, value, traits)) return keep(Confidence::medium);
  if (found != nullptr && !(found->id == "digest" && place.expects_digest)) {
    const bool written_as_text = place.quoting != model::Quoting::bare;
    const bool code_shape = found->id == "expression" || found->id == "identifier";
    // In a script's quotes Oak.Leaf is a text, not a member.
    const bool text = !traits.words_only || place.language == Language::powershell;
    constexpr std::size_t kShortestNumber = 6;
    const bool number = found->id == "date" && is_script_text(place) && traits.length >= kShortestNumber &&
                        value.find_first_not_of("0123456789") == std::string_view::npos;
    if (number) return keep(Confidence::medium);  // $mdp = '20082014'
    const bool named_so = found->id == "identifier" && written_as_text && text;
    // Tomme.de.Savoie in a settings file is no name of a class.
    const bool settings = is_settings(place.language) || place.language == Language::xml;
    const bool capital = found->id == "identifier" && !model::is_programming(place.language) &&
                         (!written_as_text || settings) && base::is_upper(value.front()) &&
                         value.find_first_of("(>:") == std::string_view::npos;
    if (!(code_shape && (named_so || capital))) return drop(found->says);
  }
  if (is_outcome(place, value, traits)) return drop("is a test's outcome");
  if (names_a_secret(value, traits)) return drop("names a secret instead of being one");
  const bool digest_like = traits.is_hex && (traits.length == 32 || traits.length == 40 ||
                                             traits.length == 64 || traits.length == 128);
  if (digest_like && !place.expects_digest) {
    // Mail services give out such passwords; nobody keeps a digest under SMTP_PASSWORD in settings.
    const bool given_out =
        is_settings(place.language) && (is_of_system(place.name) || is_of_mail(place.name));
    return {given_out && looks_random(value, traits) ? Confidence::medium : Confidence::low,
            "may be a digest"};
  }
  const auto confidence = chosen(value, traits, place);
  if (!confidence) return drop("is too short");
  return keep(*confidence);
}

Judgement assess_vague(const rules::ValueClass* found, std::string_view value, const ValueTraits& traits,
                       const Place& place) {
  // Many services give out random UUIDs as keys: under a name that says whose key it is.
  const auto dot = place.path.rfind('.');
  const std::string_view holder = dot == std::string_view::npos ? "" : place.path.substr(0, dot);
  const bool of_service = base::ends_with_nocase(holder, "api") || base::ends_with_nocase(holder, "auth") ||
                          base::ends_with_nocase(holder, "access");
  if (found != nullptr && found->id == "digest" && is_random_uuid(value, traits)) {
    const auto words = rules::split_words(place.name);
    const bool secret = words.size() == 1 && words.front() == "secret";  // nobody calls an identifier so
    if (of_service || secret || (words.size() > 1 && !identifies_request(words)))
      return {Confidence::medium, found->says};
  }
  if (found != nullptr) return drop(found->says);
  // token = "Bearer x": the scheme is no part of it.
  for (const std::string_view scheme : {"Bearer ", "Token ", "bearer ", "token "}) {
    if (value.starts_with(scheme) && value.find(' ', scheme.size()) == std::string_view::npos)
      return assess_vague(found, value.substr(scheme.size()), traits_of(value.substr(scheme.size())), place);
  }
  if (names_a_secret(value, traits)) return drop("names a secret instead of being one");
  // minutes,IdToken=minutes,RefreshToken=days
  if (value.find(',') != std::string_view::npos && value.find('=') != std::string_view::npos)
    return {Confidence::low, "looks like a list"};
  if (looks_random(value, traits)) return keep(traits.is_hex ? Confidence::medium : Confidence::high);
  // form_secret: f0rmsecret88: settings hold secrets that people choose.
  constexpr std::size_t kShortestChosen = 8;
  if (!model::is_programming(place.language) && !is_prose(place.language) && !traits.has_space &&
      !traits.words_only && traits.length >= kShortestChosen && traits.kinds() >= 3 &&
      base::ends_with_nocase(place.name, "secret"))
    return keep(Confidence::medium);
  if (traits.has_space || traits.length < 8) return drop("has not the shape of a key");
  if (traits.words_only || traits.kinds() < 3) return {Confidence::low, "looks like a word"};
  return {traits.length >= 12 ? Confidence::medium : Confidence::low, "has little of a key's shape"};
}

}  // namespace

Judgement assess(const rules::ValuePatterns& patterns, const Place& place, std::string_view value) {
  auto trimmed = base::trim(value);
  // What a reader of text takes for a value may be a piece of code: `_M_token = _S_token_eof;`
  while (place.quoting == model::Quoting::bare && trimmed.size() > 1 &&
         (trimmed.back() == ';' || trimmed.back() == ','))
    trimmed.remove_suffix(1);
  const rules::ValueClass* found = patterns.match(trimmed);
  if (trimmed.empty()) return drop("is empty");
  if (found != nullptr && never_secret(found->id)) return drop(found->says);
  const auto traits = traits_of(trimmed);
  if (repeats_name(place, trimmed, traits)) return drop("repeats its own name");

  Judgement judgement;
  switch (place.strength) {
    case Strength::certain:
      judgement = assess_certain(found, trimmed, traits, place);
      break;
    case Strength::named:
      judgement = assess_named(found, trimmed, traits, place);
      break;
    case Strength::vague:
      judgement = assess_vague(found, trimmed, traits, place);
      break;
  }
  if (judgement.confidence && place.strength != Strength::certain) {
    const bool azerty12 = is_script_text(place) && place.strength == Strength::named && traits.has_digit &&
                          (traits.has_lower || traits.has_upper) && traits.length <= 12;
    if (looks_typed_in_order(trimmed))
      judgement = {azerty12 ? Confidence::medium : Confidence::low, "is typed in order"};
    if (place.in_comment && !is_script_text(place)) judgement.confidence = lowered(*judgement.confidence);
    if (place.in_sample) judgement.confidence = lowered(*judgement.confidence);
  }
  return judgement;
}

}  // namespace tamis::detect
