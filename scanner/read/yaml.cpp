// YAML, line by line: a stack of the keys that hold the current line, by indentation. Scalars, flow
// collections, block scalars, anchors, tags and comments are understood; templates (Helm, Jinja) and broken
// input are read on.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "read/base64.h"
#include "read/comment_pair.h"
#include "read/fact_writer.h"
#include "read/reader_table.h"
#include "read/windows.h"
#include "read/yaml_flow.h"
#include "read/yaml_scalar.h"

namespace tamis::read {
namespace {

using model::Quoting;
using model::Span;

constexpr std::size_t kMaxLevels = 256;
constexpr std::size_t kMaxAnchors = 4096;

struct Level {
  std::size_t indent = 0;
  bool dash = false;
  std::string key;          // empty for a dash
  std::uint32_t block = 0;  // of what it holds
  PairMembers pair;
};

class YamlReader {
 public:
  explicit YamlReader(FactWriter& writer) : writer_(writer) {}
  void run(Span part);
  void mute(bool muted) { muted_ = muted; }
  void reset();

 private:
  std::string_view text() const { return writer_.text(); }
  void take_line(std::size_t begin, std::size_t end);
  void take_content(std::size_t at, std::size_t line, std::size_t line_begin);
  void take_value(std::size_t at, std::size_t line, const std::string& key, Span key_span,
                  std::size_t indent);
  void take_comment(std::size_t begin, std::size_t end);
  std::size_t take_flow(std::size_t at, const std::string& key);
  void plain_scalar(std::size_t at, std::size_t line, Literal& literal);
  void pop_to(std::size_t indent, bool dash);
  void push(std::size_t indent, bool dash, std::string key);
  void emit(const std::string& key, Literal literal, const YamlProperties& properties, Span construct);
  void remember(const YamlProperties& properties, const Literal& literal);
  std::vector<std::string> parents() const;
  std::uint32_t block() const { return levels_.empty() ? root_.block : levels_.back().block; }
  bool in_secret_data() const;

  FactWriter& writer_;
  bool muted_ = false;
  bool secret_ = false;  // this document is a Kubernetes Secret
  std::size_t end_ = 0;
  std::size_t next_ = 0;  // where the next line begins; values over several lines move it
  Level root_;
  std::vector<Level> levels_;
  std::unordered_map<std::string, Literal> anchors_;
};

bool blank_or_end(std::string_view text, std::size_t at, std::size_t end) {
  return at >= end || base::is_space(text[at]);
}

// The ':' that ends the key which begins at `at`; npos where the line has none. Keys are quoted or plain.
std::size_t key_colon(std::string_view text, std::size_t at, std::size_t line) {
  constexpr std::size_t kMaxKey = 256;
  std::size_t i = at;
  const std::size_t reach = std::min(line, at + kMaxKey);
  if (text[at] == '"' || text[at] == '\'') {
    i = text.substr(0, reach).find(text[at], at + 1);
    if (i == std::string_view::npos) return i;
    ++i;
    while (i < reach && base::is_blank(text[i])) ++i;
    return i < reach && text[i] == ':' && blank_or_end(text, i + 1, line) ? i : std::string_view::npos;
  }
  if (std::string_view("{[|>*&!%@`,]}#").find(text[at]) != std::string_view::npos)
    return std::string_view::npos;
  for (; i < reach; ++i) {
    if (text[i] == '#' && i > at && base::is_blank(text[i - 1])) break;
    if (text[i] == ':' && blank_or_end(text, i + 1, line)) return i;
  }
  return std::string_view::npos;
}

std::string key_text(std::string_view text, std::size_t begin, std::size_t end) {
  std::string_view key = base::trim(text.substr(begin, end - begin));
  if (key.size() >= 2 && (key.front() == '"' || key.front() == '\'') && key.back() == key.front()) {
    key = key.substr(1, key.size() - 2);
  }
  return std::string(key);
}

void YamlReader::reset() {
  levels_.clear();
  anchors_.clear();
  root_ = {};
  root_.block = writer_.new_block();
  secret_ = false;
}

std::vector<std::string> YamlReader::parents() const {
  constexpr std::size_t kShown = 16;  // more than a path shows
  std::vector<std::string> keys;
  for (std::size_t i = levels_.size(); i > 0 && keys.size() < kShown; --i) {
    if (!levels_[i - 1].key.empty()) keys.push_back(levels_[i - 1].key);
  }
  std::reverse(keys.begin(), keys.end());
  return keys;
}

bool YamlReader::in_secret_data() const {
  return secret_ && levels_.size() == 1 && levels_.front().key == "data";
}

// `kind: Secret` may stand behind `data:`, so the document is looked through once.
bool is_kubernetes_secret(std::string_view document) {
  const auto end = document.find("\n---");
  document = document.substr(0, std::min<std::size_t>(end, std::size_t{64} << 10));
  const auto at = document.find("kind: Secret");
  return at != std::string_view::npos && (at == 0 || document[at - 1] == '\n') &&
         (at + 12 >= document.size() || base::is_space(document[at + 12]));
}

void YamlReader::run(Span part) {
  next_ = part.begin;
  end_ = part.end;
  if (!muted_ && levels_.empty())
    secret_ = is_kubernetes_secret(text().substr(part.begin, part.end - part.begin));
  while (next_ < end_ && !writer_.full()) {
    const std::size_t begin = next_;
    const std::size_t line = std::min(text().substr(0, end_).find('\n', begin), end_);
    next_ = std::min(line + 1, end_);
    take_line(begin, line);
  }
}

void YamlReader::take_line(std::size_t begin, std::size_t line) {
  const std::string_view all = text();
  if (line > begin && all[line - 1] == '\r') --line;
  const std::string_view whole = all.substr(begin, line - begin);
  if (whole.starts_with("---") || whole.starts_with("...")) {
    reset();
    secret_ = is_kubernetes_secret(all.substr(next_, end_ - next_));
    if (whole.size() <= 4) return;
    begin += 3;
  }
  std::size_t at = begin;
  while (at < line && base::is_blank(all[at])) ++at;
  if (at >= line || all[at] == '%' || all.substr(at, 2) == "{%") return;
  if (all[at] == '#') {
    take_comment(at, line);
    return;
  }
  if (all.substr(at, 2) == "{{" && all.substr(0, line).find("}}", at) != std::string_view::npos) return;
  while (at < line && (all[at] == '-' || all[at] == '?') && blank_or_end(all, at + 1, line)) {
    pop_to(at - begin, true);
    push(at - begin, true, {});
    ++at;
    while (at < line && base::is_blank(all[at])) ++at;
  }
  if (at < line) take_content(at, line, begin);
}

void YamlReader::take_content(std::size_t at, std::size_t line, std::size_t line_begin) {
  const std::string_view all = text();
  const std::size_t node = at;
  const std::size_t colon = key_colon(all, at, line);
  if (colon != std::string_view::npos) {
    const std::size_t indent = at - line_begin;
    pop_to(indent, false);
    take_value(colon + 1, line, key_text(all, at, colon), {at, line}, indent);
    return;
  }
  const bool element = !levels_.empty() && levels_.back().dash;
  if (all[node] == '{' || all[node] == '[') {
    next_ = std::max(next_, take_flow(node, {}));
    return;
  }
  if (!element || muted_) return;
  YamlProperties properties = take_properties(all, at, line);
  if (at < line && (all[at] == '{' || all[at] == '[')) {
    next_ = std::max(next_, take_flow(at, {}));
    return;
  }
  Literal literal;
  if (at < line) plain_scalar(at, line, literal);
  apply_tag(properties.tag, literal);
  // An element belongs to the nearest key above its dash.
  std::vector<std::string> above = parents();
  if (above.empty()) return;
  const std::string key = std::move(above.back());
  above.pop_back();
  writer_.element(above, key, literal, {{node, line}, block(), false});
}

void YamlReader::pop_to(std::size_t indent, bool dash) {
  while (!levels_.empty()) {
    const Level& top = levels_.back();
    const bool same_key = dash && top.indent == indent && !top.dash;  // "key:" and "- item" in one column
    if (top.indent < indent || same_key) return;
    levels_.pop_back();
  }
}

void YamlReader::push(std::size_t indent, bool dash, std::string key) {
  if (levels_.size() >= kMaxLevels) return;
  Level level;
  level.indent = indent;
  level.dash = dash;
  level.key = std::move(key);
  level.block = writer_.new_block();
  levels_.push_back(std::move(level));
}

void YamlReader::plain_scalar(std::size_t at, std::size_t line, Literal& literal) {
  const std::string_view all = text();
  if (all[at] == '"' || all[at] == '\'') {
    std::size_t behind = at;
    Literal quoted;
    if (take_quoted(all, behind, end_, quoted)) {
      literal = std::move(quoted);
      if (behind > next_) next_ = std::min(all.substr(0, end_).find('\n', behind), end_);
      return;
    }
  }
  std::size_t end = at;
  while (end < line && !(all[end] == '#' && end > at && base::is_blank(all[end - 1]))) ++end;
  if (end < line) take_comment(end, line);
  while (end > at && base::is_space(all[end - 1])) --end;
  literal.text.copy(all, at, end);
}

void YamlReader::take_value(std::size_t at, std::size_t line, const std::string& key, Span key_span,
                            std::size_t indent) {
  const std::string_view all = text();
  const YamlProperties properties = take_properties(all, at, line);
  while (at < line && base::is_blank(all[at])) ++at;
  if (at >= line || all[at] == '#') {
    if (at < line) take_comment(at, line);
    push(indent, false, key);
    return;
  }
  const char first = all[at];
  const bool helm = all.substr(at, 2) == "{{";
  Literal literal;
  if ((first == '|' || first == '>') &&
      base::trim(all.substr(at + 1, line - at - 1)).find_first_not_of("+-0123456789") ==
          std::string_view::npos) {
    next_ = std::max(next_, take_block(all, at, std::min(all.substr(0, end_).find('\n', at), end_), end_,
                                       indent, literal));
  } else if ((first == '{' && !helm) || first == '[') {
    next_ = std::max(next_, take_flow(at, key));
    return;
  } else if (first == '*') {
    const std::string alias(base::trim(all.substr(at + 1, line - at - 1)));
    const auto known = anchors_.find(alias);
    if (known == anchors_.end()) return;
    literal = known->second;
    literal.trail.push_back({"*" + alias, at});
  } else {
    plain_scalar(at, line, literal);
  }
  emit(key, std::move(literal), properties, {key_span.begin, std::max(line, next_)});
}

void YamlReader::remember(const YamlProperties& properties, const Literal& literal) {
  if (!properties.anchor.empty() && anchors_.size() < kMaxAnchors) anchors_[properties.anchor] = literal;
}

void YamlReader::emit(const std::string& key, Literal literal, const YamlProperties& properties,
                      Span construct) {
  apply_tag(properties.tag, literal);
  remember(properties, literal);
  if (muted_) return;
  if (in_secret_data() && literal.state == model::ValueState::constant) {
    const auto decoded = decode_base64(literal.text.text());
    if (decoded && is_readable(*decoded)) {
      TracedText plain;
      plain.put(*decoded, literal.text.written());
      literal.text = std::move(plain);
      literal.decoded_by.emplace_back("base64");
    }
  }
  Level& level = levels_.empty() ? root_ : levels_.back();
  const std::vector<std::string> above = parents();
  writer_.assign(above, key, literal, {construct, level.block, false});
  level.pair.see(writer_, above, key, literal, {construct, level.block, false});
  if (literal.trail.empty()) writer_.nested(key, literal);
}

void YamlReader::take_comment(std::size_t begin, std::size_t end) {
  if (muted_) return;
  const auto pair = comment_pair(text(), {begin, end});
  if (!pair) return;
  Literal literal;
  literal.quoting = pair->quoting;
  literal.text.copy(text(), pair->value.begin, pair->value.end);
  writer_.assign(parents(), pair->key.in(text()), literal, {{begin, end}, block(), true});
}

// Reads the collection that begins at `at` and returns the end of its last line.
std::size_t YamlReader::take_flow(std::size_t at, const std::string& key) {
  std::vector<std::string> path = parents();
  path.push_back(key);
  const std::size_t behind = read_flow(writer_, {at, end_}, std::move(path), muted_);
  return std::min(text().substr(0, end_).find('\n', behind), end_ - 1) + 1;
}

}  // namespace

void read_yaml(const Input& input, std::vector<model::Fact>& facts) {
  FactWriter writer(input, model::Language::yaml, facts);
  YamlReader reader(writer);
  std::size_t floor = 0;
  for (const Span window : reading_windows(input)) {
    reader.reset();
    if (window.begin > 0) {
      reader.mute(true);
      for (const Span line : parent_lines(input.text, window.begin, floor)) reader.run(line);
      reader.mute(false);
    }
    reader.run(window);
    floor = window.end;
  }
}

}  // namespace tamis::read
