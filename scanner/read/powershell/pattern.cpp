#include "read/powershell/pattern.h"

#include <algorithm>
#include <limits>
#include <string>

#include "base/text.h"

namespace tamis::read::powershell {
namespace {

constexpr std::size_t kMaxSteps = 20000;
constexpr std::size_t kMaxPattern = 256;
constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

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

std::optional<Pattern> Pattern::parse(std::string_view pattern, bool nocase) {
  if (pattern.size() > kMaxPattern || pattern.empty()) return std::nullopt;
  Pattern result;
  if (pattern.starts_with("(?i)")) pattern.remove_prefix(4);
  if (pattern.starts_with('^')) {
    result.at_start_ = true;
    pattern.remove_prefix(1);
  }
  if (pattern.ends_with('$') && !pattern.ends_with("\\$")) {
    result.at_end_ = true;
    pattern.remove_suffix(1);
  }
  result.alternatives_.emplace_back();
  for (std::size_t at = 0; at < pattern.size();) {
    const char c = pattern[at];
    Atom atom;
    if (c == '|') {
      result.alternatives_.emplace_back();
      ++at;
      continue;
    }
    if (c == '(' || c == ')' || c == '{' || c == '^' || c == '$' || c == '*' || c == '+' || c == '?')
      return std::nullopt;
    if (c == '[') {
      if (!parse_class(pattern, at, nocase, atom.bytes)) return std::nullopt;
    } else if (c == '\\') {
      if (at + 1 >= pattern.size() || !set_escape(atom.bytes, pattern[at + 1], nocase)) return std::nullopt;
      at += 2;
    } else {
      if (c == '.') {
        atom.bytes.set();
        atom.bytes.reset('\n');
      } else {
        set_byte(atom.bytes, c, nocase);
      }
      ++at;
    }
    if (at < pattern.size() && (pattern[at] == '*' || pattern[at] == '+' || pattern[at] == '?')) {
      atom.least = pattern[at] == '+' ? 1 : 0;
      atom.most = pattern[at] == '?' ? 1 : kNoLimit;
      ++at;
      if (at < pattern.size() && pattern[at] == '?') return std::nullopt;
    } else if (at + 2 < pattern.size() && pattern[at] == '{' && base::is_digit(pattern[at + 1]) &&
               pattern[at + 2] == '}') {  // .{2}
      atom.least = atom.most = static_cast<std::size_t>(pattern[at + 1] - '0');
      at += 3;
    }
    result.alternatives_.back().push_back(atom);
  }
  if ((result.at_start_ || result.at_end_) && result.alternatives_.size() > 1) return std::nullopt;
  return result;
}

bool Pattern::match(const Sequence& atoms, std::string_view text, std::size_t at, std::size_t& end,
                    std::size_t& steps) const {
  // Backtracking over how often each atom is taken, the counts on an explicit stack.
  std::vector<std::size_t> ends{at};  // where the atom of that index begins
  std::vector<std::size_t> fewest;    // the nearest end that atom may have
  std::size_t index = 0;
  std::size_t position = at;
  bool forward = true;
  while (true) {
    if (++steps > kMaxSteps) return false;
    if (forward && index == atoms.size()) {
      if (!at_end_ || position == text.size()) {
        end = position;
        return true;
      }
      forward = false;
    }
    if (forward) {
      const Atom& atom = atoms[index];
      std::size_t reach = position;
      while (reach < text.size() && reach - position < atom.most &&
             atom.bytes.test(static_cast<unsigned char>(text[reach]))) {
        ++reach;
        ++steps;
      }
      if (reach - position >= atom.least) {
        fewest.push_back(position + atom.least);
        position = reach;
        ends.push_back(position);
        ++index;
        continue;
      }
    }
    // Back to the last atom that can do with less.
    while (index > 0 && ends[index] == fewest[index - 1]) {
      ends.pop_back();
      fewest.pop_back();
      --index;
      ++steps;
    }
    if (index == 0) return false;
    position = --ends[index];
    forward = true;
  }
}

bool Pattern::find(std::string_view text, std::size_t from, std::size_t& begin, std::size_t& end) const {
  std::size_t steps = 0;
  for (std::size_t at = from; at <= text.size() && steps <= kMaxSteps; ++at) {
    if (at_start_ && at > 0) return false;
    for (const Sequence& atoms : alternatives_) {
      if (match(atoms, text, at, end, steps)) {
        begin = at;
        return true;
      }
    }
    ++steps;
  }
  return false;
}

}  // namespace tamis::read::powershell
