#include "rules/rule_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "rules/fields.h"

namespace tamis::rules {
namespace {

// Plain text may stand without quotes when nothing in it can be taken for syntax, a number or a word of YAML.
bool is_plain(std::string_view text) {
  if (text.empty() || !base::is_alpha(text.front()) || text.size() > 80) return false;
  for (const std::string_view word : {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}) {
    if (base::equal_nocase(text, word)) return false;
  }
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return base::is_word(c) || c == '.' || c == '-'; });
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string single_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

std::string double_quoted(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out.append({'\\', c});
    else if (c == '\n')
      out.append("\\n");
    else if (c == '\t')
      out.append("\\t");
    else if (c == '\r')
      out.append("\\r");
    else if (is_control(c)) {
      const auto byte = static_cast<unsigned char>(c);
      out.append("\\x").append({kHex[byte >> 4U], kHex[byte & 15U]});
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

std::string scalar(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  return std::any_of(text.begin(), text.end(), is_control) ? double_quoted(text) : single_quoted(text);
}

// A block scalar shows a snippet as people write it; it cannot hold control characters, and what begins or
// ends in blanks or empty lines is safer in quotes.
bool fits_block(std::string_view text) {
  if (text.size() < 2 || text.find('\n') == std::string_view::npos || text.back() != '\n') return false;
  if (base::is_space(text.front()) || text[text.size() - 2] == '\n') return false;
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return is_control(c) && c != '\n' && c != '\t'; });
}

class RuleWriter {
 public:
  explicit RuleWriter(const Rule& rule) : rule_(rule) {}

  std::string write() {
    out_ = "family: " + scalar(rule_.family) + "\nrules:\n  - id: " + scalar(rule_.id) + "\n";
    field("name", rule_.name);
    raw("kind", to_string(rule_.kind));
    const Rule plain;
    if (rule_.reports != plain.reports) field("reports", rule_.reports);
    if (rule_.strength != plain.strength) raw("strength", to_string(rule_.strength));
    raw("severity", to_string(rule_.severity));
    raw("confidence", to_string(rule_.confidence));
    if (rule_.kind == RuleKind::token)
      token();
    else if (rule_.kind == RuleKind::block)
      block();
    else
      match();
    validate();
    list("tags", rule_.tags);
    words();
    examples("examples", rule_.examples);
    examples("negative_examples", rule_.negative_examples);
    return std::move(out_);
  }

 private:
  void raw(std::string_view name, std::string_view value, std::string_view indent = "    ") {
    out_.append(indent).append(name).append(": ").append(value).append("\n");
  }
  void field(std::string_view name, std::string_view value, std::string_view indent = "    ") {
    if (!fits_block(value)) return raw(name, scalar(value), indent);
    out_.append(indent).append(name).append(": |\n");
    for (std::size_t at = 0; at < value.size();) {
      const auto end = value.find('\n', at);
      if (end > at) out_.append(indent).append("  ").append(value.substr(at, end - at));
      out_.push_back('\n');
      at = end + 1;
    }
  }
  void number(std::string_view name, std::uint32_t value, std::string_view indent = "    ") {
    raw(name, std::to_string(value), indent);
  }
  void list(std::string_view name, const std::vector<std::string>& values, std::string_view indent = "    ") {
    if (values.empty()) return;
    std::string all;
    for (const auto& value : values) all.append(all.empty() ? "" : ", ").append(scalar(value));
    raw(name, "[" + all + "]", indent);
  }

  void token() {
    const TokenMatcher plain;
    const TokenMatcher& token = rule_.token;
    field("pattern", token.pattern);
    list("anchors", token.anchors);
    if (token.nocase) raw("nocase", "true");
    if (!token.boundary) raw("boundary", "false");
    if (token.min_entropy > 0) {
      std::array<char, 32> digits{};
      const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), token.min_entropy,
                                     std::chars_format::fixed);
      raw("entropy", {digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
    }
    list("near", token.near);
    if (token.near_bytes != plain.near_bytes) number("near_bytes", token.near_bytes);
    if (token.check) {
      raw("check", "{class: " + token.check->char_class + ", run: " + std::to_string(token.check->length) +
                       ", within: " + std::to_string(token.check->within) + "}");
    }
  }

  void block() {
    list("begins", rule_.block.begins);
    list("ends", rule_.block.ends);
    number("max_bytes", rule_.block.max_bytes);
  }

  void match() {
    const FactMatcher& match = rule_.match;
    const auto before = out_.size();
    constexpr std::string_view kIndent = "      ";
    list("names", match.names, kIndent);
    list("name_groups", match.name_groups, kIndent);
    list("not_names", match.not_names, kIndent);
    list("paths", match.paths, kIndent);
    list("programs", match.programs, kIndent);
    list("schemes", match.schemes, kIndent);
    list("siblings", match.siblings, kIndent);
    list("files", match.files, kIndent);
    list("context", match.context, kIndent);
    std::vector<std::string> languages;
    for (const auto language : match.languages) languages.emplace_back(model::to_string(language));
    list("languages", languages, kIndent);
    std::string positions;
    for (const auto position : match.positions) {
      positions.append(positions.empty() ? "" : ", ").append(std::to_string(position));
    }
    if (!positions.empty()) raw("positions", "[" + positions + "]", kIndent);
    list("named", match.named, kIndent);
    if (match.min_arguments > 0) number("min_arguments", match.min_arguments, kIndent);
    if (match.account > 0) number("account", match.account, kIndent);
    out_.insert(before, out_.size() == before ? "    match: {}\n" : "    match:\n");
  }

  void validate() {
    if (rule_.validate.empty()) return;
    out_ += "    validate:\n";
    for (const auto& call : rule_.validate) {
      const auto name = scalar(call.name);
      if (call.argument.empty())
        out_ += "      - " + name + "\n";
      else
        out_ += "      - {name: " + name + ", argument: " + scalar(call.argument) + "}\n";
    }
  }

  void words() {
    if (!rule_.description.empty()) field("description", rule_.description);
    if (!rule_.remediation.en.empty() || !rule_.remediation.fr.empty()) {
      out_ += "    remediation:\n";
      field("en", rule_.remediation.en, "      ");
      if (!rule_.remediation.fr.empty()) field("fr", rule_.remediation.fr, "      ");
    }
    list("references", rule_.references);
  }

  void examples(std::string_view name, const std::vector<Example>& examples) {
    if (examples.empty()) return;
    out_.append("    ").append(name).append(":\n");
    for (const auto& example : examples) {
      const auto before = out_.size();
      if (!example.file.empty()) field("file", example.file, "        ");
      field("text", example.text, "        ");
      list("secrets", example.secrets, "        ");
      out_[before + 6] = '-';
    }
  }

  const Rule& rule_;
  std::string out_;
};

}  // namespace

base::Result<std::string> to_yaml(const Rule& rule) {
  std::string yaml = RuleWriter(rule).write();
  if (!base::valid_utf8(yaml)) {
    return base::fail(base::ErrorCode::invalid_argument, "rule " + rule.id + ": a text is not UTF-8");
  }
  return yaml;
}

}  // namespace tamis::rules
