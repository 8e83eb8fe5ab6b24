#include <algorithm>
#include <array>
#include <cstddef>

#include "read/reader_table.h"

namespace tamis::read {
namespace {

using model::Language;

// The first row is the reader for plain text and for every language without a row.
constexpr std::array kReaders = {
    Reader{Language::plain, read_config},
    Reader{Language::unknown, read_config},
    Reader{Language::ini, read_config},
    Reader{Language::conf, read_config},
    Reader{Language::toml, read_config},
    Reader{Language::hcl, read_config},
    Reader{Language::reg, read_config},
    Reader{Language::csv, read_config},
    Reader{Language::markdown, read_markdown},
    Reader{Language::http, read_config},
    Reader{Language::yaml, read_yaml},
    Reader{Language::json, read_json},
    Reader{Language::xml, read_xml},
    Reader{Language::html, read_xml},
    Reader{Language::ldif, read_ldif},
    Reader{Language::sql, read_sql},
    Reader{Language::powershell, read_powershell},
    Reader{Language::shell, read_shell},
    Reader{Language::batch, read_shell},
    Reader{Language::python, read_code},
    Reader{Language::javascript, read_code},
    Reader{Language::php, read_code},
    Reader{Language::java, read_code},
    Reader{Language::csharp, read_code},
    Reader{Language::vbnet, read_code},
    Reader{Language::vbscript, read_code},
    Reader{Language::go, read_code},
    Reader{Language::rust, read_code},
    Reader{Language::ruby, read_code},
    Reader{Language::perl, read_code},
    Reader{Language::lua, read_code},
    Reader{Language::c, read_code},
};

// They look at every text, whatever its language.
constexpr std::array kEveryText = {read_urls, read_headers, read_commands, read_tables, read_prose};

}  // namespace

const Reader& reader_for(Language language) {
  const auto row = std::find_if(kReaders.begin(), kReaders.end(),
                                [language](const Reader& reader) { return reader.language == language; });
  return row == kReaders.end() ? kReaders.front() : *row;
}

void read_facts(const Input& input, std::vector<model::Fact>& facts) {
  if (input.depth > kMaxDepth || input.text.empty()) return;
  const auto before = static_cast<std::ptrdiff_t>(facts.size());
  if (!input.regions.empty()) reader_for(input.language).read(input, facts);
  for (const ReaderFunction read : kEveryText) read(input, facts);
  std::stable_sort(facts.begin() + before, facts.end(),
                   [](const model::Fact& a, const model::Fact& b) { return a.span.begin < b.span.begin; });
}

}  // namespace tamis::read
