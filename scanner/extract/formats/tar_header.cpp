#include "extract/formats/tar_header.h"

#include <algorithm>
#include <charconv>

namespace tamis::extract {
namespace {

using namespace std::string_view_literals;

std::string_view field(std::string_view block, std::size_t at, std::size_t size) {
  const auto bytes = block.substr(at, size);
  return bytes.substr(0, bytes.find('\0'));
}

std::optional<std::uint64_t> decimal(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// "offset,size,offset,size …", pax 0.1. False when broken.
bool read_map(std::string_view map, std::vector<SparseEntry>& sparse) {
  const auto next = [&map] {
    const auto comma = map.find(',');
    const auto number = decimal(map.substr(0, comma));
    map = comma == std::string_view::npos ? std::string_view{} : map.substr(comma + 1);
    return number;
  };
  sparse.clear();
  while (!map.empty()) {
    const auto offset = next();
    const auto size = next();
    if (!offset || !size) return false;
    sparse.emplace_back(*offset, *size);
  }
  return true;
}

bool take_record(std::string_view key, std::string_view value, TarExtras& extras) {
  if (key == "path" || key == "GNU.sparse.name") {
    // What GNU tar hides behind a placeholder as `path`.
    if (key != "path" || !extras.sparse_map_in_data || !extras.name) extras.name = std::string(value);
    return true;
  }
  if (key == "GNU.sparse.map") return read_map(value, extras.sparse);
  const bool numeric = key == "size" || key == "GNU.sparse.offset" || key == "GNU.sparse.numbytes" ||
                       key == "GNU.sparse.major";
  if (!numeric) return true;
  const auto number = decimal(value);
  if (!number) return false;
  if (key == "size") extras.size = number;
  if (key == "GNU.sparse.offset") extras.sparse.emplace_back(*number, 0);
  if (key == "GNU.sparse.numbytes" && !extras.sparse.empty()) extras.sparse.back().second = *number;
  if (key == "GNU.sparse.major") extras.sparse_map_in_data = *number == 1;
  return true;
}

}  // namespace

// All bytes, the field of the sum itself taken as blanks; old writers added signed bytes.
bool sound_tar_header(std::string_view block) {
  constexpr std::size_t kSumBegin = 148, kSumEnd = 156;
  if (block.size() < kTarBlock || block[0] == '\0') return false;
  unsigned stated = 0;
  bool digits = false;
  for (std::size_t i = kSumBegin; i < kSumEnd; ++i) {
    if (block[i] >= '0' && block[i] <= '7') {
      stated = stated * 8 + static_cast<unsigned>(block[i] - '0');
      digits = true;
    } else if (block[i] != ' ' && block[i] != '\0') {
      return false;
    }
  }
  if (!digits) return false;
  unsigned sum = 8 * ' ';
  int signed_sum = 8 * ' ';
  for (std::size_t i = 0; i < kTarBlock; ++i) {
    if (i >= kSumBegin && i < kSumEnd) continue;
    sum += static_cast<unsigned char>(block[i]);
    signed_sum += static_cast<signed char>(block[i]);
  }
  return sum == stated || (signed_sum >= 0 && static_cast<unsigned>(signed_sum) == stated);
}

std::optional<std::uint64_t> tar_number(std::string_view bytes) {
  constexpr auto kMost = std::uint64_t{1} << 62;
  std::uint64_t number = 0;
  const auto first = bytes.empty() ? 0U : static_cast<unsigned char>(bytes[0]);
  if ((first & 0x80U) != 0) {
    if ((first & 0x40U) != 0) return std::nullopt;  // negative
    number = first & 0x3FU;
    for (const char c : bytes.substr(1)) {
      if (number >= kMost >> 8) return std::nullopt;
      number = (number << 8) | static_cast<unsigned char>(c);
    }
    return number;
  }
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t"), bytes.size()));
  if (bytes.starts_with('-')) return std::nullopt;
  for (const char c : bytes) {
    if (c < '0' || c > '7') break;
    if (number >= kMost >> 3) return std::nullopt;
    number = number * 8 + static_cast<unsigned>(c - '0');
  }
  return number;
}

std::optional<TarHeader> parse_tar_header(std::string_view block) {
  if (!sound_tar_header(block)) return std::nullopt;
  TarHeader header;
  const auto size = tar_number(block.substr(124, 12));
  if (!size) return std::nullopt;
  header.size = *size;
  header.type = block[156] == '\0' ? '0' : block[156];
  const bool gnu = block.substr(257, 8) == "ustar  \0"sv;
  header.gnu_sparse = gnu && header.type == 'S';
  // Where the prefix stands, GNU writes times and the map of sparse files.
  if (!gnu && block.substr(257, 5) == "ustar") header.name = field(block, 345, 155);
  if (!header.name.empty() && !header.name.ends_with('/')) header.name += '/';
  header.name += field(block, 0, 100);
  return header;
}

bool read_pax_records(std::string_view body, TarExtras& extras) {
  while (!body.empty()) {
    const auto blank = body.find(' ');
    const auto length = decimal(body.substr(0, blank));
    if (blank == std::string_view::npos || !length || *length > body.size() || *length < blank + 3 ||
        body[*length - 1] != '\n') {
      return body.find_first_not_of('\0') == std::string_view::npos;  // padding that was counted in
    }
    const auto record = body.substr(blank + 1, *length - blank - 2);
    body.remove_prefix(*length);
    const auto equals = record.find('=');
    if (equals == std::string_view::npos) return false;
    if (!take_record(record.substr(0, equals), record.substr(equals + 1), extras)) return false;
  }
  return true;
}

}  // namespace tamis::extract
