#include "read/code_facts.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "read/code_functions.h"
#include "read/code_literal.h"
#include "read/code_strings.h"
#include "read/code_values.h"
#include "read/command_programs.h"
#include "read/command_words.h"
#include "read/nested.h"

namespace tamis::read {
namespace {

using model::Fact;
using model::FactKind;
using model::Span;

constexpr std::size_t kMaxArguments = 32;
constexpr std::size_t kAround = 256;  // neighbours of a region: members of the same block
constexpr std::size_t kMaxNameLength = 80;
constexpr std::size_t kMaxFacts = 100000;  // memory on hostile input

bool is_key(std::string_view text) {
  while (!text.empty() && (text.front() == '-' || text.front() == '@')) text.remove_prefix(1);
  return !text.empty() && text.size() <= kMaxNameLength && base::is_alpha(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return base::is_word(c) || c == '.' || c == '-' || c == ':' || c == '@' || c == '/';
         });
}

std::string_view last_of(std::string_view path) {
  const auto at = path.find_last_of(".:/");
  return at == std::string_view::npos || at + 1 == path.size() ? path : path.substr(at + 1);
}

// "setLdapPassword" → "LdapPassword"; empty when the name does not set anything.
std::string_view what_is_set(std::string_view name) {
  for (const std::string_view prefix : {"set_", "with_", "use_"}) {
    if (base::starts_with_nocase(name, prefix)) return name.substr(prefix.size());
  }
  for (const std::string_view prefix : {"set", "with", "Set", "With"}) {
    if (name.starts_with(prefix) && name.size() > prefix.size() && base::is_upper(name[prefix.size()]))
      return name.substr(prefix.size());
  }
  return {};
}

class FactCollector {
 public:
  FactCollector(const Input& input, Program program, bool in_comment, std::vector<Fact>& facts)
      : input_(input),
        p_(std::move(program)),
        values_(p_),
        in_comment_(in_comment),
        facts_(facts),
        seen_(p_.tokens.size(), false) {}

  // The number of facts that were added.
  std::size_t run() {
    const std::size_t before = facts_.size();
    for (const Binding& binding : p_.bindings) {
      if (near(p_.tokens[binding.first].span.begin, text_end(binding.value))) assignment(binding);
    }
    for (const Call& call : p_.calls) {
      if (near(p_.tokens[call.first].span.begin, text_end({call.first, call.end}))) called(call);
    }
    argument_lists();
    lone_strings();
    return facts_.size() - before;
  }

  const Program& program() const { return p_; }

 private:
  bool full() const { return facts_.size() >= kMaxFacts || !input_.may_go_on(); }

  std::size_t span_end(TokenRange range) const {
    return range.empty() ? p_.tokens[std::min(range.begin, p_.tokens.size() - 1)].span.end
                         : p_.tokens[range.end - 1].span.end;
  }

  // The body of a heredoc stands behind the tokens of its line.
  std::size_t text_end(TokenRange range) const {
    std::size_t end = span_end(range);
    for (std::size_t i = range.begin; i < range.end; ++i) end = std::max(end, p_.tokens[i].inner.end);
    return end;
  }

  bool near(std::size_t begin, std::size_t end) const {
    if (full()) return false;
    return touches(input_.regions, {begin, end}, kAround);
  }

  Fact fact(FactKind kind, std::string name, std::string path, Span span, std::uint32_t block) const {
    Fact out;
    out.kind = kind;
    out.language = p_.language;
    out.name = std::move(name);
    out.path = std::move(path);
    out.span = span;
    out.block = block;
    out.in_comment = in_comment_;
    return out;
  }

  void assign(std::string name, std::string path, const FoldedValue& folded, Span span, std::uint32_t block,
              bool is_default) {
    Fact out = fact(FactKind::assignment, std::move(name), std::move(path), span, block);
    out.arguments.push_back({{}, folded.settled(out.is_default)});
    out.is_default = out.is_default || is_default;
    facts_.push_back(std::move(out));
  }

  void assignment(const Binding& binding) {
    if (binding.value.empty()) return;
    const FoldedValue folded = values_.fold(binding.value);
    const Span span{p_.tokens[binding.first].span.begin, span_end(binding.value)};
    assign(binding.name, binding.path, folded, span, binding.block, binding.parameter);
    strings_in(folded, binding.path, binding.value, span);
    if (!folded.constant()) couple(binding, span);
  }

  // auth=("bob", "x"): a name with two values reads like a call.
  void couple(const Binding& binding, Span span) {
    const auto open = binding.value.begin;
    if (p_.tokens[open].partner == Token::kNoPartner || behind_group(p_, open) != binding.value.end) return;
    const auto parts = split_arguments(p_, {open + 1, p_.tokens[open].partner}, 3);
    if (parts.size() != 2) return;
    Fact out = fact(FactKind::call, binding.name, binding.path, span, binding.block);
    for (TokenRange part : parts) {
      if (!argument_name(part).empty()) return;
      bool is_default = false;
      out.arguments.push_back({{}, values_.fold(part).settled(is_default)});
    }
    facts_.push_back(std::move(out));
  }

  // Text that a value holds; the value's string tokens need no second look.
  void strings_in(const FoldedValue& folded, std::string_view owner, TokenRange range, Span span) {
    if (!folded.constant()) return;
    // What a name leads to is read where it is written.
    const Span here = p_.span(range);
    const bool elsewhere = !folded.trail.empty() && (folded.home.empty() || folded.home.begin < here.begin ||
                                                     folded.home.end > here.end);
    if (elsewhere) return;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (p_.tokens[i].kind == TokenKind::string) seen_[i] = true;
    }
    read_string({input_, p_.language, in_comment_}, folded, owner, span, facts_);
  }

  // fn.bind(this, …) ties a function, not a directory.
  bool ties_function(const Call& call) const {
    const auto first = call.arguments.empty() ? std::string_view() : p_.written(call.arguments.begin);
    return call.name == "bind" &&
           (first == "this" || first == "null" || first == "undefined" || first == "self");
  }

  void called(const Call& call) {
    if (ties_function(call)) return;
    const Span span{p_.tokens[call.first].span.begin, p_.tokens[call.end - 1].span.end};
    Fact out = fact(FactKind::call, call.path, call.path, span, call.block);
    std::vector<FoldedValue> positional;
    for (const TokenRange part : split_arguments(p_, call.arguments, kMaxArguments)) {
      TokenRange value = part;
      std::string name = argument_name(value);
      const FoldedValue folded = values_.fold(value);
      bool is_default = false;
      out.arguments.push_back({name, folded.settled(is_default)});
      if (name.empty()) {
        positional.push_back(folded);
        strings_in(folded, call.name, value, span);
      }
    }
    // PrincipalContext(type, name, [container, [options,]] user, password): the last one, whatever the
    // overload.
    if (call.name == "PrincipalContext" && out.arguments.size() >= 4 && out.arguments.back().name.empty())
      out.arguments.back().name = "password";
    if (!out.arguments.empty()) facts_.push_back(std::move(out));
    if (positional.size() == 1 && encodes_base64(call.name)) basic(positional.front(), span, call.block);
    stored(call, positional, span);
  }

  // base64_encode("user:password"): what an Authorization header carries.
  void basic(const FoldedValue& value, Span span, std::uint32_t block) {
    const auto colon = value.text.text().find(':');
    const bool credentials = value.constant() && !value.partial && colon != std::string::npos && colon > 0 &&
                             colon + 1 < value.text.size() &&
                             value.text.text().find_first_of(" \t\n{") == std::string::npos;
    if (!credentials) return;
    Fact out = fact(FactKind::header, "Authorization", "Basic", span, block);
    out.user = value.text.text().substr(0, colon);
    FoldedValue password = value;
    password.text = value.text.slice(colon + 1, value.text.size());
    out.arguments.push_back({{}, password.settled(out.is_default)});
    facts_.push_back(std::move(out));
  }

  // name = value, name: value, name => value; `part` becomes the value.
  std::string argument_name(TokenRange& part) const {
    while (!part.empty() && p_.tokens[part.begin].kind == TokenKind::line_end) ++part.begin;
    if (part.begin + 2 >= part.end) return {};
    const Token& first = p_.tokens[part.begin];
    const auto op = p_.written(part.begin + 1);
    const bool names = op == "=" || op == "=>" || op == ":=" || op == ":";
    if (!names || (first.kind != TokenKind::word && first.kind != TokenKind::string)) return {};
    std::string name =
        first.kind == TokenKind::string ? plain_text(p_.text, first) : std::string(p_.written(part.begin));
    name.erase(0, name.find_first_not_of(":$"));
    part.begin += 2;
    return name;
  }

  // Calls that store a value under a name: put("password", "x"), define('PW', 'x'), setValue('login', 'pw',
  // 'x'), setPassword("x"), env.put(Context.SECURITY_CREDENTIALS, "x"), add_argument("--password",
  // default="x").
  void stored(const Call& call, const std::vector<FoldedValue>& positional, Span span) {
    const auto parts = split_arguments(p_, call.arguments, kMaxArguments);
    if (parts.empty()) return;
    const auto set = what_is_set(call.name);
    const bool reads = function_kind(call.name, call.path) != FunctionKind::other || is_getter(call.name);
    if (call.name == "Value" || call.name == "ConfigProperty") annotation(call, positional);
    if (call.name == "of" && call.chained) return pairs(call, parts, span);
    if (positional.size() == 1 && parts.size() == 1 && (!set.empty() || (call.chained && !reads))) {
      const auto name = set.empty() ? std::string_view(call.name) : set;
      if (positional.front().constant())
        assign(std::string(name), join_owner(call, name), positional.front(), span, call.block, false);
      return;
    }
    if (!is_setter(call.name) && !(set.empty() ? false : is_setter(set))) return;
    const std::string key = key_of(parts.front(), positional);
    if (key.empty()) return;
    if (const auto fallback = default_argument(parts); fallback.constant()) {
      assign(std::string(option_name(key)), key, fallback, span, call.block, true);
      return;
    }
    if (positional.size() < 2 || parts.size() < 2) return;
    // setValue('login', 'bind_pass', 'x')
    const std::string second = positional.size() == 3 ? key_of(parts[1], {positional[1]}) : std::string();
    const bool sectioned =
        positional.size() == 3 && !second.empty() && positional[2].constant() && positional[1].constant();
    const FoldedValue& value = sectioned ? positional[2] : positional[1];
    const std::string name = sectioned && looks_like_section(call.name) ? second : key;
    if (sectioned && looks_like_section(call.name)) {
      assign(name, key + "." + name, value, span, call.block, false);
    } else {
      assign(std::string(option_name(last_of(name))), name, positional[1], span, call.block, reads);
    }
  }

  // Storing functions whose three arguments are section, name, value.
  static bool looks_like_section(std::string_view callee) {
    const std::string lower = base::to_lower(callee);
    return lower == "set" || lower == "setvalue" || lower == "set_value" || lower == "setstring" ||
           lower == "setoption" || lower == "set_option" || lower == "put" || lower == "writestring" ||
           lower == "setproperty" || lower == "buildconfigfield";
  }

  static std::string_view option_name(std::string_view key) {
    while (!key.empty() && (key.front() == '-' || key.front() == '@')) key.remove_prefix(1);
    return key;
  }

  static std::string join_owner(const Call& call, std::string_view name) {
    const auto dot = call.path.rfind('.');
    return dot == std::string::npos ? std::string(name) : call.path.substr(0, dot + 1) + std::string(name);
  }

  // What the first argument names: a string that reads as a key, or a constant's name.
  std::string key_of(TokenRange part, const std::vector<FoldedValue>& folded) const {
    while (!part.empty() && p_.tokens[part.begin].kind == TokenKind::line_end) ++part.begin;
    while (!part.empty() && p_.tokens[part.end - 1].kind == TokenKind::line_end) --part.end;
    if (part.empty()) return {};
    if (p_.tokens[part.end - 1].kind == TokenKind::string) {
      const std::string text = folded.empty() ? std::string() : folded.front().text.text();
      return is_key(text) ? text : std::string();
    }
    if (p_.tokens[part.end - 1].kind != TokenKind::word) return {};
    const NamePath name = name_ending_at(p_, part.end - 1);
    return name.first == part.begin && is_key(name.name) ? name.name : std::string();
  }

  FoldedValue default_argument(const std::vector<TokenRange>& parts) {
    for (TokenRange part : parts) {
      const std::string name = base::to_lower(argument_name(part));
      if (name == "default" || name == "default_value" || name == "defaultvalue" || name == "fallback")
        return values_.fold(part);
    }
    return {};
  }

  // ["ldapsearch", "-w", "x"]
  void argument_lists() {
    for (std::size_t i = 0; i + 2 < p_.tokens.size(); ++i) {
      const auto partner = p_.tokens[i].partner;
      const bool list =
          partner != Token::kNoPartner && partner > i + 3 && p_.tokens[i + 1].kind == TokenKind::string;
      if (!list || !near(p_.tokens[i].span.begin, p_.tokens[partner].span.end)) continue;
      if (!begins_command(p_.tokens[i + 1].inner.in(p_.text))) continue;
      std::vector<CommandWord> words;
      for (const TokenRange part : split_arguments(p_, {i + 1, partner}, 256)) {
        const FoldedValue folded = values_.fold(part);
        words.push_back(
            {{folded.text, folded.quoting, folded.partial ? model::ValueState::unknown : folded.state,
              folded.computed, folded.decoded_by, folded.trail},
             p_.span(part),
             folded.is_default});
      }
      command_facts(words, {p_.language, 0, in_comment_}, facts_);
    }
  }

  void lone_strings() {
    for (std::size_t i = 0; i < p_.tokens.size(); ++i) {
      const Token& token = p_.tokens[i];
      if (token.kind != TokenKind::string || seen_[i] || token.inner.size() < 8) continue;
      if (full() || !touches(input_.regions, {token.span.begin, std::max(token.span.end, token.inner.end)}))
        continue;
      const FoldedValue folded = values_.fold({i, i + 1});
      read_string({input_, p_.language, in_comment_}, folded, {}, token.span, facts_);
    }
  }

  // @Value("${ldap.password:Automne2019}") private String password;
  void annotation(const Call& call, const std::vector<FoldedValue>& positional) {
    if (p_.language != model::Language::java || call.first == 0 || !p_.is(call.first - 1, "@")) return;
    FoldedValue value = positional.empty()
                            ? default_argument(split_arguments(p_, call.arguments, kMaxArguments))
                            : positional.front();
    for (std::size_t i = call.end; i < call.end + 16 && i + 1 < p_.tokens.size(); ++i) {
      const bool ends = p_.is(i + 1, ";") || p_.is(i + 1, ",") || p_.is(i + 1, ")") || p_.is(i + 1, "=") ||
                        p_.is(i + 1, ":");
      if (p_.tokens[i].kind != TokenKind::word || !ends) continue;
      const std::string name(p_.written(i));
      assign(name, name, value, {p_.tokens[call.first].span.begin, p_.tokens[i].span.end}, call.block, false);
      return;
    }
  }

  // Map.of("user", "svc", "password", "x")
  void pairs(const Call& call, const std::vector<TokenRange>& parts, Span span) {
    for (std::size_t i = 0; i + 1 < parts.size() && parts.size() % 2 == 0; i += 2) {
      const std::string key = key_of(parts[i], {values_.fold(parts[i])});
      if (!key.empty())
        assign(std::string(last_of(key)), key, values_.fold(parts[i + 1]), span, call.block, false);
    }
  }

  const Input& input_;
  Program p_;
  CodeValues values_;
  bool in_comment_;
  std::vector<Fact>& facts_;
  std::vector<bool> seen_;  // string tokens whose text was looked into
};

// Commented-out code counts; a comment that is no code is read as prose.
void comment_facts(const Input& input, const Program& program, std::vector<Fact>& facts) {
  for (const Token& token : program.tokens) {
    if (token.kind != TokenKind::comment || token.inner.size() < 6 || !touches(input.regions, token.inner))
      continue;
    Program inside = Program::read(program.text, token.inner, program.language);
    const std::size_t first = facts.size();
    FactCollector(input, std::move(inside), true, facts).run();
    const bool says =
        std::any_of(facts.begin() + static_cast<std::ptrdiff_t>(first), facts.end(), [](const Fact& fact) {
          return std::any_of(fact.arguments.begin(), fact.arguments.end(),
                             [](const model::Argument& argument) {
                               return argument.value.state == model::ValueState::constant &&
                                      argument.value.quoting != model::Quoting::bare;
                             });
        });
    if (says) continue;
    facts.resize(first);
    read_nested(input, token.inner, model::Language::plain, facts);
    for (std::size_t i = first; i < facts.size(); ++i) facts[i].in_comment = true;
  }
}

}  // namespace

void code_facts(const Input& input, Span window, std::vector<Fact>& facts) {
  FactCollector collector(input, Program::read(input.text, window, input.language), false, facts);
  collector.run();
  comment_facts(input, collector.program(), facts);
}

}  // namespace tamis::read
