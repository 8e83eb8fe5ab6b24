// What is bound to a name: assignments, keys of maps, named arguments, what functions return.
#include <string>
#include <utility>
#include <vector>

#include "read/code_literal.h"
#include "read/code_structure.h"
#include "read/code_words.h"

namespace tamis::read {
namespace {

using model::Language;

constexpr std::size_t kMaxTargets = 8;

}  // namespace

std::string StructureReader::join(std::string_view a, std::string_view b) {
  if (a.empty()) return std::string(b);
  if (b.empty() || a.size() + b.size() > kMaxPath) return std::string(b.empty() ? a : b);
  return std::string(a) + "." + std::string(b);
}

void StructureReader::bind(const NamePath& target, std::size_t op) {
  Binding binding;
  binding.name = target.name;
  binding.first = target.first;
  binding.value = {op + 1, expression_end(op + 1)};
  binding.path = is_member(binding, op) ? join(frame().path, target.path) : target.path;
  binding.block = frame().block;
  binding.parameter = frame().declaration;
  frame().pending = binding.path;
  frame().pending_end = binding.value.end;
  p_.bindings.push_back(std::move(binding));
}

// A key of what the bracket is the value of, as opposed to a variable of a function's body.
bool StructureReader::is_member(const Binding& binding, std::size_t op) {
  if (frame().is_class || frame().kind != '{' || written(op) != "=") return true;
  const bool opens =
      binding.first > 0 && (written(binding.first - 1) == "{" || written(binding.first - 1) == ",");
  const bool closes = binding.value.end < t_.size() &&
                      (written(binding.value.end) == "," || written(binding.value.end) == "}");
  return opens || closes;
}

void StructureReader::assignment() {
  if (at_ == 0) return;
  const std::size_t last = target_end(at_ - 1);
  if (last == kNone) return;
  const NamePath target = name_ending_at(p_, last);
  if (target.empty() || (p_.rules->ignore_case && written(at_) == "=" && is_comparison(target.first))) return;
  const std::size_t before = targets_before(target.first);
  bind(target, at_);
  if (before > 0) distribute(before);
}

// user, pw = "a", "b": how many targets stand before the last one.
std::size_t StructureReader::targets_before(std::size_t first) const {
  const bool lists = p_.language == Language::python || p_.language == Language::go ||
                     p_.language == Language::ruby || p_.language == Language::lua;
  if (!lists || frames_.back().kind == '(' || frames_.back().kind == '[') return 0;
  std::size_t count = 0;
  while (count < kMaxTargets && first >= 2 && written(first - 1) == ",") {
    const NamePath name = name_ending_at(p_, first - 2);
    if (name.empty()) break;
    first = name.first;
    ++count;
  }
  return count;
}

// Gives each target its own value: the last binding is right for the last one only.
void StructureReader::distribute(std::size_t before) {
  Binding last = p_.bindings.back();
  p_.bindings.pop_back();
  std::size_t begin = last.value.begin;
  std::vector<TokenRange> values;
  for (std::size_t i = 0; i <= before; ++i) {
    const std::size_t end = expression_end(begin);
    values.push_back({begin, end});
    if (end >= t_.size() || written(end) != ",") break;
    begin = end + 1;
  }
  if (values.size() != before + 1) return;
  std::vector<Binding> bindings;
  std::size_t first = last.first;
  for (std::size_t i = before + 1; i-- > 0;) {
    Binding binding = last;
    binding.value = values[i];
    if (i < before) {
      const NamePath name = name_ending_at(p_, first - 2);
      binding.name = name.name;
      binding.path = name.path;
      binding.first = first = name.first;
    }
    bindings.push_back(std::move(binding));
  }
  p_.bindings.insert(p_.bindings.end(), bindings.rbegin(), bindings.rend());
}

void StructureReader::fat_arrow() {
  if (at_ == 0) return;
  const bool maps =
      p_.language == Language::php || p_.language == Language::ruby || p_.language == Language::perl;
  if (maps) bind_key(at_ - 1, at_);
}

// key: value, in braces and in the parentheses of a call.
void StructureReader::colon() {
  if (at_ == 0) return;
  const std::size_t key = at_ - 1;
  if (!kind(key, TokenKind::string) && !kind(key, TokenKind::word) && written(key) != "]") return;
  const bool inside = frames_.size() > 1;
  if (!inside && !p_.rules->bare_calls) return;
  if (p_.rules->ignore_case || p_.language == Language::perl || p_.language == Language::lua) return;
  if (p_.language == Language::python && frame().kind != '{') return;
  std::size_t first = key;
  if (written(key) == "]") {
    if (t_[key].partner == Token::kNoPartner) return;
    first = t_[key].partner;
  }
  if (!begins_entry(first) || is_annotation()) return;
  bind_key(key, at_);
}

// pw: String = "x": what stands behind the colon is a type.
bool StructureReader::is_annotation() const {
  std::size_t i = at_ + 1;
  for (std::size_t steps = 0; i < t_.size() && steps < kMaxType; ++steps) {
    const auto op = written(i);
    if (op == "=") return true;
    if (op == "," || op == ";" || op == "}" || op == ")" || t_[i].kind == TokenKind::line_end ||
        t_[i].kind == TokenKind::string)
      return false;
    i = behind_group(p_, i);
  }
  return false;
}

bool StructureReader::begins_entry(std::size_t first) const {
  if (first == 0) return true;
  const Token& before = t_[first - 1];
  if (before.kind == TokenKind::line_end || before.kind == TokenKind::comment) return true;
  const auto op = written(first - 1);
  if (op == "{" || op == "," || op == "(" || op == "[" || op == "|" || op == ";") return true;
  return p_.rules->bare_calls && before.kind == TokenKind::word && op != "case" && op != "when" &&
         op != "default";
}

void StructureReader::bind_key(std::size_t key, std::size_t op) {
  NamePath target;
  target.first = key;
  if (kind(key, TokenKind::string)) {
    target.name = plain_text(p_.text, t_[key]).substr(0, kMaxPath);
    target.path = target.name;
  } else {
    target = name_ending_at(p_, key);
  }
  if (!target.empty()) bind(target, op);
}

// { "password", "x" } and ("password", "x"): pairs of dictionaries.
void StructureReader::pair() {
  const bool whole = kind(at_ + 1, TokenKind::string) && p_.is(at_ + 2, ",") &&
                     kind(at_ + 3, TokenKind::string) && t_[at_].partner == at_ + 4;
  if (!whole || (at_ > 0 && (kind(at_ - 1, TokenKind::word) || written(at_ - 1) == ">"))) return;
  Binding binding;
  binding.name = plain_text(p_.text, t_[at_ + 1]).substr(0, kMaxPath);
  binding.path = join(frame().pending.empty() ? frame().path : frame().pending, binding.name);
  binding.first = at_ + 1;
  binding.value = {at_ + 3, at_ + 4};
  binding.block = frame().block;
  p_.bindings.push_back(std::move(binding));
}

// #define LDAP_PW "x"
void StructureReader::preprocessor() {
  if (!kind(at_ + 1, TokenKind::word) || !kind(at_ + 2, TokenKind::string)) return;
  Binding binding;
  binding.name = binding.path = std::string(written(at_ + 1));
  binding.first = at_ + 1;
  binding.value = {at_ + 2, expression_end(at_ + 2)};
  p_.bindings.push_back(std::move(binding));
}

// define('LDAP_PASSWORD', 'x')
void StructureReader::constant() {
  const bool named = kind(at_ + 1, TokenKind::string) && p_.is(at_ + 2, ",") && t_[at_].partner > at_ + 3;
  if (!named) return;
  Binding binding;
  binding.name = binding.path = plain_text(p_.text, t_[at_ + 1]).substr(0, kMaxPath);
  binding.first = at_ + 1;
  binding.value = {at_ + 3, expression_end(at_ + 3)};
  p_.bindings.push_back(std::move(binding));
}

// password == "x": a password that the program compares with.
void StructureReader::comparison() {
  if (at_ == 0 || !kind(at_ - 1, TokenKind::word) || !kind(at_ + 1, TokenKind::string)) return;
  const NamePath name = name_ending_at(p_, at_ - 1);
  if (name.empty()) return;
  Binding binding;
  binding.name = name.name;
  binding.path = name.path;
  binding.first = name.first;
  binding.value = {at_ + 1, at_ + 2};
  binding.block = frame().block;
  binding.compared = true;
  p_.bindings.push_back(std::move(binding));
}

void StructureReader::returned() {
  std::string name = frame().function;
  if (p_.language == Language::python) name = python_function();
  if (name.empty()) return;
  Binding binding;
  binding.name = binding.path = std::move(name);
  binding.first = at_;
  binding.value = {at_ + 1, expression_end(at_ + 1)};
  binding.block = frame().block;
  if (!binding.value.empty()) p_.bindings.push_back(std::move(binding));
}

// def motdepasse(): return "x"
std::string StructureReader::python_function() const {
  for (std::size_t back = 1; back <= kMaxExpression && back <= at_; ++back) {
    if (written(at_ - back) == "def" && kind(at_ - back + 1, TokenKind::word))
      return std::string(written(at_ - back + 1)).substr(0, kMaxPath);
    if (written(at_ - back) == "return") return {};
  }
  return {};
}

}  // namespace tamis::read
