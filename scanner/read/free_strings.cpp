#include "read/free_strings.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace tamis::read {
namespace {

using model::Span;

constexpr std::size_t kMaxBody = std::size_t{64} << 10;
constexpr std::size_t kMaxLabel = 64;
constexpr std::size_t kMaxIndent = 200;

struct Label {
  std::string_view name;
  std::size_t end = 0;  // behind the label and its quotes
  char quote = '\0';
};

std::optional<Label> read_label(std::string_view text, std::size_t at) {
  while (at < text.size() && base::is_blank(text[at])) ++at;
  Label label;
  if (at < text.size() && (text[at] == '\'' || text[at] == '"')) label.quote = text[at++];
  std::size_t end = at;
  while (end < text.size() && end - at < kMaxLabel && base::is_word(text[end])) ++end;
  if (end == at || base::is_digit(text[at])) return std::nullopt;
  label.name = text.substr(at, end - at);
  if (label.quote != '\0') {
    if (end >= text.size() || text[end] != label.quote) return std::nullopt;
    ++end;
  }
  label.end = end;
  return label;
}

// The line on which the label stands alone (blanks before it allowed, ';' or ')' or ',' behind it).
std::optional<Span> closing_line(std::string_view text, std::size_t from, std::string_view label) {
  const auto limit = std::min(text.size(), from + kMaxBody);
  for (std::size_t line = from; line < limit;) {
    std::size_t at = line;
    while (at < limit && base::is_blank(text[at])) ++at;
    const auto behind = at + label.size();
    if (text.substr(at, label.size()) == label && (behind >= text.size() || !base::is_word(text[behind]))) {
      return Span{line, behind};
    }
    const auto next = text.find('\n', line);
    if (next == std::string_view::npos) break;
    line = next + 1;
  }
  return std::nullopt;
}

std::uint16_t least_indent(std::string_view body) {
  std::size_t least = kMaxIndent;
  for (std::size_t line = 0; line < body.size();) {
    const auto next = std::min(body.find('\n', line), body.size());
    const auto content = body.substr(line, next - line);
    const auto indent = static_cast<std::size_t>(
        std::find_if_not(content.begin(), content.end(), base::is_blank) - content.begin());
    if (!base::trim(content).empty()) least = std::min(least, indent);
    line = next + 1;
  }
  return static_cast<std::uint16_t>(least == kMaxIndent ? 0 : least);
}

enum class Indent { keeps, stripped };

std::optional<FreeString> heredoc(std::string_view text, std::size_t label_at, Holes holes, Indent indent) {
  const auto label = read_label(text, label_at);
  if (!label) return std::nullopt;
  const auto line = text.find('\n', label->end);
  if (line == std::string_view::npos) return std::nullopt;
  const auto close = closing_line(text, line + 1, label->name);
  if (!close) return std::nullopt;
  FreeString found;
  found.body = {line + 1, std::max(line + 1, close->begin > line + 1 ? close->begin - 1 : line + 1)};
  found.opening_end = label->end;
  found.resume = close->end;
  found.escapes = label->quote == '\'' ? Escapes::none : Escapes::backslash;
  found.holes = label->quote == '\'' ? Holes::none : holes;
  if (indent == Indent::stripped) found.strip_indent = least_indent(found.body.in(text));
  return found;
}

char closing_of(char open) {
  switch (open) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case '<':
      return '>';
    default:
      return open;
  }
}

// q{…}, %w[…]: brackets nest, a backslash takes the next byte along.
std::optional<FreeString> delimited(std::string_view text, std::size_t open_at, Escapes escapes,
                                    Holes holes) {
  if (open_at >= text.size()) return std::nullopt;
  const char open = text[open_at];
  const char close = closing_of(open);
  const auto limit = std::min(text.size(), open_at + kMaxBody);
  int depth = 1;
  for (std::size_t i = open_at + 1; i < limit; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == close) {
      if (--depth > 0) continue;
      return FreeString{
          .body = {open_at + 1, i}, .opening_end = i + 1, .resume = 0, .escapes = escapes, .holes = holes};
    } else if (text[i] == open) {
      ++depth;
    }
  }
  return std::nullopt;
}

std::optional<FreeString> php(std::string_view text, std::size_t at) {
  if (text.substr(at, 3) != "<<<") return std::nullopt;
  return heredoc(text, at + 3, Holes::dollar, Indent::stripped);
}

bool is_delimiter(char c) {
  return !base::is_word(c) && !base::is_space(c) && c != ',' && c != '=' && c != ';' && c != ')';
}

std::optional<FreeString> ruby(std::string_view text, std::size_t at, bool value_expected) {
  if (text.substr(at, 2) == "<<") {
    const char mark = at + 2 < text.size() ? text[at + 2] : '\0';
    if (mark == '~') return heredoc(text, at + 3, Holes::hash_brace, Indent::stripped);
    if (mark == '-') return heredoc(text, at + 3, Holes::hash_brace, Indent::keeps);
    if (base::is_upper(mark) || mark == '\'' || mark == '"')
      return heredoc(text, at + 2, Holes::hash_brace, Indent::keeps);
    return std::nullopt;
  }
  if (text[at] != '%' || !value_expected || at + 2 >= text.size()) return std::nullopt;
  const char kind = text[at + 1];
  if (kind == 'q')
    return is_delimiter(text[at + 2]) ? delimited(text, at + 2, Escapes::only_quote, Holes::none)
                                      : std::nullopt;
  if (kind == 'Q')
    return is_delimiter(text[at + 2]) ? delimited(text, at + 2, Escapes::backslash, Holes::hash_brace)
                                      : std::nullopt;
  if (kind == '(' || kind == '{' || kind == '[')
    return delimited(text, at + 1, Escapes::backslash, Holes::hash_brace);
  return std::nullopt;
}

std::optional<FreeString> perl(std::string_view text, std::size_t at, bool value_expected) {
  if (text.substr(at, 2) == "<<") {
    const bool indented = text.substr(at + 2, 1) == "~";
    const std::size_t label = at + 2 + (indented ? 1 : 0);
    const char mark = label < text.size() ? text[label] : '\0';
    if (!base::is_alpha(mark) && mark != '\'' && mark != '"' && mark != '_') return std::nullopt;
    return heredoc(text, label, Holes::dollar, indented ? Indent::stripped : Indent::keeps);
  }
  if (text[at] != 'q' || !value_expected) return std::nullopt;
  std::size_t open = at + 1;
  const bool expands = open < text.size() && text[open] == 'q';
  if (expands) ++open;
  if (open < text.size() && base::is_word(text[open])) return std::nullopt;  // qw, qr or a word
  while (open < text.size() && text[open] == ' ') ++open;
  if (open >= text.size() || !is_delimiter(text[open])) return std::nullopt;
  return delimited(text, open, expands ? Escapes::backslash : Escapes::only_quote,
                   expands ? Holes::dollar : Holes::none);
}

std::optional<FreeString> rust(std::string_view text, std::size_t at) {
  std::size_t i = at;
  if (text[i] == 'b' || text[i] == 'c') ++i;
  if (i >= text.size() || text[i] != 'r') return std::nullopt;
  if (at > 0 && base::is_word(text[at - 1])) return std::nullopt;
  ++i;
  std::size_t hashes = 0;
  while (i < text.size() && text[i] == '#' && hashes < 16) ++i, ++hashes;
  if (hashes == 0 || i >= text.size() || text[i] != '"') return std::nullopt;
  const std::string close = "\"" + std::string(hashes, '#');
  const auto end = text.substr(0, std::min(text.size(), i + kMaxBody)).find(close, i + 1);
  if (end == std::string_view::npos) return std::nullopt;
  return FreeString{.body = {i + 1, end}, .opening_end = end + close.size()};
}

std::optional<FreeString> cpp(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "R\"") return std::nullopt;
  const auto open = text.substr(0, std::min(text.size(), at + 20)).find('(', at + 2);
  if (open == std::string_view::npos) return std::nullopt;
  const std::string close = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
  const auto end = text.substr(0, std::min(text.size(), open + kMaxBody)).find(close, open + 1);
  if (end == std::string_view::npos) return std::nullopt;
  return FreeString{.body = {open + 1, end}, .opening_end = end + close.size()};
}

std::optional<FreeString> lua(std::string_view text, std::size_t at) {
  if (text[at] != '[') return std::nullopt;
  std::size_t i = at + 1;
  while (i < text.size() && text[i] == '=' && i - at < 16) ++i;
  if (i >= text.size() || text[i] != '[') return std::nullopt;
  const std::string close = "]" + std::string(i - at - 1, '=') + "]";
  const auto end = text.substr(0, std::min(text.size(), i + kMaxBody)).find(close, i + 1);
  if (end == std::string_view::npos) return std::nullopt;
  return FreeString{.body = {i + 1, end}, .opening_end = end + close.size()};
}

bool may_begin(std::string_view text, std::size_t at, FreeStrings kind) {
  const char c = text[at];
  switch (kind) {
    case FreeStrings::php_heredoc:
      return c == '<';
    case FreeStrings::ruby_heredoc:
      return c == '<' || c == '%';
    case FreeStrings::perl_heredoc:
      return c == '<' || c == 'q';
    case FreeStrings::rust_hashes:
      return c == 'r' || c == 'b' || c == 'c';
    case FreeStrings::cpp_delimiter:
      return c == 'R';
    case FreeStrings::lua_brackets:
      return c == '[';
    case FreeStrings::none:
      break;
  }
  return false;
}

std::optional<FreeString> dispatch(std::string_view text, std::size_t at, FreeStrings kind,
                                   bool value_expected) {
  switch (kind) {
    case FreeStrings::php_heredoc:
      return php(text, at);
    case FreeStrings::ruby_heredoc:
      return ruby(text, at, value_expected);
    case FreeStrings::perl_heredoc:
      return perl(text, at, value_expected);
    case FreeStrings::rust_hashes:
      return rust(text, at);
    case FreeStrings::cpp_delimiter:
      return cpp(text, at);
    case FreeStrings::lua_brackets:
      return lua(text, at);
    case FreeStrings::none:
      break;
  }
  return std::nullopt;
}

// What opens a search for an end, as opposed to a '<' or an 'r' that is nothing.
bool opens(std::string_view text, std::size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  return next == '<' || next == '"' || next == '#' || next == '[' || next == '=' ||
         (next != '\0' && is_delimiter(next)) || next == 'q' || next == 'Q' || next == 'r';
}

}  // namespace

std::optional<FreeString> find_free_string(std::string_view text, std::size_t at, FreeStrings kind,
                                           bool value_expected, std::size_t& misses) {
  if (!may_begin(text, at, kind) || misses > kMaxFreeMisses) return std::nullopt;
  auto found = dispatch(text, at, kind, value_expected);
  const bool searched = !found && opens(text, at) && kind != FreeStrings::none;
  // "a << b" and "x % (y)" are ordinary: only openings that a search to their end may have followed count.
  if (searched && text.substr(at, 2) != "< " && text.substr(at, 3) != "<< ") ++misses;
  return found;
}

}  // namespace tamis::read
