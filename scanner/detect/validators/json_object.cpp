#include "detect/validators/json_object.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::detect {
namespace {

constexpr int kMaxDepth = 24;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool object(std::vector<JsonObject::Member>* members, int depth) {
    if (depth > kMaxDepth || !take('{')) return false;
    if (take('}')) return true;
    do {
      blanks();
      const std::size_t key = at_;
      if (!string()) return false;
      const std::string_view name = text_.substr(key + 1, at_ - key - 2);
      if (!take(':')) return false;
      blanks();
      const std::size_t begin = at_;
      if (!value(depth + 1)) return false;
      if (members != nullptr) members->push_back({name, text_.substr(begin, at_ - begin)});
    } while (take(','));
    return take('}');
  }

  bool at_end() {
    blanks();
    return at_ == text_.size();
  }

 private:
  void blanks() {
    while (at_ < text_.size() && base::is_space(text_[at_])) ++at_;
  }

  bool take(char c) {
    blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool string() {
    if (at_ >= text_.size() || text_[at_] != '"') return false;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c == '\\') ++at_;
    }
    at_ = text_.size();
    return false;
  }

  bool array(int depth) {
    if (depth > kMaxDepth || !take('[')) return false;
    if (take(']')) return true;
    do {
      blanks();
      if (!value(depth + 1)) return false;
    } while (take(','));
    return take(']');
  }

  bool value(int depth) {
    if (at_ >= text_.size()) return false;
    const char c = text_[at_];
    if (c == '"') return string();
    if (c == '{') return object(nullptr, depth);
    if (c == '[') return array(depth);
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           (base::is_alnum(text_[at_]) || std::string_view("+-.").find(text_[at_]) != std::string_view::npos))
      ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word == "true" || word == "false" || word == "null") return true;
    return !word.empty() && (base::is_digit(word[0]) || word[0] == '-');
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

bool JsonObject::has(std::string_view key) const {
  return std::any_of(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
}

std::optional<std::string_view> JsonObject::text(std::string_view key) const {
  for (const Member& member : members)
    if (member.key == key && member.value.size() >= 2 && member.value.front() == '"')
      return member.value.substr(1, member.value.size() - 2);
  return std::nullopt;
}

std::optional<JsonObject> read_json_object(std::string_view text) {
  JsonObject object;
  Reader reader(text);
  if (!reader.object(&object.members, 0) || !reader.at_end()) return std::nullopt;
  return object;
}

}  // namespace tamis::detect
