#include "read/powershell/scanner.h"

#include <algorithm>

namespace tamis::read::powershell {
namespace {

constexpr std::size_t kMaxNesting = 64;        // strings in subexpressions in strings
constexpr std::size_t kMaxInnerString = 4096;  // a '…' in a subexpression of a string

}  // namespace

std::size_t Scanner::end_of_line(std::size_t from) const {
  const std::size_t newline = text_.find_first_of("\r\n", from);
  return std::min(newline == std::string_view::npos ? limit_ : newline, limit_);
}

void Scanner::note_comment(std::size_t begin, std::size_t end) {
  // Strings are looked into again and again: a comment counts once.
  if (comments_.empty() || comments_.back().end <= begin) comments_.push_back({begin, end});
}

void Scanner::skip_line() {
  at_ = end_of_line(at_);
}

void Scanner::skip_line_comment() {
  const std::size_t begin = at_;
  skip_line();
  note_comment(begin, at_);
}

void Scanner::skip_block_comment() {
  const std::size_t begin = at_;
  const std::size_t end =
      no_comment_end_ ? std::string_view::npos : text_.substr(0, limit_).find("#>", at_ + 2);
  if (end == std::string_view::npos) {
    no_comment_end_ = no_comment_end_ || limit_ == text_.size();
    skip_line();
  } else {
    at_ = end + 2;
  }
  note_comment(begin, at_);
}

void Scanner::skip_blank() {
  while (!at_end()) {
    const char c = text_[at_];
    if (base::is_blank(c) || c == '\f' || c == '\v') {
      ++at_;
    } else if (looking_at("\xC2\xA0")) {  // a no-break space counts as blank
      at_ += 2;
    } else if (c == '`' && is_newline(peek(1))) {
      advance(peek(1) == '\r' && peek(2) == '\n' ? 3 : 2);
    } else if (c == '<' && peek(1) == '#') {
      skip_block_comment();
    } else {
      return;
    }
  }
}

void Scanner::skip_space() {
  while (true) {
    skip_blank();
    if (at_end()) return;
    if (is_newline(text_[at_])) {
      ++at_;
    } else if (text_[at_] == '#') {
      skip_line_comment();
    } else {
      return;
    }
  }
}

bool Scanner::is_apostrophe(std::size_t begin, std::size_t at, std::size_t size) const {
  // 'l'été': letters on both sides and the string's real end on the same line. No program is written so,
  // notes are.
  if (at == begin || at + size >= limit_ || !base::is_alpha(text_[at - 1])) return false;
  const char behind = text_[at + size];
  if (!base::is_alpha(behind) && static_cast<unsigned char>(behind) < 0xC3) return false;
  const std::size_t look = std::min(limit_, at + kMaxInnerString);
  const std::size_t end = text_.substr(0, look).find_first_of("'\r\n", at + size);
  if (end == std::string_view::npos || text_[end] != '\'') return false;
  return end + 1 >= limit_ || !is_name_byte(text_[end + 1]);
}

std::size_t Scanner::find_single_end(std::size_t from, bool typographic) const {
  for (std::size_t i = from; i < limit_;) {
    if (line_limited_ && is_newline(text_[i])) return kNotFound;
    const Mark quote = quote_at(text_, i);
    if (quote.value != '\'' || (quote.size > 1 && !typographic)) {
      ++i;
      continue;
    }
    const Mark next = i + quote.size < limit_ ? quote_at(text_, i + quote.size) : Mark{};
    if (next.value == '\'' && (next.size == 1 || typographic)) {
      i += quote.size + next.size;
      continue;
    }
    if (is_apostrophe(from, i, quote.size)) {
      i += quote.size;
      continue;
    }
    return i;
  }
  return kNotFound;
}

std::size_t Scanner::find_double_end(std::size_t from, bool typographic) const {
  std::string nesting(1, '"');  // what is open: " a string, ( a subexpression or parenthesis in one
  for (std::size_t i = from; i < limit_;) {
    const char c = text_[i];
    if (line_limited_ && is_newline(c)) return kNotFound;
    if (c == '`') {
      i += 2;
      continue;
    }
    const Mark quote = quote_at(text_, i);
    const bool is_quote = quote.value == '"' && (quote.size == 1 || typographic);
    if (nesting.back() == '"') {
      if (is_quote) {
        const Mark next = quote_at(text_, i + quote.size);
        if (next.value == '"' && (next.size == 1 || typographic) && i + quote.size < limit_) {
          i += quote.size + next.size;
          continue;
        }
        nesting.pop_back();
        if (nesting.empty()) return i;
        i += quote.size;
        continue;
      }
      if (c == '$' && i + 1 < limit_ && text_[i + 1] == '(') {
        nesting += '(';
        i += 2;
      } else {
        ++i;
      }
    } else {
      if (c == '(') nesting += '(';
      if (c == ')') nesting.pop_back();
      if (is_quote) nesting += '"';
      if (c == '\'') {
        const std::size_t end =
            text_.substr(0, std::min(limit_, i + kMaxInnerString)).find_first_of("'\r\n", i + 1);
        i = end != std::string_view::npos && text_[end] == '\'' ? end + 1 : i + 1;
        continue;
      }
      i += is_quote ? quote.size : 1;
    }
    if (nesting.size() > kMaxNesting) return kNotFound;
  }
  return kNotFound;
}

bool Scanner::closes_plausibly(std::size_t content_begin, std::size_t content_end, std::size_t end) const {
  // A string over several lines whose quote is followed by a word is more likely two strings with one quote
  // lost.
  const std::string_view content = text_.substr(content_begin, content_end - content_begin);
  if (content.find('\n') == std::string_view::npos || end >= limit_) return true;
  return !is_name_byte(text_[end]) && text_[end] != '\\' && text_[end] != '$' && text_[end] != '/';
}

StringExtent Scanner::scan_here_string(char quote) {
  StringExtent extent{.expands = quote == '"', .here = true, .begin = at_};
  std::size_t line = at_ + 1 + quote_at(text_, at_ + 1).size;
  while (line < limit_ && base::is_blank(text_[line])) ++line;
  bool& none = no_here_end_[quote == '"' ? 1 : 0];
  if (line >= limit_ || !is_newline(text_[line]) || none) return extent;
  extent.content_begin = std::min(line + (has_bytes(text_, line, "\r\n") ? 2 : 1), limit_);
  const std::string closing = std::string("\n") + quote + '@';
  const std::size_t end = text_.substr(0, limit_).find(closing, line);
  if (end == std::string_view::npos) {
    none = limit_ == text_.size();
    return extent;
  }
  extent.content_end = end > extent.content_begin && text_[end - 1] == '\r' ? end - 1 : end;
  extent.content_end = std::max(extent.content_end, extent.content_begin);
  extent.end = end + closing.size();
  extent.found = true;
  at_ = extent.end;
  return extent;
}

StringExtent Scanner::scan_string() {
  if (peek() == '@') return scan_here_string(quote_at(text_, at_ + 1).value);
  const Mark quote = quote_at(text_, at_);
  StringExtent extent{.expands = quote.value == '"', .begin = at_, .content_begin = at_ + quote.size};
  const bool typographic = quote.size > 1;
  std::size_t end = extent.expands ? find_double_end(extent.content_begin, typographic)
                                   : find_single_end(extent.content_begin, typographic);
  if (end == kNotFound && !line_limited_ && ++unclosed_ >= kPatience) line_limited_ = true;
  if (end != kNotFound) {
    extent.content_end = end;
    extent.end = end + quote_at(text_, end).size;
    extent.found = closes_plausibly(extent.content_begin, extent.content_end, extent.end);
  }
  if (extent.found) at_ = extent.end;
  return extent;
}

std::string_view Scanner::scan_name() {
  const std::size_t begin = at_;
  while (!at_end() && is_name_byte(text_[at_]) && quote_at(text_, at_).value == 0 &&
         dash_at(text_, at_).value == 0 && !looking_at("\xC2\xA0")) {
    ++at_;
  }
  return text_.substr(begin, at_ - begin);
}

}  // namespace tamis::read::powershell
