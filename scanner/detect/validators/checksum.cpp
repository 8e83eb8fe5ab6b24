// Tokens that carry the CRC32 of what stands before it: GitHub, npm, Matrix, Grafana, Atlassian, GitLab.
#include <cstdint>
#include <string>

#include "base/hash.h"
#include "base/text.h"
#include "detect/validators/checks.h"
#include "detect/validators/encoding.h"

namespace tamis::detect {

// ghp_, gho_, ghu_, ghs_, ghr_, npm_: four bytes of prefix, a random body, its CRC32 as six digits of
// base 62.
bool github_crc32(std::string_view secret, std::string_view, std::string_view) {
  constexpr std::size_t kPrefix = 4;
  constexpr std::size_t kSum = 6;
  if (secret.size() <= kPrefix + kSum) return false;
  const std::string_view body = secret.substr(kPrefix, secret.size() - kPrefix - kSum);
  return base62(base::crc32(body), Base62Order::upper_first, kSum) == secret.substr(secret.size() - kSum);
}

// syt_<localpart>_<random>_<sum>, mat_<random>_<sum>: the CRC32 of all before the last '_'. Synapse and the
// Matrix Authentication Service do not count base 62 in the same order, so either is right.
bool matrix_crc32(std::string_view secret, std::string_view, std::string_view) {
  const std::size_t cut = secret.rfind('_');
  if (cut == std::string_view::npos || secret.size() - cut - 1 != 6) return false;
  const std::uint32_t sum = base::crc32(secret.substr(0, cut));
  const std::string_view written = secret.substr(cut + 1);
  return base62(sum, Base62Order::upper_first, 6) == written ||
         base62(sum, Base62Order::lower_first, 6) == written;
}

// glsa_<random>_<eight hexadecimal digits>: the CRC32 of all before the last '_'.
bool grafana_crc32(std::string_view secret, std::string_view, std::string_view) {
  const std::size_t cut = secret.rfind('_');
  if (cut == std::string_view::npos || secret.size() - cut - 1 != 8) return false;
  return base::equal_nocase(hex8(base::crc32(secret.substr(0, cut))), secret.substr(cut + 1));
}

// ATATT3…=<eight hexadecimal digits>: the CRC32 of all before '='.
bool atlassian_crc32(std::string_view secret, std::string_view, std::string_view) {
  const std::size_t cut = secret.rfind('=');
  if (cut == std::string_view::npos || secret.size() - cut - 1 != 8) return false;
  return base::equal_nocase(hex8(base::crc32(secret.substr(0, cut))), secret.substr(cut + 1));
}

// glpat-<payload>.<two digits of base 36: the payload's length><seven: CRC32 of all before>; a later version
// writes its number between, glpat-<payload>.01.<length><sum>.
bool gitlab_routable(std::string_view secret, std::string_view, std::string_view) {
  constexpr std::size_t kSum = 7;
  constexpr std::size_t kLength = 2;
  const std::size_t dot = secret.rfind('.');
  if (dot == std::string_view::npos || secret.size() - dot - 1 != kLength + kSum) return false;
  const std::string_view summed = secret.substr(0, secret.size() - kSum);
  return base36(base::crc32(summed), kSum) == secret.substr(secret.size() - kSum);
}

}  // namespace tamis::detect
