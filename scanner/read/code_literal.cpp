#include "read/code_literal.h"

#include <algorithm>

#include "base/text.h"

namespace tamis::read {
namespace {

using model::Span;

constexpr std::size_t kMaxHole = 256;
constexpr std::size_t kMaxPieces = 65536;

bool is_name_start(char c) {
  return base::is_alpha(c) || c == '_';
}

class Pieces {
 public:
  Pieces(std::string_view text, const Token& token)
      : text_(text.substr(0, token.inner.end)), token_(token), at_(token.inner.begin), plain_(at_) {}

  std::vector<StringPiece> run() {
    skip_indent();
    while (at_ < text_.size() && pieces_.size() < kMaxPieces) step();
    flush();
    return std::move(pieces_);
  }

 private:
  char byte(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void flush() {
    if (plain_ < at_) pieces_.push_back({PieceKind::verbatim, {plain_, at_}, {}, {}});
    plain_ = at_;
  }

  void add(PieceKind kind, std::size_t length, std::string decoded, Span expression = {}) {
    flush();
    pieces_.push_back({kind, {at_, at_ + length}, std::move(decoded), expression});
    at_ += length;
    plain_ = at_;
  }

  void step() {
    const char c = byte();
    if (c == '\\' && at_ + 1 < text_.size() && escape()) return;
    if (token_.escapes == Escapes::doubled && c == '"' && byte(1) == '"')
      return add(PieceKind::escape, 2, "\"");
    if (hole()) return;
    ++at_;
    if (c == '\n') skip_indent();
  }

  void skip_indent() {
    std::size_t skip = 0;
    while (skip < token_.strip_indent && base::is_blank(byte(skip))) ++skip;
    if (skip == 0) return;
    flush();
    at_ += skip;
    plain_ = at_;
  }

  bool escape() {
    switch (token_.escapes) {
      case Escapes::only_quote: {
        const bool undone = byte(1) == '\\' || byte(1) == '\'' || byte(1) == '}' || byte(1) == ')';
        if (undone) add(PieceKind::escape, 2, std::string(1, byte(1)));
        return undone;
      }
      case Escapes::backslash:
      case Escapes::backslash_kept:
        return backslash();
      default:
        return false;
    }
  }

  bool backslash() {
    const char c = byte(1);
    constexpr std::string_view kFrom = "nrtbfvae0";
    constexpr std::string_view kTo("\n\r\t\b\f\v\a\x1b\0", 9);
    if (c >= '0' && c <= '7') return octal();
    if (c == 'x') return hexadecimal(2, 2);
    if (c == 'u') return byte(2) == '{' ? braced() : hexadecimal(2, 4);
    if (c == 'U' && base::is_hex(byte(9))) return hexadecimal(2, 8);
    if (c == '\n') {
      add(PieceKind::escape, 2, {});
      return true;
    }
    if (const auto index = kFrom.find(c); index != std::string_view::npos) {
      add(PieceKind::escape, 2, std::string(1, kTo[index]));
      return true;
    }
    constexpr std::string_view kSelf = "\\\"'`$/@#{}";
    if (token_.escapes == Escapes::backslash_kept && kSelf.substr(0, 5).find(c) == std::string_view::npos)
      return false;
    add(PieceKind::escape, 2, std::string(1, c));
    return true;
  }

  bool octal() {
    char32_t value = 0;
    std::size_t length = 1;
    while (length < 4 && byte(length) >= '0' && byte(length) <= '7') {
      value = value * 8 + static_cast<char32_t>(byte(length) - '0');
      ++length;
    }
    std::string out;
    base::append_utf8(out, value & 0xFF);
    add(PieceKind::escape, length, std::move(out));
    return true;
  }

  // `digits` hexadecimal digits at most, from `begin` on.
  bool hexadecimal(std::size_t begin, std::size_t digits) {
    char32_t value = 0;
    std::size_t i = begin;
    for (; i < begin + digits && base::is_hex(byte(i)); ++i) value = value * 16 + digit(byte(i));
    if (i == begin) return false;
    std::string out;
    base::append_utf8(out, value);
    add(PieceKind::escape, i, std::move(out));
    return true;
  }

  bool braced() {
    char32_t value = 0;
    std::size_t i = 3;
    for (; i < 11 && base::is_hex(byte(i)); ++i) value = value * 16 + digit(byte(i));
    if (i == 3 || byte(i) != '}') return false;
    std::string out;
    base::append_utf8(out, value);
    add(PieceKind::escape, i + 1, std::move(out));
    return true;
  }

  static char32_t digit(char c) {
    if (base::is_digit(c)) return static_cast<char32_t>(c - '0');
    return static_cast<char32_t>(base::lower(c) - 'a') + 10;
  }

  bool hole() {
    const char c = byte();
    switch (token_.holes) {
      case Holes::none:
        return false;
      case Holes::brace:
        if ((c == '{' || c == '}') && byte(1) == c) {
          add(PieceKind::escape, 2, std::string(1, c));
          return true;
        }
        return c == '{' && braces(1);
      case Holes::dollar_brace:
        return c == '$' && byte(1) == '{' && braces(2);
      case Holes::hash_brace:
        return c == '#' && byte(1) == '{' && braces(2);
      case Holes::dollar:
        if (c == '{' && byte(1) == '$') return braces(1);
        if (c != '$') return false;
        return byte(1) == '{' ? braces(2) : variable();
    }
    return false;
  }

  bool braces(std::size_t open) {
    int depth = 1;
    for (std::size_t i = open; i < kMaxHole && at_ + i < text_.size(); ++i) {
      if (byte(i) == '{') ++depth;
      if (byte(i) != '}' || --depth > 0) continue;
      add(PieceKind::hole, i + 1, {}, {at_ + open, at_ + i});
      return true;
    }
    return false;
  }

  // $name, $this->name, $name['key'], as PHP, Kotlin and Perl read them in a string.
  bool variable() {
    if (!is_name_start(byte(1))) return false;
    std::size_t end = 1;
    while (base::is_word(byte(end))) ++end;
    while (byte(end) == '-' && byte(end + 1) == '>' && is_name_start(byte(end + 2))) {
      end += 2;
      while (base::is_word(byte(end))) ++end;
    }
    add(PieceKind::hole, end, {}, {at_, at_ + end});
    return true;
  }

  std::string_view text_;
  const Token& token_;
  std::size_t at_;
  std::size_t plain_;  // where the verbatim run began
  std::vector<StringPiece> pieces_;
};

}  // namespace

std::vector<StringPiece> string_pieces(std::string_view text, const Token& token) {
  return Pieces(text, token).run();
}

std::string plain_text(std::string_view text, const Token& token) {
  const auto inner = token.inner.in(text);
  if (inner.find('\\') == std::string_view::npos && token.escapes != Escapes::doubled)
    return std::string(inner);
  std::string out;
  for (const auto& piece : string_pieces(text, token)) {
    out += piece.kind == PieceKind::escape ? piece.decoded : std::string(piece.source.in(text));
  }
  return out;
}

}  // namespace tamis::read
