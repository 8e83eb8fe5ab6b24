#include "rules/yaml_tree.h"

#include <exception>
#include <optional>
#include <sstream>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "base/text.h"

namespace tamis::rules {
namespace {

// Leaves yaml-cpp's parser when a limit bites; caught in parse_yaml.
struct Refusal : std::exception {
  explicit Refusal(YamlProblem found) : problem(std::move(found)) {}
  YamlProblem problem;
};

std::uint32_t one_based(int value) {
  return value < 0 ? 1 : static_cast<std::uint32_t>(value) + 1;
}

// Builds the tree from the parser's events. `open_` holds the collections being filled; a mapping's pending
// key waits beside it until its value is complete.
class TreeBuilder : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(node_at(mark, anchor, YamlKind::null));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "anchors and aliases are not allowed here");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode node = node_at(mark, anchor, YamlKind::scalar);
    if (!tag.empty() && tag != "?" && tag != "!") refuse(mark, "tags are not allowed here");
    node.quoted = tag == "!";
    node.text = value;
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(node_at(mark, anchor, YamlKind::sequence), mark);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(node_at(mark, anchor, YamlKind::mapping), mark);
  }
  void OnMapEnd() override { close(); }

  YamlNode take() { return std::move(root_); }

 private:
  struct Level {
    YamlNode node;
    std::optional<YamlNode> key;
  };

  [[noreturn]] static void refuse(const YAML::Mark& mark, std::string reason) {
    throw Refusal({one_based(mark.line), one_based(mark.column), std::move(reason)});
  }

  YamlNode node_at(const YAML::Mark& mark, YAML::anchor_t anchor, YamlKind kind) {
    if (anchor != 0) refuse(mark, "anchors and aliases are not allowed here");
    if (++nodes_ > YamlLimits::kMaxNodes) refuse(mark, "too many values in one file");
    YamlNode node;
    node.kind = kind;
    node.line = one_based(mark.line);
    node.column = one_based(mark.column);
    return node;
  }

  void open(YamlNode node, const YAML::Mark& mark) {
    if (open_.size() >= YamlLimits::kMaxDepth) refuse(mark, "nested too deep");
    open_.push_back({std::move(node), std::nullopt});
  }

  void close() {
    YamlNode done = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(done));
  }

  void add(YamlNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = open_.back();
    if (level.node.kind == YamlKind::sequence) {
      level.node.items.push_back(std::move(node));
    } else if (!level.key) {
      level.key = std::move(node);
    } else {
      level.node.members.push_back({std::move(*level.key), std::move(node)});
      level.key.reset();
    }
  }

  YamlNode root_;
  std::vector<Level> open_;
  std::size_t nodes_ = 0;
};

}  // namespace

tl::expected<YamlNode, YamlProblem> parse_yaml(std::string_view text) {
  if (text.size() > YamlLimits::kMaxBytes) return tl::unexpected<YamlProblem>({1, 1, "larger than 1 MiB"});
  if (!base::valid_utf8(text)) return tl::unexpected<YamlProblem>({1, 1, "is not UTF-8"});
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    TreeBuilder builder;
    if (!parser.HandleNextDocument(builder)) return tl::unexpected<YamlProblem>({1, 1, "is empty"});
    YamlNode root = builder.take();
    TreeBuilder rest;
    if (parser.HandleNextDocument(rest)) {
      return tl::unexpected<YamlProblem>({root.line, root.column, "more than one document in one file"});
    }
    return root;
  } catch (const Refusal& refusal) {
    return tl::unexpected<YamlProblem>(refusal.problem);
  } catch (const YAML::Exception& error) {
    return tl::unexpected<YamlProblem>(
        {one_based(error.mark.line), one_based(error.mark.column), "not valid YAML: " + error.msg});
  } catch (const std::exception& error) {
    return tl::unexpected<YamlProblem>({1, 1, std::string("not valid YAML: ") + error.what()});
  }
}

}  // namespace tamis::rules
