// Key files that are not PEM: PuTTY's .ppk and the SSH2 format of ssh.com.
#include <algorithm>
#include <cstdint>
#include <string>

#include "base/text.h"
#include "detect/validators/armor.h"
#include "detect/validators/checks.h"
#include "detect/validators/encoding.h"
#include "detect/validators/key_state.h"

namespace tamis::detect {
namespace {

// "Name: value" up to the end of the line, real or written as \n.
std::string_view field(std::string_view text, std::string_view name) {
  const std::size_t at = text.find(name);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = text.substr(at + name.size());
  return base::trim(rest.substr(0, std::min(rest.find_first_of("\r\n\\"), rest.size())));
}

// Private-Lines: N, then N lines of base64 that hold the secret numbers.
bool private_lines_are_there(std::string_view text) {
  const auto lines = parse_number(field(text, "Private-Lines:"));
  if (!lines || *lines == 0 || *lines > 1000) return false;
  const std::size_t begin = text.find("Private-Lines:");
  const std::size_t end = text.find("Private-MAC:", begin);
  if (end == std::string_view::npos) return false;
  const std::string_view body = text.substr(begin, end - begin);
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : body) {
    run = is_base64(c) ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest >= std::min<std::size_t>(40, *lines * 64);
}

KeyState state_of_putty(std::string_view text) {
  const std::string_view encryption = field(text, "Encryption:");
  if (encryption.empty() || !private_lines_are_there(text)) return KeyState::none;
  return encryption == "none" ? KeyState::clear : KeyState::encrypted;
}

KeyState state_of_ssh2(std::string_view bytes) {
  constexpr std::uint32_t kMagic = 0x3F6FF9EB;
  ByteReader reader(bytes);
  std::uint32_t magic = 0;
  std::uint32_t size = 0;
  std::string_view type;
  std::string_view cipher;
  if (!reader.number(4, magic) || magic != kMagic || !reader.number(4, size)) return KeyState::none;
  if (!reader.counted(type) || !reader.counted(cipher)) return KeyState::none;
  if (type.empty() || cipher.empty() || reader.rest().size() < 16) return KeyState::none;
  return cipher == "none" ? KeyState::clear : KeyState::encrypted;
}

}  // namespace

bool putty_private_key(std::string_view secret, std::string_view, std::string_view argument) {
  return is_wanted(state_of_putty(secret), argument);
}

bool ssh2_private_key(std::string_view secret, std::string_view, std::string_view argument) {
  return is_wanted(state_of_ssh2(read_armor(secret).bytes), argument);
}

}  // namespace tamis::detect
