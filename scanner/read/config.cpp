// The reader of configuration that is neither YAML, JSON, XML nor LDIF: picks the dialect, then reads lines
// or blocks.

#include <cstddef>
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

using model::Span;

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
