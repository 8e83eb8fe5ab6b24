// YamlNode: a YAML text as a plain tree that knows where everything stands. The only place that sees
// yaml-cpp.
//
//   auto tree = parse_yaml(text);
//   if (!tree) …                                  // error().line, .column, .reason
//   for (const auto& [key, value] : tree->members) …
//
// Rule files come from people and from strangers' repositories: size, depth and number of nodes are limited,
// anchors and aliases are refused (they only serve to blow a file up), a second document is refused. No
// exception leaves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace tamis::rules {

struct YamlLimits {
  static constexpr std::size_t kMaxBytes = std::size_t{1} << 20;
  static constexpr std::size_t kMaxDepth = 16;
  static constexpr std::size_t kMaxNodes = 200000;
};

enum class YamlKind : std::uint8_t { null, scalar, sequence, mapping };

struct YamlMember;

struct YamlNode {
  YamlKind kind = YamlKind::null;
  bool quoted = false;     // scalar: in quotes or a block, so that it is text whatever it looks like
  std::uint32_t line = 0;  // 1-based
  std::uint32_t column = 0;
  std::string text;                 // scalar
  std::vector<YamlNode> items;      // sequence
  std::vector<YamlMember> members;  // mapping, in the order of the file
};

struct YamlMember {
  YamlNode key;
  YamlNode value;
};

struct YamlProblem {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string reason;
};

tl::expected<YamlNode, YamlProblem> parse_yaml(std::string_view text);

}  // namespace tamis::rules
