// KeyState: what parsing a private key's body came to.
#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::detect {

enum class KeyState : std::uint8_t {
  none,       // not a private key, or not all of one
  clear,      // whoever reads it can use it
  encrypted,  // a passphrase is needed as well
};

// `argument` of the validators: "clear", "encrypted", or nothing for either.
constexpr bool is_wanted(KeyState state, std::string_view argument) {
  if (state == KeyState::none) return false;
  return argument.empty() || argument == (state == KeyState::clear ? "clear" : "encrypted");
}

}  // namespace tamis::detect
