// JSON and XML that a script holds and takes apart itself: ConvertFrom-Json, [xml]. Each value is written
// where it stands in the text, if the text stands in the script as it is.
#include <algorithm>

#include "base/text.h"
#include "read/pair_names.h"
#include "read/powershell/evaluator.h"
#include "read/xml_text.h"

namespace tamis::read::powershell {
namespace {

using Fields = std::vector<std::pair<std::string, Result>>;

constexpr int kMaxDataDepth = 24;
constexpr std::size_t kMaxValues = 4096;

class DataReader {
 public:
  explicit DataReader(const Result& text) : source_(text), text_(text.text) {}

 protected:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() && base::is_space(text_[at_])) ++at_;
  }
  Result value_at(std::size_t begin, std::size_t end, std::string content) {
    ++values_;
    Result value{.kind = ResultKind::text, .text = std::move(content)};
    const bool differs = value.text != text_.substr(begin, end - begin);
    value.computed = source_.computed || differs;
    value.quoting = source_.quoting;
    value.trail = source_.trail;
    value.span = source_.span;
    if (!source_.computed && source_.span.size() == text_.size())
      value.span = {source_.span.begin + begin, source_.span.begin + end};
    return value;
  }
  static Result record(Fields fields) {
    return Result{.kind = ResultKind::record, .fields = std::make_shared<Fields>(std::move(fields))};
  }

  const Result& source_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t values_ = 0;
};

class JsonReader : DataReader {
 public:
  using DataReader::DataReader;
  Result read() { return value(0); }

 private:
  // From the opening quote to the closing one.
  std::string quoted() {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && peek() != '"') at_ += peek() == '\\' ? 2U : 1U;
    at_ = std::min(at_, text_.size());
    TracedText content;
    unescape_json(text_, {begin, at_}, content);
    return content.text();
  }

  Result value(int depth) {
    skip_space();
    if (depth > kMaxDataDepth || values_ > kMaxValues) {
      at_ = text_.size();
      return {};
    }
    if (peek() == '{') return object(depth);
    if (peek() == '[') return array(depth);
    const std::size_t begin = at_;
    if (peek() == '"') {
      std::string content = quoted();
      Result result = value_at(begin + 1, std::min(at_, text_.size()), std::move(content));
      ++at_;
      return result;
    }
    while (at_ < text_.size() && (base::is_alnum(peek()) || peek() == '.' || peek() == '-' || peek() == '+'))
      ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word.empty() || word == "null" || word == "true" || word == "false") return {};
    return value_at(begin, at_, std::string(word));
  }

  Result object(int depth) {
    Fields fields;
    ++at_;
    while (at_ < text_.size()) {
      skip_space();
      if (peek() == '"') {
        std::string name = base::to_lower(quoted());
        ++at_;
        skip_space();
        if (peek() != ':') break;
        ++at_;
        fields.emplace_back(std::move(name), value(depth + 1));
      } else if (peek() == '}') {
        ++at_;
        break;
      } else {
        ++at_;
      }
    }
    return record(std::move(fields));
  }

  Result array(int depth) {
    auto items = std::make_shared<Results>();
    ++at_;
    while (at_ < text_.size()) {
      skip_space();
      const std::size_t before = at_;
      if (peek() == ']') {
        ++at_;
        break;
      }
      if (peek() == ',') {
        ++at_;
        continue;
      }
      items->push_back(value(depth + 1));
      if (at_ == before) ++at_;
    }
    return Result{.kind = ResultKind::list, .items = std::move(items)};
  }
};

class XmlReader : DataReader {
 public:
  using DataReader::DataReader;
  Result read() {
    Fields roots;
    while (at_ < text_.size()) {
      const std::size_t before = at_;
      element(0, roots);
      if (at_ == before) ++at_;
    }
    return record(std::move(roots));
  }

 private:
  std::string plain(std::size_t begin, std::size_t end) const {
    TracedText content;
    unescape_entities(text_, {begin, end}, content);
    return content.text();
  }
  static bool of_name(char c) { return base::is_word(c) || c == '-' || c == '.' || c == ':'; }

  // At '<' or before it; what is no element is stepped over.
  bool find_tag() {
    at_ = std::min(text_.find('<', at_), text_.size());
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"<!--", "-->"}, {"<?", "?>"}, {"<!", ">"}}) {
      if (!text_.substr(at_).starts_with(open)) continue;
      const std::size_t end = text_.find(close, at_);
      at_ = end == std::string_view::npos ? text_.size() : end + close.size();
      return false;
    }
    return at_ < text_.size();
  }

  void element(int depth, Fields& parent) {
    if (depth > kMaxDataDepth || values_ > kMaxValues) at_ = text_.size();
    if (!find_tag() || !base::is_alpha(peek(1))) return;
    ++at_;
    std::size_t begin = at_;
    while (of_name(peek())) ++at_;
    const std::string name = base::to_lower(text_.substr(begin, at_ - begin));
    Fields fields;
    while (at_ < text_.size() && peek() != '>' && peek() != '/') {
      begin = at_;
      while (of_name(peek())) ++at_;
      const std::string_view key = text_.substr(begin, at_ - begin);
      const char mark = peek(1);
      if (!key.empty() && peek() == '=' && (mark == '"' || mark == '\'')) {
        const std::size_t from = at_ + 2;
        const std::size_t end = std::min(text_.find(mark, from), text_.size());
        fields.emplace_back(base::to_lower(key), value_at(from, end, plain(from, end)));
        at_ = end;
      }
      if (at_ < text_.size() && (at_ == begin || peek() == mark)) ++at_;
    }
    const bool empty = peek() == '/';
    at_ = std::min(text_.find('>', at_), text_.size());
    if (at_ < text_.size()) ++at_;
    if (!empty) content(depth, fields, parent, name);
    if (empty) parent.emplace_back(name, record(std::move(fields)));
  }

  void content(int depth, Fields& fields, Fields& parent, const std::string& name) {
    std::size_t begin = at_;
    std::size_t end = at_;
    constexpr std::string_view kOpen = "<![CDATA[";
    skip_space();
    const bool marked = text_.substr(at_).starts_with(kOpen);
    if (marked) {
      begin = at_ + kOpen.size();
      end = std::min(text_.find("]]>", begin), text_.size());
      at_ = std::min(text_.find('<', end), text_.size());
    } else {
      end = std::min(text_.find('<', begin), text_.size());
    }
    const std::string_view text = text_.substr(begin, end - begin);
    const bool says = !base::trim(text).empty();
    const bool attributes = !fields.empty();
    while (at_ < text_.size()) {
      const std::size_t before = at_;
      if (find_tag() && peek(1) == '/') {
        at_ = std::min(text_.find('>', at_), text_.size());
        if (at_ < text_.size()) ++at_;
        break;
      }
      at_ = std::max(at_, before);
      element(depth + 1, fields);
      if (at_ == before) ++at_;
    }
    if (!says) {
      parent.emplace_back(name, record(std::move(fields)));
      return;
    }
    Result value = value_at(begin, end, marked ? std::string(text) : plain(begin, end));
    if (!attributes) {
      parent.emplace_back(name, std::move(value));
      return;
    }
    fields.emplace_back("#text", value);
    fields.emplace_back("innertext", std::move(value));
    parent.emplace_back(name, record(std::move(fields)));
  }
};

}  // namespace

Result Evaluator::json(const Result& text) {
  steps_ += text.text.size() / 16;
  return exhausted() ? Result{} : JsonReader(text).read();
}

Result Evaluator::xml(const Result& text) {
  steps_ += text.text.size() / 16;
  return exhausted() ? Result{} : XmlReader(text).read();
}

}  // namespace tamis::read::powershell
