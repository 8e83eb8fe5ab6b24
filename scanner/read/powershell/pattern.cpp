#include "read/powershell/pattern.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace tamis::read::powershell {
namespace {

constexpr std::size_t kMaxSteps = 20000;    // of one search, and …
constexpr std::size_t kFewestSteps = 2048;  // … in a short text
constexpr std::size_t kMaxPattern = 256;
constexpr std::size_t kMaxProgram = 1024;
constexpr std::size_t kMaxNesting = 12;
constexpr std::size_t kMaxGroups = 10;  // $0 to $9
constexpr std::size_t kMaxRepeats = 32;

void set_byte(std::bitset<256>& bytes, char c, bool nocase) {
  bytes.set(static_cast<unsigned char>(c));
  if (!nocase) return;
  bytes.set(static_cast<unsigned char>(base::lower(c)));
  if (base::is_lower(c)) bytes.set(static_cast<unsigned char>(c - ('a' - 'A')));
}

// \d, \w …, or an escaped character; false for what is not understood (\b, \p{L}, back references).
bool set_escape(std::bitset<256>& bytes, char c, bool nocase) {
  const auto set_if = [&](bool (*test)(char), bool wanted) {
    for (int i = 0; i < 256; ++i) {
      if (test(static_cast<char>(i)) == wanted) bytes.set(static_cast<std::size_t>(i));
    }
    return true;
  };
  switch (c) {
    case 'd':
      return set_if([](char x) { return base::is_digit(x); }, true);
    case 'D':
      return set_if([](char x) { return base::is_digit(x); }, false);
    case 'w':
      return set_if([](char x) { return base::is_word(x) || static_cast<unsigned char>(x) >= 0x80; }, true);
    case 'W':
      return set_if([](char x) { return base::is_word(x) || static_cast<unsigned char>(x) >= 0x80; }, false);
    case 's':
      return set_if([](char x) { return base::is_space(x); }, true);
    case 'S':
      return set_if([](char x) { return base::is_space(x); }, false);
    case 'n':
      bytes.set('\n');
      return true;
    case 'r':
      bytes.set('\r');
      return true;
    case 't':
      bytes.set('\t');
      return true;
    default:
      break;
  }
  if (base::is_alnum(c)) return false;
  set_byte(bytes, c, nocase);
  return true;
}

// [abc], [^a-z\d]: at '['; moves behind ']'.
bool parse_class(std::string_view pattern, std::size_t& at, bool nocase, std::bitset<256>& bytes) {
  ++at;
  const bool negated = at < pattern.size() && pattern[at] == '^';
  if (negated) ++at;
  for (bool first = true; at < pattern.size() && (pattern[at] != ']' || first); first = false) {
    if (pattern[at] == '\\' && at + 1 < pattern.size()) {
      if (!set_escape(bytes, pattern[at + 1], nocase)) return false;
      at += 2;
    } else if (at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']') {
      for (int c = static_cast<unsigned char>(pattern[at]); c <= static_cast<unsigned char>(pattern[at + 2]);
           ++c) {
        set_byte(bytes, static_cast<char>(c), nocase);
      }
      at += 3;
    } else {
      set_byte(bytes, pattern[at++], nocase);
    }
  }
  if (at >= pattern.size()) return false;
  ++at;
  if (negated) bytes.flip();
  return true;
}

}  // namespace

namespace {

std::size_t most_steps(std::string_view text) {
  constexpr std::size_t kStepsOfAByte = 4;
  return std::min(kMaxSteps, kFewestSteps + kStepsOfAByte * text.size());
}

}  // namespace

// Descends through an expression and writes the program of a Pattern.
class Pattern::Compiler {
 public:
  Compiler(std::string_view pattern, bool nocase, Pattern& result)
      : pattern_(pattern), nocase_(nocase), result_(result) {}

  bool compile() {
    if (pattern_.starts_with("(?i)")) {
      nocase_ = true;
      pattern_.remove_prefix(4);
    }
    emit({.code = Code::save, .number = 0});
    if (!alternatives(0) || at_ != pattern_.size()) return false;
    emit({.code = Code::save, .number = 1});
    emit({.code = Code::accept});
    return result_.program_.size() <= kMaxProgram;
  }

 private:
  void emit(Step step) {
    if (result_.program_.size() <= kMaxProgram) result_.program_.push_back(std::move(step));
  }
  std::size_t here() const { return result_.program_.size(); }
  bool full() const { return here() > kMaxProgram; }
  char peek() const { return at_ < pattern_.size() ? pattern_[at_] : '\0'; }

  // Moves the steps from `from` on by one, and puts a step before them.
  void insert(std::size_t from, Step step) {
    auto& program = result_.program_;
    for (std::size_t i = from; i < program.size(); ++i) {
      if (program[i].code != Code::split && program[i].code != Code::jump) continue;
      if (program[i].first >= from) ++program[i].first;
      if (program[i].second >= from) ++program[i].second;
    }
    program.insert(program.begin() + static_cast<std::ptrdiff_t>(from), std::move(step));
  }

  bool alternatives(std::size_t depth) {
    if (depth > kMaxNesting) return false;
    std::vector<std::size_t> ends;
    std::size_t begin = here();
    while (true) {
      if (!sequence(depth)) return false;
      if (peek() != '|' || at_ >= pattern_.size()) break;
      ++at_;
      insert(begin, {.code = Code::split, .first = begin + 1, .second = here() + 2});
      ends.push_back(here());
      emit({.code = Code::jump});
      begin = here();
      if (full()) return false;
    }
    for (const std::size_t end : ends) result_.program_[end].first = here();
    return !full();
  }

  bool sequence(std::size_t depth) {
    while (at_ < pattern_.size() && peek() != '|' && peek() != ')') {
      const std::size_t begin = here();
      if (!item(depth) || !repeats(begin) || full()) return false;
    }
    return true;
  }

  bool item(std::size_t depth) {
    const char c = peek();
    Step step{.code = Code::set};
    switch (c) {
      case '^':
      case '$':
        ++at_;
        emit({.code = c == '^' ? Code::at_start : Code::at_end});
        return true;
      case '(':
        return group(depth);
      case '[':
        if (!parse_class(pattern_, at_, nocase_, step.bytes)) return false;
        emit(std::move(step));
        return true;
      case '*':
      case '+':
      case '?':
      case '{':
        return false;
      case '.':
        step.bytes.set();
        step.bytes.reset('\n');
        break;
      case '\\':
        if (++at_ >= pattern_.size() || !set_escape(step.bytes, peek(), nocase_)) return false;
        break;
      default:
        step.code = Code::byte;
        set_byte(step.bytes, c, nocase_);
    }
    ++at_;
    emit(std::move(step));
    return true;
  }

  // (…), (?:…), (?<name>…)
  bool group(std::size_t depth) {
    ++at_;
    bool captures = true;
    if (peek() == '?') {
      const char kind = at_ + 1 < pattern_.size() ? pattern_[at_ + 1] : '\0';
      captures = kind != ':';
      if (kind == ':') {
        at_ += 2;
      } else if (kind == '<' || kind == '\'') {
        const std::size_t name = at_ + 2;
        at_ = name;
        while (base::is_word(peek())) ++at_;
        if (at_ == name || peek() != (kind == '<' ? '>' : '\'')) return false;
        result_.names_.emplace_back(pattern_.substr(name, at_ - name), result_.groups_);
        ++at_;
      } else {
        return false;  // looks ahead or behind
      }
    }
    const std::size_t number = result_.groups_;
    if (captures && ++result_.groups_ > kMaxGroups) return false;
    if (captures) emit({.code = Code::save, .number = 2 * number});
    if (!alternatives(depth + 1) || peek() != ')') return false;
    ++at_;
    if (captures) emit({.code = Code::save, .number = 2 * number + 1});
    return true;
  }

  bool number(std::size_t& value) {
    const std::size_t begin = at_;
    for (value = 0; base::is_digit(peek()) && value <= kMaxRepeats; ++at_)
      value = value * 10 + static_cast<std::size_t>(peek() - '0');
    return at_ > begin && value <= kMaxRepeats;
  }

  // What stands behind an item that begins at `begin`: * + ? {2} {2,} {2,4}, lazy or not.
  bool repeats(std::size_t begin) {
    const char c = peek();
    std::size_t least = 1, most = 1;
    bool endless = false;
    if (c == '{') {
      ++at_;
      if (!number(least)) return false;
      most = least;
      if (peek() == ',') {
        ++at_;
        endless = peek() == '}';
        if (!endless && !number(most)) return false;
      }
      if (peek() != '}' || most < least) return false;
      ++at_;
    } else if (c == '*' || c == '+' || c == '?') {
      least = c == '+' ? 1 : 0;
      endless = c != '?';
      ++at_;
    } else {
      return true;
    }
    const bool lazy = peek() == '?';
    if (lazy) ++at_;
    const std::vector<Step> once(result_.program_.begin() + static_cast<std::ptrdiff_t>(begin),
                                 result_.program_.end());
    result_.program_.resize(begin);
    for (std::size_t i = 0; i < least; ++i) copy(once, begin);
    for (std::size_t i = least; i < most && !endless; ++i) optional(once, begin, lazy, false);
    if (endless) optional(once, begin, lazy, true);
    return !full();
  }

  void copy(const std::vector<Step>& once, std::size_t made_at) {
    const std::size_t by = here() - made_at;
    for (Step step : once) {
      step.first += by;
      step.second += by;
      emit(std::move(step));
    }
  }

  void optional(const std::vector<Step>& once, std::size_t made_at, bool lazy, bool again) {
    const std::size_t fork = here();
    emit({.code = Code::split});
    copy(once, made_at);
    if (again) emit({.code = Code::jump, .first = fork});
    if (full()) return;
    result_.program_[fork].first = lazy ? here() : fork + 1;
    result_.program_[fork].second = lazy ? fork + 1 : here();
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  bool nocase_;
  Pattern& result_;
};

std::optional<Pattern> Pattern::parse(std::string_view pattern, bool nocase) {
  if (pattern.size() > kMaxPattern || pattern.empty()) return std::nullopt;
  Pattern result;
  if (!Compiler(pattern, nocase, result).compile()) return std::nullopt;
  return result;
}

// Backtracking, the open choices on an explicit stack.
bool Pattern::match(std::string_view text, std::size_t at, Match& found) const {
  struct Choice {
    std::size_t step;
    std::size_t position;
    std::size_t group;  // npos: a fork; else what a group's border was before
    std::size_t before;
  };
  constexpr std::size_t kFork = std::string_view::npos;
  const std::size_t most = most_steps(text);
  std::vector<std::size_t> borders(2 * groups_, kFork);
  std::vector<Choice> open{{0, at, kFork, 0}};
  while (!open.empty()) {
    const Choice choice = open.back();
    open.pop_back();
    if (choice.group != kFork) {
      borders[choice.group] = choice.before;
      continue;
    }
    std::size_t position = choice.position;
    for (std::size_t step = choice.step;;) {
      if (++found.steps > most) return false;
      const Step& self = program_[step];
      bool fits = true;
      switch (self.code) {
        case Code::byte:
        case Code::set:
          fits = position < text.size() && self.bytes.test(static_cast<unsigned char>(text[position]));
          // A letter of several bytes is one character.
          if (fits)
            position +=
                self.code == Code::byte ? 1 : std::max<std::size_t>(1, base::utf8_length(text, position));
          ++step;
          break;
        case Code::at_start:
          fits = position == 0;
          ++step;
          break;
        case Code::at_end:
          fits = position == text.size();
          ++step;
          break;
        case Code::save:
          open.push_back({0, 0, self.number, borders[self.number]});
          borders[self.number] = position;
          ++step;
          break;
        case Code::jump:
          step = self.first;
          break;
        case Code::split:
          open.push_back({self.second, position, kFork, 0});
          step = self.first;
          break;
        case Code::accept:
          found.begin = at;
          found.end = position;
          found.borders = std::move(borders);
          return true;
      }
      if (!fits) break;
    }
  }
  return false;
}

bool Pattern::find(std::string_view text, std::size_t from, Match& found) const {
  found = {};
  for (std::size_t at = from; at <= text.size() && found.steps <= most_steps(text); ++at) {
    if (match(text, at, found)) return true;
  }
  return false;
}

// "$1", "${name}", "$&", "$$" in what stands instead of a match.
std::string Pattern::expand(std::string_view with, std::string_view text, const Match& found) const {
  std::string result;
  const auto group = [&](std::size_t number) {
    const std::size_t begin = found.borders[2 * number];
    const std::size_t end = found.borders[2 * number + 1];
    if (begin <= end && end <= text.size()) result += text.substr(begin, end - begin);
  };
  for (std::size_t i = 0; i < with.size(); ++i) {
    const char next = i + 1 < with.size() ? with[i + 1] : '\0';
    const bool braces = with[i] == '$' && next == '{';
    const std::size_t close = braces ? with.find('}', i) : std::string_view::npos;
    std::string_view name =
        close == std::string_view::npos ? std::string_view() : with.substr(i + 2, close - i - 2);
    if (with[i] == '$' && base::is_digit(next)) name = with.substr(i + 1, 1);
    std::size_t number = groups_;
    if (name.size() == 1 && base::is_digit(name.front()))
      number = static_cast<std::size_t>(name.front() - '0');
    for (const auto& [known, place] : names_) {
      if (known == name) number = place;
    }
    if (with[i] == '$' && (next == '$' || next == '&')) {
      if (next == '$') result += '$';
      if (next == '&') group(0);
      ++i;
    } else if (!name.empty() && number < groups_) {
      group(number);
      i = braces ? close : i + 1;
    } else {
      result += with[i];
    }
  }
  return result;
}

}  // namespace tamis::read::powershell
