#include "rules/field_reader.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"

namespace tamis::rules {
namespace {

constexpr std::size_t kMostShown = 50;

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_null(std::string_view text) {
  return one_of(text, {"", "~", "null", "Null", "NULL"});
}
bool is_true(std::string_view text) {
  return one_of(text, {"true", "True", "TRUE"});
}
bool is_false(std::string_view text) {
  return one_of(text, {"false", "False", "FALSE"});
}

// Numbers of YAML's core schema: 12, -3, 0x1F, 0o17, 1.5, .5, 1e9, .inf, .nan.
bool is_number(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  if (one_of(text, {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"})) return true;
  if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'o')) {
    return std::all_of(text.begin() + 2, text.end(), base::is_hex);
  }
  std::size_t digits = 0;
  std::size_t at = 0;
  const auto skip_digits = [&] {
    for (; at < text.size() && base::is_digit(text[at]); ++at) ++digits;
  };
  skip_digits();
  if (at < text.size() && text[at] == '.') {
    ++at;
    skip_digits();
  }
  if (digits == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const std::size_t before = digits;
    skip_digits();
    if (digits == before) return false;
  }
  return at == text.size();
}

std::string listed(std::span<const std::string_view> words) {
  std::string out;
  for (const auto word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

}  // namespace

std::optional<std::string_view> text_of(const YamlNode& node) {
  if (node.kind != YamlKind::scalar) return std::nullopt;
  const std::string_view text = node.text;
  if (!node.quoted && (is_null(text) || is_true(text) || is_false(text) || is_number(text)))
    return std::nullopt;
  return text;
}

void Problems::add(std::uint32_t line, std::uint32_t column, std::string_view field,
                   std::string_view reason) {
  std::string what;
  if (!field.empty()) what.append(field).append(": ");
  found_.push_back({line, column, what.append(reason)});
}

std::string Problems::text() const {
  auto sorted = found_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Problem& a, const Problem& b) {
    return a.line != b.line ? a.line < b.line : a.column < b.column;
  });
  std::string out;
  for (std::size_t i = 0; i < std::min(sorted.size(), kMostShown); ++i) {
    if (i != 0) out.push_back('\n');
    out.append(path_).append(":").append(std::to_string(sorted[i].line)).append(":");
    out.append(std::to_string(sorted[i].column)).append(": ").append(sorted[i].what);
  }
  if (sorted.size() > kMostShown) {
    out.append("\n")
        .append(path_)
        .append(": … and ")
        .append(std::to_string(sorted.size() - kMostShown))
        .append(" more");
  }
  return out;
}

FieldReader::FieldReader(const YamlNode& node, std::string prefix, std::span<const Field> known,
                         Problems& problems)
    : node_(&node), prefix_(std::move(prefix)), problems_(&problems) {
  if (node.kind != YamlKind::mapping) {
    problems.add(node, prefix_, "expected fields and values");
    return;
  }
  std::set<std::string_view> seen;
  for (const auto& [key, value] : node.members) {
    const auto is_key = [&key = key](const Field& field) { return field.name == key.text; };
    if (key.kind != YamlKind::scalar || std::none_of(known.begin(), known.end(), is_key)) {
      problems.add(key, key.kind == YamlKind::scalar ? path(key.text) : prefix_, "unknown field");
    } else if (!seen.insert(key.text).second) {
      problems.add(key, path(key.text), "given twice");
    }
  }
  for (const Field& field : known) {
    if (field.required && !seen.contains(field.name)) problem(node, field.name, "is missing");
  }
}

const YamlNode* FieldReader::find(std::string_view name) const {
  if (node_->kind != YamlKind::mapping) return nullptr;
  for (const auto& [key, value] : node_->members) {
    if (key.kind == YamlKind::scalar && key.text == name) return &value;
  }
  return nullptr;
}

std::string FieldReader::path(std::string_view name) const {
  return prefix_.empty() ? std::string(name) : prefix_ + "." + std::string(name);
}

void FieldReader::text(std::string_view name, std::string& out) {
  const YamlNode* value = find(name);
  if (value == nullptr) return;
  if (const auto text = text_of(*value)) {
    out = *text;
  } else {
    problem(*value, name,
            value->kind == YamlKind::scalar ? "expected a string: put it into quotes" : "expected a string");
  }
}

void FieldReader::texts(std::string_view name, std::vector<std::string>& out) {
  const YamlNode* value = find(name);
  if (value == nullptr) return;
  if (value->kind != YamlKind::sequence) return problem(*value, name, "expected a list of strings");
  for (const YamlNode& item : value->items) {
    if (const auto text = text_of(item)) {
      out.emplace_back(*text);
    } else {
      problem(item, name,
              item.kind == YamlKind::sequence ? "expected a list of strings"
                                              : "expected a list of strings: put this one into quotes");
    }
  }
}

void FieldReader::flag(std::string_view name, bool& out) {
  const YamlNode* value = find(name);
  if (value == nullptr) return;
  const bool plain = value->kind == YamlKind::scalar && !value->quoted;
  if (!plain || (!is_true(value->text) && !is_false(value->text))) {
    return problem(*value, name, "expected true or false");
  }
  out = is_true(value->text);
}

void FieldReader::whole(std::string_view name, std::uint32_t& out, std::uint32_t least, std::uint32_t most) {
  const YamlNode* value = find(name);
  if (value == nullptr) return;
  std::uint32_t number = 0;
  const char* end = value->text.data() + value->text.size();
  const bool plain = value->kind == YamlKind::scalar && !value->quoted;
  const auto parsed = std::from_chars(value->text.data(), end, number);
  if (!plain || parsed.ec != std::errc() || parsed.ptr != end || number < least || number > most) {
    return problem(*value, name,
                   "expected a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  out = number;
}

void FieldReader::decimal(std::string_view name, double& out, double least, double most) {
  const YamlNode* value = find(name);
  if (value == nullptr) return;
  double number = 0;
  const char* end = value->text.data() + value->text.size();
  const bool plain = value->kind == YamlKind::scalar && !value->quoted;
  const auto parsed = std::from_chars(value->text.data(), end, number, std::chars_format::fixed);
  if (!plain || parsed.ec != std::errc() || parsed.ptr != end || !(number >= least && number <= most)) {
    return problem(*value, name,
                   "expected a number from " + std::to_string(static_cast<int>(least)) + " to " +
                       std::to_string(static_cast<int>(most)));
  }
  out = number;
}

std::optional<std::size_t> FieldReader::choice(std::string_view name,
                                               std::span<const std::string_view> allowed) {
  const YamlNode* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->kind == YamlKind::scalar) {
    const auto found = std::find(allowed.begin(), allowed.end(), value->text);
    if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
  }
  problem(*value, name, "expected one of " + listed(allowed));
  return std::nullopt;
}

void FieldReader::items(std::string_view name,
                        const std::function<void(const YamlNode&, const std::string&)>& each) {
  const YamlNode* value = find(name);
  if (value == nullptr) return;
  if (value->kind != YamlKind::sequence) return problem(*value, name, "expected a list");
  for (std::size_t i = 0; i < value->items.size(); ++i) {
    each(value->items[i], path(name) + "[" + std::to_string(i + 1) + "]");
  }
}

}  // namespace tamis::rules
