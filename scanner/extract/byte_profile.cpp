#include "extract/byte_profile.h"

#include <algorithm>

#include "base/text.h"
#include "extract/byte_counts.h"

namespace tamis::extract {
namespace {

// Pieces are small enough that one stray byte costs little and that they are still in the cache when looked
// at again.
constexpr std::size_t kPiece = 4096;

// A piece that is not the last ends at a whole character.
std::string_view piece_at(std::string_view bytes, std::size_t at) {
  auto piece = bytes.substr(at, kPiece);
  if (at + piece.size() < bytes.size()) piece.remove_suffix(incomplete_utf8_tail(piece));
  return piece;
}

void count_sequences(std::string_view piece, ByteProfile& profile) {
  for (std::size_t at = 0; at < piece.size();) {
    const auto length = base::utf8_length(piece, at);
    if (length == 0) {
      ++profile.strays;
    } else if (length > 1) {
      ++profile.sequences;
    }
    at += std::max<std::size_t>(length, 1);
  }
}

}  // namespace

ByteProfile profile_bytes(std::string_view bytes) {
  ByteProfile profile;
  profile.size = bytes.size();
  auto broken = bytes.size();  // where the first piece begins that is no UTF-8
  for (std::size_t at = 0; at < bytes.size();) {
    const auto piece = piece_at(bytes, at);
    const auto counts = count_bytes(piece);
    profile.nuls += counts.nuls;
    profile.controls += counts.controls;
    profile.high += counts.high;
    if (!counts.utf8) broken = std::min(broken, at);
    if (broken == bytes.size()) profile.sequences += counts.leads;
    at += piece.size();
  }
  if (!bytes.empty() && bytes.back() == '\x1a') --profile.controls;  // DOS end of file
  if (broken == bytes.size()) return profile;
  if (profile.binary()) {
    profile.strays = profile.high;
    return profile;
  }
  for (auto at = broken; at < bytes.size();) {
    const auto piece = piece_at(bytes, at);
    const auto counts = count_bytes(piece);
    if (counts.utf8) {
      profile.sequences += counts.leads;
    } else {
      count_sequences(piece, profile);
    }
    at += piece.size();
  }
  return profile;
}

std::size_t incomplete_utf8_tail(std::string_view bytes) {
  for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if (byte < 0x80) return 0;
    if (byte >= 0xC0) {
      const std::size_t needs = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
      return needs > back ? back : 0;
    }
  }
  return 0;
}

}  // namespace tamis::extract
