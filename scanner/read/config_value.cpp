#include "read/config_value.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "read/pair_names.h"

namespace tamis::read {
namespace {

using model::Quoting;

// Where the quote at `at` closes; npos when it does not.
std::size_t closing_quote(std::string_view text, std::size_t at, bool escapes) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (escapes && text[i] == '\\' && text[at] == '"') {
      ++i;
    } else if (text[i] == text[at]) {
      return i;
    }
  }
  return std::string_view::npos;
}

// Nothing of the value stands behind its closing quote.
bool ends_value(std::string_view rest) {
  rest = base::trim(rest);
  return rest.empty() || std::string_view(";,#)}]").find(rest.front()) != std::string_view::npos ||
         rest.starts_with("//") || rest.starts_with("\\");
}

std::size_t bare_end(std::string_view text, std::size_t from, const Dialect& dialect) {
  std::size_t end = text.size();
  if (dialect.inline_comments) {
    for (std::size_t i = from + 1; i < end; ++i) {
      if (!base::is_blank(text[i - 1])) continue;
      const bool semicolon = text[i] == ';' && (i + 1 >= end || base::is_blank(text[i + 1]));
      if (text[i] == '#' || semicolon || text.substr(i, 3) == "// ") {
        end = i;
        break;
      }
    }
  }
  while (end > from && base::is_space(text[end - 1])) --end;
  return end;
}

}  // namespace

TracedText unescaped(const TracedText& line, std::size_t begin, std::size_t end, bool escapes) {
  if (!escapes) return line.slice(begin, end);
  // What stands as escapes in the line's text is undone there, and led on to where the line is written.
  const std::string& text = line.text();
  TracedText out;
  std::size_t at = begin;
  while (at < end) {
    const auto mark = std::min(std::string_view(text).substr(0, end).find('\\', at), end);
    out.append(line.slice(at, mark));
    at = mark;
    if (at >= end) break;
    TracedText one;
    const bool unicode = at + 5 < end && text[at + 1] == 'u' && hex_digits(text, at + 2, 4) >= 0;
    const std::size_t length = std::min<std::size_t>(unicode ? 6 : 2, end - at);
    unescape_json(text, {at, at + length}, one);
    out.put(one.text(), line.written(at, at + length));
    at += length;
  }
  return out;
}

Literal config_value(const TracedText& line, std::size_t from, const Dialect& dialect, bool assigned) {
  const std::string_view text = line.text();
  while (from < text.size() && base::is_blank(text[from])) ++from;
  Literal literal;
  if (from >= text.size()) return literal;
  const char quote = text[from];
  // Gitea's ini also quotes with backticks.
  if ((quote == '"' || quote == '\'' || (quote == '`' && dialect.id == "ini")) && !dialect.keeps_quotes) {
    const auto close = closing_quote(text, from, dialect.escapes_in_quotes);
    if (close != std::string_view::npos && ends_value(text.substr(close + 1))) {
      literal.quoting = quote == '"' ? Quoting::double_quotes : Quoting::single_quotes;
      literal.text = unescaped(line, from + 1, close, dialect.escapes_in_quotes && quote == '"');
      literal.computed = !literal.text.verbatim();
      return literal;
    }
  }
  std::size_t end = text.size();
  if (assigned || dialect.id == "conf") end = bare_end(text, from, dialect);
  while (end > from && base::is_space(text[end - 1])) --end;
  literal.text = unescaped(line, from, end, dialect.escapes);
  literal.computed = dialect.escapes && !literal.text.verbatim();
  return literal;
}

}  // namespace tamis::read
