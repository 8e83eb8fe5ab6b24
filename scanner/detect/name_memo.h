// NameMemo: remembers answers about names, since a text names the same things again and again.
//
//   memo.answer("bind_password", [&](std::string_view name) { return rules.may_be_name(name); })
//
// Holds the latest names only: a newer one takes the place of an older one with the same slot. Answers must
// depend on nothing but the name. Not thread-safe.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace tamis::detect {

class NameMemo {
 public:
  template <class Ask>
  bool answer(std::string_view name, Ask ask) {
    if (name.empty() || name.size() > kMaxName) return ask(name);
    Slot& slot = slots_[index_of(name)];
    if (slot.size != name.size() || std::memcmp(slot.name.data(), name.data(), name.size()) != 0) {
      slot.says = ask(name);
      slot.size = static_cast<std::uint8_t>(name.size());
      std::copy(name.begin(), name.end(), slot.name.begin());
    }
    return slot.says;
  }

 private:
  static constexpr std::size_t kMaxName = 46;
  static constexpr std::size_t kSlots = 1024;

  struct Slot {
    std::uint8_t size = 0;  // 0: unused
    bool says = false;
    std::array<char, kMaxName> name{};
  };

  static std::size_t index_of(std::string_view name) {
    std::uint64_t mixed = name.size();
    for (std::size_t at = 0; at < name.size(); at += 8) {
      std::uint64_t part = 0;
      std::memcpy(&part, name.data() + at, std::min<std::size_t>(8, name.size() - at));
      mixed = (mixed ^ part) * 0x9E3779B97F4A7C15U;
      mixed ^= mixed >> 29;
    }
    return static_cast<std::size_t>(mixed >> 32) % kSlots;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
};

}  // namespace tamis::detect
