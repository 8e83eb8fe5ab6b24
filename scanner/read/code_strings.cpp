#include "read/code_strings.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "read/command_programs.h"
#include "read/connection_string.h"
#include "read/content_signs.h"
#include "read/nested.h"

namespace tamis::read {
namespace {

using model::Fact;
using model::Language;
using model::Span;

constexpr std::size_t kMaxKey = 80;

class StringReader {
 public:
  StringReader(const StringContext& context, const FoldedValue& value, std::string_view owner, Span span,
               std::vector<Fact>& facts)
      : context_(context),
        value_(value),
        text_(value.text.text()),
        owner_(owner),
        span_(span),
        facts_(facts) {}

  void run() {
    if (text_.size() < 6) return;
    if (connection_string()) return;
    const std::size_t first = facts_.size();
    if (const auto language = language_inside()) {
      read_inside(*language);
    } else if (begins_command(text_)) {
      read_inside(Language::shell);
    } else {
      environment_entry();
    }
    for (std::size_t i = first; i < facts_.size(); ++i) settle_holes(facts_[i]);
  }

 private:
  void add(std::string name, std::string path, Span inner, std::string user) {
    Fact fact;
    fact.kind = model::FactKind::assignment;
    fact.language = context_.language;
    fact.name = std::move(name);
    fact.path = std::move(path);
    fact.span = span_;
    fact.in_comment = context_.in_comment;
    fact.user = std::move(user);
    FoldedValue part = value_;
    part.text = value_.text.slice(inner.begin, inner.end);
    part.partial = part.text.text().find(kHole) != std::string::npos;
    fact.arguments.push_back({{}, part.settled(fact.is_default)});
    facts_.push_back(std::move(fact));
  }

  bool connection_string() {
    const auto pairs = connection_passwords(text_);
    for (const auto& pair : pairs) {
      std::string path = owner_.empty() ? std::string() : std::string(owner_) + ".";
      add(pair.name, path + "connectionstring." + pair.name, pair.value, pair.user);
    }
    return !pairs.empty();
  }

  std::optional<Language> language_inside() const {
    const auto trimmed = base::trim(text_);
    if (trimmed.size() < 8) return std::nullopt;
    const char c = trimmed.front();
    if (c == '{' || c == '[' || c == '<') {
      const auto language = language_of_content(trimmed.substr(0, 1024));
      const bool data = language == Language::json || language == Language::xml ||
                        language == Language::html || language == Language::ini;
      return data ? language : std::nullopt;
    }
    if (is_sql(trimmed)) return Language::sql;
    if (trimmed.find('\n') == std::string_view::npos) return std::nullopt;
    const auto language = language_of_content(trimmed.substr(0, 4096));
    if (!language || *language == context_.language) return std::nullopt;
    switch (*language) {
      case Language::json:
      case Language::yaml:
      case Language::ldif:
      case Language::ini:
      case Language::xml:
      case Language::sql:
      case Language::shell:
      case Language::batch:
      case Language::powershell:
      case Language::http:
      case Language::hcl:
      case Language::conf:
      case Language::reg:
        return language;
      default:
        return std::nullopt;
    }
  }

  static bool is_sql(std::string_view text) {
    for (const std::string_view verb :
         {"create user ", "alter user ", "create role ", "alter role ", "create login ", "alter login ",
          "grant ", "set password", "insert into ", "update ", "exec sp_", "create database link",
          "identified by"}) {
      if (base::starts_with_nocase(text, verb)) return true;
    }
    return false;
  }

  void read_inside(Language language) {
    const std::size_t first = facts_.size();
    if (value_.text.verbatim()) {
      read_nested(context_.input, value_.text.written(), language, facts_);
    } else {
      read_nested(context_.input, value_.text.to_mapped(), language, facts_);
    }
    for (std::size_t i = first; i < facts_.size(); ++i)
      facts_[i].in_comment = facts_[i].in_comment || context_.in_comment;
  }

  // A value with a hole in it is no constant.
  static void settle_holes(Fact& fact) {
    for (auto& argument : fact.arguments) {
      if (argument.value.text.find(kHole) == std::string::npos) continue;
      argument.value.state = model::ValueState::unknown;
      argument.value.text.clear();
    }
  }

  // A distinguished name is no assignment.
  static bool is_dn_key(std::string_view key) {
    for (const std::string_view dn : {"cn", "dc", "ou", "uid", "o", "dn", "samaccountname"}) {
      if (base::equal_nocase(key, dn)) return true;
    }
    return false;
  }

  // putenv("LDAP_PW=x"), ["POSTGRES_PASSWORD=x"], "-Dldap.password=x"
  void environment_entry() {
    const auto equals = text_.find('=');
    if (equals == std::string::npos || equals < 2 || equals > kMaxKey || equals + 1 >= text_.size()) return;
    auto key = text_.substr(0, equals);
    if (key.starts_with("-D") || key.starts_with("--")) key.remove_prefix(2);
    const bool name =
        !key.empty() && base::is_alpha(key.front()) &&
        std::all_of(key.begin(), key.end(), [](char c) { return base::is_word(c) || c == '.' || c == '-'; });
    if (is_dn_key(key)) return;
    const auto rest = text_.substr(equals + 1);
    const bool one_word = rest.find_first_of(" \n\t&;<>=") == std::string_view::npos;
    if (name && one_word) add(std::string(key), std::string(key), {equals + 1, text_.size()}, {});
  }

  const StringContext& context_;
  const FoldedValue& value_;
  std::string_view text_;
  std::string_view owner_;
  Span span_;
  std::vector<Fact>& facts_;
};

}  // namespace

void read_string(const StringContext& context, const FoldedValue& value, std::string_view owner, Span span,
                 std::vector<Fact>& facts) {
  if (!value.constant()) return;
  StringReader(context, value, owner, span, facts).run();
}

}  // namespace tamis::read
