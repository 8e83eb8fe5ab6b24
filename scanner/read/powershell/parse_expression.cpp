#include <array>
#include <charconv>
#include <cstdlib>

#include "base/text.h"
#include "read/powershell/parser_core.h"

namespace tamis::read::powershell {
namespace {

struct OperatorRow {
  std::string_view word;
  Operator op;
  int precedence;
};

// Higher binds tighter; the comma (7) binds tighter than every one of them but the range.
constexpr std::size_t kMaxName = 256;
constexpr int kAdditive = 3, kMultiplicative = 4, kFormat = 5, kRange = 6, kComma = 7;
constexpr std::array kWordOperators = {
    OperatorRow{"and", Operator::logical_and, 0},
    OperatorRow{"or", Operator::logical_or, 0},
    OperatorRow{"xor", Operator::other, 0},
    OperatorRow{"band", Operator::band, 1},
    OperatorRow{"bor", Operator::bor, 1},
    OperatorRow{"bxor", Operator::bxor, 1},
    OperatorRow{"shl", Operator::shl, 2},
    OperatorRow{"shr", Operator::shr, 2},
    OperatorRow{"join", Operator::join, 2},
    OperatorRow{"split", Operator::split, 2},
    OperatorRow{"replace", Operator::replace, 2},
    OperatorRow{"as", Operator::as_type, 2},
    OperatorRow{"eq", Operator::equal, 2},
    OperatorRow{"ne", Operator::not_equal, 2},
    OperatorRow{"gt", Operator::greater, 2},
    OperatorRow{"ge", Operator::greater_equal, 2},
    OperatorRow{"lt", Operator::less, 2},
    OperatorRow{"le", Operator::less_equal, 2},
    OperatorRow{"like", Operator::like, 2},
    OperatorRow{"notlike", Operator::other, 2},
    OperatorRow{"match", Operator::match, 2},
    OperatorRow{"notmatch", Operator::not_match, 2},
    OperatorRow{"contains", Operator::contains, 2},
    OperatorRow{"notcontains", Operator::other, 2},
    OperatorRow{"in", Operator::in, 2},
    OperatorRow{"notin", Operator::other, 2},
    OperatorRow{"is", Operator::other, 2},
    OperatorRow{"isnot", Operator::other, 2},
    OperatorRow{"f", Operator::format, kFormat},
};

const OperatorRow* find_word_operator(std::string_view word) {
  for (const OperatorRow& row : kWordOperators) {
    if (base::equal_nocase(row.word, word)) return &row;
    // -creplace, -isplit: with and without case
    if (row.precedence == 2 && word.size() == row.word.size() + 1 &&
        (base::lower(word.front()) == 'c' || base::lower(word.front()) == 'i') &&
        base::equal_nocase(row.word, word.substr(1))) {
      return &row;
    }
  }
  return nullptr;
}

// What a backtick and `c` stand for in double quotes. The bell and its like never stand in a secret: there
// the letter is kept, as when words are cut up by backticks.
char escaped(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '0':
      return '\0';
    default:
      return c;
  }
}

}  // namespace

NodeId ParserCore::add(NodeKind kind, std::size_t begin, std::span<const NodeId> children, Node node) {
  node.kind = kind;
  node.begin = static_cast<std::uint32_t>(begin);
  node.end = static_cast<std::uint32_t>(scan_.position());
  node.block = block_;
  node.in_comment = in_comment_;
  return tree_.add(std::move(node), children);
}

NodeId ParserCore::add(NodeKind kind, std::size_t begin, std::initializer_list<NodeId> children, Node node) {
  return add(kind, begin, std::span<const NodeId>(children.begin(), children.size()), std::move(node));
}

Operator ParserCore::scan_operator(int min_precedence, int& precedence, bool& exact) {
  const std::size_t before = scan_.position();
  const auto accept = [&](Operator op, int level, std::size_t size) {
    if (level < min_precedence) return Operator::none;
    precedence = level;
    scan_.advance(size);
    return op;
  };
  const char c = scan_.peek();
  if (c == '+' && scan_.peek(1) != '=' && scan_.peek(1) != '+') return accept(Operator::add, kAdditive, 1);
  if (c == '*' && scan_.peek(1) != '=') return accept(Operator::multiply, kMultiplicative, 1);
  if (c == '/' && scan_.peek(1) != '=') return accept(Operator::divide, kMultiplicative, 1);
  if (c == '%' && scan_.peek(1) != '=') return accept(Operator::modulo, kMultiplicative, 1);
  if (c == '.' && scan_.peek(1) == '.') return accept(Operator::range, kRange, 2);
  if (c == '?' && scan_.peek(1) == '?' && scan_.peek(2) != '=') return accept(Operator::coalesce, 0, 2);
  const Mark dash = dash_at(scan_.text(), before);
  if (dash.value == 0 || scan_.at_end()) return Operator::none;
  scan_.advance(dash.size);
  const std::string_view word = scan_.scan_name();
  exact = word.size() > 2 && base::lower(word.front()) == 'c' && !base::equal_nocase(word, "contains");
  if (const OperatorRow* row = word.empty() ? nullptr : find_word_operator(word)) {
    if (row->precedence >= min_precedence) {
      precedence = row->precedence;
      return row->op;
    }
    scan_.move_to(before);
    return Operator::none;
  }
  scan_.move_to(before + dash.size);
  if (word.empty() && scan_.peek() != '=' && scan_.peek() != '-' && kAdditive >= min_precedence) {
    precedence = kAdditive;
    return Operator::subtract;
  }
  // `$a -1` and `$a-$b` subtract; `-Name` is no operator.
  if (!word.empty() && base::is_digit(word.front()) && kAdditive >= min_precedence) {
    precedence = kAdditive;
    return Operator::subtract;
  }
  scan_.move_to(before);
  return Operator::none;
}

NodeId ParserCore::parse_expression(Commas commas, int min_precedence) {
  const Depth depth(depth_);
  scan_.skip_blank();
  const std::size_t begin = scan_.position();
  if (too_deep()) {
    scan_.advance();
    return kNoNode;
  }
  NodeId left = parse_unary(commas);
  while (true) {
    const std::size_t end = scan_.position();
    scan_.skip_blank();
    if (commas == Commas::build_lists && scan_.peek() == ',' && min_precedence <= kComma) {
      std::vector<NodeId> items{left};
      while (scan_.peek() == ',') {
        scan_.advance();
        scan_.skip_space();
        const std::size_t before = scan_.position();
        items.push_back(parse_unary(commas));
        if (scan_.position() == before) break;
        scan_.skip_blank();
      }
      left = add(NodeKind::list, begin, items);
      continue;
    }
    int precedence = 0;
    bool exact = false;
    const Operator op = scan_operator(min_precedence, precedence, exact);
    if (op == Operator::none && min_precedence == 0 && scan_.peek() == '?' && base::is_space(scan_.peek(1))) {
      // condition ? 'a' : 'b'
      scan_.advance();
      scan_.skip_space();
      const NodeId when_true = parse_expression(commas, 1);
      scan_.skip_space();
      if (scan_.peek() == ':') {
        scan_.advance();
        scan_.skip_space();
        const NodeId when_false = parse_expression(commas, 0);
        return add(NodeKind::binary, begin, {when_true, when_false}, {.op = Operator::coalesce});
      }
      return when_true;
    }
    if (op == Operator::none) {
      scan_.move_to(end);
      return left;
    }
    scan_.skip_space();
    const NodeId right = parse_expression(commas, precedence + 1);
    left = add(NodeKind::binary, begin, {left, right}, {.op = op, .flag = exact});
  }
}

NodeId ParserCore::parse_unary(Commas commas) {
  const Depth depth(depth_);
  scan_.skip_blank();
  const std::size_t begin = scan_.position();
  if (too_deep()) {
    scan_.advance();
    return kNoNode;
  }
  const auto unary = [&](Operator op) {
    scan_.skip_blank();
    const NodeId operand = op == Operator::join || op == Operator::split ? parse_expression(commas, kComma)
                                                                         : parse_unary(commas);
    return add(NodeKind::unary, begin, {operand}, {.op = op});
  };
  const char c = scan_.peek();
  if (c == '!') {
    scan_.advance();
    return unary(Operator::logical_not);
  }
  if (c == ',') {
    scan_.advance();
    const NodeId item = parse_unary(commas);
    return add(NodeKind::list, begin, {item});
  }
  if (c == '+') {
    const bool twice = scan_.peek(1) == '+';
    scan_.advance(twice ? 2 : 1);
    return unary(twice ? Operator::increment : Operator::other);
  }
  if (const Mark dash = dash_at(scan_.text(), begin); dash.value != 0 && !scan_.at_end()) {
    scan_.advance(dash.size);
    if (scan_.peek() == '-') {
      scan_.advance();
      return unary(Operator::decrement);
    }
    if (base::is_digit(scan_.peek()) || scan_.peek() == '$' || scan_.peek() == '(' || scan_.peek() == '.') {
      return unary(Operator::negate);
    }
    const std::string word = base::to_lower(scan_.scan_name());
    if (word == "join") return unary(Operator::join);
    if (word == "split" || word == "isplit" || word == "csplit") return unary(Operator::split);
    if (word == "not" || word == "bnot") return unary(Operator::logical_not);
    return add(NodeKind::string, begin, {}, {.text = "-" + word});
  }
  if (c == '[') return parse_bracket(commas);
  return parse_postfix(parse_primary(), begin);
}

bool ParserCore::scan_type(std::string& name) {
  // At '[': a type with its generic arguments and array brackets; at most 512 bytes on one line.
  const std::string_view text = scan_.text();
  std::size_t at = scan_.position() + 1;
  constexpr int kMostOpen = 8;
  int open = 1;
  const std::size_t end = std::min(scan_.limit(), at + 512);
  const std::size_t first = text.substr(0, end).find_first_not_of(" `", at);
  if (first == std::string_view::npos || !base::is_alpha(text[first])) return false;
  for (; at < end; ++at) {
    const char c = text[at];
    if (c == '[' && ++open > kMostOpen) return false;
    if (c == ']' && --open == 0) break;
    if (!is_name_byte(c) && c != '.' && c != '+' && c != '[' && c != ']' && c != ',' && c != ' ' &&
        c != '`' && c != '*' && c != '=' && c != '-' && c != '$') {
      return false;
    }
  }
  if (at >= end) return false;
  for (const char c : text.substr(scan_.position() + 1, at - scan_.position() - 1)) {
    if (c != '`' && c != ' ') name += c;
  }
  if (name.empty() || !base::is_alpha(name.front())) return false;
  scan_.move_to(at + 1);
  return true;
}

NodeId ParserCore::parse_bracket(Commas commas) {
  const std::size_t begin = scan_.position();
  std::string name;
  if (!scan_type(name)) {
    // An attribute with arguments, [Parameter(Mandatory = $true)], or a lost bracket: its arguments are read
    // and dropped, the expression behind it is what counts.
    scan_.advance();
    const std::string_view word = scan_.scan_name();
    if (!word.empty() && scan_.peek() == '(') {
      parse_arguments();
      scan_.skip_blank();
      if (scan_.peek() == ']') scan_.advance();
      scan_.skip_space();
      if (scan_.peek() == '[' || scan_.peek() == '$') return parse_unary(commas);
    }
    return kNoNode;
  }
  if (scan_.peek() == ':' && scan_.peek(1) == ':') {
    const NodeId type = add(NodeKind::type, begin, {}, {.text = name});
    return parse_postfix(type, begin);
  }
  const std::size_t after = scan_.position();
  scan_.skip_blank();
  const char c = scan_.peek();
  const bool operand = c == '$' || c == '(' || c == '@' || c == '[' || c == '{' || base::is_digit(c) ||
                       quote_at(scan_.text(), scan_.position()).value != 0 ||
                       (c == '-' && base::is_digit(scan_.peek(1)));
  if (!operand) {
    scan_.move_to(after);
    const NodeId type = add(NodeKind::type, begin, {}, {.text = name});
    return parse_postfix(type, begin);
  }
  const NodeId child = parse_unary(commas);
  return add(NodeKind::cast, begin, {child}, {.text = name});
}

NodeId ParserCore::parse_member(NodeId target, std::size_t begin, bool is_static) {
  const std::size_t before = scan_.position();
  Node node{.flag = is_static};
  NodeId name = kNoNode;
  const char c = scan_.peek();
  if (c == '(') {
    name = parse_parenthesised();
  } else if (c == '$') {
    name = parse_variable();
  } else if (quote_at(scan_.text(), before).value != 0) {
    name = parse_quoted();
    if (tree_[name].kind == NodeKind::string) {
      node.text = tree_[name].text;
      name = kNoNode;
    }
  } else {
    while (!scan_.at_end()) {  // Pass`word
      node.text += scan_.scan_name();
      if (scan_.peek() != '`' || !is_name_byte(scan_.peek(1))) break;
      scan_.advance();
    }
  }
  if (scan_.position() == before) return kNoNode;
  std::vector<NodeId> children{target};
  if (scan_.peek() == '(') {
    children.push_back(name);
    const std::vector<NodeId> arguments = parse_arguments();
    children.insert(children.end(), arguments.begin(), arguments.end());
    return add(NodeKind::invoke, begin, children, std::move(node));
  }
  if (scan_.peek() == '{' && !is_static) {
    children.push_back(name);
    children.push_back(parse_script_block());
    return add(NodeKind::invoke, begin, children, std::move(node));
  }
  if (name != kNoNode) children.push_back(name);
  return add(NodeKind::member, begin, children, std::move(node));
}

NodeId ParserCore::parse_postfix(NodeId target, std::size_t begin) {
  while (!scan_.at_end()) {
    const std::size_t before = scan_.position();
    if (scan_.peek() == '?' && (scan_.peek(1) == '.' || scan_.peek(1) == '[') &&
        tree_[target].kind != NodeKind::empty) {
      scan_.advance();
    }
    const char c = scan_.peek();
    NodeId next = kNoNode;
    if (c == ':' && scan_.peek(1) == ':') {
      scan_.advance(2);
      next = parse_member(target, begin, true);
    } else if (c == '.' && scan_.peek(1) != '.') {
      scan_.advance();
      scan_.skip_space();
      next = parse_member(target, begin, false);
    } else if (c == '[') {
      scan_.advance();
      scan_.skip_space();
      const NodeId index = parse_expression(Commas::build_lists);
      scan_.skip_space();
      if (scan_.peek() == ']') scan_.advance();
      next = add(NodeKind::index, begin, {target, index});
    } else if ((c == '+' && scan_.peek(1) == '+') || (c == '-' && scan_.peek(1) == '-')) {
      scan_.advance(2);
      const Operator op = c == '+' ? Operator::increment : Operator::decrement;
      return add(NodeKind::unary, begin, {target}, {.op = op, .flag = true});
    }
    if (next == kNoNode) {
      scan_.move_to(before);
      return target;
    }
    target = next;
  }
  return target;
}

std::vector<NodeId> ParserCore::parse_arguments() {
  const Depth depth(depth_);
  std::vector<NodeId> arguments;
  scan_.advance();  // (
  while (!scan_.at_end()) {
    scan_.skip_space();
    if (scan_.peek() == ')') {
      scan_.advance();
      return arguments;
    }
    if (scan_.peek() == ',') {
      scan_.advance();
      continue;
    }
    const std::size_t before = scan_.position();
    const bool hopeless = too_deep() || unwinding() || scan_.peek() == '}' || scan_.peek() == ';';
    if (hopeless) return arguments;
    // Attributes name their arguments: [ValidateSet('a', IgnoreCase = $true)].
    NodeId value = parse_expression(Commas::separate);
    scan_.skip_blank();
    if (scan_.peek() == '=') {
      scan_.advance();
      scan_.skip_space();
      value = parse_expression(Commas::separate);
    }
    arguments.push_back(value);
    if (scan_.position() == before) return arguments;
  }
  return arguments;
}

NodeId ParserCore::parse_primary() {
  const std::size_t begin = scan_.position();
  const char c = scan_.peek();
  if (quote_at(scan_.text(), begin).value != 0 && !scan_.at_end()) return parse_quoted();
  if (c == '$') {
    if (scan_.peek(1) != '(') return parse_variable();
    scan_.advance(2);
    const NodeId body = parse_block_body(')', BlockKind::plain);
    return add(NodeKind::subexpression, begin, {body});
  }
  if (c == '@') {
    if (scan_.peek(1) == '{') return parse_hashtable();
    if (quote_at(scan_.text(), begin + 1).value != 0) return parse_quoted();
    if (scan_.peek(1) == '(') {
      scan_.advance(2);
      const NodeId body = parse_block_body(')', BlockKind::plain);
      return add(NodeKind::array, begin, {body});
    }
    scan_.advance();
    const std::string_view name = scan_.scan_name();
    return add(NodeKind::splat, begin, {}, {.text = base::to_lower(name)});
  }
  if (c == '(') return parse_parenthesised();
  if (c == '{') return parse_script_block();
  if (base::is_digit(c) || (c == '.' && base::is_digit(scan_.peek(1)))) return parse_number();
  std::string_view word = scan_.scan_name();
  if (word.empty()) return kNoNode;
  Node node{.text = std::string(word)};
  node.content_begin = static_cast<std::uint32_t>(begin);
  node.content_end = static_cast<std::uint32_t>(scan_.position());
  return add(NodeKind::string, begin, {}, std::move(node));
}

NodeId ParserCore::parse_parenthesised() {
  const Depth depth(depth_);
  const std::size_t begin = scan_.position();
  scan_.advance();
  scan_.skip_space();
  NodeId inner = kNoNode;
  if (!too_deep() && scan_.peek() != ')') inner = parse_statement();
  // Further statements or a line that was broken off are read, but the first one is the value.
  for (scan_.skip_space(); !unwinding() && !scan_.at_end() && scan_.peek() != ')'; scan_.skip_space()) {
    if (scan_.peek() == '}' || scan_.peek() == ']') return add(NodeKind::paren, begin, {inner});
    const std::size_t before = scan_.position();
    if (scan_.peek() == ',' || scan_.peek() == ';') scan_.advance();
    scan_.skip_space();
    if (scan_.peek() != ')') parse_statement();
    if (scan_.position() == before) break;
  }
  if (scan_.peek() == ')') scan_.advance();
  return add(NodeKind::paren, begin, {inner});
}

NodeId ParserCore::parse_variable() {
  const std::size_t begin = scan_.position();
  scan_.advance();  // $
  std::string name;
  if (scan_.peek() == '{') {
    const std::string_view near =
        scan_.text().substr(0, std::min(scan_.limit(), scan_.position() + kMaxName));
    const std::size_t close = near.find_first_of("}\n", scan_.position());
    if (close == std::string_view::npos || near[close] != '}') return kNoNode;
    name = scan_.text().substr(scan_.position() + 1, close - scan_.position() - 1);
    scan_.move_to(close + 1);
  } else if (scan_.peek() == '$' || scan_.peek() == '?' || scan_.peek() == '^') {
    scan_.advance();
  } else {
    name = scan_.scan_name();
    if (!name.empty() && scan_.peek() == ':' && scan_.peek(1) != ':' && is_name_byte(scan_.peek(1))) {
      scan_.advance();
      name += ':';
      name += scan_.scan_name();
    }
  }
  Node node;
  node.spelled = name;
  name = base::to_lower(name);
  for (const std::string_view scope : {"script:", "global:", "local:", "private:", "using:", "variable:"}) {
    if (!name.starts_with(scope)) continue;
    node.flag = scope == "script:" || scope == "global:";
    node.spelled.erase(0, scope.size());
    name.erase(0, scope.size());
    break;
  }
  node.text = name;
  return add(NodeKind::variable, begin, {}, std::move(node));
}

NodeId ParserCore::parse_quoted() {
  const std::size_t begin = scan_.position();
  const StringExtent extent = scan_.scan_string();
  if (!extent.found) {
    // Unclosed: the line is lost as a string, and read on behind the quote where more may be understood.
    scan_.skip_line();
    return kNoNode;
  }
  if (extent.expands) return parse_expandable(extent);
  Node node{.quoting = extent.here ? model::Quoting::here_string : model::Quoting::single_quotes};
  node.content_begin = static_cast<std::uint32_t>(extent.content_begin);
  node.content_end = static_cast<std::uint32_t>(extent.content_end);
  const std::string_view raw =
      scan_.text().substr(extent.content_begin, extent.content_end - extent.content_begin);
  if (extent.here) {
    node.text = raw;
    return add(NodeKind::string, begin, {}, std::move(node));
  }
  for (std::size_t i = 0; i < raw.size();) {
    const Mark quote = quote_at(raw, i);
    const bool doubled = quote.value == '\'' && quote_at(raw, i + quote.size).value == '\'';
    node.text += raw.substr(i, quote.size);
    i += doubled ? quote.size + quote_at(raw, i + quote.size).size : quote.size;
    node.escaped = node.escaped || doubled;
  }
  return add(NodeKind::string, begin, {}, std::move(node));
}

NodeId ParserCore::parse_expandable(const StringExtent& extent) {
  const Depth depth(depth_);
  const std::size_t limit = scan_.limit();
  const auto quoting = extent.here ? model::Quoting::here_string : model::Quoting::double_quotes;
  std::vector<NodeId> parts;
  Node piece{.quoting = quoting};
  std::size_t piece_begin = extent.content_begin;
  const auto close_piece = [&](std::size_t next) {
    piece.content_begin = static_cast<std::uint32_t>(piece_begin);
    piece.content_end = static_cast<std::uint32_t>(scan_.position());
    if (!piece.text.empty()) parts.push_back(add(NodeKind::string, piece_begin, {}, piece));
    piece = Node{.quoting = quoting};
    piece_begin = next;
  };
  scan_.move_to(extent.content_begin);
  scan_.set_limit(extent.content_end);
  while (!scan_.at_end()) {
    const char c = scan_.peek();
    const std::size_t at = scan_.position();
    const Mark quote = quote_at(scan_.text(), at);
    if (c == '`' && scan_.peek(1) == 'u' && scan_.peek(2) == '{') {
      constexpr std::size_t kMostDigits = 6;
      std::size_t digits = 0;
      std::uint32_t code = 0;
      while (digits <= kMostDigits && base::is_hex(scan_.peek(3 + digits))) {
        const char digit = base::lower(scan_.peek(3 + digits++));
        code = code * 16 + static_cast<std::uint32_t>(base::is_digit(digit) ? digit - '0' : digit - 'a' + 10);
      }
      const bool closed = digits > 0 && digits <= kMostDigits && scan_.peek(3 + digits) == '}';
      if (closed) base::append_utf8(piece.text, code);
      piece.escaped = true;
      scan_.advance(closed ? 4 + digits : 1);
    } else if (c == '`' && at + 1 < extent.content_end) {
      piece.text += escaped(scan_.peek(1));
      piece.escaped = true;
      scan_.advance(2);
    } else if (!extent.here && quote.value == '"') {
      const Mark second = quote_at(scan_.text(), at + quote.size);
      piece.text += scan_.text().substr(at, quote.size);
      piece.escaped = piece.escaped || second.value == '"';
      scan_.advance(quote.size + (second.value == '"' ? second.size : 0));
    } else if (c == '$' && !too_deep() &&
               (is_name_byte(scan_.peek(1)) || scan_.peek(1) == '{' || scan_.peek(1) == '(')) {
      close_piece(at);
      const NodeId part = parse_primary();
      if (part == kNoNode) {
        scan_.move_to(at + 1);
        piece.text = "$";
      } else {
        parts.push_back(part);
      }
      piece_begin = part == kNoNode ? at : scan_.position();
    } else {
      piece.text += c;
      scan_.advance();
    }
  }
  const bool whole = parts.empty();
  if (!whole) close_piece(extent.content_end);
  scan_.set_limit(limit);
  scan_.move_to(extent.end);
  Node node = whole ? std::move(piece) : Node{.quoting = quoting};
  node.content_begin = static_cast<std::uint32_t>(extent.content_begin);
  node.content_end = static_cast<std::uint32_t>(extent.content_end);
  return add(whole ? NodeKind::string : NodeKind::expandable, extent.begin, parts, std::move(node));
}

NodeId ParserCore::parse_number() {
  const std::size_t begin = scan_.position();
  const std::string_view text = scan_.text();
  double value = 0;
  if (scan_.peek() == '0' && base::lower(scan_.peek(1)) == 'x') {
    scan_.advance(2);
    for (int digits = 0; base::is_hex(scan_.peek()) && digits < 16; ++digits, scan_.advance()) {
      const char c = base::lower(scan_.peek());
      value = value * 16 + (base::is_digit(c) ? c - '0' : c - 'a' + 10);
    }
  } else {
    while (base::is_digit(scan_.peek()) || (scan_.peek() == '.' && base::is_digit(scan_.peek(1))))
      scan_.advance();
    const std::string digits(text.substr(begin, std::min<std::size_t>(scan_.position() - begin, 32)));
    value = std::strtod(digits.c_str(), nullptr);
  }
  const std::string suffix = base::to_lower(
      text.substr(scan_.position(), std::min<std::size_t>(2, scan_.limit() - scan_.position())));
  constexpr double kKilo = 1024;
  if (suffix == "kb") value *= kKilo;
  if (suffix == "mb") value *= kKilo * kKilo;
  if (suffix == "gb") value *= kKilo * kKilo * kKilo;
  scan_.scan_name();
  Node node{.number = value, .text = std::string(text.substr(begin, scan_.position() - begin))};
  node.content_begin = static_cast<std::uint32_t>(begin);
  node.content_end = static_cast<std::uint32_t>(scan_.position());
  return add(NodeKind::number, begin, {}, std::move(node));
}

NodeId ParserCore::parse_hashtable() {
  const Depth depth(depth_);
  const std::size_t begin = scan_.position();
  scan_.advance(2);
  std::vector<NodeId> pairs;
  while (!scan_.at_end() && !too_deep() && !unwinding()) {
    scan_.skip_space();
    const std::size_t before = scan_.position();
    if (scan_.peek() == '}') break;
    if (scan_.peek() == ';' || scan_.peek() == ',') {
      scan_.advance();
      continue;
    }
    if (scan_.peek() == ')') break;  // the brace was lost
    NodeId key = kNoNode;
    if (is_name_byte(scan_.peek()) && !base::is_digit(scan_.peek())) {
      key = parse_word(true);  // Key, Key-With-Dash
    } else {
      key = parse_expression(Commas::separate);
    }
    scan_.skip_blank();
    if (scan_.peek() == '=') {
      scan_.advance();
      scan_.skip_space();
      const NodeId value = parse_statement();
      pairs.push_back(key);
      pairs.push_back(value);
    }
    if (scan_.position() == before) scan_.advance();
  }
  if (scan_.peek() == '}') scan_.advance();
  return add(NodeKind::hashtable, begin, pairs);
}

NodeId ParserCore::parse_script_block() {
  const std::size_t begin = scan_.position();
  scan_.advance();
  const NodeId body = parse_block_body('}', BlockKind::script_block);
  return add(NodeKind::script_block, begin, {body});
}

}  // namespace tamis::read::powershell
