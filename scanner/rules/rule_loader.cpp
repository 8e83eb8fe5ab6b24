#include "rules/rule_loader.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "rules/anchors.h"
#include "rules/field_reader.h"
#include "rules/fields.h"
#include "rules/names.h"
#include "rules/pattern_shape.h"
#include "rules/token_pattern.h"

namespace tamis::rules {
namespace {

// Stands inside sample tokens so that no forge takes them for live ones.
constexpr std::string_view kBreak = "{+}";
constexpr std::uint32_t kMaxBlockBytes = 1U << 20;

void drop_breaks(std::string& text) {
  for (auto at = text.find(kBreak); at != std::string::npos; at = text.find(kBreak, at))
    text.erase(at, kBreak.size());
}

bool is_id(std::string_view id) {
  const auto allowed = [](char c) {
    return base::is_lower(c) || base::is_digit(c) || c == '.' || c == '-' || c == '_';
  };
  return !id.empty() && std::all_of(id.begin(), id.end(), allowed) && base::is_alnum(id.front()) &&
         base::is_alnum(id.back()) && id.find("..") == std::string_view::npos;
}

// Reads one rule. The order of the steps is the order of the fields in docs/rules.md.
class RuleReader {
 public:
  RuleReader(const YamlNode& node, const std::string& prefix, std::span<const std::string_view> validators,
             Problems& problems)
      : fields_(node, prefix, rule_fields(), problems), validators_(validators) {}

  Rule read() {
    identity();
    if (known_kind_) {
      check_kind();
      if (rule_.kind == RuleKind::token)
        token();
      else if (rule_.kind == RuleKind::block)
        block();
      else
        match();
    }
    validate();
    words();
    examples("examples", example_fields(), rule_.examples);
    examples("negative_examples", negative_example_fields(), rule_.negative_examples);
    return std::move(rule_);
  }

 private:
  void identity() {
    fields_.text("id", rule_.id);
    if (const auto* id = fields_.find("id"); id != nullptr && !rule_.id.empty() && !is_id(rule_.id)) {
      fields_.problem(*id, "id", "expected lower-case letters, digits, '.', '-' and '_'");
    }
    fields_.text("name", rule_.name);
    if (const auto kind = fields_.choice("kind", kind_names())) {
      rule_.kind = static_cast<RuleKind>(*kind);
      known_kind_ = true;
    }
    if (const auto what = fields_.choice("reports", report_names())) rule_.reports = report_names()[*what];
    if (const auto how = fields_.choice("severity", severity_names())) {
      rule_.severity = static_cast<model::Severity>(*how);
    }
    if (const auto how = fields_.choice("confidence", confidence_names())) {
      rule_.confidence = static_cast<model::Confidence>(*how);
    }
    if (const auto how = fields_.choice("strength", strength_names()))
      rule_.strength = static_cast<Strength>(*how);
  }

  // Fields of another kind would be ignored: better said than found out.
  void check_kind() {
    for (const Field& field : rule_fields()) {
      const auto* value = fields_.find(field.name);
      if (value == nullptr || kind_takes(rule_.kind, field.name)) continue;
      fields_.problem(*value, field.name,
                      "not a field of rules of kind " + std::string(to_string(rule_.kind)));
    }
  }

  void missing(std::string_view field) { fields_.problem(fields_.node(), field, "is missing"); }

  void token() {
    TokenMatcher& token = rule_.token;
    fields_.text("pattern", token.pattern);
    nonempty_texts("anchors", token.anchors);
    fields_.flag("nocase", token.nocase);
    fields_.flag("boundary", token.boundary);
    fields_.decimal("entropy", token.min_entropy, 0, 8);
    nonempty_texts("near", token.near);
    fields_.whole("near_bytes", token.near_bytes, 1, kMaxPatternWidth);
    if (const auto* check = fields_.find("check")) run_check(*check);
    if (const auto* pattern = fields_.find("pattern")) {
      if (!token.pattern.empty())
        check_pattern(*pattern);
      else if (text_of(*pattern))
        fields_.problem(*pattern, "pattern", "is empty");
    } else {
      missing("pattern");
    }
  }

  void check_pattern(const YamlNode& node) {
    const auto compiled = TokenPattern::check(rule_.token);
    if (!compiled) return fields_.problem(node, "pattern", "does not compile: " + compiled.error().message);
    const auto shape = analyse_pattern(rule_.token.pattern, rule_.token.nocase);
    if (!shape) return;  // seen again by RuleSet::build, which asks the engine
    if (!shape->max_width) {
      fields_.problem(node, "pattern",
                      "has no upper limit of length: write {0,200} instead of * and {1,200} instead of +");
    } else if (*shape->max_width > kMaxPatternWidth) {
      fields_.problem(node, "pattern", "may match more than " + std::to_string(kMaxPatternWidth) + " bytes");
    }
    if (shape->min_width == 0) fields_.problem(node, "pattern", "matches the empty text");
  }

  void run_check(const YamlNode& node) {
    FieldReader fields(node, fields_.path("check"), check_fields(), fields_.problems());
    RunCheck check;
    if (const auto found = fields.choice("class", class_names())) check.char_class = class_names()[*found];
    fields.whole("run", check.length, 1, kMaxPatternWidth);
    fields.whole("within", check.within, 0, kMaxPatternWidth);
    rule_.token.check = std::move(check);
  }

  void block() {
    nonempty_texts("begins", rule_.block.begins);
    nonempty_texts("ends", rule_.block.ends);
    fields_.whole("max_bytes", rule_.block.max_bytes, 1, kMaxBlockBytes);
    if (!fields_.has("begins")) missing("begins");
    if (!fields_.has("ends")) return missing("ends");
    const auto& ends = *fields_.find("ends");
    if (rule_.block.ends.size() != rule_.block.begins.size()) {
      fields_.problem(ends, "ends",
                      "expected as many as there are begins: each ends the one of the same place");
    }
    for (const auto& begin : rule_.block.begins) {
      if (begin.size() < kMinAnchorBytes)
        fields_.problem(ends, "begins", "expected at least 3 bytes in each");
    }
  }

  void match() {
    const auto* node = fields_.find("match");
    if (node == nullptr) return missing("match");
    FieldReader fields(*node, fields_.path("match"), match_fields(), fields_.problems());
    FactMatcher& match = rule_.match;
    for (const auto& [name, list] : lists(match)) {
      fields.texts(name, *list);
      const bool nothing =
          std::any_of(list->begin(), list->end(), [](const auto& text) { return text.empty(); });
      if (nothing) fields.problem(*fields.find(name), name, "holds an empty string");
    }
    languages(fields);
    positions(fields);
    fields.whole("min_arguments", match.min_arguments, 0, 64);
    fields.whole("account", match.account, 0, 64);
    for (const Field& field : match_fields()) {
      const auto* value = fields.find(field.name);
      if (value == nullptr || match_takes(rule_.kind, field.name)) continue;
      fields.problem(*value, field.name, "not for rules of kind " + std::string(to_string(rule_.kind)));
    }
    check_match(fields);
  }

  static std::vector<std::pair<std::string_view, std::vector<std::string>*>> lists(FactMatcher& match) {
    return {{"names", &match.names},         {"name_groups", &match.name_groups},
            {"not_names", &match.not_names}, {"paths", &match.paths},
            {"programs", &match.programs},   {"schemes", &match.schemes},
            {"siblings", &match.siblings},   {"files", &match.files},
            {"context", &match.context},     {"named", &match.named}};
  }

  void languages(FieldReader& fields) {
    std::vector<std::string> names;
    fields.texts("languages", names);
    for (const auto& name : names) {
      if (const auto language = model::language_from(name))
        rule_.match.languages.push_back(*language);
      else
        fields.problem(*fields.find("languages"), "languages", "no language is named '" + name + "'");
    }
  }

  void positions(FieldReader& fields) {
    fields.items("positions", [&](const YamlNode& item, const std::string&) {
      const bool number = item.kind == YamlKind::scalar && !item.quoted && !item.text.empty() &&
                          item.text.size() <= 2 &&
                          std::all_of(item.text.begin(), item.text.end(), base::is_digit) &&
                          item.text != "0" && item.text != "00";
      if (number)
        rule_.match.positions.push_back(static_cast<std::uint32_t>(std::stoul(item.text)));
      else
        fields.problem(item, "positions", "expected whole numbers from 1 to 99");
    });
  }

  // A rule that no fact can be looked up for would take every fact of its kind.
  void check_match(FieldReader& fields) {
    const FactMatcher& match = rule_.match;
    const auto& node = fields.node();
    if (node.kind != YamlKind::mapping) return;
    const bool named = !match.names.empty() || !match.name_groups.empty();
    switch (rule_.kind) {
      case RuleKind::assignment:
        if (!named && match.paths.empty())
          fields.problem(node, "names", "expected names, name_groups or paths");
        break;
      case RuleKind::cell:
        if (!named) fields.problem(node, "names", "expected names or name_groups");
        break;
      case RuleKind::call:
        if (!named && match.named.empty())
          fields.problem(node, "names", "expected names, name_groups or named");
        if (match.positions.empty() && match.named.empty()) {
          fields.problem(node, "positions", "expected positions or named: which arguments are the secret");
        }
        break;
      case RuleKind::option:
        if (!named && match.programs.empty())
          fields.problem(node, "names", "expected names, name_groups or programs");
        if (match.programs.empty() && match.siblings.empty()) short_options(fields);
        break;
      case RuleKind::header:
        if (!named && match.schemes.empty())
          fields.problem(node, "names", "expected names, name_groups or schemes");
        break;
      case RuleKind::token:
      case RuleKind::block:
      case RuleKind::userinfo:
        break;
    }
    for (const auto& name : match.names) {
      if (rule_.kind != RuleKind::option && !name.empty() && normalise_name(name).empty()) {
        fields.problem(*fields.find("names"), "names", "'" + name + "' has neither letter nor digit");
      }
    }
  }

  void short_options(FieldReader& fields) {
    for (const auto& option : rule_.match.names) {
      if (option.size() >= 4) continue;
      fields.problem(
          *fields.find("names"), "names",
          "'" + option + "' stands everywhere: say which programs take it, or which siblings it has");
    }
  }

  void nonempty_texts(std::string_view name, std::vector<std::string>& out) {
    fields_.texts(name, out);
    const auto* value = fields_.find(name);
    if (value == nullptr || value->kind != YamlKind::sequence) return;
    if (value->items.empty()) fields_.problem(*value, name, "is empty");
    for (const auto& text : out) {
      if (text.empty()) fields_.problem(*value, name, "holds an empty string");
    }
  }

  void validate() {
    fields_.items("validate", [&](const YamlNode& item, const std::string& prefix) {
      ValidatorCall call;
      if (const auto name = text_of(item)) {
        call.name = *name;
      } else if (item.kind == YamlKind::mapping) {
        FieldReader fields(item, prefix, validator_fields(), fields_.problems());
        fields.text("name", call.name);
        fields.text("argument", call.argument);
      } else {
        return fields_.problem(item, "validate", "expected a validator's name, or {name: …, argument: …}");
      }
      const bool known = validators_.empty() || call.name.empty() ||
                         std::find(validators_.begin(), validators_.end(), call.name) != validators_.end();
      if (!known) fields_.problem(item, "validate", "no validator is named '" + call.name + "'");
      rule_.validate.push_back(std::move(call));
    });
  }

  void words() {
    fields_.texts("tags", rule_.tags);
    fields_.text("description", rule_.description);
    if (const auto* node = fields_.find("remediation")) {
      FieldReader fields(*node, fields_.path("remediation"), remediation_fields(), fields_.problems());
      fields.text("en", rule_.remediation.en);
      fields.text("fr", rule_.remediation.fr);
    }
    fields_.texts("references", rule_.references);
  }

  void examples(std::string_view name, std::span<const Field> known, std::vector<Example>& out) {
    fields_.items(name, [&](const YamlNode& item, const std::string& prefix) {
      FieldReader fields(item, prefix, known, fields_.problems());
      Example example;
      fields.text("file", example.file);
      fields.text("text", example.text);
      drop_breaks(example.text);
      if (name == "examples") {
        fields.texts("secrets", example.secrets);
        for (auto& secret : example.secrets) drop_breaks(secret);
        if (fields.has("secrets") && example.secrets.empty())
          fields.problem(item, "secrets", "expected at least one");
      }
      out.push_back(std::move(example));
    });
  }

  FieldReader fields_;
  std::span<const std::string_view> validators_;
  bool known_kind_ = false;
  Rule rule_;
};

}  // namespace

base::Result<std::vector<Rule>> parse_rules(std::string_view text, const std::string& path,
                                            std::span<const std::string_view> validators) {
  Problems problems(path);
  const auto tree = parse_yaml(text);
  if (!tree) {
    problems.add(tree.error().line, tree.error().column, "", tree.error().reason);
    return base::fail(base::ErrorCode::malformed, problems.text());
  }
  FieldReader file(*tree, "", file_fields(), problems);
  std::string family;
  file.text("family", family);
  std::vector<Rule> rules;
  std::map<std::string, std::uint32_t> lines;
  file.items("rules", [&](const YamlNode& node, const std::string&) {
    // Messages name line and column: "match.names" says more than "rules[7].match.names".
    Rule rule = RuleReader(node, "", validators, problems).read();
    rule.family = family;
    const auto [seen, fresh] = lines.emplace(rule.id, node.line);
    if (!fresh && !rule.id.empty()) {
      problems.add(node, "id", "'" + rule.id + "' is used in line " + std::to_string(seen->second) + " too");
    }
    rules.push_back(std::move(rule));
  });
  if (!problems.empty()) return base::fail(base::ErrorCode::malformed, problems.text());
  return rules;
}

}  // namespace tamis::rules
