#include "read/shell_words.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace tamis::read {
namespace {

using model::Quoting;
using model::Span;

constexpr std::size_t kMaxWords = 4096;  // in one command
constexpr std::size_t kMaxSubstitution = 4096;
constexpr std::size_t kMaxHeredoc = std::size_t{64} << 10;
constexpr std::size_t kMaxMisses = 64;  // searches for an end in vain; then none are made

class WordReader {
 public:
  WordReader(std::string_view text, Span window) : text_(text.substr(0, window.end)), at_(window.begin) {}

 protected:
  char byte(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool done() const { return at_ >= text_.size(); }

  void begin_word(Quoting quoting) {
    if (in_word_) return;
    in_word_ = true;
    word_ = {};
    word_.quoting = quoting;
    word_.written = {at_, at_};
  }

  void add(PartKind kind, std::size_t length, std::string decoded = {}, Span fallback = {}) {
    begin_word(Quoting::bare);
    const Span source{at_, std::min(at_ + length, text_.size())};
    auto& parts = word_.parts;
    const bool joins = kind == PartKind::verbatim && !parts.empty() &&
                       parts.back().kind == PartKind::verbatim && parts.back().source.end == at_;
    if (joins) {
      parts.back().source.end = source.end;
    } else {
      parts.push_back({kind, source, std::move(decoded), fallback});
    }
    at_ = source.end;
  }

  void end_word() {
    if (!in_word_) return;
    in_word_ = false;
    word_.written.end = at_;
    if (command_.words.size() < kMaxWords) command_.words.push_back(std::move(word_));
  }

  void end_command(bool piped) {
    end_word();
    if (!command_.words.empty() || !command_.heredocs.empty()) {
      command_.span = {command_.words.empty() ? at_ : command_.words.front().written.begin, at_};
      command_.piped_into_next = piped;
      commands_.push_back(std::move(command_));
    }
    command_ = {};
  }

  std::size_t line_end() const { return std::min(text_.find('\n', at_), text_.size()); }

  std::string_view text_;
  std::size_t at_;
  bool in_word_ = false;
  ShellWord word_;
  ShellCommand command_;
  std::vector<ShellCommand> commands_;
};

class PosixReader : public WordReader {
 public:
  using WordReader::WordReader;

  std::vector<ShellCommand> run() {
    while (!done()) step();
    end_command(false);
    return std::move(commands_);
  }

 private:
  void step() {
    const char c = byte();
    switch (c) {
      case ' ':
      case '\t':
      case '\r':
        end_word();
        ++at_;
        return;
      case '\n':
        return line_break();
      case '\\':
        return backslash();
      case '\'':
        return single_quotes();
      case '"':
        return double_quotes();
      case '`':
        return backquotes();
      case '$':
        return dollar();
      case ';':
        end_command(false);
        ++at_;
        return;
      case '&':
        if (byte(1) == '>') break;
        end_command(false);
        ++at_;
        return;
      case '|':
        end_command(byte(1) != '|');
        at_ += byte(1) == '|' ? 2U : 1U;
        return;
      case '(':
      case ')':
        if (in_word_ && c == '(') break;  // a[1]=(…), case patterns
        end_command(false);
        ++at_;
        return;
      case '#':
        if (!in_word_) return comment();
        break;
      case '<':
        if (byte(1) == '<') return heredoc();
        return redirection();
      case '>':
        return redirection();
      default:
        break;
    }
    add(PartKind::verbatim, 1);
  }

  void line_break() {
    end_command(false);
    ++at_;
    for (const auto& pending : pending_) take_body(pending);
    pending_.clear();
  }

  void backslash() {
    if (byte(1) == '\n') {
      end_word();
      at_ += 2;
    } else if (byte(1) == '\r' && byte(2) == '\n') {
      end_word();
      at_ += 3;
    } else {
      add(PartKind::escape, 2, at_ + 1 < text_.size() ? std::string(1, byte(1)) : std::string());
    }
  }

  // Commented-out commands are read as commands.
  void comment() {
    end_command(false);
    const auto end = line_end();
    std::size_t begin = at_;
    while (begin < end && (text_[begin] == '#' || base::is_blank(text_[begin]) || text_[begin] == '!'))
      ++begin;
    if (depth_ == 0 && end > begin + 4) {
      PosixReader inner(text_.substr(0, end), {begin, end});
      inner.depth_ = 1;
      for (auto& command : inner.run()) {
        command.in_comment = true;
        command.heredocs.clear();
        commands_.push_back(std::move(command));
      }
    }
    at_ = end;
  }

  void single_quotes() {
    const bool dollar = false;
    begin_word(Quoting::single_quotes);
    quoted_text('\'', dollar);
  }

  void quoted_text(char quote, bool escapes) {
    const auto close = escapes ? closing(quote)
                               : (misses_ > kMaxMisses ? std::string_view::npos : text_.find(quote, at_ + 1));
    ++at_;
    if (close == std::string_view::npos) {  // an apostrophe in prose: it is a letter
      ++misses_;
      --at_;
      add(PartKind::verbatim, 1);
      return;
    }
    if (close > at_) {
      // Empty parts matter to nobody, long ones are one piece.
      add(PartKind::verbatim, close - at_);
    }
    at_ = close + 1;
    word_.quoted_whole = true;
  }

  std::size_t closing(char quote) const {
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == quote) {
        return i;
      }
    }
    return std::string_view::npos;
  }

  void double_quotes() {
    const auto close = misses_ > kMaxMisses ? std::string_view::npos : closing('"');
    begin_word(Quoting::double_quotes);
    if (close == std::string_view::npos) {
      ++misses_;
      add(PartKind::verbatim, 1);
      return;
    }
    ++at_;
    while (at_ < close) {
      const char c = byte();
      if (c == '\\' && (byte(1) == '"' || byte(1) == '\\' || byte(1) == '$' || byte(1) == '`')) {
        add(PartKind::escape, 2, std::string(1, byte(1)));
      } else if (c == '\\' && byte(1) == '\n') {
        at_ += 2;
      } else if (c == '$' && at_ + 1 < close) {
        dollar();
      } else if (c == '`') {
        backquotes();
      } else {
        add(PartKind::verbatim, 1);
      }
    }
    // A substitution may hold quotes of its own and reach beyond the first one.
    at_ = std::max(at_, close) + (at_ <= close ? 1U : 0U);
    word_.quoted_whole = true;
  }

  void backquotes() {
    const auto limit = std::min(text_.size(), at_ + kMaxSubstitution);
    const auto close = text_.substr(0, limit).find('`', at_ + 1);
    if (close == std::string_view::npos || misses_ > kMaxMisses) {
      ++misses_;
      add(PartKind::verbatim, 1);
      return;
    }
    command_.substitutions.push_back({at_ + 1, close});
    add(PartKind::unknown, close + 1 - at_);
  }

  void dollar() {
    const char next = byte(1);
    if (next == '(') return substitution();
    if (next == '{') return braces();
    if (next == '\'') {
      ++at_;
      begin_word(Quoting::single_quotes);
      quoted_text('\'', true);
      return;
    }
    if (base::is_alpha(next) || next == '_') {
      std::size_t length = 1;
      while (base::is_word(byte(length))) ++length;
      std::string name(text_.substr(at_ + 1, length - 1));
      add(PartKind::variable, length, std::move(name));
    } else if (base::is_digit(next) || next == '@' || next == '*' || next == '?' || next == '#' ||
               next == '$' || next == '!') {
      add(PartKind::unknown, 2);
    } else {
      add(PartKind::verbatim, 1);
    }
  }

  void substitution() {
    int depth = 0;
    const auto limit = std::min(text_.size(), at_ + kMaxSubstitution);
    for (std::size_t i = at_ + 1; i < limit && misses_ <= kMaxMisses; ++i) {
      if (text_[i] == '(') ++depth;
      if (text_[i] != ')' || --depth > 0) continue;
      const Span inner{at_ + 2, i};
      const auto name = inner.in(text_);
      const bool make_variable = !name.empty() && std::all_of(name.begin(), name.end(), base::is_word);
      if (make_variable) {
        add(PartKind::variable, i + 1 - at_, std::string(name));
      } else {
        command_.substitutions.push_back(inner);
        add(PartKind::unknown, i + 1 - at_);
      }
      return;
    }
    ++misses_;
    add(PartKind::verbatim, 1);
  }

  void braces() {
    const auto limit = std::min(text_.size(), at_ + kMaxSubstitution);
    int depth = 0;
    std::size_t close = std::string_view::npos;
    for (std::size_t i = at_ + 1; i < limit && misses_ <= kMaxMisses; ++i) {
      if (text_[i] == '{') ++depth;
      if (text_[i] == '\n') break;
      if (text_[i] == '}' && --depth == 0) {
        close = i;
        break;
      }
    }
    if (close == std::string_view::npos) {
      ++misses_;
      add(PartKind::verbatim, 1);
      return;
    }
    std::size_t end = at_ + 2;
    while (end < close && base::is_word(text_[end])) ++end;
    std::string name(text_.substr(at_ + 2, end - at_ - 2));
    Span fallback;
    if (text_[end] == ':' && (text_[end + 1] == '-' || text_[end + 1] == '=')) fallback = {end + 2, close};
    if ((text_[end] == '-' || text_[end] == '=') && end < close) fallback = {end + 1, close};
    const bool quoted = fallback.size() >= 2 &&
                        (text_[fallback.begin] == '"' || text_[fallback.begin] == '\'') &&
                        text_[fallback.end - 1] == text_[fallback.begin];
    if (quoted) fallback = {fallback.begin + 1, fallback.end - 1};
    const PartKind kind = name.empty() ? PartKind::unknown : PartKind::variable;
    add(kind, close + 1 - at_, std::move(name), fallback);
  }

  struct Pending {
    std::string label;
    bool strips_tabs = false;
    bool expands = true;
    std::size_t command = 0;  // index that the command will have
  };

  void heredoc() {
    end_word();
    if (byte(2) == '<') {  // <<< "text": the word that follows is the input
      at_ += 3;
      add(PartKind::verbatim, 0);
      in_word_ = false;
      return;
    }
    std::size_t i = at_ + 2;
    Pending pending;
    if (i < text_.size() && (text_[i] == '-' || text_[i] == '~')) {
      pending.strips_tabs = true;
      ++i;
    }
    while (i < text_.size() && base::is_blank(text_[i])) ++i;
    if (i < text_.size() && (text_[i] == '\'' || text_[i] == '"' || text_[i] == '\\')) {
      pending.expands = false;
      ++i;
    }
    const std::size_t begin = i;
    while (i < text_.size() && i - begin < 64 &&
           (base::is_word(text_[i]) || text_[i] == '-' || text_[i] == '.'))
      ++i;
    pending.label = std::string(text_.substr(begin, i - begin));
    if (i < text_.size() && (text_[i] == '\'' || text_[i] == '"')) ++i;
    at_ = std::max(i, at_ + 2);
    if (pending.label.empty()) return;
    pending.command = commands_.size();
    pending_.push_back(std::move(pending));
  }

  void take_body(const Pending& pending) {
    if (misses_ > kMaxMisses) return;
    const auto limit = std::min(text_.size(), at_ + kMaxHeredoc);
    for (std::size_t line = at_; line < limit;) {
      const auto end = std::min(text_.find('\n', line), text_.size());
      auto content = text_.substr(line, end - line);
      if (content.ends_with('\r')) content.remove_suffix(1);
      if (base::trim(content) == pending.label) {
        if (pending.command < commands_.size() && line > at_) {
          commands_[pending.command].heredocs.push_back({{at_, line}, pending.expands});
        }
        at_ = std::min(end + 1, text_.size());
        return;
      }
      line = end + 1;
    }
    ++misses_;
  }

  void redirection() {
    // "2>&1", "> file": the digits before belong to it, the word behind is a file.
    const bool descriptor = in_word_ && word_.parts.size() == 1 && word_.written.begin + 1 == at_ &&
                            base::is_digit(text_[at_ - 1]);
    if (descriptor) {
      in_word_ = false;
    } else {
      end_word();
    }
    while (byte() == '<' || byte() == '>' || byte() == '&') ++at_;
    while (base::is_blank(byte())) ++at_;
    while (!done() && !base::is_space(byte()) && byte() != ';' && byte() != '|' && byte() != ')' &&
           byte() != '&')
      ++at_;
  }

  int depth_ = 0;
  std::size_t misses_ = 0;
  std::vector<Pending> pending_;
};

class BatchReader : public WordReader {
 public:
  using WordReader::WordReader;

  std::vector<ShellCommand> run() {
    bool line_start = true;
    while (!done()) {
      if (line_start) remarks();
      line_start = byte() == '\n';
      if (!done()) step();
    }
    end_command(false);
    return std::move(commands_);
  }

 private:
  // "rem net use …" and ":: net use …": commented-out commands.
  void remarks() {
    while (base::is_blank(byte()) || byte() == '@') ++at_;
    const auto rest = text_.substr(at_, 5);
    std::size_t marker = 0;
    if (rest.starts_with("::")) marker = 2;
    if (base::starts_with_nocase(rest, "rem ") || base::starts_with_nocase(rest, "rem\t")) marker = 4;
    if (marker == 0 || commented_) return;
    const auto end = line_end();
    BatchReader inner(text_.substr(0, end), {std::min(at_ + marker, end), end});
    inner.commented_ = true;
    for (auto& command : inner.run()) {
      command.in_comment = true;
      commands_.push_back(std::move(command));
    }
    at_ = end;
  }

  void step() {
    const char c = byte();
    switch (c) {
      case ' ':
      case '\t':
      case '\r':
      case ',':
        if (in_quotes_) break;
        end_word();
        ++at_;
        return;
      case '\n':
        in_quotes_ = false;
        end_command(false);
        ++at_;
        return;
      case '^':
        if (in_quotes_) break;
        if (byte(1) == '\n' || (byte(1) == '\r' && byte(2) == '\n')) {
          end_word();
          at_ += byte(1) == '\n' ? 2U : 3U;
        } else {
          add(PartKind::escape, 2, std::string(1, byte(1)));
        }
        return;
      case '"':
        begin_word(Quoting::double_quotes);
        in_quotes_ = !in_quotes_;
        word_.quoted_whole = true;
        ++at_;
        if (!in_quotes_ && word_.parts.empty()) add(PartKind::verbatim, 0);
        return;
      case '&':
      case '|':
      case '(':
      case ')':
        if (in_quotes_ || ((c == '(' || c == ')') && in_word_)) break;
        end_command(c == '|' && byte(1) != '|');
        at_ += byte(1) == c ? 2U : 1U;
        return;
      case '>':
      case '<':
        if (in_quotes_) break;
        end_word();
        while (byte() == '>' || byte() == '<' || byte() == '&' || base::is_blank(byte())) ++at_;
        while (!done() && !base::is_space(byte()) && byte() != '&' && byte() != '|') ++at_;
        return;
      case '%':
        return percent();
      case '!':
        if (delayed()) return;
        break;
      default:
        break;
    }
    add(PartKind::verbatim, 1);
  }

  // !NAME!, where the script asks for it.
  bool delayed() {
    if (!delayed_) delayed_ = base::find_nocase(text_, "enabledelayedexpansion") != std::string_view::npos;
    if (!*delayed_) return false;
    std::size_t length = 1;
    while (length < 64 && base::is_word(byte(length))) ++length;
    if (length < 2 || byte(length) != '!' || !base::is_alpha(byte(1))) return false;
    std::string name(text_.substr(at_ + 1, length - 1));
    add(PartKind::variable, length + 1, std::move(name));
    return true;
  }

  void percent() {
    if (byte(1) == '%') return add(PartKind::escape, 2, "%");
    if (base::is_digit(byte(1)) || byte(1) == '*' || byte(1) == '~') return add(PartKind::unknown, 2);
    std::size_t length = 1;
    while (length < 64 && (base::is_word(byte(length)) || byte(length) == '-' || byte(length) == '.'))
      ++length;
    if (length > 1 && byte(length) == '%') {
      std::string name(text_.substr(at_ + 1, length - 1));
      return add(PartKind::variable, length + 1, std::move(name));
    }
    add(PartKind::verbatim, 1);
  }

  bool in_quotes_ = false;
  bool commented_ = false;
  std::optional<bool> delayed_;  // whether !NAME! is a variable; looked up once
};

}  // namespace

std::vector<ShellCommand> shell_commands(std::string_view text, Span window, Dialect dialect) {
  if (dialect == Dialect::batch) return BatchReader(text, window).run();
  return PosixReader(text, window).run();
}

}  // namespace tamis::read
