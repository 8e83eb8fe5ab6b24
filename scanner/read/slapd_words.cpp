#include "read/slapd_words.h"

#include <string_view>

#include "base/text.h"

namespace tamis::read {
namespace {

constexpr std::size_t kMaxWords = 256;

// One word; quotes may open inside it (credentials="a b"). Moves `at` behind it.
SlapdWord take_word(const TracedText& line, std::size_t& at) {
  const std::string_view text = line.text();
  SlapdWord word;
  const auto append = [&](std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    const TracedText part = line.slice(begin, end);
    word.text.append(part);
  };
  bool inside = false;
  std::size_t begin = at;
  while (at < text.size() && (inside || !base::is_space(text[at]))) {
    if (text[at] == '"') {
      append(begin, at);
      begin = ++at;
      inside = !inside;
      word.quoted = true;
    } else if (text[at] == '\\' && at + 1 < text.size()) {
      append(begin, at);
      word.text.put(text.substr(at + 1, 1), line.written(at, at + 2));
      at += 2;
      begin = at;
    } else {
      ++at;
    }
  }
  append(begin, at);
  return word;
}

}  // namespace

std::vector<SlapdWord> slapd_words(const TracedText& line, std::size_t from) {
  std::vector<SlapdWord> words;
  const std::string_view text = line.text();
  std::size_t at = from;
  while (words.size() < kMaxWords) {
    while (at < text.size() && base::is_space(text[at])) ++at;
    if (at >= text.size()) break;
    words.push_back(take_word(line, at));
  }
  return words;
}

void read_slapd_pairs(FactWriter& writer, const std::vector<std::string>& parents, const TracedText& line,
                      const Construct& construct) {
  if (line.text().find('=') == std::string::npos) return;
  for (const SlapdWord& word : slapd_words(line, 0)) {
    const std::string& text = word.text.text();
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals > 64) continue;
    const std::string key = text.substr(0, equals);
    if (key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") !=
        std::string::npos)
      continue;
    Literal literal;
    literal.text = word.text.slice(equals + 1, text.size());
    literal.quoting = word.quoted ? model::Quoting::double_quotes : model::Quoting::bare;
    writer.assign_plain(parents, key, literal, construct);
  }
}

}  // namespace tamis::read
