// TarHeader: one header block of a tar (v7, ustar, GNU, star), and the extended header (pax) that precedes
// one.
//
//   if (const auto header = parse_tar_header(block)) header->name …
//   TarExtras extras;
//   read_pax_records(body, extras);
//
// Numbers are what the archive claims: whoever uses them checks them. Pure; safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tamis::extract {

inline constexpr std::size_t kTarBlock = 512;

struct TarHeader {
  std::string name;         // prefix joined, bytes as they are
  std::uint64_t size = 0;   // of the data stored behind the header
  char type = '0';          // '\0' of old writers is '0'
  bool gnu_sparse = false;  // type 'S' as GNU writes it: a map of the data in the header
};

// A stretch of data in a sparse file: where it stands, and how long it is. Between them are holes.
using SparseEntry = std::pair<std::uint64_t, std::uint64_t>;

// What records before a header say about the member behind it.
struct TarExtras {
  std::optional<std::string> name;
  std::optional<std::uint64_t> size;
  std::vector<SparseEntry> sparse;  // pax 0.0 and 0.1
  bool sparse_map_in_data = false;  // pax 1.0: the map stands before the data
};

// Whether the block's sum of bytes is the one that it states. No other block of 512 bytes passes by chance.
bool sound_tar_header(std::string_view block);

// Nothing where the block is no header: its sum is wrong or its size is negative.
std::optional<TarHeader> parse_tar_header(std::string_view block);

// The records of a pax header ("27 path=…\n"), in their order. False when one of them is broken; what
// precedes it has been taken.
bool read_pax_records(std::string_view body, TarExtras& extras);

// The number in a header field: octal digits, or base 256 where the first bit is set. Nothing when negative
// or too large; a field without digits is 0.
std::optional<std::uint64_t> tar_number(std::string_view field);

}  // namespace tamis::extract
