// Small text operations that several modules need. Bytes are UTF-8 unless said otherwise; case folding is
// ASCII.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tamis::base {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_alpha(char c) {
  return static_cast<unsigned char>((c | 0x20) - 'a') < 26;
}
constexpr bool is_alnum(char c) {
  return is_alpha(c) || is_digit(c);
}
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
constexpr bool is_space(char c) {
  return is_blank(c) || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
constexpr bool is_word(char c) {
  return is_alnum(c) || c == '_';
}
constexpr char lower(char c) {
  return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::string to_lower(std::string_view text);
bool equal_nocase(std::string_view a, std::string_view b);
bool starts_with_nocase(std::string_view text, std::string_view prefix);
bool ends_with_nocase(std::string_view text, std::string_view suffix);
// Where `needle` stands first at or behind `from`; npos when nowhere. Faster than string_view's own where its
// first byte is common.
std::size_t find_exact(std::string_view text, std::string_view needle, std::size_t from = 0);
std::size_t find_nocase(std::string_view text, std::string_view needle, std::size_t from = 0);
// Behind the last `c` in text[floor, at); `floor` where there is none. string_view's own rfind goes byte by
// byte.
std::size_t behind_last(std::string_view text, char c, std::size_t floor, std::size_t at);
std::string_view trim(std::string_view text);

// The component after the last '/' or '\'.
std::string_view file_name(std::string_view path);
// Lower-case extension without its dot; empty when there is none. ".env" has the extension "env".
std::string extension(std::string_view path);

// Shell glob on paths: '*' and '?' stop at '/', '**' does not; [abc] classes. Case-sensitive.
bool glob_match(std::string_view pattern, std::string_view path);

// How many bytes a code point takes in UTF-8.
constexpr std::size_t utf8_size(char32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}
// Writes one code point (0 to 0x10FFFF; surrogates and others become U+FFFD) as UTF-8 and returns where it
// ends. `out` has room for four bytes.
char* write_utf8(char* out, char32_t code_point);
// Appends one code point in the same way.
void append_utf8(std::string& out, char32_t code_point);
// Length of the valid UTF-8 sequence that starts at `at` (1 to 4), or 0 where there is none.
std::size_t utf8_length(std::string_view text, std::size_t at);
bool valid_utf8(std::string_view text);
// Code points in valid text; each stray byte counts as one.
std::size_t count_code_points(std::string_view text);

// Shannon entropy in bits per byte.
double entropy(std::string_view text);

}  // namespace tamis::base
