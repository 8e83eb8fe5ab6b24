#include "engine/dialect.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tamis::engine {
namespace {

class Translation {
 public:
  explicit Translation(std::string_view pattern) : rest_(pattern) {}

  std::string run() {
    while (!rest_.empty()) {
      if (rest_.front() == '\\') {
        escape();
      } else if (in_class_) {
        class_member();
      } else if (rest_.front() == '[') {
        open_class();
      } else {
        copy(1);
      }
    }
    return std::move(out_);
  }

 private:
  void copy(std::size_t count) {
    out_ += rest_.substr(0, count);
    rest_.remove_prefix(std::min(count, rest_.size()));
  }

  void escape() {
    const char letter = rest_.size() > 1 ? rest_[1] : '\0';
    if (letter == 'Q' && !in_class_) {
      const auto end = rest_.find("\\E");
      copy(end == std::string_view::npos ? rest_.size() : end + 2);
    } else if (letter == 's') {
      replace(R"([\t\n\f\r\x20])", R"(\t\n\f\r\x20)");
    } else if (letter == 'S') {
      replace(R"([^\t\n\f\r\x20])", R"(\x00-\x08\x0b\x0e-\x1f\x21-\xff)");
    } else if (letter == 'v') {
      replace(R"(\x0b)", R"(\x0b)", Ranges::yes);
    } else {
      copy(2);
    }
  }

  enum class Ranges { no, yes };

  void replace(std::string_view outside, std::string_view inside, Ranges may_begin_range = Ranges::no) {
    out_ += in_class_ ? inside : outside;
    rest_.remove_prefix(2);
    // After a class such as \s a dash means itself; behind its last byte it would open a range.
    if (in_class_ && may_begin_range == Ranges::no && rest_.starts_with('-')) {
      out_ += "\\-";
      rest_.remove_prefix(1);
    }
  }

  void open_class() {
    in_class_ = true;
    copy(1);
    if (rest_.starts_with('^')) copy(1);
    if (rest_.starts_with(']')) copy(1);  // the first one is a member
  }

  void class_member() {
    const auto end = rest_.starts_with("[:") ? rest_.find(":]", 2) : std::string_view::npos;
    if (end != std::string_view::npos) {
      copy(end + 2);
      return;
    }
    if (rest_.front() == ']') in_class_ = false;
    copy(1);
  }

  std::string_view rest_;
  std::string out_;
  bool in_class_ = false;
};

}  // namespace

std::string to_hyperscan(std::string_view pattern) {
  return Translation(pattern).run();
}

}  // namespace tamis::engine
