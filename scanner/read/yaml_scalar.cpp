#include "read/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "read/base64.h"
#include "read/pair_names.h"

namespace tamis::read {
namespace {

using model::Quoting;
using model::Span;

constexpr std::size_t kMaxQuoted = std::size_t{256} << 10;

std::size_t line_end_of(std::string_view text, std::size_t at, std::size_t end) {
  return std::min(text.substr(0, end).find('\n', at), end);
}

// Appends one line of a quoted scalar; quotes and escapes undone.
void append_quoted(std::string_view text, Span part, char quote, TracedText& out) {
  if (quote == '"') {
    unescape_json(text, part, out);
    return;
  }
  std::size_t at = part.begin;
  while (at < part.end) {
    const auto twice = std::min(text.substr(0, part.end).find("''", at), part.end);
    out.copy(text, at, twice);
    at = twice;
    if (at < part.end) {
      out.put("'", {at, std::min(part.end, at + 2)});
      at += 2;
    }
  }
}

// The lines of text[inner) folded as YAML does: a line end is a blank, blanks around it vanish.
void fold_quoted(std::string_view text, Span inner, char quote, TracedText& out) {
  std::size_t at = inner.begin;
  while (true) {
    const std::size_t line = line_end_of(text, at, inner.end);
    const bool last = line >= inner.end;
    std::size_t stop = line;
    const bool joined = !last && quote == '"' && stop > at && text[stop - 1] == '\\';
    if (joined) --stop;
    while (!last && !joined && stop > at && base::is_space(text[stop - 1])) --stop;
    append_quoted(text, {at, stop}, quote, out);
    if (last) return;
    std::size_t next = line + 1;
    while (next < inner.end && base::is_space(text[next])) ++next;
    if (!joined) out.put(" ", {stop, next});
    at = next;
  }
}

}  // namespace

YamlProperties take_properties(std::string_view text, std::size_t& at, std::size_t line_end) {
  YamlProperties found;
  while (at < line_end) {
    while (at < line_end && base::is_blank(text[at])) ++at;
    if (at >= line_end || (text[at] != '&' && text[at] != '!')) break;
    const std::size_t begin = at;
    while (at < line_end && !base::is_space(text[at])) ++at;
    const std::string_view word = text.substr(begin, std::min<std::size_t>(at - begin, 128));
    const bool tag_like = word.size() == 1 || word[1] == '!' || word[1] == '<' || base::is_alpha(word[1]);
    const std::size_t punctuation = word.find_first_of("#$%&*+?\\", 1);
    if (!tag_like || (text[begin] == '!' && (punctuation != std::string_view::npos || word.back() == '!'))) {
      at = begin;  // a plain scalar after all: "!Fizzy7!" is no tag that anyone wrote
      break;
    }
    (text[begin] == '&' ? found.anchor : found.tag) = std::string(word.substr(1));
  }
  return found;
}

bool take_quoted(std::string_view text, std::size_t& at, std::size_t end, Literal& out) {
  const char quote = text[at];
  end = std::min(end, at + kMaxQuoted);
  std::size_t i = at + 1;
  for (; i < end; ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '\'' && i + 1 < end && text[i + 1] == '\'') {
        ++i;
        continue;
      }
      break;
    }
  }
  if (i >= end) return false;
  out.quoting = quote == '"' ? Quoting::double_quotes : Quoting::single_quotes;
  fold_quoted(text, {at + 1, i}, quote, out.text);
  out.computed = !out.text.verbatim();
  at = i + 1;
  return true;
}

std::size_t take_block(std::string_view text, std::size_t header, std::size_t line_end, std::size_t end,
                       std::size_t indent, Literal& out) {
  const bool folded = text[header] == '>';
  out.quoting = Quoting::block;
  std::size_t at = std::min(line_end + 1, end);
  std::size_t content_indent = 0;
  std::size_t kept_to = 0;  // decoded size without trailing empty lines
  while (at < end) {
    const std::size_t line = line_end_of(text, at, end);
    std::size_t first = at;
    while (first < line && text[first] == ' ') ++first;
    const bool empty = base::trim(text.substr(at, line - at)).empty();
    if (!empty) {
      if (first - at <= indent) break;
      if (content_indent == 0) content_indent = first - at;
      std::size_t stop = line;
      if (stop > at && text[stop - 1] == '\r') --stop;
      out.text.copy(text, std::min(at + content_indent, first), stop);
      kept_to = out.text.size();
    }
    if (line < end && content_indent > 0) out.text.put(folded && !empty ? " " : "\n", {line, line + 1});
    at = std::min(line + 1, end);
  }
  out.text = out.text.slice(0, kept_to);
  return at;
}

void apply_tag(std::string_view tag, Literal& literal) {
  static constexpr std::array<std::string_view, 8> kPlain = {"",     "!str", "!int",   "!float",
                                                             "!seq", "!map", "unsafe", "!null"};
  if (std::find(kPlain.begin(), kPlain.end(), tag) != kPlain.end()) return;
  if (tag != "!binary") {
    literal.state = model::ValueState::reference;
    return;
  }
  const auto decoded = decode_base64(literal.text.text());
  if (!decoded || !is_readable(*decoded)) return;
  TracedText text;
  text.put(*decoded, literal.text.written());
  literal.text = std::move(text);
  literal.decoded_by.emplace_back("base64");
  literal.computed = true;
}

}  // namespace tamis::read
