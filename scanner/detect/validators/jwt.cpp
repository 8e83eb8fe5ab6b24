// JSON Web Tokens (RFC 7519): a header and a payload that are JSON objects, and a signature. The tokens of
// tutorials and the keys that a vendor means for the public stay silent.
#include <algorithm>
#include <array>
#include <string>

#include "detect/validators/checks.h"
#include "detect/validators/encoding.h"
#include "detect/validators/json_object.h"

namespace tamis::detect {
namespace {

// jwt.io's page, RFC 7515 and 7519, and what is copied from them.
bool is_sample(const JsonObject& payload) {
  constexpr std::array<std::string_view, 5> kNames{"John Doe", "Jane Doe", "John Smith", "Joe Coder",
                                                   "Jean Dupont"};
  const auto name = payload.text("name");
  if (name && std::find(kNames.begin(), kNames.end(), *name) != kNames.end()) return true;
  if (payload.text("sub") == "1234567890") return true;
  if (payload.text("some") == "payload" || payload.text("foo") == "bar" || payload.text("hello") == "world")
    return true;
  return payload.has("http://example.com/is_root");
}

// Supabase publishes its "anon" key in every web page.
bool is_public(const JsonObject& payload) {
  return payload.text("iss") == "supabase" && payload.text("role") == "anon";
}

bool encrypted_parts(std::string_view rest) {
  return std::count(rest.begin(), rest.end(), '.') == 3 && rest.size() > 32;
}

}  // namespace

bool jwt(std::string_view secret, std::string_view whole, std::string_view) {
  const std::size_t first = secret.find('.');
  if (first == std::string_view::npos) return false;
  const auto header_text = decode_base64(secret.substr(0, first));
  if (!header_text) return false;
  const auto header = read_json_object(*header_text);
  if (!header || !header->text("alg")) return false;
  const std::string_view rest = secret.substr(first + 1);
  if (header->has("enc")) return encrypted_parts(rest);

  const std::size_t second = rest.find('.');
  if (second == std::string_view::npos) return false;
  const auto payload_text = decode_base64(rest.substr(0, second));
  if (!payload_text) return false;
  const auto payload = read_json_object(*payload_text);
  if (!payload || is_sample(*payload) || is_public(*payload)) return false;
  const std::string_view signature = rest.substr(second + 1);
  return signature.size() >= 20 && random_looking(signature, whole, {});
}

}  // namespace tamis::detect
