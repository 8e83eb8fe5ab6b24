#include "read/tables.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "read/line_bounds.h"
#include "read/literal.h"

namespace tamis::read {
namespace {

using model::Language;
using model::Span;

constexpr std::size_t kLine = 4096;
constexpr std::size_t kMaxColumns = 64;
constexpr std::size_t kMaxRows = 20000;
constexpr std::size_t kMaxHeading = 60;

struct Cell {
  Span span;  // without quotes, marks and blanks
  bool quoted = false;
};

std::string_view line_at(std::string_view text, std::size_t at) {
  auto line = text.substr(at, line_end(text, at, kLine) - at);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Blanks, and Markdown's marks around a cell: `x`, **x**.
Span bare_cell(std::string_view text, Span cell) {
  const auto mark = [](char c) { return base::is_blank(c) || c == '`' || c == '\r'; };
  while (cell.begin < cell.end && mark(text[cell.begin])) ++cell.begin;
  while (cell.end > cell.begin && mark(text[cell.end - 1])) --cell.end;
  const auto inside = cell.in(text);
  if (inside.size() > 4 && inside.starts_with("**") && inside.ends_with("**"))
    return {cell.begin + 2, cell.end - 2};
  return cell;
}

std::vector<Cell> split_cells(std::string_view text, Span line, char separator) {
  std::vector<Cell> cells;
  if (separator == '|') {
    while (line.begin < line.end && base::is_blank(text[line.begin])) ++line.begin;
    while (line.end > line.begin && base::is_space(text[line.end - 1])) --line.end;
    if (line.begin < line.end && text[line.begin] == '|') ++line.begin;
    if (line.end > line.begin && text[line.end - 1] == '|') --line.end;
  }
  for (std::size_t at = line.begin; at <= line.end && cells.size() < kMaxColumns;) {
    std::size_t begin = at;
    while (begin < line.end && text[begin] == ' ') ++begin;
    if (begin < line.end && text[begin] == '"' && separator != '|') {
      std::size_t close = begin + 1;
      while (close < line.end && (text[close] != '"' || (close + 1 < line.end && text[close + 1] == '"')))
        close += std::size_t{text[close] == '"' ? 2U : 1U};
      close = std::min(close, line.end);
      cells.push_back({{begin + 1, close}, true});
      at = std::min(text.substr(0, line.end).find(separator, close), line.end) + 1;
      continue;
    }
    const auto end = std::min(text.substr(0, line.end).find(separator, at), line.end);
    cells.push_back({bare_cell(text, {at, end}), false});
    at = end + 1;
  }
  return cells;
}

// A few words, no code and no pattern.
bool is_heading(std::string_view text) {
  if (text.empty() || text.size() > kMaxHeading) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool beyond = static_cast<unsigned char>(c) >= 0x80;
    const bool bracket = (c == '(' && i > 0 && text[i - 1] == ' ') || c == ')';
    if (!beyond && !bracket && !base::is_alnum(c) &&
        std::string_view(" _-.'/").find(c) == std::string_view::npos)
      return false;
  }
  return base::is_alpha(text.front()) || static_cast<unsigned char>(text.front()) >= 0x80;
}

// Headings that speak of secrets; the rules look closer.
bool speaks_of_secret(std::string_view heading) {
  constexpr std::array<std::string_view, 16> kParts = {
      "pass", "pwd", "mdp",      "secret", "token",    "key",    "jeton",      "cle",
      "clé",  "pw",  "kennwort", "senha",  "contrase", "sesame", "credential", "authtok"};
  if (!is_heading(heading)) return false;
  return std::any_of(kParts.begin(), kParts.end(), [heading](std::string_view part) {
    return base::find_nocase(heading, part) != std::string_view::npos;
  });
}

bool is_ruler(std::string_view line) {
  return line.find("--") != std::string_view::npos &&
         line.find_first_not_of("|-:+= \t\r") == std::string_view::npos;
}

class TableReader {
 public:
  TableReader(FactWriter& writer, Language language)
      : writer_(writer), text_(writer.text()), csv_(language == Language::csv) {}

  void within(Span region) {
    std::size_t at = std::max(line_begin(region.begin), done_);
    while (at < text_.size() && at <= region.end && !writer_.full()) {
      const auto line = line_at(text_, at);
      const std::size_t next = at + line.size();
      at = std::max(line_end(next), table({at, next}));
    }
    done_ = std::max(done_, at);
  }

 private:
  std::size_t line_begin(std::size_t at) const { return read::line_begin(text_, at, kLine); }
  // Behind the line that ends at or behind `at`.
  std::size_t line_end(std::size_t at) const {
    const auto end = text_.substr(0, std::min(text_.size(), at + kLine)).find('\n', at);
    return end == std::string_view::npos ? std::min(text_.size(), at + kLine) : end + 1;
  }

  std::optional<char> separator_of(std::string_view line) const {
    if (line.find('|') != std::string_view::npos) return '|';
    for (const char c : {'\t', ';', ','}) {
      if (line.find(c) != std::string_view::npos) return c;
    }
    return std::nullopt;
  }

  // Reads the table whose headings stand in `line`; where it ends, or 0.
  std::size_t table(Span line) {
    const auto separator = separator_of(line.in(text_));
    if (!separator) return 0;
    const auto headings = split_cells(text_, line, *separator);
    if (headings.size() < 2) return 0;
    std::vector<bool> wanted;
    bool any = false;
    for (const Cell& cell : headings) {
      wanted.push_back(speaks_of_secret(cell.span.in(text_)));
      any = any || wanted.back();
    }
    if (!any) return 0;
    std::size_t at = line_end(line.end);
    const Span below{at, at + line_at(text_, at).size()};
    const bool ruled = is_ruler(below.in(text_));
    if (*separator == '|' && !ruled && pair(line, headings)) return 0;
    // In a text that nobody calls a table, headings open it, and rows alike follow.
    const bool opens = opens_table(line, *separator);
    if (*separator == '|' ? !ruled : !opens || (!csv_ && !alike(headings, below, *separator))) return 0;
    for (std::size_t rows = 0; rows < kMaxRows && at < text_.size() && !writer_.full(); ++rows) {
      const auto row_line = line_at(text_, at);
      const Span row{at, at + row_line.size()};
      if (base::trim(row_line).empty()) break;
      const auto next = line_end(row.end);
      if (!is_ruler(row_line)) {
        const auto cells = split_cells(text_, row, *separator);
        if (cells.size() < 2) break;
        emit(headings, wanted, cells, row);
      }
      at = next;
    }
    return at;
  }

  bool opens_table(Span line, char separator) const {
    if (line.begin == 0) return true;
    return line_at(text_, line_begin(line.begin - 1)).find(separator) == std::string_view::npos;
  }

  bool alike(const std::vector<Cell>& headings, Span below, char separator) const {
    if (base::trim(below.in(text_)).empty()) return false;
    const bool short_ones = std::all_of(headings.begin(), headings.end(),
                                        [this](const Cell& cell) { return is_heading(cell.span.in(text_)); });
    return short_ones && split_cells(text_, below, separator).size() == headings.size();
  }

  void emit(const std::vector<Cell>& headings, const std::vector<bool>& wanted,
            const std::vector<Cell>& cells, Span row) {
    const auto block = writer_.new_block();
    for (std::size_t i = 0; i < cells.size() && i < headings.size(); ++i) {
      if (!wanted[i] || cells[i].span.empty()) continue;
      writer_.cell(headings[i].span.in(text_), literal(cells[i]), {row, block, false});
    }
  }

  // | Mot de passe | Soleil12 | : a row of names and values.
  bool pair(Span line, const std::vector<Cell>& cells) {
    const bool first =
        line.begin == 0 || line_at(text_, line_begin(line.begin - 1)).find('|') == std::string_view::npos;
    if (text_[line.begin] != '|' || first || !speaks_of_secret(cells[0].span.in(text_)) ||
        cells[1].span.empty())
      return false;
    writer_.cell(cells[0].span.in(text_), literal(cells[1]), {line, writer_.new_block(), false});
    return true;
  }

  Literal literal(const Cell& cell) const {
    Literal out;
    out.quoting = cell.quoted ? model::Quoting::double_quotes : model::Quoting::bare;
    out.text.copy(text_, cell.span.begin, cell.span.end);
    return out;
  }

  FactWriter& writer_;
  std::string_view text_;
  bool csv_;
  std::size_t done_ = 0;
};

}  // namespace

void read_tables(const Input& input, std::vector<model::Fact>& facts) {
  switch (input.language) {
    case Language::csv:
    case Language::markdown:
    case Language::plain:
    case Language::unknown:
      break;
    default:
      return;
  }
  // What stands in cells is data, not prose.
  FactWriter writer(input, Language::csv, facts);
  TableReader reader(writer, input.language);
  for (const Span region : input.regions) reader.within(region);
}

}  // namespace tamis::read
