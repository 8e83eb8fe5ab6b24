// Stripe's keys and PyPI's macaroons.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "detect/validators/checks.h"
#include "detect/validators/encoding.h"

namespace tamis::detect {
namespace {

// The keys that Stripe's documentation and libraries show; they open a public sandbox. Written in halves, so
// that no forge takes this file for a leak.
struct Halves {
  std::string_view head;
  std::string_view tail;
};
constexpr std::array<Halves, 3> kStripeSamples{{
    {"4eC39HqLyjW", "DarjtT1zdp7dc"},
    {"BQokikJOvBi", "I2HlWgH4olfQ2"},
    {"tR3PYbcVNZZ", "796tH88S4VQ2u"},
}};

}  // namespace

bool stripe_key(std::string_view secret, std::string_view whole, std::string_view) {
  const std::string_view body = secret.substr(secret.rfind('_') + 1);
  const auto is_sample = [&](const Halves& sample) {
    return body.size() == sample.head.size() + sample.tail.size() && body.starts_with(sample.head) &&
           body.ends_with(sample.tail);
  };
  if (std::any_of(kStripeSamples.begin(), kStripeSamples.end(), is_sample)) return false;
  return body.size() >= 16 && random_looking(body, whole, {});
}

// pypi-<base64 of a version 2 macaroon>: 02, then fields of (type, length, bytes); the first is the location,
// "pypi.org" or "test.pypi.org", the second the identifier.
bool pypi_macaroon(std::string_view secret, std::string_view, std::string_view) {
  constexpr std::string_view kPrefix = "pypi-";
  if (!secret.starts_with(kPrefix)) return false;
  std::string_view body = secret.substr(kPrefix.size());
  if (body.size() % 4 == 1) body.remove_suffix(1);  // a cut token still tells its fields
  const auto bytes = decode_base64(body);
  if (!bytes || bytes->size() < 40) return false;
  if ((*bytes)[0] != 2 || (*bytes)[1] != 1) return false;
  const auto length = static_cast<unsigned char>((*bytes)[2]);
  if (3U + length >= bytes->size()) return false;
  const std::string_view location = std::string_view(*bytes).substr(3, length);
  return location.ends_with("pypi.org") && (*bytes)[3U + length] == 2;
}

}  // namespace tamis::detect
