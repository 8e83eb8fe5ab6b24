#include "extract/byte_reader.h"

namespace tamis::extract {

std::uint64_t little_endian(std::string_view bytes, std::size_t offset, std::size_t count) {
  if (offset + count > bytes.size()) return 0;
  std::uint64_t value = 0;
  for (std::size_t i = count; i > 0; --i) {
    value = (value << 8) | static_cast<unsigned char>(bytes[offset + i - 1]);
  }
  return value;
}

}  // namespace tamis::extract
