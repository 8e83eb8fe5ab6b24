// Where in a text runs of base64's alphabets may stand. Nearly all of a text holds none, so this is what
// decides how fast find_base64() is.
//
//   for (std::size_t at = next_base64_run(text, 0); at != std::string_view::npos; at = next_base64_run(text,
//   end)) …
//
// Pure; safe from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamis::extract {

inline constexpr std::size_t kLeastBase64 = 24;  // characters of a run

constexpr std::array<std::int8_t, 256> make_base64_values() {
  std::array<std::int8_t, 256> values{};
  for (auto& value : values) value = -1;
  for (int i = 0; i < 26; ++i) {
    values[static_cast<std::size_t>('A' + i)] = static_cast<std::int8_t>(i);
    values[static_cast<std::size_t>('a' + i)] = static_cast<std::int8_t>(26 + i);
  }
  for (int i = 0; i < 10; ++i) values[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(52 + i);
  values['+'] = values['-'] = 62;
  values['/'] = values['_'] = 63;
  return values;
}
inline constexpr auto kBase64Values = make_base64_values();

// What a character of the standard or of the URL alphabet stands for; -1 for all others.
constexpr int base64_value(char c) {
  return kBase64Values[static_cast<unsigned char>(c)];
}

// A place at or behind `from` inside a run of the alphabets, or npos. No run of kLeastBase64 characters that
// begins at or behind `from` is left out; some shorter ones come too.
std::size_t next_base64_run(std::string_view text, std::size_t from);
// For tests: the same on any processor.
std::size_t next_base64_run_portably(std::string_view text, std::size_t from);

}  // namespace tamis::extract
