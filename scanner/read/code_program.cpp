#include "read/code_program.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/code_literal.h"

namespace tamis::read {
namespace {

using model::Language;

constexpr std::size_t kMaxComponents = 12;
constexpr std::size_t kMaxExpression = 96;  // top-level tokens
constexpr std::size_t kMaxType = 16;
constexpr std::size_t kMaxTargets = 8;
constexpr std::size_t kMaxPath = 512;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_accessor(std::string_view op) {
  return op == "." || op == "->" || op == "::" || op == "?." || op == "?->";
}

std::string_view without_sigil(std::string_view word) {
  while (!word.empty() && (word.front() == '$' || word.front() == '@' || word.front() == '%' ||
                           word.front() == ':' || word.front() == '#')) {
    word.remove_prefix(1);
  }
  return word;
}

bool is_self(std::string_view word) {
  constexpr std::array<std::string_view, 5> kSelf = {"self", "this", "Me", "cls", "me"};
  return is_one_of(word, kSelf);
}

bool is_keyword_before_paren(std::string_view word) {
  constexpr std::array<std::string_view, 31> kWords = {
      "const",  "var",      "import", "type",  "array",  "if", "while", "for", "foreach", "switch", "catch",
      "return", "function", "elif",   "elsif", "and",    "or", "not",   "in",  "with",    "unless", "until",
      "case",   "when",     "print",  "echo",  "lambda", "fn", "func",  "If",  "While"};
  return is_one_of(word, kWords);
}

bool declares(std::string_view word) {
  constexpr std::array<std::string_view, 10> kWords = {"def", "function", "fn",       "func",  "fun",
                                                       "sub", "Sub",      "Function", "async", "constructor"};
  return is_one_of(word, kWords);
}

bool joins_lines(std::string_view op, bool before) {
  constexpr std::array<std::string_view, 16> kEither = {
      "+", ".", "&", "..", "||", "??", "&&", "?:", "?", "<<", "//", "->", "?.", "or", "and", "else"};
  constexpr std::array<std::string_view, 10> kOnlyBefore = {"=",
                                                            ":=",
                                                            "=>",
                                                            ",",
                                                            "(",
                                                            "[",
                                                            "||=",
                                                            "return",
                                                            "?"
                                                            "?=",
                                                            ":"};
  return is_one_of(op, kEither) || (before ? is_one_of(op, kOnlyBefore) : op == ":");
}

struct Frame {
  std::size_t open = 0;
  char kind = '\0';
  std::string path;             // of what this bracket is the value
  std::string pending;          // of the binding whose value is being read …
  std::size_t pending_end = 0;  // … up to this token
  std::uint32_t block = 0;
  bool declaration = false;
  bool is_class = false;
  std::string function;  // whose body this is
};

class StructureReader {
 public:
  explicit StructureReader(Program& program) : p_(program), t_(program.tokens) { frames_.push_back({}); }

  void run() {
    for (at_ = 0; at_ < t_.size(); ++at_) visit();
  }

 private:
  std::string_view written(std::size_t i) const { return p_.written(i); }
  bool kind(std::size_t i, TokenKind k) const { return i < t_.size() && t_[i].kind == k; }
  Frame& frame() { return frames_.back(); }

  void visit() {
    switch (t_[at_].kind) {
      case TokenKind::punctuation:
        return punctuation();
      case TokenKind::word:
        return word();
      default:
        return;
    }
  }

  void word() {
    if (p_.language == Language::java && written(at_) == "to" && at_ > 0 &&
        kind(at_ - 1, TokenKind::string)) {
      return bind_key(at_ - 1, at_);
    }
    if (p_.language == Language::c && written(at_) == "define" && at_ > 0 && p_.is(at_ - 1, "#"))
      return preprocessor();
    if (written(at_) == "return") return returned();
    if (p_.rules->bare_calls) bare_call();
  }

  void punctuation() {
    const auto op = written(at_);
    switch (op.front()) {
      case '(':
      case '[':
      case '{':
        return open(op.front());
      case ')':
      case ']':
      case '}':
        return close();
      case ',':
      case ';':
        frame().pending.clear();
        return;
      default:
        break;
    }
    if (op == "=" || op == ":=" || op == "||=" ||
        op ==
            "?"
            "?=")
      return assignment();
    if (op == "<-" && p_.language == Language::python) return assignment();  // R
    if (op == "==" || op == "===") return comparison();
    if (op == "=>") return fat_arrow();
    if (op == "->" && at_ > 0 && kind(at_ - 1, TokenKind::string)) return bind_key(at_ - 1, at_);
    if (op == ":") return colon();
  }

  // -- brackets
  // -----------------------------------------------------------------------------------------------------

  void open(char kind_of_bracket) {
    if (kind_of_bracket == '(') call();
    if (kind_of_bracket != '[') pair();
    if (t_[at_].partner == Token::kNoPartner) return;
    if (frames_.size() >= kMaxDepth) {  // deeper structure says nothing: on behind it
      at_ = t_[at_].partner;
      return;
    }
    Frame& outer = frame();
    if (at_ >= outer.pending_end) outer.pending.clear();
    Frame inner{
        at_,   kind_of_bracket, outer.pending.empty() ? outer.path : outer.pending, {}, 0, ++blocks_, false,
        false, frame().function};
    // Go: var ( … ) holds statements.
    const bool statements = kind_of_bracket == '(' && p_.rules->type_before_name && at_ > 0 &&
                            (written(at_ - 1) == "var" || written(at_ - 1) == "const");
    if (statements) inner.kind = '{';
    if (kind_of_bracket == '{') name_of_function(inner);
    if (kind_of_bracket == '(' && at_ >= 2 && kind(at_ - 1, TokenKind::word))
      inner.declaration = declares(written(at_ - 2));
    if (kind_of_bracket == '{' && outer.pending.empty()) name_of_class(inner);
    frames_.push_back(std::move(inner));
  }

  void close() {
    if (frames_.size() > 1 && t_[at_].partner == frame().open) frames_.pop_back();
    if (written(at_) == "}") frame().pending.clear();
  }

  // String motDePasse() { return "x"; }: what a function returns is bound to its name.
  void name_of_function(Frame& inner) const {
    std::size_t i = at_;
    for (std::size_t steps = 0; steps < kMaxType && i > 0; ++steps) {
      --i;
      if (written(i) == ")" && t_[i].partner != Token::kNoPartner && t_[i].partner > 0) {
        const std::size_t name = t_[i].partner - 1;
        if (kind(name, TokenKind::word) && !is_keyword_before_paren(written(name)))
          inner.function = std::string(written(name)).substr(0, kMaxPath);
        return;
      }
      const bool type = t_[i].kind == TokenKind::word || written(i) == "->" || written(i) == ":" ||
                        written(i) == "<" || written(i) == ">" || written(i) == "&" || written(i) == "::" ||
                        written(i) == "throws" || written(i) == ",";
      if (!type) return;
    }
  }

  void returned() {
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
  std::string python_function() const {
    for (std::size_t back = 1; back <= kMaxExpression && back <= at_; ++back) {
      if (written(at_ - back) == "def" && kind(at_ - back + 1, TokenKind::word))
        return std::string(written(at_ - back + 1)).substr(0, kMaxPath);
      if (written(at_ - back) == "return") return {};
    }
    return {};
  }

  // password == "x": a password that the program compares with.
  void comparison() {
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

  // class LdapConfig { … }: its members are LdapConfig.x
  void name_of_class(Frame& inner) const {
    for (std::size_t back = 1; back <= 6 && back < at_; ++back) {
      const auto before = written(at_ - back - 1);
      if (t_[at_ - back].kind == TokenKind::punctuation) return;
      if (before == "class" || before == "object" || before == "struct" || before == "interface" ||
          before == "trait") {
        inner.path = join(inner.path, written(at_ - back));
        inner.is_class = true;
        return;
      }
    }
  }

  // -- bindings
  // -----------------------------------------------------------------------------------------------------

  static std::string join(std::string_view a, std::string_view b) {
    if (a.empty()) return std::string(b);
    if (b.empty() || a.size() + b.size() > kMaxPath) return std::string(b.empty() ? a : b);
    return std::string(a) + "." + std::string(b);
  }

  void bind(const NamePath& target, std::size_t op) {
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
  bool is_member(const Binding& binding, std::size_t op) {
    if (frame().is_class || frame().kind != '{' || written(op) != "=") return true;
    const bool opens =
        binding.first > 0 && (written(binding.first - 1) == "{" || written(binding.first - 1) == ",");
    const bool closes = binding.value.end < t_.size() &&
                        (written(binding.value.end) == "," || written(binding.value.end) == "}");
    return opens || closes;
  }

  void assignment() {
    if (at_ == 0) return;
    const std::size_t last = target_end(at_ - 1);
    if (last == kNone) return;
    const NamePath target = name_ending_at(p_, last);
    if (target.empty() || (p_.rules->ignore_case && written(at_) == "=" && is_comparison(target.first)))
      return;
    const std::size_t before = targets_before(target.first);
    bind(target, at_);
    if (before > 0) distribute(before);
  }

  // user, pw = "a", "b": how many targets stand before the last one.
  std::size_t targets_before(std::size_t first) const {
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
  void distribute(std::size_t before) {
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

  // Basic compares with '=': only what begins a statement or follows a declaring word is assigned.
  bool is_comparison(std::size_t first) const {
    if (first == 0) return false;
    if (kind(first - 1, TokenKind::line_end) || kind(first - 1, TokenKind::comment)) return false;
    const std::string before = base::to_lower(written(first - 1));
    constexpr std::array<std::string_view, 16> kStarts = {
        "dim",  "const",  "set",      "let", "public", "private", "static", "then",
        "else", "shared", "readonly", ":",   "{",      ",",       ".",      "("};
    return !is_one_of(before, kStarts);
  }

  // The last token of the name that is assigned; types and property accessors between it and '=' are stepped
  // over.
  std::size_t target_end(std::size_t last) const {
    if (t_[last].kind == TokenKind::string) return kNone;
    if (written(last) == "}" && t_[last].partner != Token::kNoPartner) {
      const std::size_t before = t_[last].partner;
      const bool accessor = before > 0 && p_.language == Language::csharp && last - before < 24 &&
                            holds_word(before, last, "get");
      if (accessor) return before - 1;
      return p_.language == Language::perl ? last : kNone;
    }
    if (p_.language == Language::vbnet || p_.language == Language::vbscript) return before_as(last);
    const std::size_t annotated = before_annotation(last);
    if (annotated != kNone) return annotated;
    if (p_.rules->type_before_name && last > 0 && kind(last, TokenKind::word)) return before_go_type(last);
    return last;
  }

  bool holds_word(std::size_t from, std::size_t to, std::string_view word) const {
    for (std::size_t i = from; i < to; ++i) {
      if (written(i) == word) return true;
    }
    return false;
  }

  std::size_t before_as(std::size_t last) const {
    for (std::size_t back = 0; back < 8 && back < last; ++back) {
      const std::size_t i = last - back;
      if (kind(i, TokenKind::line_end)) break;
      if (kind(i, TokenKind::word) && base::equal_nocase(written(i), "as")) {
        std::size_t name = i - 1;
        if (written(name) == ")" && t_[name].partner != Token::kNoPartner && t_[name].partner > 0)
          name = t_[name].partner - 1;
        return name;
      }
    }
    return last;
  }

  // password: Optional[str] = …
  std::size_t before_annotation(std::size_t last) const {
    if (p_.language != Language::python && p_.language != Language::javascript &&
        p_.language != Language::rust && p_.language != Language::java) {
      return kNone;
    }
    std::size_t i = last;
    for (std::size_t steps = 0; steps < kMaxType && i > 0; ++steps) {
      const auto op = written(i);
      if (op == ":") {
        std::size_t name = i - 1;
        if ((written(name) == "?" || written(name) == "!") && name > 0) --name;
        return kind(name, TokenKind::word) ? name : kNone;
      }
      const bool closes = (op == "]" || op == ")" || op == "}") && t_[i].partner != Token::kNoPartner;
      if (closes) {
        i = t_[i].partner;
        if (i == 0) return kNone;
      } else if (t_[i].kind == TokenKind::punctuation && op != "." && op != "|" && op != "?" && op != "&" &&
                 op != "<" && op != ">" && op != "::" && op != "'" && op != ",") {
        return kNone;
      } else if (t_[i].kind == TokenKind::line_end || t_[i].kind == TokenKind::comment) {
        return kNone;
      }
      --i;
    }
    return kNone;
  }

  // var pw string = …, const pw = …
  std::size_t before_go_type(std::size_t last) const {
    std::size_t i = last;
    while (i > 1 && (written(i - 1) == "." || written(i - 1) == "*" || written(i - 1) == "]" ||
                     written(i - 1) == "[")) {
      i -= written(i - 1) == "." ? 2U : 1U;
    }
    const bool typed = i > 0 && kind(i - 1, TokenKind::word) && written(i - 1) != "var" &&
                       written(i - 1) != "const" && written(i - 1) != "return" && written(i - 1) != "if" &&
                       written(i - 1) != "for" && written(i - 1) != "else";
    return typed ? i - 1 : last;
  }

  void fat_arrow() {
    if (at_ == 0) return;
    const bool maps =
        p_.language == Language::php || p_.language == Language::ruby || p_.language == Language::perl;
    if (maps) bind_key(at_ - 1, at_);
  }

  // key: value, in braces and in the parentheses of a call.
  void colon() {
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
  bool is_annotation() const {
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

  bool begins_entry(std::size_t first) const {
    if (first == 0) return true;
    const Token& before = t_[first - 1];
    if (before.kind == TokenKind::line_end || before.kind == TokenKind::comment) return true;
    const auto op = written(first - 1);
    if (op == "{" || op == "," || op == "(" || op == "[" || op == "|" || op == ";") return true;
    return p_.rules->bare_calls && before.kind == TokenKind::word && op != "case" && op != "when" &&
           op != "default";
  }

  void bind_key(std::size_t key, std::size_t op) {
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
  void pair() {
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
  void preprocessor() {
    if (!kind(at_ + 1, TokenKind::word) || !kind(at_ + 2, TokenKind::string)) return;
    Binding binding;
    binding.name = binding.path = std::string(written(at_ + 1));
    binding.first = at_ + 1;
    binding.value = {at_ + 2, expression_end(at_ + 2)};
    p_.bindings.push_back(std::move(binding));
  }

  // -- where an expression ends
  // -------------------------------------------------------------------------------------

  std::size_t expression_end(std::size_t begin) const {
    std::size_t i = begin;
    for (std::size_t steps = 0; i < t_.size() && steps < kMaxExpression; ++steps) {
      const Token& token = t_[i];
      if (token.kind == TokenKind::comment) {
        ++i;
        continue;
      }
      if (token.kind == TokenKind::line_end) {
        if (ends_at_line(begin, i)) return i;
        ++i;
        continue;
      }
      if (token.kind == TokenKind::punctuation) {
        const char c = written(i).front();
        if (c == ',' || c == ';') return i;
        if (c == ')' || c == ']' || c == '}') return i;
        if (c == ':' && written(i).size() == 1 && p_.rules->ignore_case) return i;
      }
      i = behind_group(p_, i);
    }
    return std::min(i, t_.size());
  }

  bool ends_at_line(std::size_t begin, std::size_t line_end) const {
    const char enclosing = frames_.back().kind;
    if (enclosing == '(' || enclosing == '[') return false;
    std::size_t before = line_end;
    while (before > begin && (kind(before - 1, TokenKind::comment) || kind(before - 1, TokenKind::line_end)))
      --before;
    if (before == begin) return false;  // the value stands on the next line
    if (t_[before - 1].kind != TokenKind::string && joins_lines(written(before - 1), true)) return false;
    std::size_t after = line_end;
    while (after < t_.size() && after < line_end + 8 &&
           (kind(after, TokenKind::comment) || kind(after, TokenKind::line_end)))
      ++after;
    if (after >= t_.size()) return true;
    if (t_[after].kind == TokenKind::string) {
      const bool adjacent = p_.language == Language::c && t_[before - 1].kind == TokenKind::string;
      return !adjacent;
    }
    return !joins_lines(written(after), false);
  }

  // -- calls
  // --------------------------------------------------------------------------------------------------------

  void call() {
    if (at_ == 0 || t_[at_].partner == Token::kNoPartner) return;
    std::size_t last = at_ - 1;
    if (written(last) == ">") last = before_generics(last);
    if (!kind(last, TokenKind::word) || is_keyword_before_paren(written(last))) return;
    const NamePath callee = name_ending_at(p_, last);
    if (callee.empty()) return;
    if (callee.name == "define" && p_.language == Language::php) constant();
    Call call;
    call.name = callee.name;
    call.path = callee.path;
    call.first = callee.first;
    call.arguments = {at_ + 1, t_[at_].partner};
    call.end = call.arguments.end + 1;
    call.block = blocks_ + 1;
    call.chained = callee.chained || (callee.first > 0 && is_accessor(written(callee.first - 1)));
    p_.calls.push_back(std::move(call));
  }

  // define('LDAP_PASSWORD', 'x')
  void constant() {
    const bool named = kind(at_ + 1, TokenKind::string) && p_.is(at_ + 2, ",") && t_[at_].partner > at_ + 3;
    if (!named) return;
    Binding binding;
    binding.name = binding.path = plain_text(p_.text, t_[at_ + 1]).substr(0, kMaxPath);
    binding.first = at_ + 1;
    binding.value = {at_ + 3, expression_end(at_ + 3)};
    p_.bindings.push_back(std::move(binding));
  }

  std::size_t before_generics(std::size_t last) const {
    for (std::size_t back = 1; back <= 8 && back < last; ++back) {
      if (written(last - back) == "<") return last - back - 1;
    }
    return last;
  }

  // obj.Open "dsn", "user", "pw" — a statement that begins with a name and goes on with a value.
  void bare_call() {
    const bool begins = at_ == 0 || kind(at_ - 1, TokenKind::line_end) || kind(at_ - 1, TokenKind::comment) ||
                        p_.is(at_ - 1, ";") || p_.is(at_ - 1, "{") || p_.is(at_ - 1, "}") ||
                        (p_.rules->ignore_case && p_.is(at_ - 1, ":"));
    if (!begins) return;
    std::size_t last = at_;
    if (kind(last, TokenKind::word) && p_.is(last, ".") && last + 1 < t_.size()) ++last;
    for (std::size_t steps = 0; steps < kMaxComponents && last + 2 < t_.size() &&
                                is_accessor(written(last + 1)) && kind(last + 2, TokenKind::word);
         ++steps) {
      last += 2;
    }
    const bool value = kind(last + 1, TokenKind::string) || kind(last + 1, TokenKind::number) ||
                       (kind(last + 1, TokenKind::word) && p_.is(last + 2, ","));
    if (!value || is_statement_word(written(at_))) return;
    const NamePath callee = name_ending_at(p_, last);
    if (callee.empty()) return;
    const std::size_t end = statement_end(last + 1);
    p_.calls.push_back(
        {callee.name, callee.path, callee.first, {last + 1, end}, end, frame().block, callee.chained});
  }

  static bool is_statement_word(std::string_view word) {
    constexpr std::array<std::string_view, 24> kWords = {
        "if",     "elseif",  "elsif", "dim",     "const",  "return", "case",    "when",
        "print",  "puts",    "echo",  "require", "import", "use",    "package", "rem",
        "option", "include", "my",    "our",     "local",  "while",  "for",     "select"};
    const std::string lower = base::to_lower(word);
    return is_one_of(lower, kWords);
  }

  std::size_t statement_end(std::size_t begin) const {
    std::size_t i = begin;
    for (std::size_t steps = 0; i < t_.size() && steps < kMaxExpression; ++steps) {
      if (t_[i].kind == TokenKind::comment) break;
      if (t_[i].kind == TokenKind::line_end) {
        if (i > begin && written(i - 1) != ",") break;
      } else if (t_[i].kind == TokenKind::punctuation) {
        const char c = written(i).front();
        if (c == ';' || c == ')' || c == ']' || c == '}') break;
      } else if (written(i) == "do") {
        break;
      }
      i = behind_group(p_, i);
    }
    return std::min(i, t_.size());
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  static constexpr std::size_t kMaxDepth = 64;

  Program& p_;
  const std::vector<Token>& t_;
  std::size_t at_ = 0;
  std::uint32_t blocks_ = 0;
  std::vector<Frame> frames_;
};

// What an index names: ['ldap'], [:ldap], [Context.SECURITY_CREDENTIALS]; nothing for [0] or [i + 1].
std::string index_component(const Program& program, std::size_t open, std::size_t close) {
  if (close == open + 2) {
    const Token& token = program.tokens[open + 1];
    if (token.kind == TokenKind::string) return plain_text(program.text, token);
    if (token.kind == TokenKind::word) return std::string(without_sigil(program.written(open + 1)));
    return {};
  }
  if (close <= open + 2 || program.tokens[close - 1].kind != TokenKind::word) return {};
  std::size_t i = open + 1;
  for (; i < close && close - open < 12; ++i) {
    const bool part =
        (i - open) % 2 == 1 ? program.tokens[i].kind == TokenKind::word : is_accessor(program.written(i));
    if (!part) return {};
  }
  return i == close ? std::string(program.written(close - 1)) : std::string();
}

}  // namespace

std::size_t behind_group(const Program& program, std::size_t token) {
  const auto partner = program.tokens[token].partner;
  return partner != Token::kNoPartner && partner > token ? partner + 1 : token + 1;
}

NamePath name_ending_at(const Program& program, std::size_t last) {
  NamePath out;
  // Most names are a single word.
  if (program.tokens[last].kind == TokenKind::word && (last == 0 || !is_accessor(program.written(last - 1)))) {
    out.name = without_sigil(program.written(last)).substr(0, kMaxPath);
    out.path = out.name;
    out.first = last;
    return out;
  }
  std::vector<std::string> components;
  std::size_t i = last;
  for (std::size_t steps = 0; steps < kMaxComponents; ++steps) {
    const Token& token = program.tokens[i];
    const auto written = program.written(i);
    const bool subscript = (written == "]" || (written == "}" && program.language == Language::perl) ||
                            (written == ")" && program.rules->ignore_case)) &&
                           token.kind == TokenKind::punctuation && token.partner != Token::kNoPartner;
    if (subscript) {
      auto component = index_component(program, token.partner, i);
      if (!component.empty()) components.push_back(std::move(component));
      out.first = token.partner;
      if (token.partner == 0) break;
      i = token.partner - 1;
      if (program.language == Language::perl && is_accessor(program.written(i)) && i > 0) --i;
      const bool goes_on =
          program.tokens[i].kind == TokenKind::word || program.written(i) == "]" || program.written(i) == "}";
      if (!goes_on) break;
      continue;
    }
    if (token.kind != TokenKind::word) break;
    const auto name = without_sigil(written);
    if (!(is_self(name) && !components.empty())) components.emplace_back(name);
    out.first = i;
    if (i < 2 || !is_accessor(program.written(i - 1))) break;
    out.chained = true;
    i -= 2;
    if (program.tokens[i].kind != TokenKind::word && program.written(i) != "]" && program.written(i) != "}")
      break;
  }
  if (out.first > 0 && is_accessor(program.written(out.first - 1))) out.chained = true;
  for (auto it = components.rbegin(); it != components.rend(); ++it) {
    if (out.path.size() + it->size() > kMaxPath) continue;
    if (!out.path.empty()) out.path += '.';
    out.path += *it;
  }
  if (!components.empty()) out.name = components.front().substr(0, kMaxPath);
  return out;
}

std::vector<TokenRange> split_arguments(const Program& program, TokenRange range, std::size_t limit) {
  std::vector<TokenRange> parts;
  std::size_t begin = range.begin;
  for (std::size_t i = range.begin; i < range.end && parts.size() < limit;) {
    if (program.tokens[i].kind == TokenKind::punctuation && program.written(i) == ",") {
      parts.push_back({begin, i});
      begin = i + 1;
    }
    i = behind_group(program, i);
  }
  const bool rest =
      std::any_of(program.tokens.begin() + static_cast<std::ptrdiff_t>(std::min(begin, range.end)),
                  program.tokens.begin() + static_cast<std::ptrdiff_t>(range.end), [](const Token& token) {
                    return token.kind != TokenKind::line_end && token.kind != TokenKind::comment;
                  });
  if (rest && parts.size() < limit) parts.push_back({begin, range.end});
  return parts;
}

model::Span Program::span(TokenRange range) const {
  while (!range.empty() &&
         (tokens[range.begin].kind == TokenKind::line_end || tokens[range.begin].kind == TokenKind::comment))
    ++range.begin;
  while (!range.empty() && (tokens[range.end - 1].kind == TokenKind::line_end ||
                            tokens[range.end - 1].kind == TokenKind::comment))
    --range.end;
  if (range.empty()) return {};
  return {tokens[range.begin].span.begin, tokens[range.end - 1].span.end};
}

Program Program::read(std::string_view text, model::Span window, Language language) {
  Program program;
  program.text = text;
  program.language = language;
  program.rules = &lexical_rules(language);
  program.tokens = lex(text, window, *program.rules);
  StructureReader(program).run();
  return program;
}

}  // namespace tamis::read
