// Digests. SHA-256 and HMAC identify content and secrets; xxh64 and crc32 are for caches and formats only.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::base {

using Sha256 = std::array<unsigned char, 32>;

Sha256 sha256(std::string_view bytes);
Sha256 hmac_sha256(std::string_view key, std::string_view bytes);
std::uint64_t xxh64(std::string_view bytes);
std::uint32_t crc32(std::string_view bytes);  // the polynomial of zlib, zip and PNG

// Lower-case hexadecimal.
std::string to_hex(std::string_view bytes);
std::string to_hex(const Sha256& digest);

}  // namespace tamis::base
