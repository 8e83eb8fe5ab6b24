#include "read/yaml_flow.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "read/yaml_scalar.h"

namespace tamis::read {
namespace {

using model::Span;

constexpr std::size_t kMaxFlow = std::size_t{256} << 10;
constexpr std::size_t kMaxFrames = 256;
constexpr std::size_t kShown = 16;

struct Frame {
  bool array = false;
  std::uint32_t block = 0;
  PairMembers pair;
};

class FlowReader {
 public:
  FlowReader(FactWriter& writer, Span part, std::vector<std::string> path, bool muted)
      : writer_(writer),
        at_(part.begin),
        end_(std::min(part.end, part.begin + kMaxFlow)),
        path_(std::move(path)),
        muted_(muted) {}
  std::size_t run();

 private:
  std::string_view text() const { return writer_.text().substr(0, end_); }
  void open(bool array);
  void close();
  void take_scalar();
  Literal quoted_or_plain();
  void finish_value(const Literal& literal, std::size_t begin);

  FactWriter& writer_;
  std::size_t at_;
  std::size_t end_;
  std::vector<std::string> path_;  // one for each frame behind the outer ones
  bool muted_;
  std::vector<Frame> frames_;
  std::size_t unseen_ = 0;  // frames deeper than kMaxFrames
  std::string key_;
  std::string tag_;
};

std::size_t FlowReader::run() {
  while (at_ < end_ && !writer_.full()) {
    const char c = text()[at_];
    if (c == '{' || c == '[') {
      open(c == '[');
    } else if (c == '}' || c == ']') {
      close();
      if (frames_.empty()) break;
    } else if (c == ',' || c == ':' || base::is_space(c)) {
      if (c == ',') key_.clear();
      ++at_;
    } else if (c == '#') {
      at_ = std::min(text().find('\n', at_), end_);
    } else {
      take_scalar();
    }
  }
  return at_;
}

void FlowReader::open(bool array) {
  ++at_;
  if (frames_.size() >= kMaxFrames) {
    ++unseen_;
    return;
  }
  // The first frame stands under the last of the outer path.
  if (!frames_.empty()) path_.push_back(key_);
  key_.clear();
  frames_.push_back({.array = array, .block = writer_.new_block(), .pair = {}});
}

void FlowReader::close() {
  ++at_;
  key_.clear();
  if (unseen_ > 0) {
    --unseen_;
    return;
  }
  frames_.pop_back();
  if (!frames_.empty()) path_.pop_back();
}

Literal FlowReader::quoted_or_plain() {
  Literal literal;
  const std::string_view all = text();
  if (all[at_] == '"' || all[at_] == '\'') {
    if (take_quoted(all, at_, end_, literal)) return literal;
    literal = {};
  }
  std::size_t i = at_;
  while (i < end_ && all[i] != '\n' && std::string_view(",[]{}").find(all[i]) == std::string_view::npos) {
    if (all[i] == ':' &&
        (i + 1 >= end_ || base::is_space(all[i + 1]) || all[i + 1] == ',' || all[i + 1] == '}'))
      break;
    if (all[i] == '#' && i > at_ && base::is_blank(all[i - 1])) break;
    if (all[i] == '$' && i + 1 < end_ && all[i + 1] == '{') {  // ${VAR:-default} holds braces
      const auto close = all.substr(0, std::min(end_, i + 256)).find('}', i);
      if (close != std::string_view::npos) i = close;
    }
    ++i;
  }
  if (i == at_) ++i;
  std::size_t stop = i;
  while (stop > at_ && base::is_space(all[stop - 1])) --stop;
  literal.text.copy(all, at_, stop);
  at_ = i;
  return literal;
}

void FlowReader::take_scalar() {
  const std::size_t begin = at_;
  const YamlProperties properties = take_properties(text(), at_, std::min(end_, at_ + 128));
  if (at_ > begin) {
    tag_ = properties.tag;
    return;
  }
  Literal literal = quoted_or_plain();
  std::size_t colon = at_;
  while (colon < end_ && base::is_blank(text()[colon])) ++colon;
  const bool in_array = !frames_.empty() && frames_.back().array;
  if (key_.empty() && !in_array && colon < end_ && text()[colon] == ':') {
    key_ = literal.text.text().substr(0, 256);
    at_ = colon + 1;
    return;
  }
  apply_tag(tag_, literal);
  tag_.clear();
  if (!muted_ && !frames_.empty()) finish_value(literal, begin);
  key_.clear();
}

void FlowReader::finish_value(const Literal& literal, std::size_t begin) {
  const Construct construct{{begin, at_}, frames_.back().block, false};
  const std::size_t first = path_.size() > kShown ? path_.size() - kShown : 0;
  std::vector<std::string> shown(path_.begin() + static_cast<std::ptrdiff_t>(first), path_.end());
  if (!frames_.back().array) {
    if (key_.empty()) return;
    writer_.assign(shown, key_, literal, construct);
    frames_.back().pair.see(writer_, shown, key_, literal, construct);
    return;
  }
  while (!shown.empty() && shown.back().empty()) shown.pop_back();
  if (shown.empty()) return;
  const std::string name = std::move(shown.back());
  shown.pop_back();
  writer_.element(shown, name, literal, construct);
}

}  // namespace

std::size_t read_flow(FactWriter& writer, Span part, std::vector<std::string> path, bool muted) {
  return FlowReader(writer, part, std::move(path), muted).run();
}

}  // namespace tamis::read
