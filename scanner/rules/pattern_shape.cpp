#include "rules/pattern_shape.h"

#include <algorithm>
#include <bitset>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "rules/pattern_parts.h"

// A recursive descent over the pattern that carries, instead of a tree, what each part says about the texts
// it matches.

namespace tamis::rules {
namespace {

constexpr std::size_t kMaxClass = 5;  // a class of more bytes ends a run: each literal more can hit more
constexpr int kMaxDepth = 50;
constexpr std::uint32_t kMaxRepeat = 1000;  // RE2's own limit, also for the product of nested repeats

using Bytes = std::bitset<256>;
using Part = PatternPart;

class Parser {
 public:
  Parser(std::string_view pattern, bool nocase) : text_(pattern), nocase_(nocase), folded_(nocase) {}

  std::optional<Part> run() {
    Part part = alternatives(0);
    if (failed_ || at_ != text_.size()) return std::nullopt;
    return part;
  }

  bool folded() const { return folded_; }

 private:
  bool done() const { return failed_ || at_ >= text_.size(); }
  char peek() const { return text_[at_]; }
  bool take(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }
  Part fail() {
    failed_ = true;
    return {};
  }

  Part alternatives(int depth) {
    if (depth > kMaxDepth) return fail();
    Part part = sequence(depth);
    while (!done() && take("|")) alternate(part, sequence(depth));
    return part;
  }

  Part sequence(int depth) {
    PatternSequence sequence;
    while (!done() && peek() != '|' && peek() != ')') sequence.append(repeated(depth));
    return sequence.finish();
  }

  Part repeated(int depth) {
    const Part once = atom(depth);
    if (done()) return once;
    std::uint32_t least = 0;
    std::optional<std::uint32_t> most;
    if (!quantifier(least, most)) return once;
    static_cast<void>(take("?"));  // lazy or not, the same texts
    if (!done() && (peek() == '*' || peek() == '+' || peek() == '?')) return fail();
    const std::uint32_t count = most.value_or(least);
    if (least > kMaxRepeat || count > kMaxRepeat || (most && *most < least)) return fail();
    Part part = repeat(once, least, most);
    if (part.repeats > kMaxRepeat) return fail();
    return part;
  }

  bool quantifier(std::uint32_t& least, std::optional<std::uint32_t>& most) {
    if (take("*")) return true;
    if (take("+")) {
      least = 1;
      return true;
    }
    if (take("?")) {
      most = 1;
      return true;
    }
    return braces(least, most);
  }

  // {n}, {n,}, {n,m}; anything else in braces is plain text.
  bool braces(std::uint32_t& least, std::optional<std::uint32_t>& most) {
    std::size_t at = at_;
    if (at >= text_.size() || text_[at] != '{') return false;
    ++at;
    if (!number(at, least)) return false;
    most = least;
    if (at < text_.size() && text_[at] == ',') {
      ++at;
      std::uint32_t upper = 0;
      most = number(at, upper) ? std::optional(upper) : std::nullopt;
    }
    if (at >= text_.size() || text_[at] != '}') return false;
    at_ = at + 1;
    return true;
  }

  // True when the brace just read begins a repeat count with nothing before it.
  bool repeats_nothing() {
    const std::size_t behind = at_--;
    std::uint32_t least = 0;
    std::optional<std::uint32_t> most;
    const bool count = braces(least, most);
    at_ = behind;
    return count;
  }

  bool number(std::size_t& at, std::uint32_t& out) const {
    const auto parsed = std::from_chars(text_.data() + at, text_.data() + text_.size(), out);
    if (parsed.ec != std::errc()) return false;
    at = static_cast<std::size_t>(parsed.ptr - text_.data());
    return true;
  }

  Part atom(int depth) {
    const char c = text_[at_++];
    switch (c) {
      case '(':
        return group(depth);
      case '[':
        return char_class();
      case '.':
        return one_of(dot_);
      case '^':
      case '$':
        return {};
      case '*':
      case '+':
      case '?':
        return fail();
      case '{':
        return repeats_nothing() ? fail() : literal(c);
      case '\\':
        return escape();
      default:
        return literal(c);
    }
  }

  Part group(int depth) {
    const bool outer_case = nocase_;
    const Bytes outer_dot = dot_;
    if (take("?P<")) {
      while (!done() && peek() != '>') ++at_;
      if (!take(">")) return fail();
    } else if (take("?")) {
      if (!flags()) return fail();
      if (take(")")) return {};  // (?i): from here to the end of the group around
      if (!take(":")) return fail();
    }
    Part part = alternatives(depth + 1);
    if (!take(")")) return fail();
    nocase_ = outer_case;
    dot_ = outer_dot;
    return part;
  }

  bool flags() {
    for (bool on = true; !done() && peek() != ':' && peek() != ')'; ++at_) {
      switch (peek()) {
        case '-':
          on = false;
          break;
        case 'i':
          nocase_ = on;
          folded_ = folded_ || on;
          break;
        case 's':
          dot_.set('\n', on);
          break;
        case 'm':
        case 'U':
          break;
        default:
          return false;
      }
    }
    return !done();
  }

  Part literal(char c) {
    Part part;
    part.min = part.max = 1;
    // Beyond ASCII the libraries disagree about case.
    part.exact = !nocase_ || static_cast<unsigned char>(c) < 0x80;
    if (part.exact) part.prefixes.front().push_back(folded_ ? base::lower(c) : c);
    return part;
  }

  // One byte out of `bytes`.
  Part one_of(Bytes bytes) {
    if (nocase_) bytes = both_cases(bytes);
    Part part;
    part.min = part.max = 1;
    if (bytes.none()) return fail();
    if (folded_) bytes = lower_case(bytes);
    // Counted before any text is made: most classes are too large to be told one by one.
    if (bytes.count() > kMaxClass) {
      part.exact = false;
      return part;
    }
    Literals texts;
    for (std::size_t b = 0; b < 256; ++b) {
      if (bytes[b]) texts.emplace_back(1, static_cast<char>(b));
    }
    // Beyond ASCII the libraries disagree about case.
    part.exact = !nocase_ || std::none_of(texts.begin(), texts.end(), [](const auto& t) { return t[0] < 0; });
    if (part.exact) part.prefixes = std::move(texts);
    return part;
  }

  static Bytes both_cases(Bytes bytes) {
    for (std::size_t c = 'a'; c <= 'z'; ++c) {
      const std::size_t upper = c - ('a' - 'A');
      if (bytes[c] || bytes[upper]) bytes.set(c).set(upper);
    }
    return bytes;
  }

  static Bytes lower_case(Bytes bytes) {
    for (std::size_t c = 'a'; c <= 'z'; ++c) {
      const std::size_t upper = c - ('a' - 'A');
      if (bytes[upper]) bytes.set(c).reset(upper);
    }
    return bytes;
  }

  static Bytes range(unsigned char from, unsigned char to) {
    Bytes bytes;
    for (std::size_t b = from; b <= to; ++b) bytes.set(b);
    return bytes;
  }

  static Bytes word_bytes() { return range('a', 'z') | range('A', 'Z') | range('0', '9') | range('_', '_'); }
  static Bytes space_bytes() {
    return range('\t', '\n') | range('\f', '\r') | range(' ', ' ');  // RE2: no vertical tab
  }

  // \d, \W …; false when `c` names no class.
  static bool perl_class(char c, Bytes& bytes) {
    switch (base::lower(c)) {
      case 'd':
        bytes = range('0', '9');
        break;
      case 'w':
        bytes = word_bytes();
        break;
      case 's':
        bytes = space_bytes();
        break;
      default:
        return false;
    }
    if (base::is_upper(c)) bytes.flip();
    return true;
  }

  Part escape() {
    if (done()) return fail();
    const char c = peek();
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z') {
      ++at_;
      return {};
    }
    Bytes bytes;
    if (perl_class(c, bytes)) {
      ++at_;
      return one_of(bytes);
    }
    const auto byte = escaped_byte();
    return byte ? literal(static_cast<char>(*byte)) : fail();
  }

  // Behind a backslash: punctuation, \n, \x2d, \x{2d}.
  std::optional<unsigned char> escaped_byte() {
    const char c = text_[at_++];
    switch (c) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'f':
        return '\f';
      case 'v':
        return '\v';
      case 'a':
        return '\a';
      case 'x':
        return hex_byte();
      default:
        if (base::is_word(c) || static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
        return static_cast<unsigned char>(c);
    }
  }

  std::optional<unsigned char> hex_byte() {
    const bool braced = take("{");
    unsigned value = 0;
    const std::size_t limit = braced ? text_.size() : std::min(at_ + 2, text_.size());
    const char* end = text_.data() + limit;
    const auto parsed = std::from_chars(text_.data() + at_, end, value, 16);
    const auto read = static_cast<std::size_t>(parsed.ptr - (text_.data() + at_));
    if (parsed.ec != std::errc() || value > 0xFF || (!braced && read != 2)) return std::nullopt;
    at_ += read;
    if (braced && !take("}")) return std::nullopt;
    return static_cast<unsigned char>(value);
  }

  Part char_class() {
    Bytes bytes;
    const bool negated = take("^");
    for (bool first = true; first || (!done() && peek() != ']'); first = false) {
      if (done() || !class_item(bytes)) return fail();
    }
    if (!take("]")) return fail();
    if (nocase_) bytes = both_cases(bytes);
    if (negated) bytes.flip();
    return one_of(bytes);
  }

  bool class_item(Bytes& bytes) {
    if (text_.substr(at_).starts_with("[:")) return posix_class(bytes);
    if (peek() == '\\') {
      Bytes named;
      if (at_ + 1 < text_.size() && perl_class(text_[at_ + 1], named)) {
        at_ += 2;
        bytes |= named;
        return true;
      }
    }
    const auto from = class_byte();
    if (!from) return false;
    auto to = from;
    if (at_ + 1 < text_.size() && peek() == '-' && text_[at_ + 1] != ']') {
      ++at_;
      to = class_byte();
    }
    if (!to || *to < *from) return false;
    bytes |= range(*from, *to);
    return true;
  }

  std::optional<unsigned char> class_byte() {
    if (done()) return std::nullopt;
    if (peek() != '\\') return static_cast<unsigned char>(text_[at_++]);
    ++at_;
    if (done()) return std::nullopt;
    return escaped_byte();
  }

  bool posix_class(Bytes& bytes) {
    const auto end = text_.find(":]", at_);
    if (end == std::string_view::npos) return false;
    const auto name = text_.substr(at_ + 2, end - at_ - 2);
    const Bytes digit = range('0', '9'), lower = range('a', 'z'), upper = range('A', 'Z');
    if (name == "alnum")
      bytes |= digit | lower | upper;
    else if (name == "alpha")
      bytes |= lower | upper;
    else if (name == "digit")
      bytes |= digit;
    else if (name == "lower")
      bytes |= lower;
    else if (name == "upper")
      bytes |= upper;
    else if (name == "word")
      bytes |= word_bytes();
    else if (name == "xdigit")
      bytes |= digit | range('a', 'f') | range('A', 'F');
    else if (name == "space")
      bytes |= space_bytes() | range('\v', '\v');
    else if (name == "punct")
      bytes |= range('!', '/') | range(':', '@') | range('[', '`') | range('{', '~');
    else
      return false;
    at_ = end + 2;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool nocase_;
  bool folded_;
  bool failed_ = false;
  Bytes dot_ = Bytes().set().reset('\n');
};

void to_lower_all(Literals& literals) {
  for (auto& literal : literals) literal = base::to_lower(literal);
  sort_unique(literals);
}

}  // namespace

std::optional<PatternShape> analyse_pattern(std::string_view pattern, bool nocase) {
  Parser parser(pattern, nocase);
  auto part = parser.run();
  if (!part) return std::nullopt;
  PatternShape shape;
  shape.min_width = part->min;
  if (part->max != Part::kUnbounded) shape.max_width = part->max;
  shape.nocase = parser.folded();
  if (part->exact) require(*part, part->prefixes);
  if (says_something(part->prefixes)) shape.prefixes = std::move(part->prefixes);
  shape.required = std::move(part->required);
  if (shape.nocase) {
    to_lower_all(shape.prefixes);
    for (auto& literals : shape.required) to_lower_all(literals);
  }
  return shape;
}

}  // namespace tamis::rules
