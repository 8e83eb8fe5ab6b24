#include "rules/names.h"

#include "rules/words.h"

namespace tamis::rules {
namespace {

bool separates_components(char c) {
  return c == '.' || c == '/' || c == '\\' || c == ':' || c == '[' || c == ']';
}

}  // namespace

std::string normalise_name(std::string_view name) {
  Words words;
  words.assign(name);
  return std::string(words.joined());
}

std::vector<std::string> split_words(std::string_view name) {
  Words words;
  words.assign(name);
  std::vector<std::string> out;
  out.reserve(words.count());
  for (std::size_t i = 0; i < words.count(); ++i) out.emplace_back(words.word(i));
  return out;
}

std::string normalise_path(std::string_view path) {
  std::string out;
  Words words;
  for (std::size_t at = 0; at <= path.size();) {
    std::size_t end = at;
    while (end < path.size() && !separates_components(path[end])) ++end;
    words.assign(path.substr(at, end - at));
    const bool index = end < path.size() && path[end] == ']' && words.count() == 1 && words.is_number(0);
    if (words.count() != 0 && !index) {
      if (!out.empty()) out.push_back('.');
      out.append(words.joined());
    }
    at = end + 1;
  }
  return out;
}

}  // namespace tamis::rules
