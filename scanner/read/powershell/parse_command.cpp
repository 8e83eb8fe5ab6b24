#include <algorithm>

#include "base/text.h"
#include "read/powershell/parser_core.h"

namespace tamis::read::powershell {
namespace {

constexpr std::size_t kMaxPlaceholder = 80;

bool ends_word(char c) {
  return base::is_space(c) || c == ';' || c == '|' || c == ')' || c == '}' || c == '{' || c == '(' ||
         c == ',' || c == '\0';
}

}  // namespace

bool ParserCore::at_command_end() const {
  if (scan_.at_end()) return true;
  const char c = scan_.peek();
  return is_newline(c) || c == ';' || c == '|' || c == ')' || c == '}' || c == '&';
}

void ParserCore::skip_redirection() {
  // 2>&1, 2>$null, >> file, *>&1: at the '>'.
  while (scan_.peek() == '>') scan_.advance();
  if (scan_.peek() == '&') {
    scan_.advance();
    scan_.scan_name();
    return;
  }
  scan_.skip_blank();
  if (!at_command_end()) parse_argument_value();
}

NodeId ParserCore::parse_pipeline() {
  const Depth depth(depth_);
  scan_.skip_blank();
  const std::size_t begin = scan_.position();
  if (too_deep()) {
    scan_.advance();
    return kNoNode;
  }
  return parse_pipeline_rest(parse_command(), begin);
}

NodeId ParserCore::parse_pipeline_rest(NodeId first, std::size_t begin) {
  std::vector<NodeId> elements{first};
  while (true) {
    scan_.skip_blank();
    while (scan_.peek() == '>' ||
           ((base::is_digit(scan_.peek()) || scan_.peek() == '*') && scan_.peek(1) == '>')) {
      if (scan_.peek() != '>') scan_.advance();
      skip_redirection();
      scan_.skip_blank();
    }
    if (scan_.peek() == '|' && scan_.peek(1) != '|') {
      scan_.advance();
      scan_.skip_space();
      if (at_command_end()) break;
      elements.push_back(parse_command());
      continue;
    }
    // PowerShell 7 lets a line begin with the bar.
    const std::size_t before = scan_.position();
    if (is_newline(scan_.peek())) {
      scan_.skip_space();
      if (scan_.peek() == '|' && scan_.peek(1) != '|') continue;
      scan_.move_to(before);
    }
    break;
  }
  if (elements.size() == 1) return first;
  return add(NodeKind::pipeline, begin, elements);
}

NodeId ParserCore::parse_command_name() {
  scan_.skip_blank();
  const char c = scan_.peek();
  const std::size_t begin = scan_.position();
  if (c == '$') return parse_postfix(parse_primary(), begin);
  if (c == '(') return parse_parenthesised();
  if (c == '{') return parse_script_block();
  if (quote_at(scan_.text(), begin).value != 0) return parse_quoted();
  return parse_word(true);
}

NodeId ParserCore::parse_command() {
  const Depth depth(depth_);
  scan_.skip_blank();
  const std::size_t begin = scan_.position();
  if (too_deep()) {
    scan_.advance();
    return kNoNode;
  }
  Node node;
  if (scan_.peek() == '&' || (scan_.peek() == '.' && !is_name_byte(scan_.peek(1)) && scan_.peek(1) != '\\' &&
                              scan_.peek(1) != '/' && scan_.peek(1) != '.')) {
    scan_.advance();
    node.flag = true;
  }
  std::vector<NodeId> parts{parse_command_name()};
  if (scan_.position() == begin) scan_.advance();
  while (true) {
    scan_.skip_blank();
    if (at_command_end()) break;
    if (scan_.peek() == '#') {
      scan_.skip_space();
      scan_.move_to(scan_.position());
      break;
    }
    const std::size_t before = scan_.position();
    const NodeId argument = parse_argument();
    if (argument != kNoNode) parts.push_back(argument);
    if (scan_.position() == before) scan_.advance();
  }
  return add(NodeKind::command, begin, parts, std::move(node));
}

NodeId ParserCore::parse_argument() {
  const std::size_t begin = scan_.position();
  if (scan_.peek() == '>' ||
      ((base::is_digit(scan_.peek()) || scan_.peek() == '*') && scan_.peek(1) == '>')) {
    if (scan_.peek() != '>') scan_.advance();
    skip_redirection();
    return kNoNode;
  }
  const Mark dash = dash_at(scan_.text(), begin);
  if (dash.value != 0) {
    const NodeId parameter = parse_parameter();
    if (parameter != kNoNode) return parameter;
    scan_.move_to(begin);
  }
  const NodeId first = parse_argument_value();
  std::vector<NodeId> items{first};
  while (true) {
    const std::size_t end = scan_.position();
    scan_.skip_blank();
    if (scan_.peek() != ',') {
      scan_.move_to(end);
      break;
    }
    scan_.advance();
    scan_.skip_space();
    if (at_command_end()) break;
    const std::size_t before = scan_.position();
    items.push_back(parse_argument_value());
    if (scan_.position() == before) break;
  }
  if (items.size() == 1) return first;
  return add(NodeKind::list, begin, items);
}

NodeId ParserCore::parse_parameter() {
  const std::size_t begin = scan_.position();
  scan_.advance(dash_at(scan_.text(), begin).size);
  if (!base::is_alpha(scan_.peek()) && scan_.peek() != '?' && scan_.peek() != '_' && scan_.peek() != '`')
    return kNoNode;
  Node node;
  while (!scan_.at_end()) {  // -Fo`rce
    node.text += scan_.scan_name();
    if (scan_.peek() == '?' && node.text.empty()) scan_.advance();
    if (scan_.peek() != '`' || !is_name_byte(scan_.peek(1))) break;
    scan_.advance();
  }
  const char c = scan_.peek();
  if (!ends_word(c) && c != ':') return kNoNode;
  node.spelled = scan_.text().substr(begin, scan_.position() - begin);
  if (c != ':') return add(NodeKind::parameter, begin, {}, std::move(node));
  scan_.advance();
  scan_.skip_blank();
  if (at_command_end()) return add(NodeKind::parameter, begin, {}, std::move(node));
  const NodeId value = parse_argument_value();
  return add(NodeKind::parameter, begin, {value}, std::move(node));
}

NodeId ParserCore::parse_argument_value() {
  const Depth depth(depth_);
  const std::size_t begin = scan_.position();
  if (too_deep()) {
    scan_.advance();
    return kNoNode;
  }
  const char c = scan_.peek();
  NodeId value = kNoNode;
  if (c == '@' && (scan_.peek(1) == '(' || scan_.peek(1) == '{' || is_name_byte(scan_.peek(1)) ||
                   quote_at(scan_.text(), begin + 1).value != 0)) {
    value = parse_postfix(parse_primary(), begin);
  } else if (c == '$' || c == '(') {
    value = parse_postfix(parse_primary(), begin);
  } else if (c == '{') {
    return parse_script_block();
  } else if (c == '[') {
    value = parse_bracket(Commas::separate);
  } else if (quote_at(scan_.text(), begin).value != 0) {
    value = parse_quoted();
  } else {
    return parse_word(false);
  }
  if (value == kNoNode || c == '(' || c == '@' || c == '[') return value;
  if (ends_word(scan_.peek()) || scan_.at_end()) return value;
  const std::size_t before = scan_.position();
  const NodeId rest = parse_word(false);  // $folder\file, "a"b
  if (rest == kNoNode || scan_.position() == before) return value;
  return add(NodeKind::expandable, begin, {value, rest});
}

NodeId ParserCore::parse_word(bool is_name) {
  const Depth depth(depth_);
  const std::size_t begin = scan_.position();
  const std::string_view text = scan_.text();
  std::vector<NodeId> parts;
  Node piece;
  std::size_t piece_begin = begin;
  const auto close_piece = [&](std::size_t next) {
    piece.content_begin = static_cast<std::uint32_t>(piece_begin);
    piece.content_end = static_cast<std::uint32_t>(scan_.position());
    if (!piece.text.empty()) parts.push_back(add(NodeKind::string, piece_begin, {}, piece));
    piece = Node{};
    piece_begin = next;
  };
  if (scan_.peek() == '<') {  // a placeholder of a usage text: <login>
    const std::size_t close =
        text.substr(0, std::min(scan_.limit(), begin + kMaxPlaceholder)).find_first_of(">\r\n", begin);
    if (close != std::string_view::npos && text[close] == '>') {
      scan_.move_to(close + 1);
      piece.text = text.substr(begin, scan_.position() - begin);
    } else {
      scan_.advance();
    }
  }
  while (!scan_.at_end()) {
    const char c = scan_.peek();
    const std::size_t at = scan_.position();
    if (c == '(' && !is_name && at > begin &&
        is_name_byte(text[at - 1])) {  // Toto(Dog), as typed in a console
      std::size_t close = at + 1;
      while (close < scan_.limit() && is_name_byte(text[close])) ++close;
      if (close > at + 1 && close < scan_.limit() && text[close] == ')') {
        piece.text += text.substr(at, close + 1 - at);
        scan_.move_to(close + 1);
        continue;
      }
    }
    if (ends_word(c) || (is_name && c == '=')) break;
    if (c == '&' && (at == begin || !is_name_byte(text[at - 1]) || !is_name_byte(scan_.peek(1)))) break;
    if ((c == '>' || c == '<') && !is_name) break;
    const Mark quote = quote_at(text, at);
    if (c == '`') {
      if (scan_.peek(1) == '\0' || is_newline(scan_.peek(1))) break;
      piece.text += scan_.peek(1);
      piece.escaped = true;
      scan_.advance(2);
    } else if (quote.value != 0 && !too_deep()) {
      close_piece(at);
      const NodeId quoted = parse_quoted();
      if (quoted == kNoNode) return parts.empty() ? kNoNode : parts.front();
      parts.push_back(quoted);
      piece_begin = scan_.position();
    } else if (c == '$' && !too_deep() &&
               (is_name_byte(scan_.peek(1)) || scan_.peek(1) == '{' || scan_.peek(1) == '(')) {
      close_piece(at);
      const NodeId part = parse_postfix(parse_primary(), at);
      if (part != kNoNode) parts.push_back(part);
      if (scan_.position() == at) scan_.advance();
      piece_begin = scan_.position();
    } else {
      piece.text += c;
      scan_.advance();
    }
  }
  if (scan_.position() == begin) return kNoNode;
  close_piece(scan_.position());
  if (parts.empty()) return kNoNode;
  if (parts.size() == 1 && tree_[parts.front()].begin == begin) return parts.front();
  Node node;
  node.content_begin = static_cast<std::uint32_t>(begin);
  node.content_end = static_cast<std::uint32_t>(scan_.position());
  return add(NodeKind::expandable, begin, parts, std::move(node));
}

}  // namespace tamis::read::powershell
