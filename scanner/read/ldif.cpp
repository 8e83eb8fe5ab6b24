// LDIF (RFC 2849): folded lines, `::` base64, `:<` references; and what OpenLDAP's configuration holds inside
// values: `credentials=` of olcSyncrepl and its kin.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "read/base64.h"
#include "read/comment_pair.h"
#include "read/fact_writer.h"
#include "read/reader_table.h"
#include "read/slapd_words.h"
#include "read/windows.h"

namespace tamis::read {
namespace {

using model::Span;

class LdifReader {
 public:
  explicit LdifReader(FactWriter& writer) : writer_(writer) {}
  void run(Span part);

 private:
  void take_line(const TracedText& line, Span construct);
  void take_attribute(const std::string& name, const TracedText& value, char form,
                      const Construct& construct);

  FactWriter& writer_;
  std::uint32_t block_ = 0;
};

void LdifReader::run(Span part) {
  const std::string_view text = writer_.text();
  block_ = writer_.new_block();
  std::size_t at = part.begin;
  while (at < part.end && !writer_.full()) {
    TracedText line;
    const std::size_t begin = at;
    std::size_t end = at;
    while (true) {
      end = std::min(text.substr(0, part.end).find('\n', at), part.end);
      std::size_t stop = end;
      if (stop > at && text[stop - 1] == '\r') --stop;
      line.copy(text, at, stop);
      at = std::min(end + 1, part.end);
      // A blank at a line's beginning continues the line above; an empty line does not.
      if (line.empty() || at >= part.end || text[at] != ' ') break;
      ++at;
    }
    if (base::trim(line.text()).empty()) {
      block_ = writer_.new_block();
    } else {
      take_line(line, {begin, end});
    }
  }
}

bool is_attribute_name(std::string_view name) {
  return !name.empty() && name.size() <= 96 && base::is_alnum(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return base::is_word(c) || c == '-' || c == '.'; });
}

void LdifReader::take_line(const TracedText& line, Span construct) {
  const std::string_view text = line.text();
  const bool comment = text.front() == '#';
  std::size_t begin = 0;
  while (comment && begin < text.size() && (text[begin] == '#' || base::is_blank(text[begin]))) ++begin;
  const auto colon = text.find(':', begin);
  if (colon == std::string_view::npos) return;
  // Options behind a ';' belong to the description: "userPassword;lang-fr".
  const std::string name(text.substr(begin, std::min(colon, text.find(';', begin)) - begin));
  if (!is_attribute_name(name)) return;
  std::size_t at = colon + 1;
  const char form = at < text.size() && (text[at] == ':' || text[at] == '<') ? text[at] : ' ';
  if (form != ' ') ++at;
  while (at < text.size() && base::is_blank(text[at])) ++at;
  const TracedText value = line.slice(at, text.size()).trimmed();
  if (value.empty()) return;
  if (comment) {
    const bool sentence = value.text().find(' ') != std::string::npos;
    if (sentence) return;
  }
  take_attribute(name, value, form, {construct, block_, comment});
}

void LdifReader::take_attribute(const std::string& name, const TracedText& value, char form,
                                const Construct& construct) {
  Literal literal;
  literal.text = value;
  if (form == '<') literal.state = model::ValueState::reference;
  if (form == ':') {
    auto decoded = decode_base64(value.text());
    if (!decoded) return;
    literal.decoded_by.emplace_back("base64");
    literal.computed = true;
    if (base::equal_nocase(name, "unicodePwd")) {  // a quoted string in UTF-16LE
      const auto wide = decode_utf16le(*decoded);
      if (!wide) return;
      literal.decoded_by.emplace_back("utf-16le");
      *decoded = *wide;
      if (decoded->size() >= 2 && decoded->front() == '"' && decoded->back() == '"')
        *decoded = decoded->substr(1, decoded->size() - 2);
    }
    while (!decoded->empty() && (decoded->back() == '\n' || decoded->back() == '\r')) decoded->pop_back();
    if (!is_readable(*decoded)) literal.state = model::ValueState::unknown;
    literal.text = {};
    literal.text.put(*decoded, value.written());
  }
  // A value folded over lines is still written as it stands.
  writer_.assign({}, name, literal, construct);
  if (form == ' ') read_slapd_pairs(writer_, {name}, value, construct);
}

}  // namespace

void read_ldif(const Input& input, std::vector<model::Fact>& facts) {
  FactWriter writer(input, model::Language::ldif, facts);
  LdifReader reader(writer);
  for (const Span window : reading_windows(input)) reader.run(window);
}

}  // namespace tamis::read
