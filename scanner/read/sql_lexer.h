// Words, strings and signs of SQL, all dialects together: '…' with '' and \', N'…', E'…', $$…$$, "…", `…`,
// […], comments.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/span.h"
#include "read/literal.h"

namespace tamis::read {

enum class SqlTokenKind : std::uint8_t { end, word, quoted_name, string, number, sign, comment };

struct SqlToken {
  SqlTokenKind kind = SqlTokenKind::end;
  model::Span span;       // as written, quotes included
  model::Span inner;      // of a string or quoted name: without quotes
  std::string_view text;  // word: as written; sign: one byte; comment: its body
};

class SqlLexer {
 public:
  SqlLexer(std::string_view text, model::Span part);
  SqlToken next();

 private:
  SqlToken quoted(std::size_t begin, char close, SqlTokenKind kind, bool backslashes);
  SqlToken comment(std::size_t begin, std::size_t body, std::string_view close);

  std::string_view text_;
  std::size_t at_;
};

// The string of a token with '' and \' undone.
Literal sql_literal(std::string_view text, const SqlToken& token);

}  // namespace tamis::read
