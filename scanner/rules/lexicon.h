// Lexicon: names and values by language, from patterns/lexicon/*.yaml. Adding German or a house's own
// placeholder is a line there, no C++.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"

namespace tamis::rules {

// A group of names that mean one thing ("password"): patterns/lexicon/names.yaml.
struct NameGroup {
  std::string id;                    // "password"
  std::vector<std::string> anchors;  // literals (nocase) of which every name of the group holds one
  std::unordered_set<std::string>
      endings;  // normalised word sequences, joined: a name that ends in one belongs
  std::unordered_set<std::string> exact;  // normalised whole names only ("pass", "pw", "cle")
};

// How a value is recognised as no secret: patterns/lexicon/values.yaml, one list for each class
// ("placeholder", "label", "type", "sample" …).
struct ValueClass {
  std::string id;
  std::string says;                       // for --explain and tests: "a placeholder"
  std::unordered_set<std::string> exact;  // lower case
  std::vector<std::string> prefixes;      // lower case
  std::vector<std::string> suffixes;
  std::vector<std::string> contains;
  std::vector<std::string> patterns;  // RE2, full match, case-insensitive
};

struct Lexicon {
  std::vector<NameGroup> groups;
  // Words that turn a password's name into something else (length, policy, label, file …), normalised.
  std::unordered_set<std::string> disqualifiers;
  // Words that may follow an ending without changing what it means (prod, ldap, compte …), normalised:
  // "mdpProd", "motDePasseCompte" and "password_ldap" belong to the group all the same, and so do words
  // written together, "smtppassword", "mdpadmin". Optional in the file.
  std::unordered_set<std::string> qualifiers;
  std::vector<ValueClass> values;

  const NameGroup* group(std::string_view id) const;
};

}  // namespace tamis::rules
