#include "rules/lead.h"

#include <algorithm>

namespace tamis::rules {

void Lead::merge(const Lead& other) {
  if (!has(Role::option)) {
    beside = other.beside;
  } else if (other.has(Role::option)) {
    if (other.beside.empty() || beside.empty())
      beside.clear();
    else
      beside.insert(beside.end(), other.beside.begin(), other.beside.end());
  }
  roles = static_cast<std::uint8_t>(roles | other.roles);
  for (const auto& word : other.words) {
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
}

}  // namespace tamis::rules
