// The reader of configuration that is neither YAML, JSON, XML nor LDIF: picks the dialect, then reads lines
// or blocks.

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "read/config_blocks.h"
#include "read/config_dialect.h"
#include "read/config_lines.h"
#include "read/fact_writer.h"
#include "read/reader_table.h"
#include "read/secret_file.h"
#include "read/windows.h"

namespace tamis::read {
namespace {

using model::Span;

// ldap.secret holds one line, the password; nslcd and libnss-ldap take it as it stands.
bool read_secret_file(FactWriter& writer) {
  constexpr std::size_t kMaxPassword = 256;
  const std::string_view text = writer.text();
  if (!is_secret_file(writer.input().name) || text.size() > 4096) return false;
  const std::string_view line = base::trim(text);
  if (line.empty() || line.size() > kMaxPassword || line.find('\n') != std::string_view::npos) return false;
  if (line.front() == '#' || line.starts_with("-----") || line.front() == '<' || line.front() == '[')
    return false;
  // `bindpw x` and `password=x` are read as what they are.
  const auto mark = line.find_first_of("= \t");
  if (mark != std::string_view::npos && mark > 2 && mark < 40 &&
      line.substr(0, mark).find_first_of("pP") != std::string_view::npos)
    return false;
  const auto begin = static_cast<std::size_t>(line.data() - text.data());
  Literal literal;
  literal.text.copy(text, begin, begin + line.size());
  writer.assign_plain({}, "ldap_secret", literal, {{begin, begin + line.size()}, writer.new_block(), false});
  return true;
}

}  // namespace

void read_config(const Input& input, std::vector<model::Fact>& facts) {
  const Dialect& dialect = choose_dialect(input.language, input.name, input.text);
  // A text of no known kind that is written as configuration is configuration, not prose.
  const bool told = dialect.id != "plain" &&
                    (input.language == model::Language::unknown || input.language == model::Language::plain);
  FactWriter writer(input, told ? model::Language::conf : input.language, facts);
  if (read_secret_file(writer)) return;
  std::size_t floor = 0;
  const bool blocks = dialect.shape == ConfigShape::blocks;
  for (const Span window : reading_windows(input, blocks ? kReadWhole : kReadWholeLines)) {
    if (blocks) {
      read_config_blocks(writer, dialect, window);
    } else {
      read_config_lines(writer, dialect, section_line(input.text, window.begin, floor), window);
    }
    floor = window.end;
  }
}

}  // namespace tamis::read
