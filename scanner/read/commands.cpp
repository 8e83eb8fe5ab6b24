// Command lines quoted in texts that are no scripts: READMEs, pages, mails, logs, crontabs, comments of
// programs. `ldapsearch -x -D cn=a -w Automne2019` is one wherever it stands. Looks at the lines of the
// regions only; what stands between one program and the end of its command is read as shell (or batch).
#include <algorithm>
#include <array>

#include "base/text.h"
#include "model/language_kind.h"
#include "read/command_programs.h"
#include "read/line_bounds.h"
#include "read/nested.h"
#include "read/reader_table.h"
#include "read/traced_text.h"
#include "read/xml_text.h"

namespace tamis::read {
namespace {

using model::Fact;
using model::Language;
using model::Span;

constexpr std::size_t kLine = 4096;     // longer lines are no lines that people write
constexpr std::size_t kCommand = 2048;  // of one command with its continuations
constexpr std::size_t kMaxProgram = 32;
constexpr std::size_t kMaxFacts = 50000;  // memory on hostile input
constexpr std::size_t kOpener = 160;      // how far before the program its quote may open

// Names that are words of sentences, or too short to say anything there.
bool is_word_of_prose(std::string_view name) {
  constexpr std::array<std::string_view, 14> kWords = {"at",  "open",  "exp", "http", "reg",  "sc",  "mount",
                                                       "zip", "realm", "ipa", "borg", "rman", "env", "cifs"};
  return std::find(kWords.begin(), kWords.end(), name) != kWords.end();
}

bool is_of_windows(std::string_view name) {
  constexpr std::array<std::string_view, 14> kNames = {"cmdkey", "schtasks", "netdom", "psexec",   "psexec64",
                                                       "dsadd",  "dsmod",    "dsget",  "dsquery",  "ldifde",
                                                       "csvde",  "runas",    "net",    "autologon"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_markup(Language language) {
  return language == Language::html || language == Language::xml;
}

bool is_program_byte(char c) {
  return base::is_word(c) || c == '.' || c == '-';
}

// Directories that exist in documentation only.
bool is_of_documentation(std::string_view command) {
  constexpr std::array<std::string_view, 6> kSigns = {"dc=example,", "example.com", "example.org",
                                                      "example.net", "my-domain",   "dc=exemple,"};
  return std::any_of(kSigns.begin(), kSigns.end(), [command](std::string_view sign) {
    return base::find_nocase(command, sign) != std::string_view::npos;
  });
}

class CommandFinder {
 public:
  CommandFinder(const Input& input, std::vector<Fact>& facts)
      : input_(input), text_(input.text), facts_(facts) {}

  void within(Span region) {
    std::size_t at = std::max(line_begin(region.begin), done_);
    const std::size_t end = line_end(std::min(region.end, text_.size()));
    while (at < end && facts_.size() < kMaxFacts) {
      if (!is_program_byte(text_[at])) {
        ++at;
        continue;
      }
      std::size_t stop = at;
      while (stop < end && is_program_byte(text_[stop])) ++stop;
      if (!input_.may_go_on()) return;
      at = std::max(stop, begins_here({at, stop}) ? command({at, stop}) : stop);
    }
    done_ = std::max(done_, at);
  }

 private:
  std::size_t line_begin(std::size_t at) const { return read::line_begin(text_, at, kLine); }
  std::size_t line_end(std::size_t at) const { return read::line_end(text_, at, kLine); }

  // A known program, called: its arguments follow, and nothing that makes it a part of another word stands
  // before it.
  bool begins_here(Span word) const {
    if (word.size() < 3 || word.size() > kMaxProgram) return false;
    if (word.end >= text_.size() || !base::is_blank(text_[word.end])) return false;
    if (word.begin > 0) {
      const char before = text_[word.begin - 1];
      const bool opens =
          base::is_space(before) || std::string_view("\"'`>(|;&/\\=@").find(before) != std::string_view::npos;
      if (!opens) return false;
    }
    if (model::is_programming(input_.language) && !stands_in_comment(word.begin)) return false;
    const auto name = base::to_lower(word.in(text_));
    return !is_word_of_prose(name) && is_command_program(name);
  }

  // Strings of programs are read with their holes and escapes by the reader of the language.
  bool stands_in_comment(std::size_t at) const {
    const std::size_t begin = line_begin(at);
    const std::string_view before = base::trim(text_.substr(begin, at - begin));
    if (before.empty() || before == "$" || before == "%" || before.ends_with("$") || before == "sudo")
      return before.empty() || before.find_first_of("\"'`(") == std::string_view::npos;
    constexpr std::array<std::string_view, 7> kMarks = {"//", "#", "/*", "*", "--", ";", "'"};
    return std::any_of(kMarks.begin(), kMarks.end(),
                       [before](std::string_view mark) { return before.starts_with(mark); });
  }

  // What opened before the program closes behind the command: `ldapsearch …`, "ldapsearch …".
  char opener(std::size_t program) const {
    const std::size_t floor = std::max(line_begin(program), program > kOpener ? program - kOpener : 0);
    const std::string_view before = text_.substr(floor, program - floor);
    if (std::count(before.begin(), before.end(), '`') % 2 == 1) return '`';
    std::size_t at = program;
    while (at > floor && (is_program_byte(text_[at - 1]) || text_[at - 1] == '/')) --at;
    for (const std::string_view word : {"sudo ", "$ ", "# "}) {
      if (text_.substr(floor, at - floor).ends_with(word)) at -= word.size();
    }
    const char c = at > floor ? text_[at - 1] : '\0';
    return c == '"' || c == '\'' ? c : '\0';
  }

  std::size_t command_end(std::size_t at) const {
    const char closes = opener(at);
    const bool markup = is_markup(input_.language);
    const std::size_t limit = std::min(text_.size(), at + kCommand);
    for (std::size_t i = at; i < limit; ++i) {
      const char c = text_[i];
      if (c == '\n') {
        std::size_t last = i;
        while (last > at && (base::is_blank(text_[last - 1]) || text_[last - 1] == '\r')) --last;
        if (last == at || (text_[last - 1] != '\\' && text_[last - 1] != '^')) return i;
      }
      if (c == '\\' && closes != '\0' && closes != '`' && i + 1 < limit && text_[i + 1] == closes) {
        ++i;
        continue;
      }
      if (closes != '\0' && c == closes) return i;
      const bool tag =
          markup && c == '<' && i + 1 < limit && (text_[i + 1] == '/' || base::is_alpha(text_[i + 1]));
      if (tag) return i;
    }
    return limit;
  }

  // Reads the command at `program`; where it ends.
  std::size_t command(Span program) {
    const Span whole{program.begin, command_end(program.begin)};
    const std::string_view written = whole.in(text_);
    const bool has_arguments = written.find(" -") != std::string_view::npos ||
                               written.find('/') != std::string_view::npos ||
                               written.find('\\') != std::string_view::npos;
    if (!has_arguments || is_of_documentation(written)) return whole.end;
    const std::array<Span, 1> regions = {whole};
    Input outer = input_;
    outer.regions = regions;
    const auto name = base::to_lower(program.in(text_));
    const auto language = is_of_windows(name) ? Language::batch : Language::shell;
    const auto before = facts_.size();
    if (is_markup(input_.language) && written.find('&') != std::string_view::npos) {
      TracedText plain;
      unescape_entities(text_, whole, plain);
      read_nested(outer, plain.to_mapped(), language, facts_);
    } else {
      read_nested(outer, whole, language, facts_);
    }
    for (std::size_t i = before; i < facts_.size(); ++i) facts_[i].in_document = true;
    return whole.end;
  }

  const Input& input_;
  std::string_view text_;
  std::vector<Fact>& facts_;
  std::size_t done_ = 0;
};

}  // namespace

void read_commands(const Input& input, std::vector<Fact>& facts) {
  switch (input.language) {
    case Language::shell:
    case Language::batch:
    case Language::powershell:
      return;  // their readers have seen them
    default:
      break;
  }
  CommandFinder finder(input, facts);
  for (const Span region : input.commands.value_or(input.regions)) finder.within(region);
}

}  // namespace tamis::read
