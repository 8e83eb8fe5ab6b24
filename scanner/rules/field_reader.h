// FieldReader: reads the members of one YAML mapping into typed values and notes everything that is wrong
// with it.
//
//   Problems problems("patterns/ldap/sssd.yaml");
//   FieldReader fields(node, "match", match_fields(), problems);   // notes unknown, repeated, missing fields
//   fields.texts("names", matcher.names);
//   if (!problems.empty()) return fail(malformed, problems.text());
//
// A problem reads "patterns/ldap/sssd.yaml:12:5: match.names: expected a list of strings". Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/fields.h"
#include "rules/yaml_tree.h"

namespace tamis::rules {

// What is wrong with one file, in the order of the file.
class Problems {
 public:
  explicit Problems(std::string path) : path_(std::move(path)) {}

  void add(std::uint32_t line, std::uint32_t column, std::string_view field, std::string_view reason);
  void add(const YamlNode& node, std::string_view field, std::string_view reason) {
    add(node.line, node.column, field, reason);
  }

  bool empty() const { return found_.empty(); }
  // One a line, sorted by place; a file that is wrong all over ends in "… and 12 more".
  std::string text() const;
  const std::string& path() const { return path_; }

 private:
  struct Problem {
    std::uint32_t line;
    std::uint32_t column;
    std::string what;
  };
  std::string path_;
  std::vector<Problem> found_;
};

class FieldReader {
 public:
  // `prefix` names the mapping in messages: "" at the top, "match", "examples[2]".
  FieldReader(const YamlNode& node, std::string prefix, std::span<const Field> known, Problems& problems);

  // The value, or nullptr when the field is absent.
  const YamlNode* find(std::string_view name) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }

  // Each leaves `out` alone when the field is absent or wrong.
  void text(std::string_view name, std::string& out);
  void texts(std::string_view name, std::vector<std::string>& out);
  void flag(std::string_view name, bool& out);
  void whole(std::string_view name, std::uint32_t& out, std::uint32_t least, std::uint32_t most);
  void decimal(std::string_view name, double& out, double least, double most);
  // The position of the text among `allowed`; the message lists them.
  std::optional<std::size_t> choice(std::string_view name, std::span<const std::string_view> allowed);
  // Calls `each` for every item of a list, with the item's name for messages ("examples[1]").
  void items(std::string_view name, const std::function<void(const YamlNode&, const std::string&)>& each);

  // "match.names" for "names" in the mapping "match".
  std::string path(std::string_view name) const;
  void problem(const YamlNode& node, std::string_view name, std::string_view reason) {
    problems_->add(node, path(name), reason);
  }
  Problems& problems() { return *problems_; }
  const YamlNode& node() const { return *node_; }

 private:
  const YamlNode* node_;
  std::string prefix_;
  Problems* problems_;
};

// The text of a scalar that is text: in quotes, or plain and neither number, true, false nor null.
std::optional<std::string_view> text_of(const YamlNode& node);

}  // namespace tamis::rules
