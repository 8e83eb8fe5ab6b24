#include "rules/lexicon_loader.h"

#include <algorithm>

#include "rules/field_reader.h"
#include "rules/letters.h"
#include "rules/names.h"
#include "rules/rule_loader.h"
#include "rules/value_patterns.h"

namespace tamis::rules {
namespace {

constexpr Field kNames[] = {{"groups", true}, {"disqualifiers"}, {"qualifiers"}};
constexpr Field kGroup[] = {{"id", true}, {"anchors", true}, {"endings"}, {"exact"}};
constexpr Field kValues[] = {{"classes", true}};
constexpr Field kClass[] = {{"id", true}, {"says", true}, {"exact"},   {"prefixes"},
                            {"suffixes"}, {"contains"},   {"patterns"}};

// {en: [password, "pass word"], fr: [mot de passe]}: every language's words, normalised. The language only
// orders the file for those who write it.
void by_language(FieldReader& fields, std::string_view name, std::unordered_set<std::string>& out) {
  const YamlNode* node = fields.find(name);
  if (node == nullptr) return;
  if (node->kind != YamlKind::mapping) {
    return fields.problem(*node, name, "expected languages, each with a list: {en: […], fr: […]}");
  }
  for (const auto& [language, words] : node->members) {
    if (words.kind != YamlKind::sequence) {
      fields.problem(words, name, "expected a list of strings");
      continue;
    }
    for (const YamlNode& word : words.items) {
      const auto text = text_of(word);
      auto normal = text ? normalise_name(*text) : std::string();
      if (!text)
        fields.problem(word, name, "expected a list of strings: put this one into quotes");
      else if (normal.empty())
        fields.problem(word, name, "'" + std::string(*text) + "' has neither letter nor digit");
      else
        out.insert(std::move(normal));
    }
  }
}

void add_once(Problems& problems, const YamlNode& node, const std::string& id, bool known) {
  if (known) problems.add(node, "id", "'" + id + "' is used twice");
}

void read_group(const YamlNode& node, const std::string& prefix, Problems& problems, Lexicon& lexicon) {
  FieldReader fields(node, prefix, kGroup, problems);
  NameGroup group;
  fields.text("id", group.id);
  fields.texts("anchors", group.anchors);
  by_language(fields, "endings", group.endings);
  by_language(fields, "exact", group.exact);
  if (const auto* anchors = fields.find("anchors")) {
    const bool weak = std::any_of(group.anchors.begin(), group.anchors.end(),
                                  [](const std::string& anchor) { return anchor.size() < 3; });
    if (group.anchors.empty()) fields.problem(*anchors, "anchors", "is empty");
    if (weak) fields.problem(*anchors, "anchors", "expected at least 3 bytes in each");
  }
  if (group.endings.empty() && group.exact.empty())
    fields.problem(node, "endings", "expected endings or exact");
  add_once(problems, node, group.id, lexicon.group(group.id) != nullptr);
  lexicon.groups.push_back(std::move(group));
}

void lower(std::vector<std::string>& texts) {
  for (auto& text : texts) text = lower_text(text);
}

void read_class(const YamlNode& node, const std::string& prefix, Problems& problems, Lexicon& lexicon) {
  FieldReader fields(node, prefix, kClass, problems);
  ValueClass value;
  fields.text("id", value.id);
  fields.text("says", value.says);
  std::vector<std::string> exact;
  fields.texts("exact", exact);
  lower(exact);
  value.exact.insert(exact.begin(), exact.end());
  for (auto& [name, list] : {std::pair{"prefixes", &value.prefixes}, std::pair{"suffixes", &value.suffixes},
                             std::pair{"contains", &value.contains}}) {
    fields.texts(name, *list);
    lower(*list);
    const bool all = std::any_of(list->begin(), list->end(), [](const auto& text) { return text.empty(); });
    if (all) fields.problem(*fields.find(name), name, "holds an empty string, which every value has");
  }
  fields.texts("patterns", value.patterns);
  for (const auto& pattern : value.patterns) {
    const auto checked = ValuePatterns::check(pattern);
    if (!checked)
      fields.problem(*fields.find("patterns"), "patterns", pattern + ": " + checked.error().message);
  }
  const bool known = std::any_of(lexicon.values.begin(), lexicon.values.end(),
                                 [&](const ValueClass& other) { return other.id == value.id; });
  add_once(problems, node, value.id, known);
  lexicon.values.push_back(std::move(value));
}

using Reader = void (*)(FieldReader& file, Problems& problems, Lexicon& lexicon);

base::Result<void> parse(std::string_view text, const std::string& path, std::span<const Field> known,
                         Reader read, Lexicon& lexicon) {
  Problems problems(path);
  const auto tree = parse_yaml(text);
  if (!tree) {
    problems.add(tree.error().line, tree.error().column, "", tree.error().reason);
  } else {
    FieldReader file(*tree, "", known, problems);
    read(file, problems, lexicon);
  }
  if (!problems.empty()) return base::fail(base::ErrorCode::malformed, problems.text());
  return {};
}

}  // namespace

const NameGroup* Lexicon::group(std::string_view id) const {
  const auto found =
      std::find_if(groups.begin(), groups.end(), [&](const NameGroup& group) { return group.id == id; });
  return found == groups.end() ? nullptr : &*found;
}

base::Result<void> parse_names(std::string_view text, const std::string& path, Lexicon& lexicon) {
  return parse(
      text, path, kNames,
      [](FieldReader& file, Problems& problems, Lexicon& into) {
        file.items("groups", [&](const YamlNode& node, const std::string& prefix) {
          read_group(node, prefix, problems, into);
        });
        by_language(file, "disqualifiers", into.disqualifiers);
        by_language(file, "qualifiers", into.qualifiers);
      },
      lexicon);
}

base::Result<void> parse_values(std::string_view text, const std::string& path, Lexicon& lexicon) {
  return parse(
      text, path, kValues,
      [](FieldReader& file, Problems& problems, Lexicon& into) {
        file.items("classes", [&](const YamlNode& node, const std::string& prefix) {
          read_class(node, prefix, problems, into);
        });
      },
      lexicon);
}

base::Result<Lexicon> load_lexicon(const std::string& folder) {
  Lexicon lexicon;
  std::string problems;
  const auto load = [&](const std::string& path, auto parse_file) {
    const auto text = read_rule_file(path);
    const base::Result<void> done = text ? parse_file(*text, path, lexicon) : tl::unexpected(text.error());
    if (!done) problems.append(problems.empty() ? "" : "\n").append(done.error().message);
  };
  load(folder + "/names.yaml", parse_names);
  load(folder + "/values.yaml", parse_values);
  if (!problems.empty()) return base::fail(base::ErrorCode::malformed, std::move(problems));
  return lexicon;
}

}  // namespace tamis::rules
