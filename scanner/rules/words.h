// Words: the words of a name in one buffer, for looking up a name and its endings without allocating.
//
//   Words words;
//   words.assign("LdapBindPW2");       // joined "ldapbindpw2"; words ldap, bind, pw, 2
//   words.range(1, 3)                  // "bindpw"
//
// Not thread-safe; views are valid until the next assign.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamis::rules {

class Words {
 public:
  // Longer names are read to here only: nobody names things so, and hostile input stays cheap.
  static constexpr std::size_t kMaxBytes = 512;
  // What follows the last word that fits is part of it.
  static constexpr std::size_t kMaxWords = 64;

  void assign(std::string_view name);

  std::size_t count() const { return count_; }
  std::string_view joined() const { return {joined_.data(), size_}; }
  // The words from number `first` on to (not including) number `last`, joined.
  std::string_view range(std::size_t first, std::size_t last) const;
  std::string_view word(std::size_t index) const { return range(index, index + 1); }
  bool is_number(std::size_t index) const;

 private:
  void begin_word(std::size_t at) {
    if (count_ < kMaxWords) starts_[count_++] = static_cast<std::uint16_t>(at);
  }

  // Folding never makes a name longer. Not cleared: size_ and count_ say what counts.
  std::array<char, kMaxBytes> joined_;
  std::array<std::uint16_t, kMaxWords> starts_;
  std::size_t size_ = 0;
  std::size_t count_ = 0;
};

}  // namespace tamis::rules
