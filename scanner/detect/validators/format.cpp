// has_format: a shape for facts, which carry no expression of their own. `{name: format, argument:
// "hex:32"}`.
//
// The argument is a list of pieces, divided by blanks; the secret must be all of them in order:
//   class:length, class:least-most     classes: digit, lower, upper, alpha, alnum, hex (lower case), HEX
//   (upper case),
//                                      base32 (A-Z2-7), base64, base64url
//   uuid                               8-4-4-4-12 hexadecimal digits
//   'text'                             exactly that
//   a | b                              either list
// A secret longer than kMaxSecret is refused.
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/text.h"
#include "detect/validators/checks.h"
#include "detect/validators/encoding.h"

namespace tamis::detect {
namespace {

constexpr std::size_t kMaxSecret = 2048;
constexpr std::size_t kMaxPieces = 16;

using Accepts = bool (*)(char);

struct Piece {
  Accepts accepts = nullptr;  // nullptr: `literal`
  std::size_t least = 0;
  std::size_t most = 0;
  std::string_view literal;
};

struct NamedClass {
  std::string_view name;
  Accepts accepts;
};

constexpr std::array<NamedClass, 10> kClasses{{
    {"digit", base::is_digit},
    {"lower", [](char c) { return base::is_lower(c) || base::is_digit(c); }},
    {"upper", [](char c) { return base::is_upper(c) || base::is_digit(c); }},
    {"alpha", base::is_alpha},
    {"alnum", base::is_alnum},
    {"hex", [](char c) { return base::is_digit(c) || (c >= 'a' && c <= 'f'); }},
    {"HEX", [](char c) { return base::is_digit(c) || (c >= 'A' && c <= 'F'); }},
    {"base32", [](char c) { return base::is_upper(c) || (c >= '2' && c <= '7'); }},
    {"base64", is_base64},
    {"base64url", is_base64url},
}};

bool add_uuid(std::vector<Piece>& pieces) {
  for (const std::size_t length : {8U, 4U, 4U, 4U, 12U}) {
    if (length != 8) pieces.push_back({nullptr, 0, 0, "-"});
    pieces.push_back({base::is_hex, length, length, {}});
  }
  return true;
}

bool add_class(std::string_view word, std::vector<Piece>& pieces) {
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos) return false;
  const auto* row = std::find_if(kClasses.begin(), kClasses.end(),
                                 [&](const NamedClass& c) { return c.name == word.substr(0, colon); });
  if (row == kClasses.end()) return false;
  const std::string_view range = word.substr(colon + 1);
  const std::size_t dash = range.find('-');
  const auto least = parse_number(range.substr(0, dash));
  const auto most = dash == std::string_view::npos ? least : parse_number(range.substr(dash + 1));
  if (!least || !most || *most < *least) return false;
  pieces.push_back({row->accepts, *least, *most, {}});
  return true;
}

bool add_piece(std::string_view word, std::vector<Piece>& pieces) {
  if (pieces.size() >= kMaxPieces) return false;
  if (word == "uuid") return add_uuid(pieces);
  if (word.size() >= 2 && word.front() == '\'' && word.back() == '\'') {
    pieces.push_back({nullptr, 0, 0, word.substr(1, word.size() - 2)});
    return true;
  }
  return add_class(word, pieces);
}

// Positions that a piece can end at, given those that it can begin at. Linear in the secret, whatever the
// lengths.
std::vector<bool> advance(const Piece& piece, std::string_view secret, const std::vector<bool>& begins) {
  std::vector<bool> ends(secret.size() + 1, false);
  if (piece.accepts == nullptr) {
    for (std::size_t at = 0; at + piece.literal.size() <= secret.size(); ++at)
      if (begins[at] && secret.substr(at, piece.literal.size()) == piece.literal)
        ends[at + piece.literal.size()] = true;
    return ends;
  }
  std::vector<std::size_t> begins_before(secret.size() + 2, 0);  // how many of begins[0, i)
  for (std::size_t i = 0; i <= secret.size(); ++i)
    begins_before[i + 1] = begins_before[i] + (begins[i] ? 1 : 0);
  std::size_t run = 0;  // how far back from `end` the class holds
  for (std::size_t end = 0; end <= secret.size(); ++end) {
    if (end > 0) run = piece.accepts(secret[end - 1]) ? run + 1 : 0;
    const std::size_t reach = std::min(run, piece.most);
    if (reach < piece.least) continue;
    ends[end] = begins_before[end - piece.least + 1] > begins_before[end - reach];
  }
  return ends;
}

bool matches(const std::vector<Piece>& pieces, std::string_view secret) {
  std::vector<bool> reachable(secret.size() + 1, false);
  reachable[0] = true;
  for (const Piece& piece : pieces) reachable = advance(piece, secret, reachable);
  return reachable[secret.size()];
}

std::optional<std::vector<Piece>> parse_pieces(std::string_view list) {
  std::vector<Piece> pieces;
  while (!(list = base::trim(list)).empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (!add_piece(list.substr(0, end), pieces)) return std::nullopt;
    list.remove_prefix(end);
  }
  if (pieces.empty()) return std::nullopt;
  return pieces;
}

}  // namespace

bool has_format(std::string_view secret, std::string_view, std::string_view argument) {
  if (secret.empty() || secret.size() > kMaxSecret) return false;
  while (!argument.empty()) {
    const std::size_t bar = std::min(argument.find(" | "), argument.size());
    const auto pieces = parse_pieces(argument.substr(0, bar));
    if (pieces && matches(*pieces, secret)) return true;
    argument.remove_prefix(std::min(bar + 3, argument.size()));
  }
  return false;
}

}  // namespace tamis::detect
