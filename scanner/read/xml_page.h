// PageReader: what a page of HTML says with tables and labels: cells under headers, rows of a label and its
// value,
// `<dt>Mot de passe</dt><dd>…</dd>`, `Mot de passe : <code>…</code>`.
//
// Fed by the XML reader element by element; lives during one run of it. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"
#include "read/fact_writer.h"
#include "read/traced_text.h"

namespace tamis::read {

class PageReader {
 public:
  PageReader(FactWriter& writer, bool in_comment) : writer_(writer), in_comment_(in_comment) {}

  void element_begins(std::string_view name, std::size_t at);
  void element_ends(std::string_view name, std::uint32_t block, std::size_t at);
  // Text between two tags.
  void text(std::string_view all, model::Span part);
  // All text of one element, as far as it stands before a child or behind one.
  void leaf(std::string_view element, const Literal& literal, const Construct& construct);

 private:
  void finish_cell(std::uint32_t block, std::size_t end);

  FactWriter& writer_;
  bool in_comment_;
  std::vector<std::string> headers_;
  std::vector<std::string> row_;
  bool header_row_ = false;
  std::size_t rows_ = 0;
  std::string label_;  // the text before, when it can be a label
  bool in_cell_ = false;
  bool header_cell_ = false;
  std::size_t cell_begin_ = 0;
  TracedText cell_;  // with the text of <b>, <code> … inside it
};

}  // namespace tamis::read
