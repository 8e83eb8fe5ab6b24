// Texts that tempt a reader to go back, to nest, to copy or to look far ahead, of any size.
//
//   for (const HostileText& hostile : hostile_texts()) read(hostile.make(1 << 20));
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tamis {

struct HostileText {
  std::string name;
  std::function<std::string(std::size_t bytes)> make;  // about that many
};

const std::vector<HostileText>& hostile_texts();

// `piece` again and again, `bytes` long at least.
std::string repeated(std::string_view piece, std::size_t bytes);

}  // namespace tamis
