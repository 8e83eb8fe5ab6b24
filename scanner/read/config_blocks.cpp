#include "read/config_blocks.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "read/comment_pair.h"
#include "read/config_value.h"
#include "read/next_byte.h"
#include "read/traced_text.h"

namespace tamis::read {
namespace {

using model::Quoting;
using model::Span;
using model::ValueState;

constexpr std::size_t kMaxFrames = 512;
constexpr std::size_t kMaxKey = 128;
constexpr std::size_t kMaxValue = std::size_t{256} << 10;
constexpr std::size_t kShown = 16;

struct Frame {
  std::string key;
  std::string variable;  // HCL: variable "db_password" {, whose value is its default
  bool list = false;     // holds values, not statements
  std::uint32_t block = 0;
};

class BlockReader {
 public:
  BlockReader(FactWriter& writer, const Dialect& dialect)
      : writer_(writer), dialect_(dialect), root_(writer.new_block()) {}
  void run(Span part);

 private:
  std::string_view text() const { return writer_.text().substr(0, end_); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < end_ ? text()[at_ + ahead] : '\0'; }
  // Asked for every statement of a line, and a line may be the whole text: its end is looked for once.
  std::size_t line_end() { return std::min(line_end_.at_or_behind(text(), at_), end_); }
  bool starts(std::string_view mark) const { return text().substr(at_).starts_with(mark); }
  bool take_comment();
  void comment_line(std::size_t begin, std::size_t end);
  void take_section();
  void take_statement();
  void take_arguments(const std::string& key, std::size_t begin);
  void take_value(const std::string& key, std::size_t begin);
  void take_element();
  bool take_string(Literal& literal);
  bool take_heredoc(Literal& literal);
  void take_bare(Literal& literal);
  bool opens_list() const;
  void open(const std::string& key, bool list);
  void close();
  std::string take_key();
  void assign(const std::string& key, const Literal& literal, std::size_t begin);
  std::vector<std::string> parents(std::size_t without = 0) const;
  std::uint32_t block() const { return frames_.empty() ? root_ : frames_.back().block; }
  void skip_blanks() {
    while (at_ < end_ && base::is_blank(text()[at_])) ++at_;
  }

  FactWriter& writer_;
  const Dialect& dialect_;
  std::uint32_t root_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::vector<std::string> section_;
  std::vector<Frame> frames_;
  std::size_t unseen_ = 0;
  NextByte line_end_{'\n'};
};

bool is_key_byte(char c) {
  return base::is_word(c) || c == '.' || c == '-' || c == '/' || c == '$' || c == '@' || c == '*' ||
         c == '+' || c == '%' || static_cast<unsigned char>(c) >= 0x80;
}

// "db_password" without its quotes; nothing for what is no single label.
std::string unquoted(std::string_view label) {
  if (label.size() < 2 || label.size() > kMaxKey || label.front() != '"') return {};
  label = label.substr(1, label.size() - 2);
  return label.find('"') == std::string_view::npos ? std::string(label) : std::string();
}

void BlockReader::run(Span part) {
  at_ = part.begin;
  end_ = part.end;
  while (at_ < end_ && !writer_.full()) {
    const char c = peek();
    if (base::is_space(c) || c == ',' || c == ';') {
      ++at_;
    } else if (take_comment()) {
      continue;
    } else if (c == '}' || c == ')' || (c == ']' && !frames_.empty())) {
      ++at_;
      close();
    } else if (c == '[' && dialect_.dotted_sections && frames_.empty()) {
      take_section();
    } else if (c == '{' || c == '(' || c == '[') {
      open({}, c != '{' && !opens_list());
      ++at_;
    } else if (!frames_.empty() && frames_.back().list) {
      take_element();
    } else {
      take_statement();
    }
  }
}

bool BlockReader::take_comment() {
  if (starts("/*")) {
    const auto close = text().find("*/", at_ + 2);
    const std::size_t stop = close == std::string_view::npos ? end_ : close;
    while (at_ < stop) {
      const std::size_t line = std::min(line_end(), stop);
      comment_line(at_, line);
      at_ = std::min(line + 1, stop);
    }
    at_ = std::min(end_, stop + 2);
    return true;
  }
  if (peek() != '#' && !starts("//")) return false;
  const std::size_t line = line_end();
  comment_line(at_, line);
  at_ = line;
  return true;
}

void BlockReader::comment_line(std::size_t begin, std::size_t end) {
  const auto pair = comment_pair(text(), {begin, end}, true);
  if (!pair) return;
  Literal literal;
  literal.quoting = pair->quoting;
  literal.text.copy(text(), pair->value.begin, pair->value.end);
  writer_.assign(parents(), pair->key.in(text()), literal, {{begin, end}, block(), true});
}

// [servers.ldap] and [[servers]]
void BlockReader::take_section() {
  const std::size_t line = line_end();
  std::string_view name = text().substr(at_, line - at_);
  name = name.substr(0, name.find(']'));
  while (!name.empty() && (name.front() == '[' || base::is_blank(name.front()))) name.remove_prefix(1);
  section_.clear();
  std::string part;
  for (const char c : name.substr(0, 512)) {
    if (c == '.') {
      section_.push_back(std::move(part));
      part.clear();
    } else if (c != '"' && c != '\'' && !base::is_blank(c)) {
      part += c;
    }
  }
  if (!part.empty()) section_.push_back(std::move(part));
  root_ = writer_.new_block();
  at_ = line;
}

std::vector<std::string> BlockReader::parents(std::size_t without) const {
  std::vector<std::string> names = section_;
  const std::size_t end = frames_.size() - std::min(frames_.size(), without);
  for (std::size_t i = end > kShown ? end - kShown : 0; i < end; ++i) {
    if (!frames_[i].key.empty()) names.push_back(frames_[i].key);
  }
  return names;
}

void BlockReader::open(const std::string& key, bool list) {
  if (frames_.size() >= kMaxFrames) {
    ++unseen_;
    return;
  }
  frames_.push_back({key, {}, list, writer_.new_block()});
}

void BlockReader::close() {
  if (unseen_ > 0) {
    --unseen_;
  } else if (!frames_.empty()) {
    frames_.pop_back();
  }
}

std::string BlockReader::take_key() {
  const char quote = peek();
  const std::size_t begin = at_;
  if (quote == '"' || quote == '\'') {
    const auto close = text().substr(0, std::min(end_, at_ + kMaxKey)).find(quote, at_ + 1);
    if (close == std::string_view::npos) {
      ++at_;
      return {};
    }
    at_ = close + 1;
    return std::string(text().substr(begin + 1, close - begin - 1));
  }
  while (at_ < end_ && (is_key_byte(text()[at_]) || (text()[at_] == ':' && is_key_byte(peek(1))))) ++at_;
  if (at_ == begin) {
    ++at_;
    return {};
  }
  return std::string(text().substr(begin, std::min(at_ - begin, kMaxKey)));
}

void BlockReader::take_statement() {
  const std::size_t begin = at_;
  const std::string key = take_key();
  if (key.empty()) return;
  skip_blanks();
  const char c = peek();
  if (c == '=' || c == ':' || ((c == '+' || c == '?') && peek(1) == '=')) {
    const bool two = c == '+' || c == '?' || peek(1) == '=' || peek(1) == '>';
    at_ += std::size_t{two ? 2U : 1U};
    take_value(key, begin);
  } else if (c == '{') {
    ++at_;
    open(key, false);
  } else if (c != '\n' && c != '\r' && c != ';' && c != '\0' && c != ',' && c != '}') {
    take_arguments(key, begin);
  }
}

// What stands behind a key and a blank: `binddn_passwd "x";`, `ldap_server corp {`, `LoginModule required
// key=…`.
void BlockReader::take_arguments(const std::string& key, std::size_t begin) {
  if (dialect_.ends_at_blank) return;  // JAAS: the words that follow are statements of their own
  const std::size_t from = at_;
  const std::size_t line = line_end();
  char quote = '\0';
  std::size_t i = from;
  for (; i < line; ++i) {
    const char c = text()[i];
    if (quote != '\0') {
      if (c == '\\')
        ++i;
      else if (c == quote)
        quote = '\0';
    } else if (c == '"' || (c == '\'' && base::is_blank(text()[i - 1]))) {
      quote = c;
    } else if (c == ';' || (c == '{' && base::is_blank(text()[i - 1])) ||
               (c == '#' && base::is_blank(text()[i - 1]))) {
      break;
    }
  }
  at_ = std::min(i, line);
  if (at_ < line && text()[at_] == '{') {
    const std::string_view label = base::trim(text().substr(from, at_ - from));
    ++at_;
    open(key, false);
    if (dialect_.expressions && key == "variable" && unseen_ == 0) frames_.back().variable = unquoted(label);
    return;
  }
  if (dialect_.expressions || dialect_.dotted_sections) return;
  TracedText rest;
  rest.copy(text(), from, at_);
  assign(key, config_value(rest, 0, dialect_, true), begin);
}

// An LDAP filter, (&(a=b)(c=d)), is no list.
bool BlockReader::opens_list() const {
  if (peek() != '(') return true;
  const auto close = text().substr(0, std::min(end_, at_ + 256)).find_first_of(")\n{", at_ + 1);
  if (close == std::string_view::npos || text()[close] != ')') return true;
  const std::string_view inside = text().substr(at_ + 1, close - at_ - 1);
  return inside.find('=') == std::string_view::npos &&
         (inside.empty() || std::string_view("&|!").find(inside.front()) == std::string_view::npos);
}

void BlockReader::take_value(const std::string& key, std::size_t begin) {
  skip_blanks();
  // SOGo writes "SOGoUserSources =" and opens its list on the next line.
  std::size_t next = at_;
  while (next < end_ && base::is_space(text()[next])) ++next;
  if (next > at_ && next < end_ && (text()[next] == '(' || text()[next] == '{') && peek() != ';') at_ = next;
  const char c = peek();
  if (c == '\n' || c == '\r' || c == ';' || c == '\0' || c == ',') return;
  if (c == '{' && !starts("{{")) {
    ++at_;
    open(key, false);
    return;
  }
  if ((c == '[' || c == '(') && opens_list()) {
    ++at_;
    open(key, true);
    return;
  }
  Literal literal;
  const bool quoted = (c == '"' || c == '\'') && take_string(literal);
  if (!quoted && !take_heredoc(literal)) {
    take_bare(literal);
    if (dialect_.expressions && !literal.text.empty() && !base::is_digit(literal.text.text().front())) {
      literal.state =
          literal.text.text().find('(') == std::string::npos ? ValueState::reference : ValueState::unknown;
    }
  }
  assign(key, literal, begin);
}

void BlockReader::take_element() {
  const std::size_t begin = at_;
  Literal literal;
  const char c = peek();
  if (!((c == '"' || c == '\'') && take_string(literal))) {
    while (at_ < end_ && std::string_view(",;)]}\n").find(text()[at_]) == std::string_view::npos) ++at_;
    if (at_ == begin) ++at_;
    TracedText bare;
    bare.copy(text(), begin, at_);
    literal.text = bare.trimmed();
    if (dialect_.expressions) literal.state = ValueState::unknown;
  }
  const std::string& key = frames_.back().key;
  if (!key.empty()) writer_.element(parents(1), key, literal, {{begin, at_}, block(), false});
}

bool BlockReader::take_string(Literal& literal) {
  const char quote = peek();
  const bool basic = quote == '"';
  const std::string triple(3, quote);
  const bool long_string = starts(triple);
  const std::size_t inner = at_ + (long_string ? 3 : 1);
  const std::size_t reach = std::min(end_, at_ + kMaxValue);
  const bool escapes = basic || !dialect_.dotted_sections;
  std::size_t i = inner;
  for (; i < reach; ++i) {
    if (escapes && text()[i] == '\\') {
      ++i;
    } else if (!long_string && text()[i] == quote) {
      break;
    } else if (long_string && text().substr(i, 3) == triple) {
      break;
    } else if (!long_string && text()[i] == '\n' && dialect_.dotted_sections) {
      return false;
    }
  }
  if (i >= reach) return false;
  std::size_t begin = inner;
  if (long_string && text()[begin] == '\r') ++begin;
  if (long_string && begin < i && text()[begin] == '\n') ++begin;  // TOML drops a first line end
  TracedText whole;
  whole.copy(text(), begin, i);
  literal.text = unescaped(whole, 0, whole.size(), basic);
  literal.quoting = long_string ? Quoting::here_string
                    : basic     ? Quoting::double_quotes
                                : Quoting::single_quotes;
  literal.computed = !literal.text.verbatim();
  at_ = i + (long_string ? 3 : 1);
  return true;
}

// HCL: <<EOF and <<-EOF
bool BlockReader::take_heredoc(Literal& literal) {
  if (!starts("<<")) return false;
  const std::size_t line = line_end();
  std::size_t begin = at_ + 2;
  if (begin < line && text()[begin] == '-') ++begin;
  const std::string_view mark = base::trim(text().substr(begin, line - begin));
  if (mark.empty() || mark.size() > 64 || line >= end_) return false;
  std::size_t body_end = line + 1;
  std::size_t next = body_end;
  while (next < end_ && next - line < kMaxValue) {
    const std::size_t stop = std::min(text().find('\n', next), end_);
    if (base::trim(text().substr(next, stop - next)) == mark) {
      at_ = stop;
      literal.quoting = Quoting::here_string;
      literal.text.copy(text(), line + 1, body_end);
      return true;
    }
    body_end = stop;
    next = std::min(stop + 1, end_);
  }
  return false;
}

void BlockReader::take_bare(Literal& literal) {
  const std::size_t begin = at_;
  const std::size_t line = line_end();
  const bool inside = !frames_.empty();
  std::size_t end = begin;
  int depth = 0;
  for (; end < line; ++end) {
    const char c = text()[end];
    const char before = end > begin ? text()[end - 1] : ' ';
    if (c == ';' || (c == '#' && base::is_blank(before)) || text().substr(end, 3) == "// ") break;
    if (dialect_.ends_at_blank && base::is_blank(c)) break;
    if (c == '{' || c == '(') ++depth;
    if ((c == '}' || c == ')') && --depth < 0 && inside) break;
    if (c == ',' && depth == 0 && inside && dialect_.dotted_sections) break;
  }
  at_ = end;
  TracedText bare;
  bare.copy(text(), begin, end);
  literal.text = bare.trimmed();
}

void BlockReader::assign(const std::string& key, const Literal& literal, std::size_t begin) {
  if (key == "default" && !frames_.empty() && !frames_.back().variable.empty()) {
    writer_.assign(parents(), frames_.back().variable, literal, {{begin, at_}, block(), false});
    return;
  }
  writer_.assign(parents(), key, literal, {{begin, at_}, block(), false});
  writer_.nested(key, literal);
}

}  // namespace

void read_config_blocks(FactWriter& writer, const Dialect& dialect, Span part) {
  BlockReader(writer, dialect).run(part);
}

}  // namespace tamis::read
