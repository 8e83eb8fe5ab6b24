// Scanner: the characters of a PowerShell text for its parser: blanks, comments, quotes, names. It never
// fails: what cannot be understood (an unclosed quote) ends with its line, so that the next line is read
// normally.
//
//   Scanner scanner(text, options);
//   scanner.skip_blank();
//   if (scanner.peek() == '\'') { StringExtent extent = scanner.scan_string(); … }
//
// Linear in the text: ends that were not found once are not looked for again and again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"
#include "read/powershell/characters.h"

namespace tamis::read::powershell {

struct StringExtent {
  bool found = false;
  bool expands = false;  // double quotes
  bool here = false;     // @' … '@
  std::size_t begin = 0;
  std::size_t content_begin = 0;
  std::size_t content_end = 0;
  std::size_t end = 0;
};

class Scanner {
 public:
  // `line_limited`: strings end with their line (commented-out code among prose).
  Scanner(std::string_view text, bool line_limited)
      : text_(text), limit_(text.size()), line_limited_(line_limited) {}

  std::string_view text() const { return text_; }
  std::size_t position() const { return at_; }
  std::size_t limit() const { return limit_; }
  void move_to(std::size_t at) { at_ = at < limit_ ? at : limit_; }
  void set_limit(std::size_t limit) { limit_ = limit < text_.size() ? limit : text_.size(); }

  bool at_end() const { return at_ >= limit_; }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < limit_ ? text_[at_ + ahead] : '\0'; }
  bool looking_at(std::string_view bytes) const {
    return limit_ - at_ >= bytes.size() && at_ <= limit_ && has_bytes(text_, at_, bytes);
  }
  void advance(std::size_t count = 1) { move_to(at_ + count); }

  void skip_blank();  // blanks, continued lines, <# #> comments
  void skip_space();  // the same and newlines, # comments
  void skip_line();   // up to the newline

  // At a quote or @ and a quote. Moves behind the string where one is found.
  StringExtent scan_string();

  // A name of letters, digits and _ (of any language); empty where none stands here.
  std::string_view scan_name();

  // Spans of the comments skipped so far, without their markers' lines being merged.
  const std::vector<model::Span>& comments() const { return comments_; }

 private:
  void skip_line_comment();
  void skip_block_comment();
  std::size_t end_of_line(std::size_t from) const;
  bool is_apostrophe(std::size_t begin, std::size_t at, std::size_t size) const;
  std::size_t find_single_end(std::size_t from, bool typographic) const;
  std::size_t find_double_end(std::size_t from, bool typographic) const;
  bool closes_plausibly(std::size_t content_begin, std::size_t content_end, std::size_t end) const;
  StringExtent scan_here_string(char quote);
  void note_comment(std::size_t begin, std::size_t end);

  static constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);
  static constexpr int kPatience =
      4;  // unclosed strings read to the end of the text before strings become one-liners

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t limit_;
  bool line_limited_;
  int unclosed_ = 0;
  bool no_here_end_[2] = {false, false};  // of '@ and "@: none stands behind the last search
  bool no_comment_end_ = false;
  std::vector<model::Span> comments_;
};

}  // namespace tamis::read::powershell
