// ZipIndex: every entry of a zip that can be found by any way of looking (APPNOTE 6.3.10).
//
// Readers disagree about broken and hostile zips: some trust the last end record, some every local header. A
// secret must not hide in the difference, so this takes the union: the central directories of *all* end
// records, with their offsets counted from the file's or from the archive's beginning, and every local header
// that a sweep finds. Which of the swept headers lie inside another entry's data (a zip inside a zip) shows
// only while unpacking.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/byte_reader.h"

namespace tamis::extract {

struct ZipEntry {
  std::uint64_t local = 0;       // where the local header stands
  std::uint64_t compressed = 0;  // sizes and checksum as claimed; 0 may mean unknown
  std::uint64_t size = 0;
  std::uint32_t crc = 0;
  std::uint16_t method = 0;
  std::uint16_t flags = 0;
  bool has_local = true;
  bool listed = false;           // in a central directory
  std::uint64_t end_record = 0;  // of the directory that lists it
  std::string name;              // UTF-8, as listed, else as in the local header
  std::string local_name;        // where it differs
  std::uint64_t data = 0;        // where its data begin

  static constexpr std::uint16_t kEncrypted = 1;
  static constexpr std::uint16_t kDescriptor = 8;
  bool open_ended() const { return (flags & kDescriptor) != 0 && compressed == 0; }
};

struct ZipIndex {
  std::vector<ZipEntry> entries;  // in the order of their local headers
  std::size_t end_records = 0;
  bool hidden_directory = false;  // the central directory itself is encrypted
};

// Reads at most `most` entries of each kind.
ZipIndex index_zip(ByteReader& reader, std::size_t most);

// A header signature at or behind `from`: where an entry of unknown size ends at the latest.
std::uint64_t next_zip_header(ByteReader& reader, std::uint64_t from);

}  // namespace tamis::extract
