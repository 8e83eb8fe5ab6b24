#include "read/fact_writer.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/connection_string.h"
#include "read/nested.h"
#include "read/option_words.h"
#include "read/pair_names.h"

namespace tamis::read {
namespace {

using model::Fact;
using model::FactKind;

constexpr std::size_t kMaxComponents = 12;
constexpr std::size_t kMaxPath = 512;
constexpr std::size_t kMaxName = 256;
constexpr std::size_t kMaxValue = std::size_t{1} << 20;
constexpr std::size_t kMaxHeld = std::size_t{64} << 10;  // values that are searched for strings and commands
constexpr std::size_t kReadNested = std::size_t{256} << 10;

}  // namespace

std::string_view last_component(std::string_view key) {
  const auto dot = key.find_last_of(".:");
  if (dot != std::string_view::npos && dot + 1 < key.size()) key = key.substr(dot + 1);
  const auto line = key.rfind("__");
  if (line != std::string_view::npos && line > 0 && line + 2 < key.size()) key = key.substr(line + 2);
  return key;
}

std::string dotted_path(const std::vector<std::string>& parents, std::string_view key) {
  std::size_t first = parents.size();
  std::size_t bytes = key.size();
  while (first > 0 && parents.size() - first < kMaxComponents &&
         bytes + parents[first - 1].size() < kMaxPath) {
    --first;
    bytes += parents[first].size() + 1;
  }
  std::string path;
  for (std::size_t i = first; i < parents.size(); ++i) {
    if (parents[i].empty()) continue;
    path += parents[i];
    path += '.';
  }
  for (std::size_t i = 0; i < key.size(); ++i) {
    const bool double_line = key[i] == '_' && i > 0 && i + 2 < key.size() && key[i + 1] == '_';
    path += key[i] == ':' || double_line ? '.' : key[i];
    if (double_line) ++i;
  }
  return path;
}

bool is_stock_sample(std::string_view value) {
  static constexpr std::array<std::string_view, 26> kSamples = {
      "secret",        "password",
      "passwd",        "pass",
      "mypass",        "mypassword",
      "mysecret",      "changeme",
      "change_me",     "changeit",
      "proxypassword", "bindpassword",
      "yourpassword",  "your_password",
      "your-password", "xxx",
      "xxxx",          "xxxxx",
      "xxxxxx",        "xxxxxxxx",
      "supersecret",   "smtp password",
      "testing123",    "{crypt}ijfyncsnctbyg",
      "redhat",        "_the_password_of_the_bind_user"};
  const std::string lower = base::to_lower(value);
  return std::find(kSamples.begin(), kSamples.end(), lower) != kSamples.end();
}

void FactWriter::add(Fact fact, const Literal& literal, const Construct& construct) {
  if (facts_.size() >= kMaxFacts) return;
  Settled settled = settle(literal);
  if (construct.in_comment && is_stock_sample(settled.value.text)) return;
  fact.language = language_;
  fact.span = construct.span;
  fact.block = construct.block;
  fact.in_comment = construct.in_comment;
  fact.is_default = settled.is_default;
  fact.arguments.push_back({{}, std::move(settled.value)});
  facts_.push_back(std::move(fact));
}

// Facts this far from any hit are nobody's: rules take what a trigger stands in, and look at what stands in
// the same block.
bool FactWriter::wanted(model::Span span) const {
  constexpr std::size_t kNear = std::size_t{4} << 10;
  return touches(input_.regions, span, kNear);
}

void FactWriter::assign_plain(const std::vector<std::string>& parents, std::string_view key,
                              const Literal& literal, const Construct& construct) {
  if (wanted(construct.span)) put(parents, key, literal, construct);
}

void FactWriter::put(const std::vector<std::string>& parents, std::string_view key, const Literal& literal,
                     const Construct& construct) {
  if (key.empty() || key.size() > kMaxName || literal.text.size() > kMaxValue) return;
  if (literal.text.empty() && literal.state == model::ValueState::constant) return;
  Fact fact;
  fact.kind = FactKind::assignment;
  fact.name = std::string(last_component(key));
  fact.path = dotted_path(parents, key);
  // Sealed Secrets: only the cluster's controller opens what stands there.
  const auto shown = parents.end() - static_cast<std::ptrdiff_t>(std::min(parents.size(), kMaxComponents));
  const bool sealed = std::find(shown, parents.end(), "encryptedData") != parents.end();
  Literal value = literal;
  if (sealed) value.state = model::ValueState::reference;
  add(std::move(fact), value, construct);
}

void FactWriter::assign(const std::vector<std::string>& parents, std::string_view key, const Literal& literal,
                        const Construct& construct) {
  if (!wanted(construct.span)) return;
  put(parents, key, literal, construct);
  if (literal.state != model::ValueState::constant || literal.text.size() > kMaxHeld) return;
  connection_string(dotted_path(parents, key.substr(0, kMaxName)), literal, construct);
  command_line(literal, construct);
}

void FactWriter::element(const std::vector<std::string>& parents, std::string_view key,
                         const Literal& literal, const Construct& construct) {
  const std::string_view value = literal.text.text();
  std::size_t at = value.starts_with("--") ? 2 : 0;
  const std::size_t begin = at;
  while (at < value.size() && at - begin < kMaxName &&
         (base::is_word(value[at]) || value[at] == '-' || value[at] == '.'))
    ++at;
  const bool pair = literal.state == model::ValueState::constant && at > begin && at + 1 < value.size() &&
                    value[at] == '=' && (base::is_alpha(value[begin]) || value[begin] == '_');
  if (!pair) {
    assign(parents, key, literal, construct);
    return;
  }
  Literal inner = literal;
  inner.text = literal.text.slice(at + 1, value.size());
  std::vector<std::string> path = parents;
  path.emplace_back(key);
  assign(path, value.substr(begin, at - begin), inner, construct);
}

void PairMembers::see(FactWriter& writer, const std::vector<std::string>& parents, std::string_view key,
                      const Literal& literal, const Construct& construct) {
  if (is_name_member(key)) {
    name_ = literal;
  } else if (is_value_member(key)) {
    value_ = literal;
    construct_ = construct;
    // "db_password": {"value": "x"}, as Terraform and CloudFormation write their outputs and parameters
    if (!name_ && !parents.empty() && is_pair_key(parents.back())) {
      const std::vector<std::string> above(parents.begin(), parents.end() - 1);
      writer.assign_plain(above, parents.back(), literal, construct);
    }
  } else {
    return;
  }
  if (!name_ || !value_) return;
  if (is_pair_key(name_->text.text())) writer.assign(parents, name_->text.text(), *value_, construct_);
  name_.reset();
  value_.reset();
}

void FactWriter::connection_string(const std::string& path, const Literal& literal,
                                   const Construct& construct) {
  for (const ConnectionPair& pair : connection_passwords(literal.text.text())) {
    Literal inner = literal;
    inner.text = literal.text.slice(pair.value.begin, pair.value.end);
    inner.computed = literal.computed && !inner.text.verbatim();
    if (inner.text.empty()) continue;
    Fact fact;
    fact.kind = FactKind::assignment;
    fact.name = pair.name;
    fact.path = path + ".connectionstring." + pair.name;
    fact.user = pair.user;
    add(std::move(fact), inner, construct);
  }
}

void FactWriter::command_line(const Literal& literal, const Construct& construct) {
  for (const OptionWord& found : option_words(literal.text.text())) {
    Literal inner = literal;
    inner.text = literal.text.slice(found.value.begin, found.value.end);
    inner.quoting = found.quoting;
    option(found.program, found.name, inner, construct);
  }
}

void FactWriter::option(std::string_view program, std::string_view name, const Literal& literal,
                        const Construct& construct) {
  if (literal.text.empty() || name.size() > kMaxName) return;
  Fact fact;
  fact.kind = FactKind::option;
  fact.name = std::string(name);
  fact.path = std::string(program.substr(0, kMaxName));
  add(std::move(fact), literal, construct);
}

void FactWriter::cell(std::string_view header, const Literal& literal, const Construct& construct) {
  if (literal.text.empty() || header.empty() || header.size() > kMaxName) return;
  Fact fact;
  fact.kind = FactKind::cell;
  fact.name = std::string(header);
  add(std::move(fact), literal, construct);
}

void FactWriter::command(std::string_view program, const Literal& arguments) {
  if (arguments.text.empty() || arguments.text.size() > kReadNested) return;
  std::string name(base::file_name(base::trim(program)));
  std::erase(name, '"');
  const std::size_t at = arguments.text.written().begin;
  MappedText line;
  for (const char c : name.empty() ? std::string_view("run") : std::string_view(name)) line.append(c, at);
  line.append(' ', at);
  const MappedText rest = arguments.text.to_mapped();
  line.text += rest.text;
  line.source.insert(line.source.end(), rest.source.begin(), rest.source.end());
  line.end = rest.end;
  read_nested(input_, line, model::Language::batch, facts_);
}

void FactWriter::nested(std::string_view key, const Literal& literal) {
  const std::string& value = literal.text.text();
  const bool object = value.starts_with('{') && value.find("\":") != std::string::npos;
  if ((value.find('\n') == std::string::npos && !object) || value.size() > kReadNested) return;
  if (value.find_first_of("=: ") == std::string::npos || value.starts_with("-----BEGIN ")) return;
  Input renamed = input_;
  if (key.find('.') != std::string_view::npos || !base::extension(key).empty())
    renamed.name = key;
  else
    renamed.name = {};
  // gitlab.rb, as the container image of GitLab takes it
  const auto language =
      key == "GITLAB_OMNIBUS_CONFIG" ? model::Language::ruby : identify_language(renamed.name, value);
  read_nested(renamed, literal.text.to_mapped(), language, facts_);
}

}  // namespace tamis::read
