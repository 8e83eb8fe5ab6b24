// LiteralSet: literals of three bytes and more, and whether a text holds any of them. For some hundred
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
    by_slot_[slot].emplace_back(literal);
  }

  bool occurs_in(std::string_view text) const {
    for (; text.size() >= kMinBytes; text.remove_prefix(1)) {
      const auto slot = slot_of(text);
      if (!known_[slot]) continue;
      for (const auto& literal : by_slot_[slot]) {
        if (text.starts_with(literal)) return true;
      }
    }
    return false;
  }

 private:
  static constexpr std::size_t kSlots = 4096;

  // By the first three bytes.
  static std::size_t slot_of(std::string_view text) {
    const auto byte = [&](std::size_t i) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    };
    return (byte(0) * 961 + byte(1) * 31 + byte(2)) % kSlots;
  }

  std::bitset<kSlots> known_;
  std::vector<std::vector<std::string>> by_slot_ = std::vector<std::vector<std::string>>(kSlots);
};

}  // namespace tamis::rules
