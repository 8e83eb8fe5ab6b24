// Values that directories hold: password hashes in their schemes, NT hashes, and labels that stand where a
// password could. Schemes: RFC 3112, slappasswd(8), Dovecot and FreeRADIUS documentation, 389 Directory
// Server.
#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.h"
#include "detect/validators/checks.h"

namespace tamis::detect {
namespace {

// The sample of slapd.conf's distribution, "secret" in DES.
constexpr std::string_view kStockCrypt = "ijFYNcSNctBYg";

struct Scheme {
  std::string_view name;
  std::size_t least;  // bytes behind the brace
};

constexpr std::array kSchemes{
    Scheme{"ssha", 32},
    Scheme{"sha", 24},
    Scheme{"smd5", 24},
    Scheme{"md5", 20},
    Scheme{"crypt", 11},
    Scheme{"ssha256", 44},
    Scheme{"ssha384", 64},
    Scheme{"ssha512", 88},
    Scheme{"sha256", 40},
    Scheme{"sha384", 60},
    Scheme{"sha512", 80},
    Scheme{"pbkdf2", 24},
    Scheme{"pbkdf2-sha1", 24},
    Scheme{"pbkdf2-sha256", 24},
    Scheme{"pbkdf2-sha512", 24},
    Scheme{"pbkdf2_sha256", 24},
    Scheme{"argon2", 24},
    Scheme{"argon2i", 24},
    Scheme{"argon2id", 24},
    Scheme{"bcrypt", 24},
    Scheme{"blf-crypt", 24},
    Scheme{"sha512-crypt", 24},
    Scheme{"sha256-crypt", 24},
    Scheme{"md5-crypt", 20},
    Scheme{"nt", 32},
    Scheme{"lanman", 32},
    Scheme{"ntlm", 32},
    Scheme{"x-fork", 8},
    Scheme{"cram-md5", 32},
    Scheme{"plain-md5", 32},
    Scheme{"ns-mta-md5", 32},
    Scheme{"scram-sha-256", 24},
};

// "{SSHA}…" → "SSHA"; empty where there is no scheme.
std::string_view scheme_of(std::string_view value) {
  if (value.size() < 4 || value.front() != '{') return {};
  const auto close = value.substr(0, 24).find('}');
  return close == std::string_view::npos ? std::string_view() : value.substr(1, close - 1);
}

bool is_hash_alphabet(std::string_view body) {
  return std::all_of(body.begin(), body.end(), [](char c) {
    return base::is_alnum(c) || std::string_view("+/=.$-_,:*").find(c) != std::string_view::npos;
  });
}

bool looks_masked(std::string_view body) {
  std::array<bool, 256> seen{};
  std::size_t distinct = 0;
  for (const char c : body) {
    bool& cell = seen[static_cast<unsigned char>(c)];
    distinct += cell ? 0 : 1;
    cell = true;
  }
  return distinct < 6 || body.find("...") != std::string_view::npos ||
         body.find("xxxx") != std::string_view::npos || body.find("XXXX") != std::string_view::npos;
}

bool is_hashed_by_scheme(std::string_view value) {
  const auto scheme = scheme_of(value);
  if (scheme.empty()) return false;
  const auto body = value.substr(scheme.size() + 2);
  if (body == kStockCrypt || !is_hash_alphabet(body) || looks_masked(body)) return false;
  return std::any_of(kSchemes.begin(), kSchemes.end(), [&](const Scheme& known) {
    return base::equal_nocase(known.name, scheme) && body.size() >= known.least;
  });
}

// $6$salt$…, $2y$10$…, $argon2id$…, $y$…
bool is_modular_crypt(std::string_view value) {
  if (value.size() < 20 || value.front() != '$' || !is_hash_alphabet(value)) return false;
  const auto second = value.find('$', 1);
  return second != std::string_view::npos && second >= 2 && second <= 16 &&
         value.find('$', second + 1) != std::string_view::npos;
}

}  // namespace

bool ldap_hash(std::string_view secret, std::string_view, std::string_view) {
  const auto value = base::trim(secret);
  return is_hashed_by_scheme(value) || is_modular_crypt(value);
}

// Neither hashed nor kept elsewhere ({SASL}user@realm). {CLEARTEXT}x and {PLAIN}x are clear.
bool ldap_clear(std::string_view secret, std::string_view, std::string_view) {
  const auto value = base::trim(secret);
  if (is_modular_crypt(value)) return false;
  const auto scheme = scheme_of(value);
  if (scheme.empty()) return true;
  const bool word = std::all_of(scheme.begin(), scheme.end(),
                                [](char c) { return base::is_alnum(c) || c == '-' || c == '_' || c == '.'; });
  const bool clear = base::equal_nocase(scheme, "cleartext") || base::equal_nocase(scheme, "clear") ||
                     base::equal_nocase(scheme, "plain");
  // "{Curly}braces" may be a password; "{SSHA}…" and its kin are written in capitals.
  const bool capitals = std::none_of(scheme.begin(), scheme.end(), base::is_lower);
  const bool known = std::any_of(kSchemes.begin(), kSchemes.end(),
                                 [&](const Scheme& s) { return base::equal_nocase(s.name, scheme); });
  return clear || !(word && (capitals || known || base::equal_nocase(scheme, "sasl") ||
                             base::equal_nocase(scheme, "kerberos")));
}

bool nt_hash(std::string_view secret, std::string_view, std::string_view) {
  const auto value = base::trim(secret);
  if (value.size() != 32 || !std::all_of(value.begin(), value.end(), base::is_hex)) return false;
  // Of the empty password.
  if (base::equal_nocase(value, "31d6cfe0d16ae931b73c59d7e0c089c0") ||
      base::equal_nocase(value, "aad3b435b51404eeaad3b435b51404ee"))
    return false;
  return !looks_masked(value);
}

// What pages and translations write beside a field: "Mot de passe LDAP", "LDAP bind password"; and attribute
// names.
bool not_label(std::string_view secret, std::string_view, std::string_view) {
  const auto value = base::trim(secret);
  static constexpr std::array<std::string_view, 4> kAttributes = {"userPassword", "unicodePwd",
                                                                  "sambaNTPassword", "pwdAttribute"};
  if (std::any_of(kAttributes.begin(), kAttributes.end(),
                  [value](std::string_view name) { return base::equal_nocase(name, value); }))
    return false;
  if (value.find(' ') == std::string_view::npos) return true;
  static constexpr std::array<std::string_view, 8> kWords = {"mot de passe", "mots de passe", "password",
                                                             "passwort",     "kennwort",      "passphrase",
                                                             "contrase",     "bind dn"};
  return std::none_of(kWords.begin(), kWords.end(), [value](std::string_view word) {
    return base::find_nocase(value, word) != std::string_view::npos;
  });
}

}  // namespace tamis::detect
