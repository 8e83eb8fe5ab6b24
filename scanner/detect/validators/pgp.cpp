// OpenPGP secret keys (RFC 4880, 9580): the first packet must be a secret key; behind its public numbers one
// octet says whether the secret ones are encrypted.
#include <cstdint>

#include "detect/validators/armor.h"
#include "detect/validators/checks.h"
#include "detect/validators/key_state.h"

namespace tamis::detect {
namespace {

constexpr std::uint32_t kSecretKeyPacket = 5;

bool read_packet(ByteReader& reader, std::uint32_t& tag, std::string_view& body) {
  std::uint32_t header = 0;
  std::uint32_t length = 0;
  if (!reader.number(1, header) || (header & 0x80U) == 0) return false;
  if ((header & 0x40U) == 0) {  // old format
    tag = (header >> 2) & 15U;
    const std::uint32_t kind = header & 3U;
    if (kind == 3 || !reader.number(std::size_t{1} << kind, length)) return false;
    return reader.bytes(length, body);
  }
  tag = header & 63U;
  if (!reader.number(1, length)) return false;
  if (length == 255) return reader.number(4, length) && reader.bytes(length, body);
  if (length >= 224) return false;  // partial lengths are not for keys
  if (length >= 192) {
    std::uint32_t low = 0;
    if (!reader.number(1, low)) return false;
    length = ((length - 192) << 8) + low + 192;
  }
  return reader.bytes(length, body);
}

bool skip_numbers(ByteReader& reader, int count) {
  for (int i = 0; i < count; ++i) {
    std::uint32_t bits = 0;
    if (!reader.number(2, bits) || bits == 0 || !reader.skip((bits + 7) / 8)) return false;
  }
  return true;
}

bool skip_counted_byte(ByteReader& reader) {
  std::uint32_t size = 0;
  return reader.number(1, size) && reader.skip(size);
}

// The public numbers of each algorithm.
bool skip_public_part(ByteReader& reader, std::uint32_t algorithm) {
  switch (algorithm) {
    case 1:
    case 2:
    case 3:
      return skip_numbers(reader, 2);  // RSA: n, e
    case 16:
      return skip_numbers(reader, 3);  // Elgamal: p, g, y
    case 17:
      return skip_numbers(reader, 4);  // DSA: p, q, g, y
    case 18:
      return skip_counted_byte(reader) && skip_numbers(reader, 1) && skip_counted_byte(reader);  // ECDH
    case 19:
    case 22:
      return skip_counted_byte(reader) && skip_numbers(reader, 1);  // ECDSA, EdDSA (legacy)
    case 25:
    case 27:
      return reader.skip(32);  // X25519, Ed25519
    case 26:
      return reader.skip(56);  // X448
    case 28:
      return reader.skip(57);  // Ed448
    default:
      return false;
  }
}

KeyState state_of(std::string_view bytes) {
  ByteReader reader(bytes);
  std::uint32_t tag = 0;
  std::string_view body;
  if (!read_packet(reader, tag, body) || tag != kSecretKeyPacket) return KeyState::none;
  ByteReader key(body);
  std::uint32_t version = 0;
  std::uint32_t algorithm = 0;
  std::uint32_t protection = 0;
  if (!key.number(1, version) || version < 3 || version > 6 || !key.skip(version == 3 ? 6 : 4))
    return KeyState::none;
  if (!key.number(1, algorithm) || (version >= 5 && !key.skip(4))) return KeyState::none;
  if (!skip_public_part(key, algorithm) || !key.number(1, protection) || key.rest().size() < 16)
    return KeyState::none;
  return protection == 0 ? KeyState::clear : KeyState::encrypted;
}

}  // namespace

bool pgp_private_key(std::string_view secret, std::string_view, std::string_view argument) {
  return is_wanted(state_of(read_armor(secret).bytes), argument);
}

}  // namespace tamis::detect
