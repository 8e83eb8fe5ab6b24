// Format: a way of packing that Tamis unpacks. One .cpp and one row in table.cpp each.
//
// unpack() gets a Container, asks it before each member (admit), hands over what it unpacks and says what it
// cannot. It checks every number that it reads, is linear in the container's size, and never fails: broken
// input is reported through Container::skip beside all that could be read.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "extract/container.h"
#include "extract/identify.h"

namespace tamis::extract {

struct Format {
  FileType type = FileType::unknown;
  std::string_view name;    // the layer in decoded_by, where it is unpacked from inside a text
  bool compressor = false;  // one stream without a name of its own
  void (*unpack)(Container& container) = nullptr;
};

// What a stream may ask for as its dictionary, before it has shown any data.
inline constexpr std::uint64_t kMostDictionary = std::uint64_t{256} << 20;

std::span<const Format> formats();
// Null where no format reads that type.
const Format* format_for(FileType type);

void unpack_zip(Container& container);
void unpack_gzip(Container& container);
void unpack_tar(Container& container);
void unpack_seven_zip(Container& container);
void unpack_bzip2(Container& container);
void unpack_xz(Container& container);
void unpack_zstd(Container& container);

}  // namespace tamis::extract
