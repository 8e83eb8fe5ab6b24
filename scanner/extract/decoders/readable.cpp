// Whether decoded bytes are worth pushing. Random bytes (keys, digests, pictures) must fail: eighteen of them
// pass as text once in some 10^7.
#include <zlib.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/c_handle.h"
#include "extract/byte_profile.h"
#include "extract/decoders/decoder.h"
#include "extract/encoding.h"
#include "extract/identify.h"

namespace tamis::extract {
namespace {

// Which alphabet a lead byte of UTF-8 belongs to, roughly.
unsigned script_of(unsigned char lead) {
  if (lead < 0xC6) return 0;                   // Latin
  if (lead == 0xCE || lead == 0xCF) return 1;  // Greek
  if (lead >= 0xD0 && lead <= 0xD3) return 2;  // Cyrillic
  if (lead >= 0xD7 && lead <= 0xDB) return 3;  // Hebrew, Arabic
  if (lead >= 0xE3 && lead <= 0xED) return 4;  // East Asia
  return lead == 0xE2 ? 0 : 5;                 // punctuation goes with any; all else
}

// No control bytes, and what is above 0x7F is rare or of one script: names of functions decode to valid UTF-8
// now and then, but to a mixture of scripts.
bool reads_as_text(std::string_view head) {
  head.remove_suffix(incomplete_utf8_tail(head));
  const auto profile = profile_bytes(head);
  if (profile.controls > 0 || profile.strays * 8 > profile.size) return false;
  if (profile.high * 4 <= profile.size) return true;
  std::array<std::size_t, 6> scripts{};
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0xC2) ++scripts[script_of(byte)];
  }
  const auto most = *std::max_element(scripts.begin(), scripts.end() - 1);
  return profile.strays == 0 && most * 10 >= profile.sequences * 9;
}

// The beginning of what deflate makes of `packed`. Runs on noise as well, so it takes nothing but zlib's own
// state.
std::string inflated_head(std::string_view packed, int window_bits) {
  std::string text(64, '\0');
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK) return {};
  const base::CHandle<z_stream, &inflateEnd> owner(&stream);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  const int status = inflate(&stream, Z_SYNC_FLUSH);
  if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) return {};
  text.resize(std::min<std::size_t>(stream.total_out, text.size()));
  return text;
}

bool is_zlib_header(std::string_view head) {
  if (head.size() < 2) return false;
  const auto first = static_cast<unsigned char>(head[0]);
  const auto second = static_cast<unsigned char>(head[1]);
  return (first & 0x0F) == 8 && (first >> 4) <= 7 && (first * 256U + second) % 31 == 0;
}

}  // namespace

bool looks_readable(std::string_view head) {
  constexpr std::size_t kLeast = 12;
  if (head.size() < kLeast) return false;
  const auto profile = profile_bytes(head);
  if (profile.controls == 0 && reads_as_text(head)) return true;
  constexpr std::string_view kFirstBytes =
      "P\x1F"
      "7B\xFD\x28";  // of the containers in formats/
  if (kFirstBytes.find(head[0]) != std::string_view::npos) {
    const auto* row = identify_type(head);
    if (row != nullptr && row->reading == Reading::unpacked) return true;
  }
  return profile.nuls >= 2 && is_wide(identify_encoding(head, profile));
}

DeflateKind looks_deflated(std::string_view packed) {
  constexpr std::size_t kLeast = 24;   // of text
  constexpr std::size_t kPacked = 40;  // fewer bytes hold no script; long names of functions end here
  constexpr std::size_t kPart = 4096;
  if (packed.size() < kPacked) return DeflateKind::none;
  const bool zlib = is_zlib_header(packed);
  // Type 3 of a block does not exist, and a stored block says its length twice: most noise ends here.
  const auto type = (static_cast<unsigned char>(packed[0]) >> 1) & 3;
  if (!zlib && type == 3) return DeflateKind::none;
  const auto text = inflated_head(packed.substr(0, kPart), zlib ? MAX_WBITS : -MAX_WBITS);
  if (text.size() < kLeast || !looks_readable(text)) return DeflateKind::none;
  return zlib ? DeflateKind::zlib : DeflateKind::raw;
}

}  // namespace tamis::extract
