// JSON as people write it: comments, trailing commas, single quotes and bare keys are allowed, broken input
// is read on. One pass with an explicit stack; parents of a window in a large text come from the lines that
// are less indented.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "read/fact_writer.h"
#include "read/pair_names.h"
#include "read/reader_table.h"
#include "read/windows.h"

namespace tamis::read {
namespace {

using model::Span;

struct Frame {
  bool array = false;
  std::uint32_t block = 0;
  PairMembers pair;
};

class JsonReader {
 public:
  JsonReader(FactWriter& writer, bool in_comment) : writer_(writer), in_comment_(in_comment) {}

  void run(Span part);
  void mute(bool muted) { muted_ = muted; }
  void reset();

 private:
  std::string_view text() const { return writer_.text(); }
  void take_string();
  void take_bare();
  void take_comment(std::size_t begin, std::size_t end);
  void open(bool array);
  void close();
  void finish_value(const Literal& literal, std::size_t begin);
  bool skip_comment();
  bool key_follows() const;
  // The innermost parents, as many as a path shows, without the last `without`.
  std::vector<std::string> last_parents(std::size_t without) const;
  Literal unquote(Span inner, char quote) const;

  FactWriter& writer_;
  bool in_comment_ = false;
  bool muted_ = false;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::vector<Frame> frames_;
  std::size_t unseen_ = 0;            // open containers deeper than kMaxDepthKept
  std::vector<std::string> parents_;  // one for each frame: the key under which it stands
  std::string key_;                   // of the value that comes next
  std::size_t key_begin_ = 0;
};

constexpr std::size_t kMaxDepthKept = 512;  // deeper containers are read, their parents are forgotten

void JsonReader::reset() {
  frames_.clear();
  unseen_ = 0;
  parents_.clear();
  key_.clear();
}

void JsonReader::run(Span part) {
  at_ = part.begin;
  end_ = part.end;
  while (at_ < end_ && !writer_.full()) {
    const char c = text()[at_];
    if (base::is_space(c) || c == ',' || c == ':') {
      ++at_;
    } else if (c == '{' || c == '[') {
      open(c == '[');
      ++at_;
    } else if (c == '}' || c == ']') {
      ++at_;
      close();
    } else if (c == '"' || c == '\'') {
      take_string();
    } else if (!skip_comment()) {
      take_bare();
    }
  }
}

void JsonReader::open(bool array) {
  if (frames_.size() >= kMaxDepthKept) {
    ++unseen_;
    key_.clear();
    return;
  }
  frames_.push_back({.array = array, .block = writer_.new_block(), .pair = {}});
  parents_.push_back(std::move(key_));
  key_.clear();
}

void JsonReader::close() {
  key_.clear();
  if (unseen_ > 0) {
    --unseen_;
    return;
  }
  if (frames_.empty()) return;
  frames_.pop_back();
  parents_.pop_back();
}

bool JsonReader::skip_comment() {
  const std::string_view rest = text().substr(at_, end_ - at_);
  if (rest.starts_with("/*")) {
    const auto close = rest.find("*/", 2);
    const std::size_t end = close == std::string_view::npos ? end_ : at_ + close;
    take_comment(at_ + 2, end);
    at_ = std::min(end_, end + 2);
    return true;
  }
  if (!rest.starts_with("//") && rest.front() != '#') return false;
  const auto line = rest.find('\n');
  const std::size_t end = line == std::string_view::npos ? end_ : at_ + line;
  take_comment(at_ + (rest.front() == '#' ? 1 : 2), end);
  at_ = end;
  return true;
}

void JsonReader::take_comment(std::size_t begin, std::size_t end) {
  if (in_comment_ || muted_ || text().substr(begin, end - begin).find(':') == std::string_view::npos) return;
  JsonReader inner(writer_, true);
  inner.parents_ = last_parents(0);
  Frame frame;
  frame.block = frames_.empty() ? 0 : frames_.back().block;
  inner.frames_.assign(inner.parents_.size(), frame);
  inner.run({begin, end});
}

std::vector<std::string> JsonReader::last_parents(std::size_t without) const {
  constexpr std::size_t kShown = 16;
  const std::size_t end = parents_.size() - std::min(parents_.size(), without);
  const std::size_t begin = end > kShown ? end - kShown : 0;
  return {parents_.begin() + static_cast<std::ptrdiff_t>(begin),
          parents_.begin() + static_cast<std::ptrdiff_t>(end)};
}

// True when a ':' comes next, blanks skipped.
bool JsonReader::key_follows() const {
  std::size_t at = at_;
  while (at < end_ && base::is_space(text()[at])) ++at;
  return at < end_ && text()[at] == ':';
}

Literal JsonReader::unquote(Span inner, char quote) const {
  Literal literal;
  literal.quoting = quote == '"' ? model::Quoting::double_quotes : model::Quoting::single_quotes;
  unescape_json(text(), inner, literal.text);
  literal.computed = !literal.text.verbatim();
  return literal;
}

void JsonReader::take_string() {
  const char quote = text()[at_];
  const std::size_t begin = at_++;
  const std::string_view part = text().substr(0, end_);
  while (at_ < end_ && part[at_] != quote) {
    if (part[at_] == '\n' && quote == '\'') break;  // an apostrophe in broken text
    at_ += std::size_t{part[at_] == '\\' ? 2U : 1U};
  }
  const std::size_t inner_end = std::min(at_, end_);
  at_ = std::min(end_, inner_end + 1);
  const Span inner{begin + 1, inner_end};
  const bool in_array = !frames_.empty() && frames_.back().array;
  if (key_.empty() && !in_array && key_follows()) {
    key_ = unquote({inner.begin, std::min(inner.end, inner.begin + 256)}, quote).text.text();
    key_begin_ = begin;
    return;
  }
  if (!muted_ && writer_.wanted({begin, at_})) finish_value(unquote(inner, quote), begin);
  key_.clear();
}

void JsonReader::take_bare() {
  const std::size_t begin = at_;
  while (at_ < end_ && !base::is_space(text()[at_]) &&
         std::string_view(",:{}[]\"'").find(text()[at_]) == std::string_view::npos)
    ++at_;
  if (at_ == begin) ++at_;
  const std::string_view word = text().substr(begin, at_ - begin);
  const bool in_array = !frames_.empty() && frames_.back().array;
  if (key_.empty() && !in_array && key_follows()) {
    if (!in_comment_) key_ = word.substr(0, 256);
    key_begin_ = begin;
    return;
  }
  if (word != "null" && word != "true" && word != "false" && !muted_) {
    Literal literal;
    literal.text.copy(text(), begin, at_);
    finish_value(literal, begin);
  }
  key_.clear();
}

void JsonReader::finish_value(const Literal& literal, std::size_t begin) {
  const std::uint32_t block = frames_.empty() ? 0 : frames_.back().block;
  if (!frames_.empty() && frames_.back().array) {
    // Keycloak: "bindCredential": ["…"]: the element is a value of the list's key.
    if (!parents_.back().empty()) {
      writer_.element(last_parents(1), parents_.back(), literal, {{begin, at_}, block, in_comment_});
    }
    return;
  }
  if (key_.empty()) return;
  const Construct construct{{key_begin_, at_}, block, in_comment_};
  writer_.assign(parents_, key_, literal, construct);
  if (!in_comment_) writer_.nested(key_, literal);
  if (!frames_.empty()) frames_.back().pair.see(writer_, parents_, key_, literal, construct);
}

}  // namespace

void read_json(const Input& input, std::vector<model::Fact>& facts) {
  FactWriter writer(input, model::Language::json, facts);
  JsonReader reader(writer, false);
  std::size_t floor = 0;
  for (const Span window : reading_windows(input)) {
    if (window.begin > floor) {
      reader.reset();
      reader.mute(true);
      for (const Span line : parent_lines(input.text, window.begin, floor)) reader.run(line);
      reader.mute(false);
    }
    reader.run(window);
    floor = window.end;
  }
}

}  // namespace tamis::read
