// FileType: what a content is by its signature, and how far Tamis reads that type. Names and extensions play
// no part.
//
//   const TypeRow* row = identify_type(head);      // null: no signature here
//   if (row != nullptr && row->reading == Reading::unpacked) …
//
// A type is one row in the table of identify.cpp. Pure; safe from any thread; far under a microsecond.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tamis::extract {

enum class FileType : std::uint8_t {
  unknown,
  zip,
  gzip,
  seven_zip,
  tar,
  bzip2,
  xz,
  zstd,
  other_archive,  // known, and read by nothing here
  document,
  encrypted,
  picture,
  sound,
  program,
  database,
  font,
  certificate,
};

// What of a type gets scanned beside its raw bytes and the UTF-16 texts in them.
enum class Reading : std::uint8_t {
  unpacked,     // a row in formats/ reads it
  raw,          // raw bytes are all there is
  unsupported,  // holds more than raw bytes show: said in a Skipped
  encrypted,    // needs a key: said in a Skipped
};

struct TypeRow {
  FileType type = FileType::unknown;
  Reading reading = Reading::raw;
  std::size_t offset = 0;
  std::string_view magic;
  std::string_view name;                           // for people: "RAR archive"
  bool (*check)(std::string_view head) = nullptr;  // more than the magic, where that is short
};

// Bytes that identify_type() wants to see, as far as there are.
inline constexpr std::size_t kHeadBytes = 4096;

const TypeRow* identify_type(std::string_view head);
const TypeRow* row_of(FileType type);

// Whether a local header of a zip that nothing else speaks for makes sense: programs hold the signature too.
bool looks_like_zip_entry(std::string_view at);

struct Embedded {
  FileType type = FileType::unknown;
  std::uint64_t offset = 0;
};

// Looks for containers that begin inside `bytes`: behind a picture, a program, a script. Appends at most
// `limit` of each kind; of zip only the first, its reader finds the rest.
void find_embedded(std::string_view bytes, std::uint64_t base, std::size_t limit,
                   std::vector<Embedded>& found);

}  // namespace tamis::extract
