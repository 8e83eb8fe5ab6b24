// LiteralSet: literals of three bytes and more, and which of them a text holds. For some thousand
// literals and as many short texts; scanning files is the engine's business.
//
//   LiteralSet set;
//   set.add("passw");
//   set.occurs_in("ldap_password")      // true
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tamis::rules {

class LiteralSet {
 public:
  static constexpr std::size_t kMinBytes = 3;

  // Shorter literals are left out.
  void add(std::string_view literal) {
    if (literal.size() < kMinBytes) return;
    const auto slot = slot_of(literal);
    known_.set(slot);
    by_slot_[slot].push_back({std::string(literal), count_++});
  }

  bool occurs_in(std::string_view text) const {
    return find_in(text, [](std::size_t) { return true; });
  }

  // Calls `each` with the number of each literal in the text, in the order of adding from 0, once for each
  // place. False when `each` never says true, which ends it.
  template <class Each>
  bool find_in(std::string_view text, Each each) const {
    for (; text.size() >= kMinBytes; text.remove_prefix(1)) {
      const auto slot = slot_of(text);
      if (!known_[slot]) continue;
      for (const auto& literal : by_slot_[slot]) {
        if (text.starts_with(literal.text) && each(literal.number)) return true;
      }
    }
    return false;
  }

 private:
  static constexpr std::size_t kSlots = 4096;
  struct Numbered {
    std::string text;
    std::size_t number = 0;
  };

  // By the first three bytes.
  static std::size_t slot_of(std::string_view text) {
    const auto byte = [&](std::size_t i) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    };
    return (byte(0) * 961 + byte(1) * 31 + byte(2)) % kSlots;
  }

  std::bitset<kSlots> known_;
  std::vector<std::vector<Numbered>> by_slot_ = std::vector<std::vector<Numbered>>(kSlots);
  std::size_t count_ = 0;
};

}  // namespace tamis::rules
