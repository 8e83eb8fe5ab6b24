// The table of readers: one row for each language (readers.cpp). A reader for a new language is one file and
// one row.
#pragma once

#include <vector>

#include "model/fact.h"
#include "read/reader.h"

namespace tamis::read {

using ReaderFunction = void (*)(const Input& input, std::vector<model::Fact>& facts);

struct Reader {
  model::Language language;
  ReaderFunction read;
};

// The row for `language`, or the reader for plain text.
const Reader& reader_for(model::Language language);

// -- the readers, each in its own file or folder
// ------------------------------------------------------------------
void read_powershell(const Input& input, std::vector<model::Fact>& facts);  // powershell/
void read_json(const Input& input, std::vector<model::Fact>& facts);  // json.cpp; tolerant, comments allowed
void read_yaml(const Input& input, std::vector<model::Fact>& facts);  // yaml.cpp
void read_xml(const Input& input, std::vector<model::Fact>& facts);   // xml.cpp; also HTML
void read_ldif(const Input& input, std::vector<model::Fact>& facts);  // ldif.cpp
void read_config(const Input& input,
                 std::vector<model::Fact>& facts);  // config.cpp; ini, toml, conf, hcl, reg, unknown
void read_markdown(const Input& input, std::vector<model::Fact>& facts);  // markdown.cpp
void read_code(const Input& input,
               std::vector<model::Fact>& facts);  // code.cpp; languages with strings and calls
void read_shell(const Input& input,
                std::vector<model::Fact>& facts);  // shell.cpp; shell and batch: words, options
void read_sql(const Input& input, std::vector<model::Fact>& facts);  // sql.cpp
// -- looking at every text
// ----------------------------------------------------------------------------------------
void read_urls(const Input& input, std::vector<model::Fact>& facts);  // urls.cpp; userinfo
void read_headers(const Input& input,
                  std::vector<model::Fact>& facts);  // headers.cpp; Authorization, PRIVATE-TOKEN …
void read_tables(const Input& input,
                 std::vector<model::Fact>& facts);  // tables.cpp; CSV and Markdown
void read_prose(const Input& input,
                std::vector<model::Fact>& facts);  // prose.cpp; secrets told in sentences
void read_commands(const Input& input,
                   std::vector<model::Fact>& facts);  // commands.cpp; command lines in prose and comments

}  // namespace tamis::read
