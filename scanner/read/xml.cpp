// XML and HTML, tag by tag, with a stack of open elements. Attributes, leaf elements, name-value pairs in all
// their forms
// (<add key= value=>, <property name=>, <param-name>/<param-value>, plist), tables and labelled text of
// pages. Broken input is read on; entities of a DTD are never expanded.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "read/comment_pair.h"
#include "read/fact_writer.h"
#include "read/nested.h"
#include "read/pair_names.h"
#include "read/reader_table.h"
#include "read/windows.h"
#include "read/xml_page.h"
#include "read/xml_text.h"

namespace tamis::read {
namespace {

using model::Quoting;
using model::Span;

constexpr std::size_t kMaxLevels = 512;
constexpr std::size_t kMaxAttribute = std::size_t{64} << 10;
constexpr std::size_t kShown = 16;

struct Attribute {
  std::string name;
  Literal value;
  Span span;
};

struct Level {
  std::string name;
  std::string label;  // its name= or key= attribute
  std::uint32_t block = 0;
  bool has_children = false;
  bool sealed = false;      // KeePass: Protected="True" holds a cipher's output
  std::size_t strings = 0;  // <string> children: of a map they are key, value, key, value
  TracedText content;
  std::size_t begin = 0;
  PairMembers pair;
};

class XmlReader {
 public:
  XmlReader(FactWriter& writer, bool html, bool in_comment)
      : writer_(writer), html_(html), in_comment_(in_comment), page_(writer, in_comment) {}
  void run(Span part);

 private:
  std::string_view text() const { return writer_.text().substr(0, end_); }
  void take_markup();
  void take_comment(Span inner);
  void take_start_tag();
  void take_end_tag();
  std::vector<Attribute> take_attributes(bool& closed_itself);
  void open(const std::string& name, const std::vector<Attribute>& attributes, std::size_t begin);
  void close(std::size_t end);
  void emit_attributes(const std::vector<Attribute>& attributes, const Level& level, Span construct);
  std::string_view pair_member(const Level& leaf);
  void emit_leaf(Level& level, std::size_t end);
  void raw_element(const std::string& name);
  std::vector<std::string> parents() const;

  FactWriter& writer_;
  bool html_;
  bool in_comment_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::vector<Level> levels_;
  PageReader page_;
  PairMembers root_pair_;
  std::string program_;  // of a task: <Command>, until its <Arguments>
};

bool is_name_byte(char c) {
  return base::is_word(c) || c == '-' || c == '.' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_void_element(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kNames = {"br",   "hr",   "img", "input",
                                                             "meta", "link", "col", "wbr"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [name](std::string_view known) { return base::equal_nocase(known, name); });
}

// <S N="BindPw">: a string that PowerShell exported (Export-Clixml); <SS> beside it holds a cipher's output.
bool is_clixml_string(std::string_view element) {
  return element == "S";
}

bool names_element(std::string_view attribute, std::string_view element) {
  return is_name_member(attribute) || (attribute == "N" && is_clixml_string(element));
}

std::vector<std::string> XmlReader::parents() const {
  std::vector<std::string> names;
  const std::size_t first = levels_.size() > kShown ? levels_.size() - kShown : 0;
  for (std::size_t i = first; i < levels_.size(); ++i) names.push_back(levels_[i].name);
  return names;
}

void XmlReader::run(Span part) {
  at_ = part.begin;
  end_ = part.end;
  while (at_ < end_ && !writer_.full()) {
    const auto tag = std::min(text().find('<', at_), end_);
    if (tag > at_ && !levels_.empty()) unescape_entities(text(), {at_, tag}, levels_.back().content);
    if (html_ && tag > at_) page_.text(text(), {at_, tag});
    at_ = tag;
    if (at_ < end_) take_markup();
  }
}

void XmlReader::take_markup() {
  const std::string_view rest = text().substr(at_);
  const auto behind = [&](std::string_view mark, std::size_t from) {
    const auto found = text().find(mark, std::min(end_, at_ + from));
    return found == std::string_view::npos ? end_ : found;
  };
  if (rest.starts_with("<!--")) {
    const std::size_t close = behind("-->", 4);
    take_comment({at_ + 4, close});
    at_ = std::min(end_, close + 3);
  } else if (rest.starts_with("<![CDATA[")) {
    const std::size_t close = behind("]]>", 9);
    if (!levels_.empty()) levels_.back().content.copy(text(), at_ + 9, close);
    at_ = std::min(end_, close + 3);
  } else if (rest.starts_with("<!") || rest.starts_with("<?")) {
    at_ = std::min(end_, behind(">", 2) + 1);
  } else if (rest.starts_with("</")) {
    take_end_tag();
  } else if (rest.size() > 1 &&
             (base::is_alpha(rest[1]) || rest[1] == '_' || static_cast<unsigned char>(rest[1]) >= 0x80)) {
    take_start_tag();
  } else {
    if (!levels_.empty()) levels_.back().content.copy(text(), at_, at_ + 1);
    ++at_;
  }
}

void XmlReader::take_comment(Span inner) {
  if (in_comment_ || inner.begin >= inner.end) return;
  const std::string_view body = inner.in(writer_.text());
  if (body.find('<') != std::string_view::npos) {
    XmlReader commented(writer_, html_, true);
    for (const std::string& name : parents()) {
      Level level;
      level.name = name;
      level.has_children = true;
      commented.levels_.push_back(std::move(level));
    }
    commented.run(inner);
    return;
  }
  std::size_t at = inner.begin;
  while (at < inner.end) {
    const auto line = std::min(writer_.text().substr(0, inner.end).find('\n', at), inner.end);
    if (const auto pair = comment_pair(writer_.text(), {at, line})) {
      Literal literal;
      literal.quoting = pair->quoting;
      unescape_entities(writer_.text(), pair->value, literal.text);
      writer_.assign(parents(), pair->key.in(writer_.text()), literal, {{at, line}, 0, true});
    }
    at = line + 1;
  }
}

std::vector<Attribute> XmlReader::take_attributes(bool& closed_itself) {
  std::vector<Attribute> attributes;
  while (at_ < end_) {
    const char c = text()[at_];
    if (base::is_space(c) || c == '/') {
      closed_itself = c == '/';
      ++at_;
      continue;
    }
    if (c == '>') {
      ++at_;
      return attributes;
    }
    if (c == '<') return attributes;  // the tag was never closed
    closed_itself = false;
    Attribute attribute;
    const std::size_t begin = at_;
    while (at_ < end_ && is_name_byte(text()[at_])) ++at_;
    if (at_ == begin) {
      ++at_;
      continue;
    }
    attribute.name = std::string(text().substr(begin, std::min<std::size_t>(at_ - begin, 256)));
    while (at_ < end_ && base::is_space(text()[at_])) ++at_;
    if (at_ >= end_ || text()[at_] != '=') continue;
    ++at_;
    while (at_ < end_ && base::is_space(text()[at_])) ++at_;
    if (at_ >= end_) return attributes;
    const char quote = text()[at_];
    const bool quoted = quote == '"' || quote == '\'';
    const std::size_t value = quoted ? at_ + 1 : at_;
    const std::string_view near = text().substr(0, std::min(end_, value + kMaxAttribute));
    auto close = quoted ? near.find(quote, value) : near.find_first_of(" \t\r\n>", value);
    if (close == std::string_view::npos) close = std::min(near.find('>', value), near.size());
    attribute.value.quoting = quote == '"' ? Quoting::double_quotes
                              : quoted     ? Quoting::single_quotes
                                           : Quoting::bare;
    unescape_entities(text(), {value, close}, attribute.value.text);
    at_ = quoted && close < end_ && text()[close] == quote ? close + 1 : close;
    attribute.span = {begin, at_};
    attributes.push_back(std::move(attribute));
  }
  return attributes;
}

void XmlReader::take_start_tag() {
  const std::size_t begin = at_++;
  const std::size_t name_begin = at_;
  while (at_ < end_ && is_name_byte(text()[at_])) ++at_;
  const std::string name(text().substr(name_begin, std::min<std::size_t>(at_ - name_begin, 128)));
  bool closed_itself = false;
  const std::vector<Attribute> attributes = take_attributes(closed_itself);
  open(name, attributes, begin);
  if (closed_itself || (html_ && is_void_element(name))) {
    levels_.pop_back();
  } else if (html_ && (base::equal_nocase(name, "script") || base::equal_nocase(name, "style"))) {
    raw_element(name);
  }
}

void XmlReader::open(const std::string& name, const std::vector<Attribute>& attributes, std::size_t begin) {
  if (!levels_.empty()) {
    Level& parent = levels_.back();
    if (html_) emit_leaf(parent, begin);  // text before a child: "<li>Mot de passe : <b>…"
    parent.has_children = true;
    parent.content = {};
  }
  if (levels_.size() + 1 >= kMaxLevels) levels_.erase(levels_.begin(), levels_.begin() + kMaxLevels / 2);
  Level level;
  level.name = name;
  level.block = writer_.new_block();
  for (const Attribute& attribute : attributes) {
    if (attribute.name == "Protected" && base::equal_nocase(attribute.value.text.text(), "true"))
      level.sealed = true;
    if (names_element(attribute.name, name) || attribute.name == "id") {
      if (level.label.empty() || attribute.name != "id")
        level.label = attribute.value.text.text().substr(0, 256);
    }
  }
  if (html_) page_.element_begins(name, at_);
  emit_attributes(attributes, level, {begin, at_});
  level.begin = at_;
  levels_.push_back(std::move(level));
}

// <input type="hidden" name="_token" value="…">: it protects the form, and changes with each page.
bool is_forgery_token(const std::vector<Attribute>& attributes) {
  bool hidden = false, token = false;
  for (const Attribute& attribute : attributes) {
    const auto& value = attribute.value.text.text();
    hidden = hidden || (base::equal_nocase(attribute.name, "type") && base::equal_nocase(value, "hidden"));
    token = token || (base::equal_nocase(attribute.name, "name") &&
                      (base::ends_with_nocase(value, "token") || base::ends_with_nocase(value, "nonce")));
  }
  return hidden && token;
}

void XmlReader::emit_attributes(const std::vector<Attribute>& attributes, const Level& level,
                                Span construct) {
  if (attributes.empty()) return;
  std::vector<std::string> path = parents();
  path.push_back(level.name);
  PairMembers pair;
  const bool of_form = html_ && is_forgery_token(attributes);
  for (const Attribute& attribute : attributes) {
    if (attribute.name.starts_with("xmlns")) continue;
    if (attribute.name == "pass" && level.name == "settings")
      continue;  // of unattend.xml: "windowsPE", "oobeSystem"
    const Construct at{attribute.span, level.block, in_comment_};
    writer_.assign(path, attribute.name, attribute.value, at);
    // <add key="x" value="y"/>, <Parameter name="x" value="y"/>
    if (!of_form)
      pair.see(writer_, path, attribute.name, attribute.value, {construct, level.block, in_comment_});
  }
}

void XmlReader::raw_element(const std::string& name) {
  const std::size_t begin = at_;
  const std::size_t end = std::min(base::find_nocase(text(), "</" + name, at_), end_);
  if (base::equal_nocase(name, "script") && !in_comment_) {
    read_nested(writer_.input(), Span{begin, end}, model::Language::javascript, writer_.facts());
  }
  at_ = end;
}

void XmlReader::take_end_tag() {
  const std::size_t begin = at_;
  at_ += 2;
  const std::size_t name_begin = at_;
  while (at_ < end_ && is_name_byte(text()[at_])) ++at_;
  const std::string_view name = text().substr(name_begin, at_ - name_begin);
  at_ = std::min(text().find('>', at_), end_);
  if (at_ < end_) ++at_;
  // The element it closes is among the innermost, or the tag is stray.
  for (std::size_t up = 1; up <= std::min<std::size_t>(levels_.size(), 8); ++up) {
    if (!base::equal_nocase(levels_[levels_.size() - up].name, name)) continue;
    for (std::size_t i = 0; i < up; ++i) close(begin);
    return;
  }
}

void XmlReader::close(std::size_t end) {
  Level level = std::move(levels_.back());
  levels_.pop_back();
  if (!level.has_children || html_) emit_leaf(level, end);
  if (html_) page_.element_ends(level.name, level.block, end);
}

// The part that a leaf plays in a pair: <key>/<string> of plists, <string>/<string> of Jenkins' maps,
// <S N="Key">/<S N="Value"> of PowerShell's hashtables, or its own name.
std::string_view XmlReader::pair_member(const Level& leaf) {
  const std::string_view name = leaf.name;
  if (is_clixml_string(name)) return leaf.label;
  const bool data = base::equal_nocase(name, "data");
  if (!data && !base::equal_nocase(name, "string")) return name;
  if (levels_.empty()) return "value";
  const std::string_view parent = levels_.back().name;
  const bool map =
      base::equal_nocase(parent, "entry") || parent.ends_with("-map") || base::equal_nocase(parent, "map");
  return map && levels_.back().strings++ % 2 == 0 ? "key" : "value";
}

void XmlReader::emit_leaf(Level& level, std::size_t end) {
  Literal literal;
  literal.text = level.content.trimmed();
  if (literal.text.empty()) return;
  literal.computed = !literal.text.verbatim();
  if (level.sealed) literal.state = model::ValueState::reference;
  if (html_) {
    page_.leaf(level.name, literal, {{level.begin, end}, level.block, in_comment_});
    return;
  }
  const bool has_parent = !levels_.empty();
  const Construct construct{{level.begin, end}, has_parent ? levels_.back().block : 0, in_comment_};
  const std::vector<std::string> path = parents();
  writer_.assign(path, level.name, literal, construct);
  if (!level.label.empty()) {  // <entry key="x">v</entry>
    writer_.assign(path, level.label, literal, construct);
  } else if (has_parent && base::equal_nocase(level.name, "value") && !levels_.back().label.empty()) {
    writer_.assign(path, levels_.back().label, literal,
                   construct);  // <property name="x"><value>v</value></property>
  }
  PairMembers& pair = has_parent ? levels_.back().pair : root_pair_;
  pair.see(writer_, path, pair_member(level), literal, construct);
  // <Command>plink.exe</Command><Arguments>-pw x</Arguments> of a scheduled task
  if (base::equal_nocase(level.name, "command") && literal.text.size() < 260) program_ = literal.text.text();
  if (base::equal_nocase(level.name, "arguments") && !in_comment_) {
    writer_.command(program_, literal);
    program_.clear();
    return;
  }
  if (!in_comment_) writer_.nested(level.name, literal);
}

bool is_directives(std::string_view text) {
  static constexpr std::array<std::string_view, 14> kTags = {"virtualhost",    "directory",
                                                             "directorymatch", "location",
                                                             "locationmatch",  "ifmodule",
                                                             "ifdefine",       "files",
                                                             "proxy",          "macro",
                                                             "ldap",           "limit",
                                                             "requireall",     "authnprovideralias"};
  text = text.substr(0, 4096);
  std::size_t at = 0;
  while (at < text.size()) {  // the first line that is no comment
    const auto line = std::min(text.find('\n', at), text.size());
    const std::string_view content = base::trim(text.substr(at, line - at));
    at = line + 1;
    if (content.empty() || content.front() == '#') continue;
    if (content.front() != '<' || content.size() < 3) return false;
    const std::size_t end = std::min(content.find_first_of(" \t>/", 1), content.size());
    const std::string_view tag = content.substr(1, end - 1);
    return content.back() == '>' && content.find('=') == std::string_view::npos &&
           content.find('<', 1) == std::string_view::npos &&  // <proxy><host>x</host></proxy>
           std::any_of(kTags.begin(), kTags.end(),
                       [tag](std::string_view known) { return base::equal_nocase(known, tag); });
  }
  return false;
}

}  // namespace

void read_xml(const Input& input, std::vector<model::Fact>& facts) {
  if (is_directives(
          input.text)) {  // <VirtualHost *:443>, <LDAP>: Apache and OpenVPN write lines between tags
    Input lines = input;
    lines.language = model::Language::conf;
    read_config(lines, facts);
    return;
  }
  const bool html = input.language == model::Language::html;
  FactWriter writer(input, html ? model::Language::html : model::Language::xml, facts);
  for (const Span window : reading_windows(input)) XmlReader(writer, html, false).run(window);
}

}  // namespace tamis::read
