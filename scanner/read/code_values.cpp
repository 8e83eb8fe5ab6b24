#include "read/code_values.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "read/code_functions.h"
#include "read/code_literal.h"
#include "read/code_transforms.h"
#include "read/literal.h"

namespace tamis::read {
namespace {

using model::Span;
using model::ValueState;

constexpr int kMaxFoldDepth = 8;
constexpr std::size_t kMaxSteps = 256;
constexpr std::size_t kMaxAllSteps = 200000;
constexpr std::size_t kMaxText = std::size_t{64} << 10;
constexpr std::size_t kMaxArguments = 32;
constexpr std::size_t kMaxTried = 4;       // bindings of one name
constexpr std::size_t kMinElements = 2;    // of a list that is joined
constexpr std::size_t kMinCharacters = 4;  // of a list of characters by itself
constexpr std::size_t kMaxElements = 256;

FoldedValue of_state(ValueState state) {
  FoldedValue value;
  value.state = state;
  return value;
}

FoldedValue null_value() {
  FoldedValue value;
  value.null = true;
  return value;
}

bool is_null(std::string_view word) {
  constexpr std::array<std::string_view, 12> kWords = {"None", "null",    "nil",     "undefined",
                                                       "NULL", "Nothing", "true",    "false",
                                                       "True", "False",   "nullptr", "undef"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// Words that may stand before a value and change nothing.
bool is_decoration(std::string_view word) {
  constexpr std::array<std::string_view, 11> kWords = {"new", "await",  "return", "New",   "&",    "*",
                                                       "mut", "static", "byte",   "yield", "const"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

void append(TracedText& out, const TracedText& part) {
  // A part keeps its own way back: byte runs are short, pieces few.
  std::size_t at = 0;
  while (at < part.size()) {
    const Span first = part.written(at, at + 1);
    std::size_t end = at + 1;
    while (end < part.size() && part.written(end, end + 1).begin == first.begin + (end - at) &&
           first.size() == 1)
      ++end;
    out.put(std::string_view(part.text()).substr(at, end - at),
            {first.begin, part.written(end - 1, end).end});
    at = end;
  }
}

// `text` without the components that `path` ends with; nothing where it does not end so.
std::optional<std::string_view> owner_of(std::string_view text, std::string_view path) {
  if (!text.ends_with(path) || text.size() <= path.size() || text[text.size() - path.size() - 1] != '.')
    return std::nullopt;
  return text.substr(0, text.size() - path.size() - 1);
}

bool is_settings(std::string_view owner) {
  constexpr std::array<std::string_view, 14> kNames = {
      "config", "conf",  "cfg",     "settings", "constants",  "options",  "opts",
      "params", "props", "secrets", "const",    "app.config", "defaults", "globals"};
  return std::find(kNames.begin(), kNames.end(), base::to_lower(owner)) != kNames.end();
}

// A name used as `used` may mean what is bound as `bound`: the same, a class's member by its bare name, a
// constant by its class's name, a setting. `$_POST['password']` is not the key `password` of some array.
bool may_mean(std::string_view used, std::string_view bound) {
  if (used == bound) return true;
  if (const auto owner = owner_of(bound, used))
    return base::is_upper(owner->front()) || used.find('.') != std::string_view::npos;
  if (const auto owner = owner_of(used, bound)) {
    return base::is_upper(owner->front()) || bound.find('.') != std::string_view::npos || is_settings(*owner);
  }
  return false;
}

// A method "decode" behind something that names base64.
bool is_decoding(std::string_view method, std::string_view before) {
  constexpr std::size_t kReach = 64;
  const auto near = before.substr(before.size() > kReach ? before.size() - kReach : 0);
  return (method == "decode" || method == "DecodeString" || method == "decodeBase64") &&
         base::find_nocase(near, "base64") != std::string_view::npos;
}

std::string fold_case(std::string_view name, bool ignore_case) {
  return ignore_case ? base::to_lower(name) : std::string(name);
}

}  // namespace

namespace {

// Where a value is written: its own bytes where they stand together, else the expression that joins them.
Span place_of(const TracedText& text, Span home) {
  const Span written = text.written();
  if (text.verbatim() || home.empty()) return written;
  std::size_t last = written.begin;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const Span byte = text.written(i, i + 1);
    if (byte.begin < last) return home;
    last = byte.begin;
  }
  const bool together = written.size() == text.size();
  return together || (written.begin >= home.begin && written.end <= home.end) ? written : home;
}

}  // namespace

model::Value FoldedValue::settled(bool& default_out) const {
  default_out = is_default;
  if (state != ValueState::constant || partial) {
    model::Value value;
    value.state = partial ? ValueState::unknown : state;
    value.span = place_of(text, home);
    value.trail = trail;
    return value;
  }
  Settled settled = settle({.text = text,
                            .quoting = quoting,
                            .state = state,
                            .computed = computed,
                            .decoded_by = decoded_by,
                            .trail = trail});
  default_out = default_out || settled.is_default;
  if (!settled.is_default) settled.value.span = place_of(text, home);
  return settled.value;
}

FoldedValue CodeValues::fold(TokenRange range) {
  all_steps_ += steps_;
  steps_ = 0;
  if (all_steps_ > kMaxAllSteps) return {};
  FoldedValue value = evaluate(range, 0);
  if (value.home.empty() && value.computed) value.home = p_.span(range);
  return value;
}

// Splits at the operator that binds least: first the one that chooses between values, then concatenation.
FoldedValue CodeValues::evaluate(TokenRange range, int depth) {
  if (depth > kMaxFoldDepth || ++steps_ > kMaxSteps) return {};
  const auto blank = [this](std::size_t i) {
    return p_.tokens[i].kind == TokenKind::line_end || p_.tokens[i].kind == TokenKind::comment;
  };
  while (!range.empty() && blank(range.begin)) ++range.begin;
  while (!range.empty() && blank(range.end - 1)) --range.end;
  if (range.empty()) return {};

  const auto& joins = p_.rules->concatenation;
  const bool shell_or = p_.language == model::Language::perl;
  std::vector<TokenRange> operands;
  std::size_t begin = range.begin;
  bool foreign = false;
  for (std::size_t i = range.begin; i < range.end; i = behind_group(p_, i)) {
    const Token& token = p_.tokens[i];
    const auto op = p_.written(i);
    if (token.kind == TokenKind::word) {
      if (op == "or" || op == "if" || op == "else" || op == "unless") return choose(range, i, depth);
      if (op == "and" || op == "in" || op == "not" || op == "instanceof" || op == "is") foreign = true;
    }
    if (token.kind != TokenKind::punctuation) continue;
    if (op == "||" || op == "??" || op == "?:" || (op == "?" && i > range.begin) ||
        (shell_or && op == "//")) {
      return choose(range, i, depth);
    }
    const bool joined = std::find(joins.begin(), joins.end(), op) != joins.end() && i > range.begin;
    if (joined) {
      operands.push_back({begin, i});
      begin = i + 1;
    } else if (op == "==" || op == "!=" || op == "%" || op == "<" || op == "&&" || op == "-" || op == "/" ||
               op == ">=" || op == "<=" || op == "===" || op == "!==" || op == "=~" || op == "=>") {
      foreign = true;
    }
  }
  // Generics and casts look like comparisons; a call is still a call.
  if (operands.empty()) return operand(range, depth);
  if (foreign) return {};
  operands.push_back({begin, range.end});
  return concatenate(operands, depth);
}

// a || b, a ?? b, a ?: b, a or b, c ? a : b, a if c else b: the literal is what counts where nothing is
// configured.
FoldedValue CodeValues::choose(TokenRange range, std::size_t op, int depth) {
  const auto written = p_.written(op);
  FoldedValue left = evaluate({range.begin, op}, depth + 1);
  if (written == "if" || written == "unless") {
    if (left.constant() && !left.null) return left;
    for (std::size_t i = op + 1; i < range.end; i = behind_group(p_, i)) {
      if (p_.written(i) == "else") {
        left = evaluate({i + 1, range.end}, depth + 1);
        left.is_default = true;
        return left;
      }
    }
    return left;
  }
  if (written == "?") {
    for (std::size_t i = op + 1; i < range.end; i = behind_group(p_, i)) {
      if (p_.written(i) != ":") continue;
      FoldedValue second = evaluate({i + 1, range.end}, depth + 1);
      if (!second.constant() || second.text.empty()) second = evaluate({op + 1, i}, depth + 1);
      second.is_default = true;
      return second;
    }
    return left;
  }
  if (left.constant() && !left.null && !left.text.empty()) return left;
  FoldedValue right = evaluate({op + 1, range.end}, depth + 1);
  if (right.constant() && !right.text.empty()) {
    right.is_default = true;
    return right;
  }
  return left.state == ValueState::unknown ? right : left;
}

FoldedValue CodeValues::concatenate(const std::vector<TokenRange>& operands, int depth) {
  FoldedValue out = of_state(ValueState::constant);
  out.computed = true;
  out.home = p_.span({operands.front().begin, operands.back().end});
  bool first = true;
  for (const auto& range : operands) {
    FoldedValue part = evaluate(range, depth + 1);
    if (!part.constant()) {
      const Span written = p_.span(range);
      if (written.empty()) return {};
      out.partial = true;
      out.text.put(std::string_view(&kHole, 1), written);
      continue;
    }
    if (first) out.quoting = part.quoting;
    first = false;
    out.partial = out.partial || part.partial;
    if (out.trail.empty()) out.trail = part.trail;
    out.decoded_by.insert(out.decoded_by.end(), part.decoded_by.begin(), part.decoded_by.end());
    if (out.text.size() + part.text.size() > kMaxText) return {};
    append(out.text, part.text);
  }
  return first ? FoldedValue{} : out;
}

FoldedValue CodeValues::operand(TokenRange range, int depth) {
  while (range.begin + 1 < range.end && is_decoration(p_.written(range.begin))) ++range.begin;
  // Casts: (string) $x, (char *) "x"
  if (p_.is(range.begin, "(") && behind_group(p_, range.begin) < range.end &&
      p_.tokens[range.end - 1].kind == TokenKind::string && behind_group(p_, range.begin) == range.end - 1) {
    range.begin = range.end - 1;
  }
  if (range.empty()) return {};
  const Token& token = p_.tokens[range.begin];
  if (token.kind == TokenKind::string) {
    FoldedValue value = literal(range.begin, depth);
    std::size_t at = range.begin + 1;
    while (p_.rules->adjacent_strings && at < range.end &&
           (p_.tokens[at].kind == TokenKind::string || p_.tokens[at].kind == TokenKind::line_end ||
            p_.tokens[at].kind == TokenKind::comment)) {
      if (p_.tokens[at].kind == TokenKind::string && value.text.size() < kMaxText) {
        const FoldedValue more = literal(at, depth);
        value.partial = value.partial || more.partial;
        append(value.text, more.text);
        value.computed = true;
      }
      ++at;
    }
    return at == range.end ? value : method_on(std::move(value), at, range.end, depth);
  }
  if (token.kind == TokenKind::number) {
    if (range.end != range.begin + 1) return {};
    FoldedValue value = of_state(ValueState::constant);
    value.text.copy(p_.text, token.span.begin, token.span.end);
    return value;
  }
  const bool list =
      (p_.is(range.begin, "{") || p_.is(range.begin, "[")) && behind_group(p_, range.begin) == range.end;
  if (list) return characters(range, depth);
  const bool group = p_.is(range.begin, "(") || (p_.is(range.begin, "[") && p_.is(range.begin + 1, "]"));
  if (group) {
    const std::size_t behind = behind_group(p_, range.begin);
    // []byte("x")
    if (p_.is(range.begin, "["))
      return behind < range.end ? operand({behind, range.end}, depth + 1) : FoldedValue{};
    if (behind == range.end) return evaluate({range.begin + 1, range.end - 1}, depth + 1);
    FoldedValue inner = evaluate({range.begin + 1, behind - 1}, depth + 1);
    return method_on(std::move(inner), behind, range.end, depth);
  }
  if (token.kind != TokenKind::word) return {};
  if (range.end == range.begin + 1 && is_null(p_.written(range.begin))) return null_value();
  return name(range.end, range, depth);
}

// A name, an index, a call, and what hangs behind it.
FoldedValue CodeValues::name(std::size_t end, TokenRange range, int depth) {
  std::size_t i = range.begin + 1;
  while (i < end) {
    const auto op = p_.written(i);
    const bool accessor = op == "." || op == "->" || op == "::" || op == "?." || op == "?->";
    if (accessor && i + 1 < end && (p_.tokens[i + 1].kind == TokenKind::word || op == "::")) {
      i += 2;
    } else if (op == "[" || (op == "{" && p_.language == model::Language::perl)) {
      i = behind_group(p_, i);
    } else if (op == "->" && p_.language == model::Language::perl) {
      ++i;
    } else if (op == "<") {  // generics: the call follows
      std::size_t close = i;
      while (close < end && close < i + 10 && p_.written(close) != ">") ++close;
      if (close >= end || !p_.is(close + 1, "(")) return {};
      i = close + 1;
    } else if (op == "!" && p_.language == model::Language::rust) {
      ++i;
    } else {
      break;
    }
  }
  if (i < end && p_.is(i, "(")) return called(i, range, depth);
  if (i < end && p_.is(i, "{"))
    return behind_group(p_, i) == end ? characters({i, end}, depth) : FoldedValue{};
  if (i < end && p_.language == model::Language::ruby && p_.tokens[i].kind == TokenKind::string &&
      i == range.begin + 1)
    return {};
  if (i < end) return {};
  const NamePath target = name_ending_at(p_, end - 1);
  if (target.empty()) return {};
  // `x.freeze`, `x.strip` without parentheses
  if (is_neutral_method(target.name) && range.end >= range.begin + 3 &&
      p_.tokens[range.end - 1].kind == TokenKind::word) {
    return evaluate({range.begin, range.end - 2}, depth + 1);
  }
  if (is_environment(target.path)) return of_state(ValueState::reference);
  return look_up(target, range.begin, depth);
}

FoldedValue CodeValues::called(std::size_t open, TokenRange range, int depth) {
  const std::size_t close = behind_group(p_, open);
  if (close == open + 1 || close > range.end) return {};
  std::size_t last = open - 1;
  if (p_.is(last, ">")) {
    while (last > range.begin && !p_.is(last, "<")) --last;
    if (last == range.begin) return {};
    --last;
  }
  if (p_.is(last, "!") && last > range.begin) --last;
  const NamePath callee = name_ending_at(p_, last);
  if (callee.empty()) return {};
  FoldedValue value = result_of(callee, {open + 1, close - 1}, p_.span({range.begin, close}), depth);
  return close == range.end ? value : method_on(std::move(value), close, range.end, depth);
}

FoldedValue CodeValues::result_of(const NamePath& callee, TokenRange arguments, Span written, int depth) {
  const auto parts = split_arguments(p_, arguments, kMaxArguments);
  const auto first = [&] { return parts.empty() ? FoldedValue{} : evaluate(parts.front(), depth + 1); };
  switch (function_kind(callee.name, callee.path)) {
    case FunctionKind::prompt:
      return of_state(ValueState::prompt);
    case FunctionKind::environment:
      return with_default(arguments, 1, depth);
    case FunctionKind::vault:
      return of_state(ValueState::reference);
    case FunctionKind::wrapper: {
      // flag.String("name", "default", "usage") is none; new String(bytes, charset) is.
      FoldedValue value = parts.size() == 1 || callee.path == "String" ? first() : FoldedValue{};
      if (value.constant()) return value;
      FoldedValue fallback = with_default(arguments, kMaxArguments, depth);
      return fallback.constant() ? fallback : value;
    }
    case FunctionKind::reversal: {
      FoldedValue value = first();
      reverse(value);
      return value;
    }
    case FunctionKind::character: {
      std::vector<FoldedValue> codes;
      for (const auto& part : parts) codes.push_back(evaluate(part, depth + 1));
      return join_elements(codes, {}, written);
    }
    case FunctionKind::base64: {
      FoldedValue value = first();
      return decode(value, Coding::base64) ? value : FoldedValue{};
    }
    case FunctionKind::hexadecimal: {
      FoldedValue value = first();
      return decode(value, Coding::hexadecimal) ? value : FoldedValue{};
    }
    case FunctionKind::join:
      return joined(parts, depth);
    case FunctionKind::other:
      break;
  }
  FoldedValue value = with_default(arguments, kMaxArguments, depth);
  if (value.constant()) return value;
  // config.get("x", "default"), kwargs.get(…): a look-up with a literal last argument
  if (is_getter(callee.name) && (parts.size() == 2 || parts.size() == 3)) {
    FoldedValue fallback = evaluate(parts.back(), depth + 1);
    fallback.is_default = true;
    return fallback.constant() ? fallback : FoldedValue{};
  }
  // A function of this text that returns a literal.
  return parts.empty() ? look_up(callee, callee.first, depth) : FoldedValue{};
}

// strings.Join(list, sep), implode(sep, list), Join(list, sep): the list is the argument that is one.
FoldedValue CodeValues::joined(const std::vector<TokenRange>& parts, int depth) {
  if (parts.empty() || parts.size() > 2) return {};
  std::string separator;
  FoldedValue list;
  for (const auto& part : parts) {
    FoldedValue value = evaluate(part, depth + 1);
    if (p_.tokens[part.end - 1].kind == TokenKind::string && part.end == part.begin + 1 && value.constant()) {
      separator = value.text.text();
    }
  }
  for (const auto& part : parts) {
    if (auto value = elements(part, separator, depth); value.constant()) list = std::move(value);
  }
  return list;
}

// ['a', 'b'], {0x41, 0x42, 0}, new char[] {'a'}, []byte{65}, Array("a", "b"): what its elements join to.
FoldedValue CodeValues::elements(TokenRange range, std::string_view separator, int depth) {
  while (!range.empty() && p_.tokens[range.end - 1].kind == TokenKind::line_end) --range.end;
  if (range.empty() || p_.tokens[range.end - 1].partner == Token::kNoPartner) return {};
  const std::size_t open = p_.tokens[range.end - 1].partner;
  if (open < range.begin || open >= range.end) return {};
  const auto parts = split_arguments(p_, {open + 1, range.end - 1}, kMaxElements);
  if (parts.size() < kMinElements || parts.size() >= kMaxElements) return {};
  std::vector<FoldedValue> values;
  for (const auto& part : parts) {
    // Literals only: a list of names says nothing.
    if (part.end - part.begin > 2) return {};
    const Token& token = p_.tokens[part.end - 1];
    if (token.kind != TokenKind::string && token.kind != TokenKind::number) return {};
    values.push_back(evaluate({part.end - 1, part.end}, depth + 1));
  }
  return join_elements(values, separator, p_.span({open + 1, range.end - 1}));
}

// Characters or codes of characters, as a value by itself: each element is one character.
FoldedValue CodeValues::characters(TokenRange range, int depth) {
  if (range.empty() || p_.tokens[range.end - 1].partner == Token::kNoPartner) return {};
  const std::size_t open = p_.tokens[range.end - 1].partner;
  if (open < range.begin || open + 1 >= range.end) return {};
  const auto parts = split_arguments(p_, {open + 1, range.end - 1}, kMaxElements);
  const bool single =
      parts.size() >= kMinCharacters && std::all_of(parts.begin(), parts.end(), [this](TokenRange part) {
        const Token& token = p_.tokens[part.end - 1];
        return token.kind == TokenKind::number ||
               (token.kind == TokenKind::string && token.inner.size() <= 4);
      });
  return single ? elements(range, {}, depth) : FoldedValue{};
}

// The default of a look-up: a parameter named so, or the argument at `from`.
FoldedValue CodeValues::with_default(TokenRange arguments, std::size_t from, int depth) {
  const auto parts = split_arguments(p_, arguments, kMaxArguments);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    TokenRange part = parts[i];
    const auto op = part.begin + 1 < part.end ? p_.written(part.begin + 1) : std::string_view();
    const bool named = op == "=" || op == ":" || op == "=>";
    const auto parameter = base::to_lower(p_.written(part.begin));
    if (named && parameter.find("default") == std::string::npos &&
        parameter.find("fallback") == std::string::npos)
      continue;
    if (!named && i != from) continue;
    if (named) part.begin += 2;
    FoldedValue value = evaluate(part, depth + 1);
    if (!value.constant() || value.null) continue;
    value.is_default = true;
    return value;
  }
  return of_state(ValueState::reference);
}

// .encode(), .toCharArray(), .unwrap_or("x"), [::-1] behind a value.
FoldedValue CodeValues::method_on(FoldedValue object, std::size_t at, std::size_t end, int depth) {
  const std::string_view before = p_.text.substr(0, p_.tokens[at].span.begin);
  for (std::size_t steps = 0; at < end && steps < kMaxTried; ++steps) {
    const auto op = p_.written(at);
    if (op == "[" && object.constant() && p_.span({at, behind_group(p_, at)}).in(p_.text) == "[::-1]") {
      reverse(object);
      at = behind_group(p_, at);
      continue;
    }
    const bool accessor = op == "." || op == "->" || op == "?." || op == "::" || op == "?->";
    const bool unwraps = (op == "!" || op == "?") && at + 1 == end;
    if (unwraps) return object;
    if (!accessor || at + 1 >= end || p_.tokens[at + 1].kind != TokenKind::word) return {};
    const auto method = p_.written(at + 1);
    std::size_t next = at + 2;
    const bool has_arguments = next < end && p_.is(next, "(");
    const TokenRange arguments =
        has_arguments ? TokenRange{next + 1, behind_group(p_, next) - 1} : TokenRange{};
    if (has_arguments) next = behind_group(p_, next);
    if (!object.constant() && has_arguments && is_decoding(method, before)) {
      // Base64.getDecoder().decode("…"), base64.StdEncoding.DecodeString("…")
      object = evaluate(arguments, depth + 1);
      if (!decode(object, Coding::base64)) return {};
    } else if (method == "join" && object.constant() && has_arguments) {
      object = elements(arguments, object.text.text(), depth);
    } else if (is_default_method(method)) {
      if (!object.constant()) {
        std::size_t begin = arguments.begin;
        // closures: |_| "x".to_string(), () -> "x", { "x" }
        for (std::size_t i = begin; i < arguments.end && i < begin + 6; ++i) {
          if (p_.is(i, "|") || p_.is(i, "->") || p_.is(i, "||") || p_.is(i, "=>")) begin = i + 1;
        }
        FoldedValue fallback = evaluate({begin, arguments.end}, depth + 1);
        fallback.is_default = true;
        object = std::move(fallback);
      }
    } else if (method == "reverse" && object.constant() && !object.partial) {
      reverse(object);
    } else if (is_getter(method) && object.state == ValueState::reference) {
      // System.getenv().getOrDefault("PW", "x")
      const auto parts = split_arguments(p_, arguments, kMaxArguments);
      if (parts.size() == 2) {
        FoldedValue fallback = evaluate(parts.back(), depth + 1);
        fallback.is_default = true;
        if (fallback.constant()) object = std::move(fallback);
      }
    } else if (!is_neutral_method(method)) {
      return {};
    }
    at = next;
  }
  return at >= end ? object : FoldedValue{};
}

FoldedValue CodeValues::literal(std::size_t index, int depth) {
  const Token& token = p_.tokens[index];
  FoldedValue value = of_state(ValueState::constant);
  value.quoting = token.quoting;
  value.home = token.inner;
  const auto pieces = string_pieces(p_.text, token);
  for (const auto& piece : pieces) {
    switch (piece.kind) {
      case PieceKind::verbatim:
        value.text.copy(p_.text, piece.source.begin, piece.source.end);
        break;
      case PieceKind::escape:
        value.text.put(piece.decoded, piece.source);
        value.computed = true;
        break;
      case PieceKind::hole: {
        const auto written = base::trim(piece.expression.in(p_.text));
        NamePath target;
        target.first = index;
        for (const char c : written) {
          if (base::is_word(c) || c == '.') target.path += c;
          if (c == '>' || c == ':')
            target.path += target.path.ends_with('.') || target.path.empty() ? "" : ".";
        }
        if (target.path.starts_with("this.") || target.path.starts_with("self.")) target.path.erase(0, 5);
        const auto dot = target.path.rfind('.');
        target.name = dot == std::string::npos ? target.path : target.path.substr(dot + 1);
        const bool simple = std::all_of(written.begin(), written.end(), [](char c) {
          return base::is_word(c) || c == '.' || c == '$' || c == '-' || c == '>' || c == ':' || c == '@';
        });
        FoldedValue inner =
            simple && !target.name.empty() ? look_up(target, index, depth + 1) : FoldedValue{};
        if (inner.constant() && !inner.partial) {
          if (pieces.size() == 1) return inner;
          append(value.text, inner.text);
          if (value.trail.empty()) value.trail = inner.trail;
        } else if (pieces.size() == 1 && inner.state != ValueState::unknown) {
          return inner;
        } else {
          value.partial = true;
          value.text.put(std::string_view(&kHole, 1), piece.source);
        }
        value.computed = true;
        break;
      }
    }
  }
  if (value.text.empty()) value.null = true;
  return value;
}

void CodeValues::index_bindings() {
  if (indexed_) return;
  indexed_ = true;
  for (std::size_t i = 0; i < p_.bindings.size(); ++i) {
    const auto& binding = p_.bindings[i];
    by_path_[fold_case(binding.path, p_.rules->ignore_case)].push_back(i);
    by_name_[fold_case(binding.name, p_.rules->ignore_case)].push_back(i);
  }
}

// The nearest binding above that says something, else the first below.
FoldedValue CodeValues::look_up(const NamePath& name, std::size_t use, int depth) {
  if (depth > kMaxFoldDepth || ++steps_ > kMaxSteps) return {};
  index_bindings();
  const auto found_path = by_path_.find(fold_case(name.path, p_.rules->ignore_case));
  const std::vector<std::size_t>* candidates = found_path == by_path_.end() ? nullptr : &found_path->second;
  if (candidates == nullptr) {
    const auto found_name = by_name_.find(fold_case(name.name, p_.rules->ignore_case));
    if (found_name == by_name_.end()) return {};
    candidates = &found_name->second;
  }
  // Bindings are in the order of the text; one that holds the use itself is not its source.
  const auto below = std::partition_point(candidates->begin(), candidates->end(),
                                          [&](std::size_t i) { return p_.bindings[i].value.end <= use; });
  FoldedValue result;
  const auto attempt = [&](std::size_t i) {
    const Binding& binding = p_.bindings[i];
    const bool holds_use = binding.first <= use && use < binding.value.end;
    if (holds_use || binding.compared ||
        !may_mean(fold_case(name.path, p_.rules->ignore_case),
                  fold_case(binding.path, p_.rules->ignore_case)))
      return false;
    FoldedValue value = evaluate(binding.value, depth + 1);
    if (value.null || (value.state == ValueState::unknown && !value.partial)) return false;
    value.trail.insert(value.trail.begin(), {name.path, p_.tokens[use].span.begin});
    if (binding.parameter) value.is_default = true;
    result = std::move(value);
    return true;
  };
  std::size_t tried = 0;
  for (auto it = below; it != candidates->begin() && tried < kMaxTried; ++tried) {
    if (attempt(*--it)) return result;
  }
  for (auto it = below; it != candidates->end() && tried < 2 * kMaxTried; ++it, ++tried) {
    if (attempt(*it)) return result;
  }
  return {};
}

}  // namespace tamis::read
