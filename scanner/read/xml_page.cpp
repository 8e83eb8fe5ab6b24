#include "read/xml_page.h"

#include "base/text.h"
#include "read/xml_text.h"

namespace tamis::read {
namespace {

constexpr std::size_t kMaxColumns = 64;
constexpr std::size_t kMaxName = 96;
constexpr std::size_t kMaxValue = 256;

bool is_cell(std::string_view name) {
  return base::equal_nocase(name, "td") || base::equal_nocase(name, "th");
}

std::string without_colon(std::string_view label) {
  label = base::trim(label);
  if (label.ends_with(':')) label = base::trim(label.substr(0, label.size() - 1));
  return std::string(label);
}

}  // namespace

void PageReader::element_begins(std::string_view name, std::size_t at) {
  const bool row = base::equal_nocase(name, "tr");
  if (base::equal_nocase(name, "table")) {
    headers_.clear();
    rows_ = 0;
  }
  if (is_cell(name) || row) finish_cell(0, at);
  if (row) {
    row_.clear();
    header_row_ = rows_++ == 0;
  }
  if (!is_cell(name)) return;
  in_cell_ = true;
  header_cell_ = base::equal_nocase(name, "th");
  cell_begin_ = at;
}

void PageReader::element_ends(std::string_view name, std::uint32_t block, std::size_t at) {
  if (is_cell(name) || base::equal_nocase(name, "tr")) finish_cell(block, at);
}

void PageReader::text(std::string_view all, model::Span part) {
  if (in_cell_) unescape_entities(all, part, cell_);
}

void PageReader::finish_cell(std::uint32_t block, std::size_t end) {
  if (!in_cell_) return;
  in_cell_ = false;
  Literal literal;
  literal.text = cell_.trimmed();
  cell_ = {};
  const std::string value = literal.text.text().substr(0, kMaxName);
  const std::size_t column = row_.size();
  if (column >= kMaxColumns) return;
  const Construct at{{cell_begin_, end}, block, in_comment_};
  if (header_row_ && headers_.size() < kMaxColumns) headers_.push_back(value);
  const bool headed = !header_row_ && !header_cell_ && column < headers_.size();
  const bool two_columns = headers_.size() == 2 && column == 1 && is_label(headers_[1]);
  if (headed && (headers_.size() > 2 || two_columns)) writer_.cell(headers_[column], literal, at);
  if (column == 1 && is_label(row_.front())) writer_.assign({}, without_colon(row_.front()), literal, at);
  row_.push_back(value);
}

void PageReader::leaf(std::string_view element, const Literal& literal, const Construct& construct) {
  const std::string& value = literal.text.text();
  if (const auto pair = label_pair(value)) {
    Literal inner = literal;
    inner.text = literal.text.slice(pair->value.begin, pair->value.end);
    writer_.assign({}, base::trim(pair->label.in(value)), inner, construct);
    label_.clear();
    return;
  }
  if (in_cell_) return;  // finish_cell sees all of it
  const bool one_word = value.find_first_of(" \t\r\n") == std::string::npos;
  const bool code = base::equal_nocase(element, "code") || base::equal_nocase(element, "kbd") ||
                    base::equal_nocase(element, "dd");
  if (!label_.empty() && (one_word || code) && value.size() <= kMaxValue) {
    writer_.assign({}, label_, literal, construct);
    label_.clear();
    return;
  }
  const bool names_next =
      value.ends_with(':') || base::equal_nocase(element, "dt") || base::equal_nocase(element, "label");
  label_ = names_next && is_label(value) ? without_colon(value) : std::string();
  writer_.nested(element, literal);
}

}  // namespace tamis::read
