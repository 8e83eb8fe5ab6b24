// SQL: rows of INSERT (column lists, columns of CREATE TABLE above, name-value rows such as ('bind_pass',
// 'x')), UPDATE … SET value = 'x' WHERE name = 'y', and the statements that set passwords. Commented-out
// statements count.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "read/config_dialect.h"
#include "read/fact_writer.h"
#include "read/pair_names.h"
#include "read/reader_table.h"
#include "read/sql_lexer.h"
#include "read/windows.h"

namespace tamis::read {
namespace {

using model::Span;

using Columns = std::vector<std::string>;
constexpr std::size_t kMaxTables = 4096;
constexpr std::size_t kMaxColumns = 1024;

struct Cell {
  SqlToken token;
  bool is_string = false;
};

class SqlReader {
 public:
  SqlReader(FactWriter& writer, bool in_comment) : writer_(writer), in_comment_(in_comment) {}
  void run(Span part);

 private:
  std::string_view text() const { return writer_.text(); }
  SqlToken take();
  bool word_is(const SqlToken& token, std::string_view word) const;
  void take_comment(const SqlToken& token);
  void statement_word(const SqlToken& token);
  void insert(SqlToken token);
  void create_table();
  void update();
  void columns_until_close(Columns& columns);
  SqlToken row(const std::string& table, const Columns& columns);
  void finish_row(const std::string& table, const Columns& columns, const std::vector<Cell>& cells);
  void password_clause(const SqlToken& keyword);
  void named_value(const std::string& table, const std::string& name, const SqlToken& token);
  std::string name_of(const SqlToken& token) const;

  FactWriter& writer_;
  bool in_comment_;
  SqlLexer* lexer_ = nullptr;
  std::optional<SqlToken> pushed_back_;
  std::unordered_map<std::string, Columns> tables_;
  std::uint32_t block_ = 0;
  std::string before_;  // the word or name before the current one, for `name = 'x'`
};

SqlToken SqlReader::take() {
  if (pushed_back_) {
    const SqlToken token = *pushed_back_;
    pushed_back_.reset();
    return token;
  }
  while (true) {
    const SqlToken token = lexer_->next();
    if (token.kind != SqlTokenKind::comment) return token;
    take_comment(token);
  }
}

bool SqlReader::word_is(const SqlToken& token, std::string_view word) const {
  return token.kind == SqlTokenKind::word && base::equal_nocase(token.text, word);
}

bool begins_statement(std::string_view text) {
  static constexpr std::array<std::string_view, 14> kVerbs = {
      "insert", "replace", "update",  "alter",  "create",  "set",    "grant",
      "exec",   "execute", "connect", "change", "declare", "select", "begin"};
  const std::size_t end =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), base::is_alpha) - text.begin());
  return std::any_of(kVerbs.begin(), kVerbs.end(),
                     [&](std::string_view verb) { return base::equal_nocase(verb, text.substr(0, end)); });
}

void SqlReader::take_comment(const SqlToken& token) {
  if (in_comment_) return;
  const std::string_view body = base::trim(token.text);
  // MySQL's /*!40101 … */ is code.
  const bool versioned = body.starts_with('!');
  if (!versioned && !begins_statement(body)) return;
  if (body.find('\'') == std::string_view::npos && body.find('"') == std::string_view::npos) return;
  const auto begin = static_cast<std::size_t>(body.data() - text().data()) + (versioned ? 1 : 0);
  SqlReader(writer_, !versioned).run({begin, token.inner.end});
}

void SqlReader::run(Span part) {
  SqlLexer lexer(text(), part);
  lexer_ = &lexer;
  block_ = writer_.new_block();
  while (!writer_.full()) {
    const SqlToken token = take();
    if (token.kind == SqlTokenKind::end) return;
    statement_word(token);
  }
}

// DECLARE @pw varchar(20) = 'x': the type is not the name.
bool is_type_word(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kTypes = {"varchar", "varchar2", "nvarchar", "nvarchar2",
                                                              "char",    "nchar",    "text",     "constant",
                                                              "sysname", "default"};
  return std::any_of(kTypes.begin(), kTypes.end(),
                     [word](std::string_view type) { return base::equal_nocase(type, word); });
}

std::string SqlReader::name_of(const SqlToken& token) const {
  const bool named = token.kind == SqlTokenKind::word || token.kind == SqlTokenKind::quoted_name ||
                     token.kind == SqlTokenKind::string;
  if (!named) return {};
  std::string name(token.inner.in(text()).substr(0, 128));
  const auto mark = [](char c) {
    return c == '@' || c == '$' || c == '{' || c == '}';
  };  // @pw, $LDAPPASS$, {$PW}
  while (!name.empty() && mark(name.front())) name.erase(0, 1);
  while (!name.empty() && mark(name.back())) name.pop_back();
  return name;
}

void SqlReader::named_value(const std::string& table, const std::string& name, const SqlToken& token) {
  if (name.empty() || !is_pair_key(name)) return;
  std::vector<std::string> path;
  if (!table.empty()) path.push_back(table);
  writer_.assign(path, name, sql_literal(text(), token), {token.span, block_, in_comment_});
}

void SqlReader::statement_word(const SqlToken& token) {
  if (token.kind == SqlTokenKind::sign) {
    if (token.text == ";") {
      block_ = writer_.new_block();
      before_.clear();
    } else if (token.text == "=" || token.text == ":") {
      SqlToken value = take();
      if (token.text == ":" && value.kind == SqlTokenKind::sign && value.text == "=")
        value = take();  // PL/SQL :=
      if (value.kind == SqlTokenKind::string && !before_.empty())
        named_value({}, before_, value);
      else
        pushed_back_ = value;
    }
    return;
  }
  if (word_is(token, "insert") || word_is(token, "replace")) return insert(token);
  if (word_is(token, "table")) return create_table();
  if (word_is(token, "update")) return update();
  const bool clause = word_is(token, "identified") || word_is(token, "password") || word_is(token, "secret");
  if (clause) return password_clause(token);
  const bool named = token.kind == SqlTokenKind::quoted_name ||
                     (token.kind == SqlTokenKind::word && !is_type_word(token.text));
  if (named) before_ = name_of(token);
}

// IDENTIFIED BY [PASSWORD] 'x' · IDENTIFIED WITH plugin BY 'x' · PASSWORD 'x' · PASSWORD = 'x' ·
// PASSWORD('x')
void SqlReader::password_clause(const SqlToken& keyword) {
  const bool identified = word_is(keyword, "identified");
  SqlToken token = take();
  bool by = false;
  bool with = false;
  for (int i = 0; i < 8; ++i) {
    if (token.kind == SqlTokenKind::string) break;
    const bool sign =
        token.kind == SqlTokenKind::sign && (token.text == "=" || token.text == "(" || token.text == ":");
    const bool word = identified && token.kind == SqlTokenKind::word && !by;
    by = by || word_is(token, "by") || word_is(token, "as");
    with = with || word_is(token, "with");
    // FOR 'user'@'host' = 'x'
    if (word_is(token, "for")) {
      take();
      const SqlToken at = take();
      if (at.kind == SqlTokenKind::word && at.text.starts_with("@"))
        token = take();
      else
        token = at;
      if (token.kind == SqlTokenKind::string) token = take();  // 'host'
      continue;
    }
    if (!sign && !word && !word_is(token, "password")) break;
    token = take();
  }
  const bool oracle =
      identified && by && (token.kind == SqlTokenKind::word || token.kind == SqlTokenKind::quoted_name);
  const bool never = token.kind == SqlTokenKind::word &&
                     (word_is(token, "externally") || word_is(token, "globally") || word_is(token, "values"));
  if (token.kind == SqlTokenKind::string || (oracle && !never)) {
    const char* const clause = with ? "identified with" : "identified by";
    named_value(identified ? clause : "statement", word_is(keyword, "secret") ? "secret" : "password", token);
    return;
  }
  before_ = name_of(keyword);
  pushed_back_ = token;
}

void SqlReader::columns_until_close(Columns& columns) {
  int depth = 1;
  bool first = true;
  while (depth > 0) {
    const SqlToken token = take();
    if (token.kind == SqlTokenKind::end) return;
    if (token.kind == SqlTokenKind::sign) {
      if (token.text == "(") ++depth;
      if (token.text == ")") --depth;
      if (token.text == "," && depth == 1) first = true;
      if (token.text == ";") {
        pushed_back_ = token;
        return;
      }
      continue;
    }
    if (first && depth == 1 && columns.size() < kMaxColumns) columns.push_back(name_of(token));
    first = false;
  }
}

void SqlReader::create_table() {
  std::string table;
  for (int i = 0; i < 8; ++i) {
    const SqlToken token = take();
    if (token.kind == SqlTokenKind::sign && token.text == "(") {
      Columns columns;
      columns_until_close(columns);
      if (tables_.size() < kMaxTables) tables_[base::to_lower(table)] = std::move(columns);
      return;
    }
    if (token.kind == SqlTokenKind::sign && token.text != ".") {
      pushed_back_ = token;
      return;
    }
    table = name_of(token);
  }
}

// INSERT [INTO] table [(columns)] VALUES (row), (row) …
void SqlReader::insert(SqlToken token) {
  std::string table;
  Columns columns;
  bool listed = false;
  for (int i = 0; i < 12; ++i) {
    token = take();
    if (token.kind == SqlTokenKind::end) return;
    if (word_is(token, "values") || word_is(token, "value")) {
      if (!listed) {
        const auto known = tables_.find(base::to_lower(table));
        if (known != tables_.end()) columns = known->second;
      }
      SqlToken next = take();
      while (next.kind == SqlTokenKind::sign && (next.text == "(" || next.text == ",")) {
        next = next.text == "(" ? row(table, columns) : take();
        if (writer_.full()) return;
      }
      pushed_back_ = next;
      return;
    }
    if (word_is(token, "select") || word_is(token, "set")) return;  // read on as name = 'value'
    if (token.kind == SqlTokenKind::sign && token.text == "(") {
      listed = true;
      columns_until_close(columns);
    } else if (token.kind == SqlTokenKind::sign && token.text != ".") {
      pushed_back_ = token;
      return;
    } else if (!word_is(token, "into") && !word_is(token, "ignore") && !listed) {
      table = name_of(token);
    }
  }
}

// Reads one row behind its '('; returns the token behind the ')'.
SqlToken SqlReader::row(const std::string& table, const Columns& columns) {
  std::vector<Cell> cells(1);
  int depth = 1;
  block_ = writer_.new_block();
  while (true) {
    const SqlToken token = take();
    if (token.kind == SqlTokenKind::end) return token;
    if (token.kind == SqlTokenKind::sign) {
      if (token.text == ";" && depth == 1) return token;
      if (token.text == "(") ++depth;
      if (token.text == ")" && --depth == 0) break;
      if (token.text == "," && depth == 1 && cells.size() < kMaxColumns) cells.emplace_back();
      continue;
    }
    // The first string of a cell: MD5('x') and ENCRYPT('x') hold the clear text.
    if (!cells.back().is_string &&
        (token.kind == SqlTokenKind::string || cells.back().token.kind == SqlTokenKind::end)) {
      const bool name_as_string = token.kind == SqlTokenKind::quoted_name && text()[token.span.begin] == '"';
      cells.back() = {token, token.kind == SqlTokenKind::string || name_as_string};
    }
  }
  finish_row(table, columns, cells);
  return take();
}

bool is_name_column(std::string_view column) {
  return is_name_member(column) || base::ends_with_nocase(column, "name") ||
         base::ends_with_nocase(column, "key") || base::ends_with_nocase(column, "parameter") ||
         base::ends_with_nocase(column, "option") || base::ends_with_nocase(column, "variable");
}

bool is_value_column(std::string_view column) {
  return is_value_member(column) || base::ends_with_nocase(column, "value") ||
         base::ends_with_nocase(column, "data") || base::ends_with_nocase(column, "content") ||
         base::ends_with_nocase(column, "line");
}

void SqlReader::finish_row(const std::string& table, const Columns& columns, const std::vector<Cell>& cells) {
  for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
    if (cells[i].is_string || cells[i].token.kind == SqlTokenKind::number)
      named_value(table, columns[i], cells[i].token);
  }
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    if (!cells[i].is_string || !cells[i + 1].is_string) continue;
    const bool known = i + 1 < columns.size();
    if (known && !(is_name_column(columns[i]) && is_value_column(columns[i + 1]))) continue;
    const std::string name = name_of(cells[i].token);
    if (name.find(' ') == std::string::npos) named_value(table, name, cells[i + 1].token);
  }
}

// UPDATE t SET value = 'x' WHERE name = 'bind_pw'
void SqlReader::update() {
  const std::string table = name_of(take());
  struct Pair {
    std::string name;
    SqlToken value;
  };
  std::vector<Pair> set, where;
  bool in_where = false;
  std::string column;
  while (true) {
    const SqlToken token = take();
    if (token.kind == SqlTokenKind::end || (token.kind == SqlTokenKind::sign && token.text == ";")) break;
    if (word_is(token, "where")) in_where = true;
    if (token.kind == SqlTokenKind::string) {
      auto& pairs = in_where ? where : set;
      if (!column.empty() && pairs.size() < kMaxColumns) pairs.push_back({column, token});
      column.clear();
    } else if (token.kind == SqlTokenKind::word || token.kind == SqlTokenKind::quoted_name) {
      // The column stays named through MD5( and PASSWORD( behind its '='.
      if (column.empty() || !word_is(token, "password")) column = name_of(token);
    } else if (token.kind == SqlTokenKind::sign && token.text == ",") {
      column.clear();
    }
  }
  for (const Pair& pair : set) {
    named_value(table, pair.name, pair.value);
    if (!is_value_column(pair.name)) continue;
    for (const Pair& condition : where) {
      if (is_name_column(condition.name)) named_value(table, name_of(condition.value), pair.value);
    }
  }
  block_ = writer_.new_block();
  before_.clear();
}

}  // namespace

void read_sql(const Input& input, std::vector<model::Fact>& facts) {
  if (written_in_blocks(input.text)) {
    Input blocks = input;
    blocks.language = model::Language::conf;
    read_config(blocks, facts);
    return;
  }
  FactWriter writer(input, model::Language::sql, facts);
  SqlReader reader(writer, false);
  for (const Span window : reading_windows(input)) reader.run(window);
}

}  // namespace tamis::read
