#include "read/code_lexer.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "read/free_strings.h"
#include "read/next_byte.h"

namespace tamis::read {
namespace {

using model::Span;

constexpr std::string_view kOperatorBytes = "!&*+-./:<=>?|~";

// By their first byte, the longest first.
constexpr auto kOperators = std::to_array<std::string_view>({"!==",
                                                             "!=",
                                                             "!~",
                                                             "&&=",
                                                             "&&",
                                                             "&=",
                                                             "**=",
                                                             "*=",
                                                             "++",
                                                             "+=",
                                                             "->",
                                                             "-=",
                                                             "--",
                                                             "...",
                                                             "..",
                                                             ".=",
                                                             "//=",
                                                             "//",
                                                             "/=",
                                                             "::",
                                                             ":=",
                                                             "<=>",
                                                             "<<=",
                                                             "<<",
                                                             "<=",
                                                             "<-",
                                                             "===",
                                                             "==",
                                                             "=>",
                                                             "=~",
                                                             ">>=",
                                                             ">>",
                                                             ">=",
                                                             "?"
                                                             "?=",
                                                             "?->",
                                                             "??",
                                                             "?:",
                                                             "?.",
                                                             "||=",
                                                             "||",
                                                             "|=",
                                                             "~>"});
static_assert(std::is_sorted(kOperators.begin(), kOperators.end(),
                             [](auto a, auto b) { return a.front() < b.front(); }));

// How long the operator is that begins with `text`; 1 for what is none.
std::size_t operator_length(std::string_view text) {
  const char first = text.front();
  // Most signs stand alone: no operator goes on with a blank, a letter, a quote or a bracket.
  if (text.size() < 2 || kOperatorBytes.find(text[1]) == std::string_view::npos) return 1;
  for (const auto op : kOperators) {
    if (op.front() < first) continue;
    if (op.front() > first) break;
    if (text.starts_with(op)) return op.size();
  }
  return 1;
}

constexpr bool is_name_byte(char c) {
  return base::is_word(c) || static_cast<unsigned char>(c) >= 0x80;
}

// What may begin with a byte, so that most tokens are asked for one thing only.
enum Begins : std::uint8_t { kComment = 1, kString = 2, kNameByte = 4, kPrefix = 8 };

std::array<std::uint8_t, 256> beginnings(const LexicalRules& rules) {
  std::array<std::uint8_t, 256> begins{};
  const auto at = [&begins](char c) -> std::uint8_t& { return begins[static_cast<unsigned char>(c)]; };
  for (std::size_t i = 0; i < begins.size(); ++i)
    if (is_name_byte(static_cast<char>(i))) begins[i] = kNameByte;
  for (const auto& rule : rules.comments) at(rule.open.front()) |= kComment;
  for (const auto& rule : rules.strings) at(rule.open.front()) |= kString;
  for (const char sigil : rules.sigils) at(sigil) |= kPrefix;
  if (!rules.prefixes.empty()) {
    at('@') |= kPrefix;
    at('$') |= kPrefix;
  }
  return begins;
}

class Lexer {
 public:
  Lexer(std::string_view text, Span window, const LexicalRules& rules)
      : text_(text.substr(0, window.end)),
        rules_(rules),
        begins_(beginnings(rules)),
        at_(window.begin),
        line_start_(true) {
    if (rules.islands) enter_island(true);
  }

  std::vector<Token> run() {
    constexpr std::size_t kUsualBytes = 6;  // of a token with the blanks around it
    tokens_.reserve((text_.size() - std::min(at_, text_.size())) / kUsualBytes);
    while (at_ < text_.size()) step();
    return std::move(tokens_);
  }

 private:
  char byte(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool here(std::string_view what) const { return text_.substr(at_, what.size()) == what; }
  // Asked for every string of a line, and a line may be the whole text: its end is looked for once.
  std::size_t line_end(std::size_t from) { return line_end_.at_or_behind(text_, from); }

  void step() {
    const char c = byte();
    if (base::is_blank(c) || c == '\r' || c == '\f') {
      ++at_;
      return;
    }
    if (c == '\\' && (byte(1) == '\n' || (byte(1) == '\r' && byte(2) == '\n'))) {
      at_ += byte(1) == '\n' ? 2U : 3U;
      return;
    }
    if (c == '\n') return line_break();
    if (rules_.islands && here("?>")) return leave_island();
    const auto begins = begins_[static_cast<unsigned char>(c)];
    const bool taken = ((begins & kComment) != 0 && comment()) || free_string() ||
                       ((begins & kString) != 0 && quoted(0, {})) || (c == '/' && regex()) || word(begins);
    if (!taken) punctuation();
    line_start_ = false;
  }

  Token& add(TokenKind kind, std::size_t end) {
    Token token;
    token.kind = kind;
    token.span = token.inner = {at_, end};
    at_ = end;
    return tokens_.emplace_back(token);
  }

  void line_break() {
    // VB continues a line that ends in '_'.
    const bool continued = rules_.ignore_case && !tokens_.empty() && tokens_.back().span.in(text_) == "_";
    if (continued) {
      tokens_.pop_back();
      ++at_;
    } else {
      add(TokenKind::line_end, at_ + 1);
    }
    line_start_ = true;
    if (const std::size_t body = pending_body_; body != 0) {
      pending_body_ = 0;
      at_ = std::max(at_, body);
    }
  }

  // PHP outside its tags is HTML. A text without any tag is taken as code.
  void enter_island(bool first) {
    const auto open = text_.find("<?", at_);
    if (open == std::string_view::npos) {
      if (!first) at_ = text_.size();
      return;
    }
    // A window that begins inside code sees the closing tag first.
    const auto close = first ? text_.substr(0, open).find("?>", at_) : std::string_view::npos;
    if (close != std::string_view::npos) return;
    at_ = open + 2;
    if (base::starts_with_nocase(text_.substr(at_), "php")) at_ += 3;
    if (here("=")) ++at_;
  }

  void leave_island() {
    add(TokenKind::line_end, at_ + 2);
    enter_island(false);
  }

  bool comment() {
    for (const auto& rule : rules_.comments) {
      if (!here(rule.open) || (rule.at_line_start && !line_start_)) continue;
      const auto begin = at_ + rule.open.size();
      auto inner_end = line_end(at_);
      auto end = inner_end;
      if (!rule.close.empty()) {
        if (unclosed_comment_) continue;
        const auto close = text_.find(rule.close, begin);
        if (close == std::string_view::npos) {
          unclosed_comment_ = true;  // seen once: no second search to the end
          continue;
        }
        inner_end = close;
        end = close + rule.close.size();
      }
      add(TokenKind::comment, end).inner = {begin, inner_end};
      return true;
    }
    return false;
  }

  bool free_string() {
    if (rules_.free_strings == FreeStrings::none) return false;
    const bool value_expected = expects_value();
    const auto found = find_free_string(text_, at_, rules_.free_strings, value_expected, free_misses_);
    if (!found) return false;
    Token& token = add(TokenKind::string, found->opening_end);
    token.inner = found->body;
    token.escapes = found->escapes;
    token.holes = found->holes;
    token.quoting = model::Quoting::here_string;
    token.strip_indent = found->strip_indent;
    if (found->resume > found->opening_end) pending_body_ = std::max(pending_body_, found->resume);
    return true;
  }

  bool quoted(std::size_t prefix, const StringPrefix& modified) {
    for (std::size_t i = 0; i < rules_.strings.size(); ++i) {
      const auto& rule = rules_.strings[i];
      if (text_.substr(at_ + prefix, rule.open.size()) != rule.open) continue;
      if (rules_.short_chars && rule.open == "'" && !is_short_char()) return false;
      return add_string(i, prefix, modified);
    }
    return false;
  }

  // Rust: 'x' and '\n' are characters, 'a alone is a lifetime.
  bool is_short_char() const {
    if (byte(1) == '\\') return true;
    for (std::size_t i = 2; i <= 5; ++i) {
      if (byte(i) == '\'') return true;
    }
    return false;
  }

  bool add_string(std::size_t index, std::size_t prefix, const StringPrefix& modified) {
    const auto& rule = rules_.strings[index];
    Escapes escapes = rule.escapes;
    if (modified.doubled) escapes = Escapes::doubled;
    if (modified.raw && !modified.doubled) escapes = Escapes::none;
    const bool multiline = (rule.multiline || modified.multiline) && !unclosed_[index];
    const auto begin = at_ + prefix + rule.open.size();
    const bool raw_backslash = modified.raw && !modified.doubled && rules_.prefixes.data() != nullptr &&
                               rules_.free_strings != FreeStrings::rust_hashes;
    auto close = find_close(begin, rule, escapes, raw_backslash, multiline ? text_.size() : line_end(begin));
    if (close == std::string_view::npos && multiline) {
      unclosed_[index] =
          true;  // from now on each such string ends with its line: no second search to the end
      close = find_close(begin, rule, escapes, raw_backslash, line_end(begin));
    }
    const bool closed = close != std::string_view::npos;
    const auto inner_end = closed ? close : line_end(begin);
    Token& token = add(TokenKind::string, closed ? close + rule.close.size() : inner_end);
    token.inner = {begin, inner_end};
    token.escapes = escapes;
    token.holes = modified.holes == Holes::none ? rule.holes : modified.holes;
    token.quoting = rule.quoting;
    // Kotlin and Scala: raw; Java's text blocks begin on a line of their own.
    const bool raw_block = rule.quoting == model::Quoting::block && rule.holes == Holes::dollar &&
                           text_.substr(begin, 1) != "\n" && text_.substr(begin, 1) != "\r";
    if (raw_block) token.escapes = Escapes::none;
    if (rule.quoting == model::Quoting::block) trim_block(token);
    return true;
  }

  std::size_t find_close(std::size_t from, const StringRule& rule, Escapes escapes, bool raw_backslash,
                         std::size_t limit) {
    const bool skips_backslash = raw_backslash || (escapes != Escapes::none && escapes != Escapes::doubled);
    for (std::size_t i = from; i < limit; ++i) {
      const char c = text_[i];
      if (c == '\\' && skips_backslash) {
        ++i;
        continue;
      }
      if (rule.holes == Holes::dollar_brace && c == '$' && i + 1 < limit && text_[i + 1] == '{') {
        const std::size_t brace = brace_.at_or_behind(text_, i);
        if (brace < limit && brace - i < kMaxHole) i = brace;
        continue;
      }
      if (c != rule.close.front() || text_.substr(i, rule.close.size()) != rule.close) continue;
      if (escapes == Escapes::doubled && i + 1 < limit && text_[i + 1] == c) {
        ++i;
        continue;
      }
      return i;
    }
    return std::string_view::npos;
  }

  // Text blocks (Java, Kotlin, C#): the first line end does not count.
  void trim_block(Token& token) const {
    auto& inner = token.inner;
    if (inner.size() > 1 && text_[inner.begin] == '\n') ++inner.begin;
    if (inner.size() > 2 && text_.substr(inner.begin, 2) == "\r\n") inner.begin += 2;
  }

  // A value, not an operator, may begin after the last token.
  bool expects_value() const {
    if (tokens_.empty()) return true;
    const Token& last = tokens_.back();
    const auto written = last.span.in(text_);
    switch (last.kind) {
      case TokenKind::word:
        return written == "return" || written == "case" || written == "in" || written == "typeof" ||
               written == "and" || written == "or" || written == "not" || written == "if" ||
               written == "unless" || written == "when" || written == "push" || written == "print" ||
               written == "puts";
      case TokenKind::punctuation:
        return written != ")" && written != "]" && written != "}";
      case TokenKind::line_end:
      case TokenKind::comment:
        return true;
      default:
        return false;
    }
  }

  bool regex() {
    if (!rules_.regex_literals || !expects_value()) return false;
    const auto limit = std::min(line_end(at_), at_ + kMaxRegex);
    bool in_class = false;
    for (std::size_t i = at_ + 1; i < limit; ++i) {
      const char c = text_[i];
      if (c == '\\') {
        ++i;
      } else if (c == '[') {
        in_class = true;
      } else if (c == ']') {
        in_class = false;
      } else if (c == '/' && !in_class) {
        add(TokenKind::punctuation, i + 1);
        return true;
      }
    }
    return false;
  }

  bool word(std::uint8_t begins) {
    std::size_t end = at_;
    if ((begins & kPrefix) != 0) {
      const bool sigil = rules_.sigils.find(byte()) != std::string_view::npos && is_name_byte(byte(1)) &&
                         !base::is_digit(byte(1));
      const bool instance =
          byte() == '@' && byte(1) == '@' && rules_.sigils.find('@') != std::string_view::npos;
      if (sigil) ++end;
      if (instance) end += 2;
      if (!sigil && !instance && prefix_symbols()) return true;
    } else if ((begins & kNameByte) == 0) {
      return false;
    }
    while (end < text_.size() && is_in_name(text_[end])) ++end;
    if (end == at_) return false;
    const auto written = text_.substr(at_, end - at_);
    if (is_quote(end) && prefixed(written)) return true;
    if (!rules_.word_characters.empty() && end < text_.size() &&
        rules_.word_characters.find(text_[end]) != std::string_view::npos &&
        text_.substr(end + 1, 1) != "=") {
      ++end;
    }
    add(base::is_digit(written.front()) ? TokenKind::number : TokenKind::word, end);
    return true;
  }

  bool is_in_name(char c) const { return (begins_[static_cast<unsigned char>(c)] & kNameByte) != 0; }
  bool is_quote(std::size_t at) const { return at < text_.size() && (text_[at] == '"' || text_[at] == '\''); }

  bool prefixed(std::string_view written) {
    if (written.size() > 3) return false;
    const std::string lower = base::to_lower(written);
    const auto row = std::find_if(rules_.prefixes.begin(), rules_.prefixes.end(),
                                  [&lower](const StringPrefix& prefix) { return prefix.word == lower; });
    return row != rules_.prefixes.end() && quoted(written.size(), *row);
  }

  // C#'s @"…" and $@"…": prefixes that are no words.
  bool prefix_symbols() {
    if (rules_.prefixes.empty() || (byte() != '@' && byte() != '$')) return false;
    std::size_t length = 1;
    while (length < 2 && (byte(length) == '@' || byte(length) == '$')) ++length;
    return is_quote(at_ + length) && prefixed(text_.substr(at_, length));
  }

  void punctuation() {
    if (const auto length = operator_length(text_.substr(at_)); length > 1) {
      add(TokenKind::punctuation, at_ + length);
      return;
    }
    const char c = byte();
    Token& token = add(TokenKind::punctuation, at_ + 1);
    const auto index = static_cast<std::uint32_t>(tokens_.size() - 1);
    if (c == '(' || c == '[' || c == '{') {
      open_.push_back(index);
    } else if (c == ')' || c == ']' || c == '}') {
      close_bracket(c, index, token);
    }
  }

  // A bracket closes the nearest one of its kind; brackets between that nobody closed stay alone. Looks back
  // a bounded way, so that a hostile text stays linear.
  void close_bracket(char c, std::uint32_t index, Token& token) {
    const char wanted = c == ')' ? '(' : c == ']' ? '[' : '{';
    const std::size_t reach = std::min<std::size_t>(open_.size(), kMaxUnclosed);
    for (std::size_t back = 1; back <= reach; ++back) {
      const auto candidate = open_[open_.size() - back];
      if (text_[tokens_[candidate].span.begin] != wanted) continue;
      tokens_[candidate].partner = index;
      token.partner = candidate;
      open_.resize(open_.size() - back);
      return;
    }
  }

  static constexpr std::size_t kMaxRegex = 2000;
  static constexpr std::size_t kMaxHole = 1000;
  static constexpr std::size_t kMaxUnclosed = 8;

  std::string_view text_;
  NextByte line_end_{'\n'};
  NextByte brace_{'}'};
  const LexicalRules& rules_;
  std::array<std::uint8_t, 256> begins_;
  std::size_t at_;
  bool line_start_;
  bool unclosed_comment_ = false;
  std::array<bool, 8> unclosed_{};
  std::size_t free_misses_ = 0;
  std::size_t pending_body_ = 0;  // behind the bodies of heredocs that began on this line
  std::vector<std::uint32_t> open_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> lex(std::string_view text, Span window, const LexicalRules& rules) {
  return Lexer(text, window, rules).run();
}

}  // namespace tamis::read
