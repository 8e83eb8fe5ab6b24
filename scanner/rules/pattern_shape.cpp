#include "rules/pattern_shape.h"

#include <algorithm>
#include <bitset>
#include <charconv>
#include <limits>
#include <utility>

#include "base/text.h"

// A recursive descent over the pattern that carries, instead of a tree, what each part says about the texts it matches
// (Part). The interesting step is the sequence: neighbouring parts of few texts ("ghp" or "gho", then "_") are
// multiplied into a run of literals until it would grow too large; each finished run is a set of required literals, and
// the run at the start is the set of prefixes.

namespace tamis::rules {
namespace {

constexpr std::uint64_t kUnbounded = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t kMaxLiterals = 64;
constexpr std::size_t kMaxLiteralBytes = 32;
constexpr std::size_t kMaxClass = 5;  // a class of more bytes ends a run: each literal more is one more that can hit
constexpr std::size_t kMaxRequired = 16;
constexpr int kMaxDepth = 50;
constexpr std::uint32_t kMaxRepeat = 1000;  // RE2's own limit, also for the product of nested repeats

using Literals = std::vector<std::string>;
using Bytes = std::bitset<256>;

struct Part {
  std::uint64_t min = 0;
  std::uint64_t max = 0;
  bool exact = true;    // matches the texts in `prefixes` and no others
  Literals prefixes{""};  // every match begins with one of these
  std::vector<Literals> required;
  std::uint32_t repeats = 1;  // product of nested repeat counts, for RE2's limit
};

std::uint64_t add(std::uint64_t a, std::uint64_t b) { return a > kUnbounded - b ? kUnbounded : a + b; }

std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0) return 0;
  return a > kUnbounded / b ? kUnbounded : a * b;
}

void sort_unique(Literals& literals) {
  std::sort(literals.begin(), literals.end());
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
}

// Every text of `a` followed by every text of `b`; nothing when that is too much.
std::optional<Literals> product(const Literals& a, const Literals& b) {
  if (a.size() * b.size() > kMaxLiterals) return std::nullopt;
  Literals out;
  out.reserve(a.size() * b.size());
  for (const auto& left : a) {
    for (const auto& right : b) {
      if (left.size() + right.size() > kMaxLiteralBytes) return std::nullopt;
      out.push_back(left + right);
    }
  }
  sort_unique(out);
  return out;
}

bool says_something(const Literals& literals) {
  return !literals.empty() && std::none_of(literals.begin(), literals.end(), [](const auto& l) { return l.empty(); });
}

void require(Part& part, const Literals& literals) {
  if (says_something(literals) && part.required.size() < kMaxRequired) part.required.push_back(literals);
}

// A sequence being put together.
class Sequence {
 public:
  void append(const Part& next) {
    whole_.min = add(whole_.min, next.min);
    whole_.max = add(whole_.max, next.max);
    whole_.repeats = std::max(whole_.repeats, next.repeats);
    for (const auto& literals : next.required) require(whole_, literals);
    auto grown = product(run_, next.prefixes);
    if (grown && (next.exact || says_something(next.prefixes))) run_ = std::move(*grown);
    else if (grown || !next.exact) end_run();
    else {
      end_run();
      run_ = next.prefixes;
    }
    if (!next.exact) end_run();
  }

  Part finish() {
    if (at_start_) {
      whole_.prefixes = run_;
    } else {
      whole_.exact = false;
      require(whole_, run_);
    }
    return std::move(whole_);
  }

 private:
  void end_run() {
    if (at_start_) whole_.prefixes = run_;
    require(whole_, run_);
    at_start_ = false;
    run_ = {""};
  }

  Part whole_;
  Literals run_{""};
  bool at_start_ = true;
};

// Either of two parts.
void alternate(Part& a, const Part& b) {
  a.repeats = std::max(a.repeats, b.repeats);
  a.min = std::min(a.min, b.min);
  a.max = std::max(a.max, b.max);
  std::vector<Literals> required;
  // One set of each side, the longest: what holds one of theirs or one of ours.
  const auto best = [](const Part& part) -> Literals {
    Literals found = part.exact ? part.prefixes : Literals();
    std::size_t length = 0;
    for (const auto& set : part.required) {
      const auto shortest = std::min_element(set.begin(), set.end(),
                                             [](const auto& x, const auto& y) { return x.size() < y.size(); });
      if (shortest->size() > length) {
        length = shortest->size();
        found = set;
      }
    }
    return found;
  };
  Literals ours = best(a);
  const Literals theirs = best(b);
  if (says_something(ours) && says_something(theirs) && ours.size() + theirs.size() <= kMaxLiterals) {
    ours.insert(ours.end(), theirs.begin(), theirs.end());
    sort_unique(ours);
    required.push_back(std::move(ours));
  }
  a.exact = a.exact && b.exact && a.prefixes.size() + b.prefixes.size() <= kMaxLiterals;
  if (a.prefixes.size() + b.prefixes.size() <= kMaxLiterals) {
    a.prefixes.insert(a.prefixes.end(), b.prefixes.begin(), b.prefixes.end());
    sort_unique(a.prefixes);
  } else {
    a.prefixes = {""};
  }
  a.required = std::move(required);
}

Part repeat(const Part& once, std::uint32_t least, std::optional<std::uint32_t> most) {
  Part out;
  out.repeats = std::max(once.repeats * std::max<std::uint32_t>(1, most.value_or(least)), once.repeats);
  out.min = multiply(once.min, least);
  out.max = most ? multiply(once.max, *most) : once.max == 0 ? 0 : kUnbounded;
  if (least == 0) {
    out.exact = once.exact && most == 1U;
    if (out.exact) {
      out.prefixes = once.prefixes;
      out.prefixes.emplace_back();
      sort_unique(out.prefixes);
    }
    if (most == 0U) out.exact = true;
    return out;
  }
  out.exact = once.exact && most == least;
  out.prefixes = once.prefixes;
  out.required = once.required;
  for (std::uint32_t i = 1; once.exact && i < least; ++i) {
    auto grown = product(out.prefixes, once.prefixes);
    if (!grown) {
      out.exact = false;
      break;
    }
    out.prefixes = std::move(*grown);
  }
  if (!out.exact) require(out, out.prefixes);
  return out;
}

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
    Sequence sequence;
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
    Bytes bytes;
    bytes.set(static_cast<unsigned char>(c));
    return one_of(bytes);
  }

  // One byte out of `bytes`.
  Part one_of(Bytes bytes) {
    if (nocase_) bytes = both_cases(bytes);
    Part part;
    part.min = part.max = 1;
    if (bytes.none()) return fail();
    Literals texts;
    for (std::size_t b = 0; b < 256; ++b) {
      if (bytes[b]) texts.emplace_back(1, static_cast<char>(b));
    }
    if (folded_) {
      for (auto& text : texts) text[0] = base::lower(text[0]);
      sort_unique(texts);
    }
    // Beyond ASCII the libraries disagree about case.
    const bool foldable = !nocase_ || std::none_of(texts.begin(), texts.end(), [](const auto& t) { return t[0] < 0; });
    part.exact = texts.size() <= kMaxClass && foldable;
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
    if (name == "alnum") bytes |= digit | lower | upper;
    else if (name == "alpha") bytes |= lower | upper;
    else if (name == "digit") bytes |= digit;
    else if (name == "lower") bytes |= lower;
    else if (name == "upper") bytes |= upper;
    else if (name == "word") bytes |= word_bytes();
    else if (name == "xdigit") bytes |= digit | range('a', 'f') | range('A', 'F');
    else if (name == "space") bytes |= space_bytes() | range('\v', '\v');
    else if (name == "punct") bytes |= range('!', '/') | range(':', '@') | range('[', '`') | range('{', '~');
    else return false;
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
  if (part->max != kUnbounded) shape.max_width = part->max;
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
