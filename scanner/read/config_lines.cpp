#include "read/config_lines.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "read/base64.h"
#include "read/comment_pair.h"
#include "read/config_value.h"
#include "read/line_pairs.h"
#include "read/nested.h"
#include "read/pair_names.h"
#include "read/slapd_words.h"
#include "read/traced_text.h"

namespace tamis::read {
namespace {

using model::Span;

constexpr std::size_t kMaxKey = 96;
constexpr std::size_t kMaxOpen = 64;

// Where a line's key ends and its value begins.
struct Split {
  Span key;
  std::size_t value = 0;
  bool assigned = false;  // by '=' or ':', not by a blank
};

bool is_key_byte(char c) {
  return base::is_word(c) || c == '.' || c == '-' || c == '/' || c == '$' || c == '@' || c == '[' ||
         c == ']' || c == '*' || c == '{' || c == '}' || static_cast<unsigned char>(c) >= 0x80;
}

// '=', ':', ':=', '=>', '+=', '?=' at `at`: its length, or 0.
std::size_t assignment_sign(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const char c = text[at];
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (c == '=' && next == '=') return 0;
  if (c == '=') return next == '>' ? 2 : 1;
  if ((c == '+' || c == '?' || c == ':') && next == '=') return 2;
  if (c == ':' && (next == '\0' || base::is_space(next) || next == '"' || next == '\'')) return 1;
  return 0;
}

std::optional<Split> split_quoted_key(std::string_view text, std::size_t at) {
  const auto close = text.substr(0, std::min(text.size(), at + kMaxKey)).find(text[at], at + 1);
  if (close == std::string_view::npos) return std::nullopt;
  std::size_t sign = close + 1;
  while (sign < text.size() && base::is_blank(text[sign])) ++sign;
  const std::size_t length = assignment_sign(text, sign);
  if (length == 0) return std::nullopt;
  return Split{{at + 1, close}, sign + length, true};
}

// A key of a few words before '=' or ':': "ldap admin dn = …", "Mot de passe : …".
std::optional<Split> split_worded_key(std::string_view text, std::size_t at) {
  int blanks = 0;
  for (std::size_t i = at; i < text.size() && i - at <= 64; ++i) {
    if (i > at && assignment_sign(text, i) > 0) {
      std::size_t end = i;
      while (end > at && base::is_blank(text[end - 1])) --end;
      return Split{{at, end}, i + assignment_sign(text, i), true};
    }
    const bool between_words = base::is_blank(text[i]) || text[i] == '\'' || text[i] == '(' || text[i] == ')';
    if (base::is_blank(text[i]) && !base::is_blank(text[i - 1]) && ++blanks > 5) return std::nullopt;
    if (!between_words && !is_key_byte(text[i])) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Split> split_line(std::string_view text, const Dialect& dialect) {
  std::size_t at = 0;
  while (at < text.size() && base::is_blank(text[at])) ++at;
  for (const std::string_view word : {std::string_view("export "), std::string_view("set "),
                                      std::string_view("- "), std::string_view("* ")}) {
    if (text.substr(at).starts_with(word)) at += word.size();
  }
  while (at < text.size() && base::is_blank(text[at])) ++at;
  if (at >= text.size()) return std::nullopt;
  if (text[at] == '"' || text[at] == '\'') return split_quoted_key(text, at);
  std::size_t end = at;
  while (end < text.size() && end - at <= kMaxKey && is_key_byte(text[end])) ++end;
  if (end == at || end - at > kMaxKey) return std::nullopt;
  std::size_t sign = end;
  while (sign < text.size() && base::is_blank(text[sign])) ++sign;
  if (const std::size_t length = assignment_sign(text, sign)) return Split{{at, end}, sign + length, true};
  // properties: "key:value"; others have URLs and times there
  const std::string_view key = text.substr(at, end - at);
  if (end < text.size() && text[end] == ':' && (dialect.escapes || is_password_directive(key)))
    return Split{{at, end}, end + 1, true};
  if (sign >= text.size()) return std::nullopt;
  if (sign == end) return std::nullopt;
  if (dialect.blank_separated) return Split{{at, end}, sign, false};
  if (is_password_directive(key) && dialect.id != "whole-line") {
    // In a text of no known kind: the directive and one word, or a quoted one.
    const std::string_view rest = base::trim(text.substr(sign));
    if (rest.front() == '"' || rest.find_first_of(" \t") == std::string_view::npos)
      return Split{{at, end}, sign, false};
  }
  return split_worded_key(text, at);
}

class LineReader {
 public:
  LineReader(FactWriter& writer, const Dialect& dialect)
      : writer_(writer), dialect_(dialect), block_(writer.new_block()) {}
  void run(Span part);

 private:
  TracedText logical_line(std::size_t& at, std::size_t end) const;
  bool continues(const TracedText& line, std::size_t next, std::size_t end) const;
  void take_line(const TracedText& line, Span construct);
  bool take_section(std::string_view line);
  bool take_tag(std::string_view line);
  void take_comment(const TracedText& line, Span construct);
  bool take_both(std::string_view key, const Literal& literal, const Construct& construct);
  void take_further_pairs(const TracedText& line, const Split& split, Literal& first,
                          const Construct& construct);
  void environment(const Literal& literal, const Construct& construct);
  void assign(std::string_view key, const Literal& literal, const TracedText& line,
              const Construct& construct);

  FactWriter& writer_;
  const Dialect& dialect_;
  std::uint32_t block_;
  std::vector<std::string> parents_;
  std::vector<std::uint32_t> outer_blocks_;
};

bool LineReader::continues(const TracedText& line, std::size_t next, std::size_t end) const {
  if (next >= end || line.empty()) return false;
  const std::string_view text = writer_.text();
  if (dialect_.leading_blank_continues && base::is_blank(text[next])) {
    const std::string_view below =
        base::trim(text.substr(next, std::min(text.substr(0, end).find('\n', next), end) - next));
    return !below.empty() && below.front() != '#' && line.text().front() != '#';
  }
  if (!dialect_.backslash_continues) return false;
  std::size_t marks = 0;
  while (marks < line.size() && line.text()[line.size() - 1 - marks] == '\\') ++marks;
  return marks % 2 == 1;
}

TracedText LineReader::logical_line(std::size_t& at, std::size_t end) const {
  const std::string_view text = writer_.text();
  TracedText line;
  while (true) {
    const std::size_t stop = std::min(text.substr(0, end).find('\n', at), end);
    std::size_t content = stop;
    if (content > at && text[content - 1] == '\r') --content;
    line.copy(text, at, content);
    at = std::min(stop + 1, end);
    if (!continues(line, at, end)) return line;
    if (dialect_.backslash_continues) line.pop_back();
    if (dialect_.escapes) {
      while (at < end && base::is_blank(text[at])) ++at;
    }
  }
}

void LineReader::run(Span part) {
  std::size_t at = part.begin;
  while (at < part.end && !writer_.full()) {
    const std::size_t begin = at;
    const TracedText line = logical_line(at, part.end);
    if (!base::trim(line.text()).empty()) take_line(line, {begin, at});
  }
}

bool LineReader::take_section(std::string_view line) {
  if (line.front() != '[') return false;
  const auto close = line.find(']');
  const bool header =
      close != std::string_view::npos && close > 1 && close < 512 && line.find('=') == std::string_view::npos;
  if (!header) return false;
  std::string section(line.substr(1, close - 1));
  // The keys of the registry: the last two are enough to tell.
  if (dialect_.id == "reg") {
    const auto last = section.rfind('\\');
    const auto before =
        last == std::string::npos || last == 0 ? std::string::npos : section.rfind('\\', last - 1);
    if (before != std::string::npos) section.erase(0, before + 1);
    std::replace(section.begin(), section.end(), '\\', '.');
  }
  parents_ = {section};
  outer_blocks_.clear();
  block_ = writer_.new_block();
  return true;
}

// <Location "/x"> and </Location>
bool LineReader::take_tag(std::string_view line) {
  if (line.size() < 3 || line.front() != '<' || line.back() != '>') return false;
  if (line[1] == '/') {
    if (!parents_.empty() && !outer_blocks_.empty()) {
      parents_.pop_back();
      block_ = outer_blocks_.back();
      outer_blocks_.pop_back();
    }
    return true;
  }
  if (!base::is_alpha(line[1])) return false;
  if (outer_blocks_.size() >= kMaxOpen) return true;
  std::size_t end = 1;
  while (end < line.size() && (base::is_word(line[end]) || line[end] == '-')) ++end;
  parents_.emplace_back(line.substr(1, end - 1));
  outer_blocks_.push_back(block_);
  block_ = writer_.new_block();
  return true;
}

void LineReader::take_comment(const TracedText& line, Span construct) {
  const auto pair = comment_pair(line.text(), {0, line.size()}, true);
  if (!pair) return;
  Literal literal;
  literal.quoting = pair->quoting;
  literal.text = line.slice(pair->value.begin, pair->value.end);
  assign(pair->key.in(line.text()), literal, line, {construct, block_, true});
}

// hex(1):41,00,… holds a string in UTF-16, hex: any bytes, dword: a number. Bytes that are no text stay as
// written: VNC keeps its passwords so.
void decode_registry(Literal& literal) {
  const std::string& written = literal.text.text();
  const auto colon = written.find(':');
  if (!base::starts_with_nocase(written, "hex") || colon == std::string::npos) {
    // Notes that are called .reg hold ordinary settings, too.
    const bool number = base::starts_with_nocase(written, "dword:") ||
                        base::starts_with_nocase(written, "qword:") || written == "-";
    if (number) literal.state = model::ValueState::unknown;
    return;
  }
  std::string bytes;
  for (std::size_t at = colon + 1; at + 1 < written.size();) {
    const long byte = hex_digits(written, at, 2);
    if (byte >= 0) bytes += static_cast<char>(static_cast<unsigned char>(byte));
    at += byte >= 0 ? std::size_t{2} : std::size_t{1};
  }
  std::string_view plain = bytes;
  while (plain.size() >= 2 && plain.ends_with(std::string_view("\0\0", 2))) plain.remove_suffix(2);
  // hex: without a type may hold anything: there only Latin letters count as text.
  bool latin = true;
  for (std::size_t i = 1; i < plain.size(); i += 2)
    latin = latin && static_cast<unsigned char>(plain[i]) <= 2;
  const bool typed = written.size() > 3 && written[3] == '(';
  auto text = typed || latin ? decode_utf16le(plain) : std::nullopt;
  if (!text && is_readable(bytes)) text = bytes;
  if (!text) return;
  const model::Span span = literal.text.written();
  literal.text = {};
  literal.text.put(*text, span);
  literal.decoded_by.emplace_back("hex");
  literal.computed = true;
}

void LineReader::take_line(const TracedText& line, Span construct) {
  const std::string_view trimmed = base::trim(line.text());
  const bool slashes = trimmed.starts_with("//") || trimmed.starts_with("/*");
  const bool mark =
      trimmed.front() == '#' || trimmed.front() == ';' || (trimmed.front() == '!' && dialect_.escapes);
  if (mark || slashes) {
    take_comment(line, construct);
    return;
  }
  if (trimmed.starts_with("{\"") || trimmed.starts_with("[{\"")) {
    // A body of HTTP, a record of a log
    read_nested(writer_.input(), line.to_mapped(), model::Language::json, writer_.facts());
    return;
  }
  if (take_section(trimmed) || take_tag(trimmed)) return;
  const auto split = split_line(line.text(), dialect_);
  if (!split) return;
  const std::string_view key = split->key.in(line.text());
  Literal literal = config_value(line, split->value, dialect_, split->assigned);
  if (dialect_.id == "reg" && literal.quoting == model::Quoting::bare) decode_registry(literal);
  if (split->assigned && key.find(' ') != std::string_view::npos) {
    // An inventory's host with its variables: "web2 ansible_host=… ansible_ssh_pass=…"
    read_slapd_pairs(writer_, parents_, line, {construct, block_, false});
  }
  if (split->assigned) take_further_pairs(line, *split, literal, {construct, block_, false});
  if (take_both(key, literal, {construct, block_, false})) return;
  assign(key, literal, line, {construct, block_, false});
}

// login / mdp : svc / x
bool LineReader::take_both(std::string_view key, const Literal& literal, const Construct& construct) {
  const auto slash = key.find('/');
  if (slash == std::string_view::npos || key.find('/', slash + 1) != std::string_view::npos ||
      literal.quoting != model::Quoting::bare)
    return false;
  const auto first = base::trim(key.substr(0, slash));
  const auto second = base::trim(key.substr(slash + 1));
  const std::string_view both = literal.text.text();
  const bool apart = both.find(" / ") != std::string_view::npos;
  const auto sign = both.find(apart ? " / " : "/");
  const std::size_t behind = sign + (apart ? 3 : 1);
  if (first.empty() || second.empty() || sign == 0 || sign == std::string_view::npos || behind >= both.size())
    return false;
  const auto part = [&literal](std::size_t begin, std::size_t end) {
    Literal value = literal;
    value.text = literal.text.slice(begin, end);
    return value;
  };
  writer_.assign_plain(parents_, first, part(0, sign), construct);
  writer_.assign_plain(parents_, second, part(behind, both.size()), construct);
  return true;
}

// login="svc" password="x": what stands behind a first value in quotes is no part of it. A bare first value
// is left whole: it may be a connection string.
void LineReader::take_further_pairs(const TracedText& line, const Split& split, Literal& first,
                                    const Construct& construct) {
  if (line.text().find('=', split.value) == std::string::npos) return;
  const auto pairs = line_pairs(line.text(), split.value);
  if (pairs.size() < 2) return;
  const auto literal_of = [&line](const LinePair& pair) {
    Literal literal;
    literal.quoting = pair.quoting;
    literal.text = line.slice(pair.value.begin, pair.value.end);
    return literal;
  };
  const LinePair& value = pairs.front();
  if (value.quoting != model::Quoting::bare) {
    first = literal_of(value);
  } else {
    // Where values may have blanks, three pairs say that they have none; "dsn = host=a password=x" is one.
    const bool words = dialect_.id == "plain" || dialect_.id == "conf" || pairs.size() > 2;
    if (!words || value.value.in(line.text()).find('=') != std::string_view::npos) return;
  }
  for (std::size_t i = 1; i < pairs.size() && !writer_.full(); ++i)
    writer_.assign_plain(parents_, pairs[i].key.in(line.text()), literal_of(pairs[i]), construct);
}

// Directives of pam_ldap and its kin that name a method, not a password: `pam_password exop`.
bool names_method(std::string_view key) {
  return base::equal_nocase(key, "pam_password") || base::equal_nocase(key, "password-hash") ||
         base::equal_nocase(key, "nss_map_attribute") || base::equal_nocase(key, "default_pass_scheme");
}

// systemd: Environment=A=x "B=y z"
void LineReader::environment(const Literal& literal, const Construct& construct) {
  const std::string& written = literal.text.text();
  for (std::size_t at = 0; at < written.size() && !writer_.full();) {
    while (at < written.size() && base::is_blank(written[at])) ++at;
    const bool quoted = at < written.size() && (written[at] == '"' || written[at] == '\'');
    const std::size_t begin = at + (quoted ? 1 : 0);
    // A value that was quoted as a whole has lost its quotes.
    const bool whole = literal.quoting != model::Quoting::bare;
    const auto end = whole ? written.size()
                           : std::min(quoted ? written.find(written[at], begin) : written.find(' ', begin),
                                      written.size());
    const auto equals = std::string_view(written).substr(0, end).find('=', begin);
    if (equals != std::string_view::npos && equals + 1 < end) {
      Literal value = literal;
      value.text = literal.text.slice(equals + 1, end);
      writer_.assign(parents_, std::string_view(written).substr(begin, equals - begin), value, construct);
    }
    at = end + 1;
  }
}

void LineReader::assign(std::string_view key, const Literal& literal, const TracedText& line,
                        const Construct& construct) {
  if (names_method(key)) return;
  if (!key.empty() && key.front() == '$') key.remove_prefix(1);
  if (base::equal_nocase(key, "LDAPBindDN") || base::equal_nocase(key, "LDAPDNInfo")) {
    // ProFTPD: LDAPBindDN "cn=ftp" "password"
    const std::string& written = literal.text.text();
    const auto name_end = written.find("\" ");
    const auto open = name_end == std::string::npos ? name_end : written.find('"', name_end + 1);
    const auto close = open == std::string::npos ? open : written.find('"', open + 1);
    if (close == std::string::npos || close == open + 1) return;
    Literal password = literal;
    password.quoting = model::Quoting::double_quotes;
    password.text = literal.text.slice(open + 1, close);
    writer_.assign_plain({"bound_password"}, key, password, construct);
    return;
  }
  if (key == "Environment") environment(literal, construct);
  // Postfix: smtp_sasl_password_maps = static:user:password
  if (base::ends_with_nocase(key, "password_maps") && literal.text.text().starts_with("static:")) {
    const auto colon = literal.text.text().find(':', 7);
    if (colon == std::string::npos || colon + 1 >= literal.text.size()) return;
    Literal password = literal;
    password.text = literal.text.slice(colon + 1, literal.text.size());
    writer_.assign_plain(parents_, "sasl_password", password, construct);
    return;
  }
  writer_.assign(parents_, key, literal, construct);
  const bool directive = base::equal_nocase(key, "syncrepl") || base::equal_nocase(key, "idassert-bind") ||
                         base::equal_nocase(key, "acl-bind") ||
                         base::equal_nocase(key, "chain-idassert-bind") || base::equal_nocase(key, "uri") ||
                         base::equal_nocase(key, "olcSyncrepl");
  if (directive || dialect_.leading_blank_continues) {
    std::vector<std::string> path = parents_;
    path.emplace_back(key);
    read_slapd_pairs(writer_, path, line, construct);
  }
}

}  // namespace

void read_config_lines(FactWriter& writer, const Dialect& dialect, Span section, Span part) {
  LineReader reader(writer, dialect);
  if (!section.empty()) reader.run(section);
  reader.run(part);
}

}  // namespace tamis::read
