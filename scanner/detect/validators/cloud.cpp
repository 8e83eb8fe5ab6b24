// Amazon's key ids and Azure's shared access signatures.
#include <cstdint>
#include <string>

#include "base/text.h"
#include "detect/validators/checks.h"
#include "detect/validators/encoding.h"

namespace tamis::detect {
namespace {

// Twelve decimal digits.
constexpr std::uint64_t kLargestAccount = 999'999'999'999ULL;

// `key=` at the start of the query or behind '&' or "&amp;".
bool has_parameter(std::string_view query, std::string_view key) {
  for (std::size_t at = query.find(key); at != std::string_view::npos; at = query.find(key, at + 1)) {
    const bool starts = at == 0 || query[at - 1] == '&' || query[at - 1] == ';' || query[at - 1] == '?';
    if (starts && at + key.size() < query.size() && query[at + key.size()] == '=') return true;
  }
  return false;
}

}  // namespace

// The sixteen characters behind AKIA are base32; bits 1 to 40 are the number of the account, twelve decimal
// digits. Ids of before 2019 (AKIAI…, AKIAJ…) hold no account.
bool aws_key_id(std::string_view secret, std::string_view, std::string_view) {
  if (secret.size() != 20) return false;
  const auto bytes = decode_base32(secret.substr(4));
  if (!bytes || bytes->size() < 6) return false;
  if (secret[4] == 'I' || secret[4] == 'J') return true;
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < 6; ++i) head = (head << 8) | static_cast<unsigned char>((*bytes)[i]);
  return ((head & 0x7FFFFFFFFF80ULL) >> 7) <= kLargestAccount;
}

// A signature grants something only together with its version and its end or its stored policy.
bool azure_sas(std::string_view secret, std::string_view whole, std::string_view) {
  const std::string_view query = whole.empty() ? secret : whole;
  if (!has_parameter(query, "sig") || !has_parameter(query, "sv")) return false;
  return has_parameter(query, "se") || has_parameter(query, "si");
}

}  // namespace tamis::detect
