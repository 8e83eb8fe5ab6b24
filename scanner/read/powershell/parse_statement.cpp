#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/powershell/parser_core.h"

namespace tamis::read::powershell {
namespace {

constexpr std::array<std::string_view, 27> kKeywords = {
    "if",       "switch",       "foreach",       "for",   "while",    "do",    "try",
    "function", "filter",       "class",         "enum",  "param",    "begin", "process",
    "end",      "dynamicparam", "return",        "throw", "exit",     "trap",  "data",
    "using",    "workflow",     "configuration", "break", "continue", "until"};

bool is_keyword(std::string_view word) {
  return std::any_of(kKeywords.begin(), kKeywords.end(),
                     [word](std::string_view keyword) { return base::equal_nocase(keyword, word); });
}

// A number as a value, not a program's name such as 7z.
bool begins_number(std::string_view text, std::size_t at, std::size_t limit) {
  std::size_t i = at;
  while (i < limit && base::is_word(text[i])) ++i;
  const std::string word = base::to_lower(text.substr(at, std::min<std::size_t>(i - at, 40)));
  if (word.starts_with("0x")) return true;
  const std::size_t letters = word.find_first_not_of("0123456789");
  if (letters == std::string::npos) return true;
  const std::string suffix = word.substr(letters);
  return suffix == "kb" || suffix == "mb" || suffix == "gb" || suffix == "l" || suffix == "d";
}

}  // namespace

std::string_view ParserCore::peek_word() const {
  const std::string_view text = scan_.text();
  std::size_t end = scan_.position();
  while (end < scan_.limit() && is_name_byte(text[end])) ++end;
  return text.substr(scan_.position(), end - scan_.position());
}

bool ParserCore::accept_word(std::string_view word) {
  if (!base::equal_nocase(peek_word(), word)) return false;
  scan_.advance(word.size());
  return true;
}

BlockId ParserCore::open_block(BlockKind kind) {
  const Block& parent = tree_.block(block_);
  const BlockId id =
      tree_.add_block({.parent = block_, .kind = kind, .function = parent.function, .class_name = {}});
  if (kind == BlockKind::function) tree_.block_at(id).function = id;
  return id;
}

void ParserCore::parse_script() {
  while (!scan_.at_end()) {
    std::vector<NodeId> statements;
    parse_statements('\0', statements);
    add(NodeKind::block, 0, statements);
    if (!scan_.at_end()) scan_.advance();  // a bracket too many
  }
}

void ParserCore::parse_statements(char closing, std::vector<NodeId>& statements) {
  while (!scan_.at_end() && !unwinding()) {
    if (pulse_ != nullptr && !pulse_->beat()) scan_.set_limit(scan_.position());
    scan_.skip_space();
    const char c = scan_.peek();
    if (scan_.at_end() || (closing != '\0' && c == closing)) return;
    if (c == '}') return;  // the end of an outer block: a bracket was lost in this one
    if (c == ')' || c == ']' || c == ';' || c == ',' || c == '|') {
      scan_.advance();
      continue;
    }
    const std::size_t before = scan_.position();
    const NodeId statement = parse_statement();
    if (statement != kNoNode) statements.push_back(statement);
    if (unwinding()) return;
    if (scan_.position() == before) scan_.advance();
  }
}

NodeId ParserCore::parse_block_body(char closing, BlockKind kind, std::string class_name) {
  const Depth depth(depth_);
  const std::size_t begin = scan_.position();
  const BlockId inner = open_block(kind);
  if (!class_name.empty()) tree_.block_at(inner).class_name = std::move(class_name);
  std::vector<NodeId> statements;
  {
    const InBlock in_block(*this, inner);
    parse_statements(closing, statements);
  }
  if (scan_.peek() == closing) scan_.advance();
  return add(NodeKind::block, begin, statements, {.inner = inner});
}

NodeId ParserCore::parse_braced_block(BlockKind kind) {
  scan_.skip_space();
  if (scan_.peek() != '{') return kNoNode;
  scan_.advance();
  return parse_block_body('}', kind);
}

Operator ParserCore::scan_assignment_operator(bool& found) {
  const char c = scan_.peek();
  const char next = scan_.peek(1);
  found = true;
  if (c == '=' && next != '=') {
    scan_.advance();
    return Operator::none;
  }
  if (next == '=') {
    Operator op = Operator::other;
    if (c == '+') op = Operator::add;
    if (c == '-') op = Operator::subtract;
    if (c == '*') op = Operator::multiply;
    if (op != Operator::other || c == '/' || c == '%') {
      scan_.advance(2);
      return op;
    }
  }
  if (c == '?' && next == '?' && scan_.peek(2) == '=') {
    scan_.advance(3);
    return Operator::coalesce;
  }
  found = false;
  return Operator::none;
}

NodeId ParserCore::parse_statement() {
  const Depth depth(depth_);
  scan_.skip_blank();
  const std::size_t begin = scan_.position();
  if (scan_.at_end()) return kNoNode;
  if (depth_ > kStatementDepth) {
    overflow_ = true;
    return kNoNode;
  }
  const char c = scan_.peek();
  if (base::is_alpha(c)) {
    const std::string_view word = peek_word();
    const char behind = scan_.peek(word.size());
    if (is_keyword(word) && behind != '-' && behind != '.' && behind != '\\' && behind != ':') {
      const NodeId statement = parse_keyword(word);
      if (scan_.position() != begin) return statement;
    }
  }
  if (c == ':' && is_name_byte(scan_.peek(1))) {  // a loop's label
    scan_.advance();
    scan_.scan_name();
    scan_.skip_space();
    return parse_statement();
  }
  if (is_name_byte(c)) {
    const NodeId bare = parse_bare_assignment();
    if (bare != kNoNode) return bare;
  }
  const bool number = base::is_digit(c) && begins_number(scan_.text(), begin, scan_.limit());
  const bool expression = number || c == '$' || c == '(' || c == '@' || c == '[' || c == '{' || c == '!' ||
                          c == '+' || c == ',' || dash_at(scan_.text(), begin).value != 0 ||
                          quote_at(scan_.text(), begin).value != 0;
  if (!expression) return parse_pipeline();
  const NodeId left = parse_expression(Commas::build_lists);
  const std::size_t end = scan_.position();
  scan_.skip_blank();
  bool assigns = false;
  const Operator op = scan_assignment_operator(assigns);
  if (assigns) {
    scan_.skip_space();
    const NodeId value = parse_statement();
    return add(NodeKind::assignment, begin, {left, value}, {.op = op});
  }
  scan_.move_to(end);
  return parse_pipeline_rest(left, begin);
}

NodeId ParserCore::parse_bare_assignment() {
  // Password = 'x', as in the blocks of a desired state configuration.
  const std::size_t begin = scan_.position();
  const std::string_view word = peek_word();
  std::size_t at = begin + word.size();
  const std::string_view text = scan_.text();
  while (at < scan_.limit() && base::is_blank(text[at])) ++at;
  if (word.empty() || at + 1 >= scan_.limit() || text[at] != '=' || text[at + 1] == '=') return kNoNode;
  scan_.advance(word.size());
  Node name{.text = std::string(word)};
  name.content_begin = static_cast<std::uint32_t>(begin);
  name.content_end = static_cast<std::uint32_t>(scan_.position());
  const NodeId target = add(NodeKind::string, begin, {}, std::move(name));
  scan_.move_to(at + 1);
  scan_.skip_blank();
  const NodeId value = parse_statement();
  return add(NodeKind::assignment, begin, {target, value});
}

NodeId ParserCore::parse_keyword(std::string_view word) {
  const std::size_t begin = scan_.position();
  const std::string keyword = base::to_lower(word);
  if (keyword == "if") return parse_if();
  if (keyword == "switch") return parse_switch();
  if (keyword == "foreach") return parse_foreach();
  if (keyword == "for") return parse_for();
  if (keyword == "while" || keyword == "until" || keyword == "do") return parse_while();
  if (keyword == "try" || keyword == "trap") return parse_try();
  if (keyword == "function" || keyword == "filter" || keyword == "workflow" || keyword == "configuration") {
    return parse_function();
  }
  if (keyword == "class" || keyword == "enum") return parse_class();
  scan_.advance(keyword.size());
  if (keyword == "param") {
    scan_.skip_space();
    std::vector<NodeId> parameters;
    if (scan_.peek() == '(') parse_parameters(parameters);
    return add(NodeKind::block, begin, parameters);
  }
  if (keyword == "begin" || keyword == "process" || keyword == "end" || keyword == "dynamicparam" ||
      keyword == "data") {
    scan_.skip_space();
    if (keyword == "data" && is_name_byte(scan_.peek())) scan_.scan_name();
    return parse_braced_block(BlockKind::plain);
  }
  if (keyword == "using") {
    scan_.skip_line();
    return kNoNode;
  }
  if (keyword == "break" || keyword == "continue") {
    scan_.skip_blank();
    scan_.scan_name();  // the label of a loop
    return add(NodeKind::unary, begin, {kNoNode},
               {.op = keyword == "break" ? Operator::stop : Operator::again});
  }
  scan_.skip_blank();
  if (at_command_end()) return kNoNode;
  const NodeId value = parse_statement();
  return add(NodeKind::unary, begin, {value},
             {.op = keyword == "return" ? Operator::returns : Operator::other});
}

NodeId ParserCore::parse_condition() {
  scan_.skip_space();
  return scan_.peek() == '(' ? parse_parenthesised() : kNoNode;
}

NodeId ParserCore::parse_branch(BlockKind kind, NodeId condition) {
  const NodeId block = parse_braced_block(kind);
  if (block != kNoNode) tree_.at(block).condition = condition;
  return block;
}

NodeId ParserCore::parse_if() {
  const std::size_t begin = scan_.position();
  std::vector<NodeId> branches;
  scan_.advance(2);
  NodeId condition = parse_condition();
  branches.push_back(parse_branch(BlockKind::branch, condition));
  while (true) {
    const std::size_t before = scan_.position();
    scan_.skip_space();
    condition = kNoNode;
    if (accept_word("elseif")) {
      condition = parse_condition();
    } else if (accept_word("else")) {
      scan_.skip_space();
      if (accept_word("if")) condition = parse_condition();
    } else {
      scan_.move_to(before);
      break;
    }
    branches.push_back(parse_branch(BlockKind::branch, condition));
  }
  return add(NodeKind::conditional, begin, branches, {.text = "if"});
}

NodeId ParserCore::parse_switch() {
  const std::size_t begin = scan_.position();
  scan_.advance(6);
  bool options = false;  // -Regex, -Wildcard, -File
  for (scan_.skip_space(); dash_at(scan_.text(), scan_.position()).value != 0 && !scan_.at_end();
       scan_.skip_space()) {
    scan_.advance();
    scan_.scan_name();
    options = true;
  }
  const NodeId subject = parse_condition();
  NodeId pattern = kNoNode;
  scan_.skip_space();
  std::vector<NodeId> branches;
  if (scan_.peek() == '{') {
    scan_.advance();
    while (!scan_.at_end() && !unwinding()) {
      scan_.skip_space();
      const std::size_t before = scan_.position();
      if (scan_.peek() == '}') break;
      if (scan_.peek() == '{') {
        const NodeId branch = parse_branch(BlockKind::branch, pattern);
        pattern = kNoNode;
        branches.push_back(branch);
      } else if (scan_.peek() == ';' || scan_.peek() == ',') {
        scan_.advance();
      } else if (is_name_byte(scan_.peek())) {
        pattern = parse_word(false);
      } else {
        pattern = parse_expression(Commas::build_lists);
      }
      if (scan_.position() == before) scan_.advance();
    }
    if (scan_.peek() == '}') scan_.advance();
  }
  return add(NodeKind::conditional, begin, branches,
             {.condition = subject, .text = options ? "switch -" : "switch"});
}

NodeId ParserCore::parse_foreach() {
  const std::size_t begin = scan_.position();
  const std::size_t word_end = begin + std::string_view("foreach").size();
  scan_.move_to(word_end);
  scan_.skip_space();
  if (dash_at(scan_.text(), scan_.position()).value != 0 && !scan_.at_end()) {  // foreach -parallel ($x in …)
    scan_.advance();
    scan_.scan_name();
    scan_.skip_space();
  }
  if (scan_.peek() != '(') {  // the alias of ForEach-Object
    scan_.move_to(begin);
    return parse_pipeline();
  }
  scan_.advance();
  scan_.skip_space();
  NodeId variable = kNoNode;
  NodeId collection = kNoNode;
  const BlockId inner = open_block(BlockKind::loop);
  if (scan_.peek() == '$') {
    const InBlock in_block(*this, inner);
    variable = parse_variable();
  }
  scan_.skip_space();
  if (accept_word("in")) {
    scan_.skip_space();
    collection = parse_statement();
  }
  for (scan_.skip_space();
       !scan_.at_end() && scan_.peek() != ')' && scan_.peek() != '{' && scan_.peek() != '}';
       scan_.skip_space()) {
    scan_.advance();
  }
  if (scan_.peek() == ')') scan_.advance();
  scan_.skip_space();
  NodeId body = kNoNode;
  if (scan_.peek() == '{') {
    scan_.advance();
    std::vector<NodeId> statements;
    const std::size_t body_begin = scan_.position();
    {
      const InBlock in_block(*this, inner);
      parse_statements('}', statements);
    }
    if (scan_.peek() == '}') scan_.advance();
    body = add(NodeKind::block, body_begin, statements, {.inner = inner});
  }
  return add(NodeKind::foreach_loop, begin, {variable, collection, body});
}

NodeId ParserCore::parse_for() {
  const std::size_t begin = scan_.position();
  scan_.advance(3);
  scan_.skip_space();
  if (scan_.peek() != '(') return kNoNode;
  scan_.advance();
  NodeId parts[3] = {kNoNode, kNoNode, kNoNode};
  for (int part = 0; part < 3; ++part) {
    scan_.skip_space();
    if (scan_.peek() != ';' && scan_.peek() != ')' && !scan_.at_end()) {
      parts[part] = parse_statement();
    }
    scan_.skip_space();
    if (scan_.peek() == ';') scan_.advance();
  }
  scan_.skip_space();
  if (scan_.peek() == ')') scan_.advance();
  const NodeId body = parse_braced_block(BlockKind::loop);
  return add(NodeKind::for_loop, begin, {parts[0], parts[1], parts[2], body});
}

NodeId ParserCore::parse_while() {
  const std::size_t begin = scan_.position();
  std::string keyword = base::to_lower(scan_.scan_name());
  NodeId condition = parse_condition();
  const NodeId body = parse_braced_block(BlockKind::loop);
  if (body == kNoNode) return kNoNode;
  if (keyword == "do") {
    const std::size_t before = scan_.position();
    scan_.skip_space();
    const std::string_view word = peek_word();
    if (base::equal_nocase(word, "while") || base::equal_nocase(word, "until")) {
      keyword += base::to_lower(word);
      scan_.advance(word.size());
      condition = parse_condition();
    } else {
      scan_.move_to(before);
    }
  }
  tree_.at(body).condition = condition;
  return add(NodeKind::conditional, begin, {body}, {.text = std::move(keyword)});
}

NodeId ParserCore::parse_try() {
  const std::size_t begin = scan_.position();
  const bool trap = base::equal_nocase(scan_.scan_name(), "trap");
  std::vector<NodeId> blocks;
  const auto skip_types = [this] {
    scan_.skip_space();
    std::string type;
    while (scan_.peek() == '[' && scan_type(type)) {
      scan_.skip_space();
      if (scan_.peek() == ',') scan_.advance();
      scan_.skip_space();
      type.clear();
    }
  };
  if (trap) skip_types();
  blocks.push_back(parse_braced_block(trap ? BlockKind::branch : BlockKind::plain));
  while (!trap) {
    const std::size_t before = scan_.position();
    scan_.skip_space();
    if (accept_word("catch")) {
      skip_types();
      blocks.push_back(parse_braced_block(BlockKind::branch));
    } else if (accept_word("finally")) {
      blocks.push_back(parse_braced_block(BlockKind::plain));
    } else {
      scan_.move_to(before);
      break;
    }
  }
  return add(NodeKind::conditional, begin, blocks);
}

NodeId ParserCore::parse_parameters(std::vector<NodeId>& parameters) {
  // At '(': [attributes] [types] $name = default, …
  scan_.advance();
  while (!scan_.at_end() && !unwinding()) {
    scan_.skip_space();
    const char c = scan_.peek();
    const std::size_t begin = scan_.position();
    if (c == ')') {
      scan_.advance();
      return kNoNode;
    }
    if (c == '}' || c == '{') return kNoNode;  // the parenthesis was lost
    if (c == '[') {
      std::string type;
      const std::size_t before = scan_.position();
      if (!scan_type(type)) {
        scan_.move_to(before + 1);
        scan_.scan_name();
        if (scan_.peek() == '(') parse_arguments();
        scan_.skip_space();
        if (scan_.peek() == ']') scan_.advance();
      }
    } else if (c == '$') {
      const NodeId variable = parse_variable();
      NodeId value = kNoNode;
      scan_.skip_space();
      if (scan_.peek() == '=') {
        scan_.advance();
        scan_.skip_space();
        value = parse_expression(Commas::separate);
      }
      Node node{.text = tree_[variable].text, .spelled = tree_[variable].spelled};
      parameters.push_back(value == kNoNode
                               ? add(NodeKind::parameter_declaration, begin, {}, std::move(node))
                               : add(NodeKind::parameter_declaration, begin, {value}, std::move(node)));
    } else {
      scan_.advance();
    }
    if (scan_.position() == begin) scan_.advance();
  }
  return kNoNode;
}

NodeId ParserCore::parse_function() {
  const std::size_t begin = scan_.position();
  scan_.scan_name();
  scan_.skip_blank();
  Node node;
  while (!scan_.at_end() && (is_name_byte(scan_.peek()) || scan_.peek() == '-' || scan_.peek() == ':')) {
    node.spelled += scan_.peek();
    scan_.advance();
  }
  if (const std::size_t scope = node.spelled.find(':'); scope != std::string::npos)
    node.spelled.erase(0, scope + 1);
  node.text = base::to_lower(node.spelled);
  scan_.skip_space();
  std::vector<NodeId> children;
  const BlockId inner = open_block(BlockKind::function);
  node.inner = inner;
  NodeId body = kNoNode;
  {
    const InBlock in_block(*this, inner);
    if (scan_.peek() == '(') parse_parameters(children);
    scan_.skip_space();
    if (scan_.peek() == '{') {
      scan_.advance();
      std::vector<NodeId> statements;
      const std::size_t body_begin = scan_.position();
      const auto from = static_cast<NodeId>(tree_.size());
      parse_statements('}', statements);
      if (scan_.peek() == '}') scan_.advance();
      body = add(NodeKind::block, body_begin, statements, {.inner = inner});
      // The parameters of its own param( … ).
      for (NodeId id = from; id < tree_.size(); ++id) {
        if (tree_[id].kind == NodeKind::parameter_declaration && tree_[id].block == inner)
          children.push_back(id);
      }
    }
  }
  children.push_back(body);
  return add(NodeKind::function, begin, children, std::move(node));
}

NodeId ParserCore::parse_class() {
  const std::size_t begin = scan_.position();
  const bool is_enum = base::equal_nocase(scan_.scan_name(), "enum");
  scan_.skip_blank();
  const std::string name(scan_.scan_name());
  constexpr std::size_t kMaxHeader = 256;
  const std::string_view header =
      scan_.text().substr(0, std::min(scan_.limit(), scan_.position() + kMaxHeader));
  const std::size_t brace = header.find_first_of("{;)}", scan_.position());
  if (name.empty() || brace == std::string_view::npos || header[brace] != '{') {
    scan_.move_to(begin);
    return kNoNode;
  }
  if (is_enum) return kNoNode;
  scan_.move_to(brace + 1);
  while (!scan_.at_end() && !unwinding()) {
    scan_.skip_space();
    if (scan_.peek() == '}') {
      scan_.advance();
      break;
    }
    const std::size_t before = scan_.position();
    parse_class_member(name);
    if (scan_.position() == before) scan_.advance();
  }
  return kNoNode;
}

void ParserCore::parse_class_member(const std::string& class_name) {
  const std::size_t begin = scan_.position();
  std::string type;
  while (!scan_.at_end()) {  // modifiers and types
    scan_.skip_space();
    if (scan_.peek() == '[') {
      type.clear();
      if (!scan_type(type)) {
        parse_bracket(Commas::separate);
        return;
      }
    } else if (!accept_word("static") && !accept_word("hidden")) {
      break;
    }
  }
  if (scan_.peek() == '$') {
    const NodeId variable = parse_variable();
    std::vector<NodeId> value;
    scan_.skip_blank();
    if (scan_.peek() == '=') {
      scan_.advance();
      scan_.skip_space();
      value.push_back(parse_statement());
    }
    add(NodeKind::property, begin, value, {.text = tree_[variable].spelled, .spelled = class_name});
    return;
  }
  const std::string name(scan_.scan_name());
  scan_.skip_space();
  if (name.empty() || scan_.peek() != '(') return;
  Node node{.text = base::to_lower(name), .spelled = class_name};
  const BlockId inner = open_block(BlockKind::function);
  node.inner = inner;
  tree_.block_at(inner).class_name = base::to_lower(class_name);
  std::vector<NodeId> children;
  NodeId body = kNoNode;
  {
    const InBlock in_block(*this, inner);
    parse_parameters(children);
    scan_.skip_space();
    if (scan_.peek() == ':') {  // : base( … )
      scan_.advance();
      scan_.skip_space();
      scan_.scan_name();
      if (scan_.peek() == '(') parse_arguments();
      scan_.skip_space();
    }
    if (scan_.peek() == '{') {
      scan_.advance();
      const std::size_t body_begin = scan_.position();
      std::vector<NodeId> statements;
      parse_statements('}', statements);
      if (scan_.peek() == '}') scan_.advance();
      body = add(NodeKind::block, body_begin, statements, {.inner = inner});
    }
  }
  children.push_back(body);
  add(NodeKind::function, begin, children, std::move(node));
}

std::vector<model::Span> parse(Tree& tree, const ParseOptions& options) {
  ParserCore core(tree, options);
  core.parse_script();
  return core.comments();
}

}  // namespace tamis::read::powershell
