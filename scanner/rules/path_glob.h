// PathGlob: a glob on Fact::path, compared component by component, each normalised.
//
//   PathGlob("**.ldap.**.bind_password").matches(path_components("Spring.LDAP.base.BindPassword"))   // true
//
// '**' stands for any number of components (none too), '*' and '?' for characters inside one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tamis::rules {

std::vector<std::string> path_components(std::string_view path);

class PathGlob {
 public:
  explicit PathGlob(std::string_view pattern);
  bool matches(const std::vector<std::string>& path) const;

 private:
  std::vector<std::string> components_;
};

}  // namespace tamis::rules
