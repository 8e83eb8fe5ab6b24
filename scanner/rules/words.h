// Words: the words of a name in one buffer, for looking up a name and its endings without allocating again.
//
//   Words words;                       // reused
//   words.assign("LdapBindPW2");       // joined "ldapbindpw2"; words ldap, bind, pw, 2
//   words.from(1)                      // "bindpw2"
//
// Not thread-safe; views are valid until the next assign.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tamis::rules {

class Words {
 public:
  // Names longer than this are read to here only: nobody names things so, and hostile input stays cheap.
  static constexpr std::size_t kMaxBytes = 512;

  void assign(std::string_view name);

  std::size_t count() const { return starts_.size(); }
  std::string_view joined() const { return joined_; }
  // The words from number `first` on to (not including) number `last`, joined.
  std::string_view range(std::size_t first, std::size_t last) const;
  std::string_view word(std::size_t index) const { return range(index, index + 1); }
  bool is_number(std::size_t index) const;

 private:
  std::string joined_;
  std::vector<std::size_t> starts_;
};

}  // namespace tamis::rules
