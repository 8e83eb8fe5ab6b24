#include <array>

#include "extract/decoders/decoder.h"

namespace tamis::extract {
namespace {

constexpr std::array<TextDecoder, 1> kDecoders = {{
    {"base64", find_base64},
}};

}  // namespace

std::span<const TextDecoder> text_decoders() {
  return kDecoders;
}

}  // namespace tamis::extract
