// Validators: pure checks of a secret's checksum or structure, named in rules (`validate: [github-crc32]`).
// One file for each family under detect/validators/, one row in the table.
#pragma once

#include <span>
#include <string_view>

namespace tamis::detect {

struct Validator {
  std::string_view name;  // as rules write it
  std::string_view says;  // for `why`: "its CRC32 is right"; empty: nothing worth saying
  // `secret`: what the rule captured; `whole`: the whole match; `argument`: as the rule gives it.
  bool (*accepts)(std::string_view secret, std::string_view whole, std::string_view argument);
};

std::span<const Validator> validators();
const Validator* find_validator(std::string_view name);  // nullptr when unknown

}  // namespace tamis::detect
