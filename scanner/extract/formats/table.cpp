#include <algorithm>
#include <array>

#include "extract/formats/format.h"

namespace tamis::extract {
namespace {

constexpr std::array<Format, 7> kFormats = {{
    {FileType::zip, "zip", false, unpack_zip},
    {FileType::gzip, "gzip", true, unpack_gzip},
    {FileType::tar, "tar", false, unpack_tar},
    {FileType::seven_zip, "7z", false, unpack_seven_zip},
    {FileType::bzip2, "bzip2", true, unpack_bzip2},
    {FileType::xz, "xz", true, unpack_xz},
    {FileType::zstd, "zstd", true, unpack_zstd},
}};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

const Format* format_for(FileType type) {
  const auto* row =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& f) { return f.type == type; });
  return row == kFormats.end() ? nullptr : row;
}

}  // namespace tamis::extract
