// PEM private keys: the body is parsed, not believed. PKCS#1, SEC 1, DSA and PKCS#8 are DER sequences with
// known first members; OpenSSH has its magic and repeats a random number to prove that nothing was lost.
#include <cstdint>
#include <optional>
#include <string>

#include "base/text.h"
#include "detect/validators/armor.h"
#include "detect/validators/checks.h"
#include "detect/validators/key_state.h"

namespace tamis::detect {
namespace {

enum DerTag : unsigned char { kInteger = 0x02, kOctetString = 0x04, kObjectId = 0x06, kSequence = 0x30 };

struct Der {
  unsigned char tag = 0;
  std::string_view content;
};

std::optional<Der> next_der(ByteReader& reader) {
  std::uint32_t tag = 0;
  std::uint32_t length = 0;
  if (!reader.number(1, tag) || !reader.number(1, length)) return std::nullopt;
  if (length >= 0x80) {
    const std::size_t size = length & 0x7FU;
    if (size == 0 || size > 4 || !reader.number(size, length)) return std::nullopt;
  }
  Der der{static_cast<unsigned char>(tag), {}};
  if (!reader.bytes(length, der.content)) return std::nullopt;
  return der;
}

bool begins_with_object_id(std::string_view sequence) {
  ByteReader reader(sequence);
  const auto first = next_der(reader);
  return first && first->tag == kObjectId && !first->content.empty();
}

// RSA: version, n, e, d, p, q, …; DSA: version, p, q, g, y, x. Five more integers at least, the first of them
// large.
bool integers_follow(std::string_view first, ByteReader& reader) {
  if (first.size() < 32) return false;
  for (int i = 0; i < 4; ++i) {
    const auto next = next_der(reader);
    if (!next || next->tag != kInteger || next->content.empty()) return false;
  }
  return true;
}

KeyState state_of_der(std::string_view bytes) {
  ByteReader outer(bytes);
  const auto sequence = next_der(outer);
  if (!sequence || sequence->tag != kSequence) return KeyState::none;
  ByteReader members(sequence->content);
  const auto first = next_der(members);
  const auto second = next_der(members);
  if (!first || !second) return KeyState::none;
  if (first->tag == kSequence) {  // EncryptedPrivateKeyInfo
    const bool sound =
        second->tag == kOctetString && second->content.size() >= 16 && begins_with_object_id(first->content);
    return sound ? KeyState::encrypted : KeyState::none;
  }
  if (first->tag != kInteger || first->content.size() != 1) return KeyState::none;
  if (second->tag == kSequence) {  // PrivateKeyInfo
    const auto key = next_der(members);
    const bool sound = key && key->tag == kOctetString && key->content.size() >= 16;
    return sound && begins_with_object_id(second->content) ? KeyState::clear : KeyState::none;
  }
  if (second->tag == kOctetString)
    return second->content.size() >= 16 ? KeyState::clear : KeyState::none;  // SEC 1
  return second->tag == kInteger && integers_follow(second->content, members) ? KeyState::clear
                                                                              : KeyState::none;
}

KeyState state_of_openssh(std::string_view bytes) {
  constexpr std::string_view kMagic("openssh-key-v1\0", 15);
  if (!bytes.starts_with(kMagic)) return KeyState::none;
  ByteReader reader(bytes.substr(kMagic.size()));
  std::string_view cipher;
  std::string_view ignored;
  std::string_view secret;
  std::uint32_t keys = 0;
  if (!reader.counted(cipher) || !reader.counted(ignored) || !reader.counted(ignored) ||
      !reader.number(4, keys))
    return KeyState::none;
  if (keys == 0 || keys > 16) return KeyState::none;
  for (std::uint32_t i = 0; i < keys; ++i)
    if (!reader.counted(ignored)) return KeyState::none;
  if (!reader.counted(secret)) return KeyState::none;
  if (cipher != "none") return KeyState::encrypted;
  ByteReader inside(secret);
  std::uint32_t one = 0;
  std::uint32_t two = 0;
  if (!inside.number(4, one) || !inside.number(4, two)) return KeyState::none;
  return one == two ? KeyState::clear : KeyState::none;
}

KeyState state_of(const Armor& armor) {
  if (armor.label == "OPENSSH PRIVATE KEY") return state_of_openssh(armor.bytes);
  // RFC 1421: the whole DER text is ciphertext, so its length is all there is to check.
  if (armor.has_header("ENCRYPTED"))
    return armor.bytes.size() >= 48 && !armor.elided ? KeyState::encrypted : KeyState::none;
  return state_of_der(armor.bytes);
}

}  // namespace

bool pem_private_key(std::string_view secret, std::string_view, std::string_view argument) {
  return is_wanted(state_of(read_armor(secret)), argument);
}

// Not a sound key, but too much of one to be a sample: part of it is cut off, retyped or blacked out.
bool key_body_plausible(std::string_view secret, std::string_view whole, std::string_view) {
  const Armor armor = read_armor(secret);
  constexpr std::size_t kMinBody = 96;
  if (armor.elided || armor.base64.size() < kMinBody) return false;
  const bool openssh = armor.base64.starts_with("b3BlbnNzaC1rZXktdjE");
  if (!openssh && !armor.base64.starts_with("MI")) return false;
  // OpenSSH's own fields are long rows of zeros; what follows them is what counts.
  const std::string_view tail = std::string_view(armor.base64).substr(armor.base64.size() / 2);
  return base::entropy(tail) >= 4.3 && random_looking(tail.substr(tail.size() / 2), whole, {});
}

}  // namespace tamis::detect
