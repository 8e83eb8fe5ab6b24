#include "read/line_pairs.h"

#include <algorithm>
#include <optional>

#include "base/byte_set.h"
#include "base/text.h"

namespace tamis::read {
namespace {

using model::Quoting;
using model::Span;

constexpr std::size_t kMaxPairs = 32768;  // memory on hostile input
constexpr std::size_t kMaxName = 64;
constexpr base::ByteSet kNameBytes = base::kAlnumBytes.with("_.-");
constexpr base::ByteSet kBlanks(" \t");
constexpr base::ByteSet kNoBareBytes(";\"'");

std::size_t skip_blanks(std::string_view line, std::size_t at) {
  while (at < line.size() && base::is_blank(line[at])) ++at;
  return at;
}

// A value at `at`, which moves behind it. A bare one ends at a blank; Server=a;Pwd=x and user=a,pass=x are
// words of other readers.
std::optional<LinePair> take_value(std::string_view line, std::size_t& at) {
  if (at >= line.size()) return std::nullopt;
  LinePair pair;
  const char quote = line[at];
  const bool quoted = quote == '"' || quote == '\'';
  const std::size_t begin = quoted ? at + 1 : at;
  auto end = quoted ? line.find(quote, begin) : std::min(kBlanks.first_in(line, begin), line.size());
  if (end == std::string_view::npos) return std::nullopt;
  at = quoted ? end + 1 : end;
  if (!quoted) {
    if (kNoBareBytes.any_in(line.substr(begin, end - begin))) return std::nullopt;
    if (end > begin && line[end - 1] == ',') --end;
  }
  if (end == begin) return std::nullopt;
  pair.value = {begin, end};
  if (quoted) pair.quoting = quote == '"' ? Quoting::double_quotes : Quoting::single_quotes;
  const bool ends = at >= line.size() || base::is_blank(line[at]) || line[at] == ',' || line[at] == ';';
  return ends ? std::optional(pair) : std::nullopt;
}

// A name and its sign at `at`, which moves to the value.
std::optional<Span> take_name(std::string_view line, std::size_t& at) {
  const auto end = std::min(kNameBytes.first_other(line, at), line.size());
  if (end == at || end - at > kMaxName || !base::is_alpha(line[at])) return std::nullopt;
  const std::size_t sign = skip_blanks(line, end);
  if (sign + 1 >= line.size() || line[sign] != '=' || line[sign + 1] == '=' || line[sign + 1] == '>')
    return std::nullopt;
  const Span name{at, end};
  at = skip_blanks(line, sign + 1);
  return name;
}

}  // namespace

std::vector<LinePair> line_pairs(std::string_view line, std::size_t value) {
  std::vector<LinePair> pairs;
  std::size_t at = skip_blanks(line, value);
  Span name;
  while (pairs.size() < kMaxPairs) {
    auto pair = take_value(line, at);
    if (!pair) break;
    pair->key = name;
    pairs.push_back(*pair);
    const std::size_t behind = at;
    at = skip_blanks(line, at);
    if (at < line.size() && (line[at] == ',' || line[at] == ';')) at = skip_blanks(line, at + 1);
    if (at == behind) break;
    const auto next = take_name(line, at);
    if (!next) break;
    name = *next;
  }
  return pairs;
}

}  // namespace tamis::read
