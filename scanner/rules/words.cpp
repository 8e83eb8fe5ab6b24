#include "rules/words.h"

#include "base/text.h"
#include "rules/letters.h"

namespace tamis::rules {
namespace {

// `servers[0]`, `String[]`: an index says nothing about the name. Returns the offset behind the bracket, or
// `at`.
std::size_t behind_index(std::string_view name, std::size_t at) {
  std::size_t end = at + 1;
  while (end < name.size() && base::is_digit(name[end])) ++end;
  return end < name.size() && name[end] == ']' ? end + 1 : at;
}

}  // namespace

void Words::assign(std::string_view name) {
  size_ = 0;
  count_ = 0;
  name = name.substr(0, kMaxBytes);
  LetterKind before = LetterKind::separator;
  std::size_t last_upper = 0;  // where the upper-case letter just read stands in joined_
  for (std::size_t at = 0; at < name.size();) {
    if (name[at] == '[') {
      if (const auto behind = behind_index(name, at); behind != at) {
        at = behind;
        before = LetterKind::separator;
        continue;
      }
    }
    const Letter letter = next_letter(name, at);
    if (letter.kind == LetterKind::mark) continue;
    if (letter.kind == LetterKind::separator) {
      before = letter.kind;
      continue;
    }
    if (letter.kind == LetterKind::lower && before == LetterKind::upper) {
      // LDAPBind: the last capital of a run begins the next word.
      if (starts_[count_ - 1] != last_upper) begin_word(last_upper);
    } else if (letter.kind != before) {
      begin_word(size_);
    }
    if (letter.kind == LetterKind::upper) last_upper = size_;
    for (std::size_t i = 0; i < letter.size && size_ < joined_.size(); ++i)
      joined_[size_++] = letter.folded[i];
    before = letter.kind;
  }
}

std::string_view Words::range(std::size_t first, std::size_t last) const {
  if (first >= last || first >= count_) return {};
  const std::size_t end = last < count_ ? starts_[last] : size_;
  return joined().substr(starts_[first], end - starts_[first]);
}

bool Words::is_number(std::size_t index) const {
  const auto text = word(index);
  return !text.empty() && base::is_digit(text.front());
}

}  // namespace tamis::rules
