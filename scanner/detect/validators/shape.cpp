// Shape: does a text look drawn at random, or typed by someone who needed a sample? The chance that a random
// token of 20 characters fails here is below one in a million; what people type for documentation fails
// nearly always.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/text.h"
#include "detect/validators/checks.h"
#include "detect/validators/encoding.h"

namespace tamis::detect {
namespace {

constexpr std::size_t kMaxEqualRun = 5;
constexpr std::size_t kMaxSequentialRun = 6;

std::size_t count_distinct(std::string_view text) {
  std::array<bool, 256> seen{};
  std::size_t count = 0;
  for (const char c : text) {
    bool& cell = seen[static_cast<unsigned char>(c)];
    if (!cell) ++count;
    cell = true;
  }
  return count;
}

std::size_t longest_equal_run(std::string_view text) {
  std::size_t longest = text.empty() ? 0 : 1;
  std::size_t run = 1;
  for (std::size_t i = 1; i < text.size(); ++i) {
    run = text[i] == text[i - 1] ? run + 1 : 1;
    longest = std::max(longest, run);
  }
  return longest;
}

// abcdef…, 987654…, 01234567890: neighbours that differ by one step in one direction; case does not count,
// and after 9 comes 0.
bool follows(char before, char after, int step) {
  const char a = base::lower(before);
  const char b = base::lower(after);
  if (base::is_digit(a) && base::is_digit(b)) return (a - '0' + step + 10) % 10 == b - '0';
  if (base::is_alpha(a) && base::is_alpha(b)) return a + step == b;
  // Hexadecimal samples go on from 9 to a, or from f to 0.
  return step == 1 && ((a == '9' && b == 'a') || (a == 'f' && b == '0') || (a == 'z' && b == '0'));
}

std::size_t longest_sequential_run(std::string_view text) {
  std::size_t longest = text.empty() ? 0 : 1;
  for (const int step : {1, -1}) {
    std::size_t run = 1;
    for (std::size_t i = 1; i < text.size(); ++i) {
      run = follows(text[i - 1], text[i], step) ? run + 1 : 1;
      longest = std::max(longest, run);
    }
  }
  return longest;
}

// a1b2c3d4e5f6…: two sequences, one in the gaps of the other.
std::size_t longest_interleaved_run(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 2;
  for (std::size_t i = 2; i < text.size(); ++i) {
    run = follows(text[i - 2], text[i], 1) ? run + 1 : 2;
    longest = std::max(longest, run);
  }
  return longest;
}

// deadbeefdeadbeef…, 0123456789abcdef0123456789abcdef: one piece over and over.
bool repeats_a_piece(std::string_view text) {
  for (std::size_t period = 1; period <= 16 && period * 2 <= text.size(); ++period) {
    std::size_t at = period;
    while (at < text.size() && text[at] == text[at - period]) ++at;
    if (at == text.size()) return true;
  }
  return false;
}

struct Classes {
  bool upper = false;
  bool lower = false;
  bool digit = false;
  bool other = false;
  int count() const { return int{upper} + int{lower} + int{digit} + int{other}; }
};

Classes classes_of(std::string_view text) {
  Classes classes;
  for (const char c : text) {
    if (base::is_upper(c))
      classes.upper = true;
    else if (base::is_lower(c))
      classes.lower = true;
    else if (base::is_digit(c))
      classes.digit = true;
    else
      classes.other = true;
  }
  return classes;
}

// Twenty characters of one case without a digit are words ("your_access_token_here"), and no alphabet of
// tokens yields long ones of digits alone.
bool mix_is_plausible(std::string_view text) {
  if (text.size() < 20) return true;
  const Classes classes = classes_of(text);
  const bool one_case = classes.upper != classes.lower;
  if (!classes.digit && one_case) return false;
  return classes.upper || classes.lower;
}

// AKIA…EXAMPLE: a word that no random token of this length holds by chance.
bool names_itself_a_sample(std::string_view text) {
  constexpr std::array<std::string_view, 7> kWords{"example",  "exemple",  "placeholder", "redacted",
                                                   "changeme", "notareal", "yourtoken"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return base::find_nocase(text, word) != std::string_view::npos;
  });
}

std::size_t prefix_length(std::string_view secret, std::string_view prefixes) {
  while (!prefixes.empty()) {
    const std::size_t bar = std::min(prefixes.find('|'), prefixes.size());
    if (base::starts_with_nocase(secret, prefixes.substr(0, bar))) return bar;
    prefixes.remove_prefix(std::min(bar + 1, prefixes.size()));
  }
  return 0;
}

std::size_t least_distinct(std::size_t length) {
  if (length < 8) return 3;
  return std::min<std::size_t>(length / 3 + 1, 9);
}

}  // namespace

// `argument`: the fixed prefix of the format, which is left out of the judgement; alternatives divided by
// '|'.
bool random_looking(std::string_view secret, std::string_view, std::string_view argument) {
  secret.remove_prefix(prefix_length(secret, argument));
  if (secret.empty() || names_itself_a_sample(secret)) return false;
  if (count_distinct(secret) < least_distinct(secret.size())) return false;
  if (longest_equal_run(secret) > kMaxEqualRun) return false;
  if (longest_sequential_run(secret) > kMaxSequentialRun) return false;
  if (longest_interleaved_run(secret) >= std::max<std::size_t>(10, secret.size() / 2)) return false;
  return !repeats_a_piece(secret) && mix_is_plausible(secret);
}

bool distinct_chars(std::string_view secret, std::string_view, std::string_view argument) {
  const auto least = parse_number(argument);
  return least.has_value() && count_distinct(secret) >= *least;
}

bool not_sequential(std::string_view secret, std::string_view, std::string_view) {
  return longest_equal_run(secret) <= kMaxEqualRun && longest_sequential_run(secret) <= kMaxSequentialRun;
}

// `argument`: how many of upper case, lower case, digits and others must occur.
bool mixed_classes(std::string_view secret, std::string_view, std::string_view argument) {
  const auto least = parse_number(argument.empty() ? "3" : argument);
  return least.has_value() && static_cast<std::uint32_t>(classes_of(secret).count()) >= *least;
}

// svc:Automne2019: an account without blanks, a colon, and something behind it.
bool user_and_password(std::string_view secret, std::string_view, std::string_view) {
  const auto colon = secret.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 128 || colon + 3 >= secret.size())
    return false;
  const auto behind = secret.substr(colon + 1);
  return secret.substr(0, colon).find_first_of(" \t/{}<>") == std::string_view::npos &&
         behind.find_first_of("{}<>\n") == std::string_view::npos && !behind.starts_with("//");
}

bool min_length(std::string_view secret, std::string_view, std::string_view argument) {
  const auto least = parse_number(argument);
  return least.has_value() && base::count_code_points(secret) >= *least;
}

bool not_hex(std::string_view secret, std::string_view, std::string_view) {
  return !std::all_of(secret.begin(), secret.end(), base::is_hex);
}

}  // namespace tamis::detect
