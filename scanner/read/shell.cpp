// Shell scripts and batch files (also crontabs, Dockerfiles, Makefiles, histories): assignments, options of
// command lines, heredocs, what is piped into a program. Words come from shell_words, options from
// command_words; here variables are filled in.
#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "base/text.h"
#include "read/base64.h"
#include "read/command_programs.h"
#include "read/command_words.h"
#include "read/connection_string.h"
#include "read/content_signs.h"
#include "read/literal.h"
#include "read/nested.h"
#include "read/reader_table.h"
#include "read/shell_words.h"
#include "read/windows.h"

namespace tamis::read {
namespace {

using model::Fact;
using model::FactKind;
using model::Language;
using model::Span;
using model::ValueState;

constexpr int kMaxLookUps = 4;
constexpr int kMaxSubstitutions = 4;
constexpr std::size_t kAround = 256;
constexpr std::size_t kMaxText = std::size_t{64} << 10;
constexpr std::size_t kMaxSubstitutionText = 4096;
constexpr std::size_t kMaxFacts = 100000;

struct Assigned {
  std::string name;
  ShellWord value;
  Span span;
  bool in_comment = false;
};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The part of a word from byte `from` of its written text on.
ShellWord word_from(const ShellWord& word, std::size_t from) {
  ShellWord rest;
  rest.quoting = word.quoting;
  rest.written = {from, word.written.end};
  for (const auto& part : word.parts) {
    if (part.source.end <= from && !(part.source.empty() && part.source.begin >= from)) continue;
    WordPart cut = part;
    if (part.kind == PartKind::verbatim) cut.source.begin = std::max(part.source.begin, from);
    rest.parts.push_back(std::move(cut));
  }
  return rest;
}

class ScriptReader {
 public:
  ScriptReader(const Input& input, Span window, std::vector<Fact>& facts)
      : input_(input),
        text_(input.text),
        dialect_(input.language == Language::batch ? Dialect::batch : Dialect::posix),
        facts_(facts) {
    gather(shell_commands(text_, window, dialect_), 0);
  }

  void run() {
    for (const Assigned& assigned : assigned_) {
      if (full()) return;
      if (near(assigned.span)) assignment(assigned);
    }
    for (std::size_t i = 0; i < commands_.size() && !full(); ++i) {
      if (near(commands_[i].span)) command(i);
      for (const Heredoc& heredoc : commands_[i].heredocs) read_heredoc(heredoc, commands_[i]);
    }
  }

 private:
  bool full() const { return facts_.size() >= kMaxFacts || !input_.may_go_on(); }
  bool near(Span span) const { return touches(input_.regions, span, kAround); }

  // -- first pass: commands in order, assignments by name
  // -----------------------------------------------------------

  void gather(std::vector<ShellCommand> commands, int depth) {
    for (auto& command : commands) {
      const auto inner = std::move(command.substitutions);
      take_assignments(command);
      commands_.push_back(std::move(command));
      if (depth >= kMaxSubstitutions) continue;
      for (const Span span : inner) gather(shell_commands(text_, span, dialect_), depth + 1);
    }
  }

  std::string_view written(const ShellWord& word) const { return word.written.in(text_); }

  void take_assignments(const ShellCommand& command) {
    const auto& words = command.words;
    if (words.empty()) return;
    if (dialect_ == Dialect::batch) return batch_assignment(command);
    std::size_t i = 0;
    const auto first = written(words[0]);
    constexpr std::array<std::string_view, 12> kDeclaring = {"export",  "local", "readonly", "declare",
                                                             "typeset", "ENV",   "ARG",      "LABEL",
                                                             "setenv",  "set",   "env",      "sudo"};
    const bool declares = is_one_of(first, kDeclaring);
    if (declares) ++i;
    if ((first == "ENV" || first == "setenv" || first == "set") && words.size() == 3 &&
        !holds_equals(words[1])) {
      keep(std::string(written(words[1])), words[2], command);
      return;
    }
    // Makefile: NAME = value, NAME := value, NAME ?= value
    if (words.size() >= 3 && is_make_operator(written(words[1]))) {
      ShellWord value = words[2];
      for (std::size_t w = 3; w < words.size(); ++w) value = {};  // several words: a list, not a secret
      keep(std::string(first), value, command);
      return;
    }
    for (; i < words.size(); ++i) {
      const auto text = written(words[i]);
      if (declares && text.starts_with("-")) continue;
      if (!take_word(words[i], command)) {
        if (first == "ENV" || first == "ARG" || first == "export" || first == "local" || first == "declare")
          continue;
        break;
      }
    }
  }

  static bool is_make_operator(std::string_view word) {
    return word == "=" || word == ":=" || word == "?=" || word == "::=";
  }
  bool holds_equals(const ShellWord& word) const { return written(word).find('=') != std::string_view::npos; }

  // NAME=value, NAME+=value, NAME[1]=value
  bool take_word(const ShellWord& word, const ShellCommand& command) {
    const auto text = written(word);
    std::size_t end = 0;
    while (end < text.size() &&
           (base::is_word(text[end]) || (end > 0 && (text[end] == '.' || text[end] == '-'))))
      ++end;
    const std::size_t name_end = end;
    if (end == 0 || base::is_digit(text[0])) return false;
    if (end < text.size() && text[end] == '[') end = std::min(text.find(']', end), text.size() - 1) + 1;
    if (end < text.size() && (text[end] == '+' || text[end] == '?' || text[end] == ':')) ++end;
    if (end >= text.size() || text[end] != '=') return false;
    keep(std::string(text.substr(0, name_end)), word_from(word, word.written.begin + end + 1), command);
    return true;
  }

  // set NAME=value, set "NAME=value", setx NAME value
  void batch_assignment(const ShellCommand& command) {
    const auto& words = command.words;
    const std::string verb = base::to_lower(written(words[0]));
    if (verb == "setx" && words.size() >= 3) return keep(std::string(written(words[1])), words[2], command);
    if (verb != "set" || words.size() < 2) return;
    // The value runs to the end of the command, blanks included; only a quoted whole ends with its quote.
    Span whole{words[1].written.begin, command.span.end};
    while (whole.end > whole.begin && base::is_space(text_[whole.end - 1])) --whole.end;
    if (whole.begin < whole.end && text_[whole.begin] == '"') {
      ++whole.begin;
      if (whole.begin < whole.end && text_[whole.end - 1] == '"') --whole.end;
    }
    if (whole.in(text_).starts_with("/p ") || whole.in(text_).starts_with("/P ") ||
        whole.in(text_).starts_with("/a "))
      return;
    const auto equals = text_.substr(0, whole.end).find('=', whole.begin);
    if (equals == std::string_view::npos) return;
    ShellWord value;
    value.written = {equals + 1, whole.end};
    value.quoting = words[1].quoting;
    for (const auto& word : words) {
      const ShellWord part = word_from(word, equals + 1);
      if (part.parts.empty()) continue;
      const bool gap =
          !value.parts.empty() && value.parts.back().source.end < part.parts.front().source.begin;
      if (gap)
        value.parts.push_back(
            {PartKind::verbatim, {value.parts.back().source.end, part.parts.front().source.begin}, {}, {}});
      for (const auto& p : part.parts) {
        if (p.source.begin > equals) value.parts.push_back(p);
      }
    }
    if (value.parts.empty()) return;
    keep(std::string(base::trim(text_.substr(whole.begin, equals - whole.begin))), value, command);
  }

  void keep(std::string name, ShellWord value, const ShellCommand& command) {
    const Span span{std::min(command.span.begin, value.written.begin),
                    std::max(value.written.end, command.span.begin)};
    by_name_[fold_case(name)].push_back(assigned_.size());
    assigned_.push_back({std::move(name), std::move(value), span, command.in_comment});
  }

  std::string fold_case(std::string_view name) const {
    return dialect_ == Dialect::batch ? base::to_lower(name) : std::string(name);
  }

  // -- values
  // -------------------------------------------------------------------------------------------------------

  CommandWord resolve(const ShellWord& word, int depth = 0) const {
    CommandWord out;
    out.written = word.written;
    Literal& literal = out.literal;
    literal.quoting = word.quoting;
    for (const auto& part : word.parts) {
      switch (part.kind) {
        case PartKind::verbatim:
          literal.text.copy(text_, part.source.begin, part.source.end);
          break;
        case PartKind::escape:
          literal.text.put(part.decoded, part.source);
          literal.computed = true;
          break;
        case PartKind::variable:
          fill(out, part, word.parts.size() == 1, depth);
          break;
        case PartKind::unknown:
          if (word.parts.size() == 1 && depth < kMaxLookUps && decoded_here(part, literal, depth)) break;
          literal.state = ValueState::unknown;
          literal.text.copy(text_, part.source.begin, part.source.end);
          break;
      }
    }
    return out;
  }

  // $(echo QXV0b21uZQ== | base64 -d): the decoded text stands there.
  bool decoded_here(const WordPart& part, Literal& literal, int depth) const {
    const auto body = part.source.in(text_);
    if (body.size() > kMaxSubstitutionText || body.find("base64") == std::string_view::npos ||
        !body.starts_with("$("))
      return false;
    const auto inner = shell_commands(text_, {part.source.begin + 2, part.source.end - 1}, dialect_);
    if (inner.size() != 2 || inner[0].words.size() < 2 || inner[1].words.size() < 2) return false;
    const auto verb = written(inner[0].words[0]);
    const auto option = written(inner[1].words[1]);
    const bool decodes = (verb == "echo" || verb == "printf") && written(inner[1].words[0]) == "base64" &&
                         (option == "-d" || option == "-D" || option == "--decode");
    if (!decodes) return false;
    const CommandWord source = resolve(inner[0].words.back(), depth + 1);
    const auto bytes = decode_base64(source.literal.text.text());
    if (source.literal.state != ValueState::constant || !bytes || !is_readable(*bytes)) return false;
    auto text = *bytes;
    while (!text.empty() && text.back() == '\n') text.pop_back();
    literal.text.put(text, source.literal.text.written());
    literal.computed = true;
    literal.decoded_by.emplace_back("base64");
    return true;
  }

  void fill(CommandWord& out, const WordPart& part, bool alone, int depth) const {
    Literal& literal = out.literal;
    const auto found = by_name_.find(fold_case(part.decoded));
    if (found != by_name_.end() && depth < kMaxLookUps) {
      // The last assignment above, else the first below.
      const auto& candidates = found->second;
      auto it = std::partition_point(candidates.begin(), candidates.end(), [&](std::size_t i) {
        return assigned_[i].value.written.end <= part.source.begin;
      });
      if (it != candidates.begin()) --it;
      const Assigned& assigned = assigned_[*it];
      const bool holds_use =
          assigned.span.begin <= part.source.begin && part.source.begin < assigned.span.end;
      if (!holds_use) {
        const CommandWord value = resolve(assigned.value, depth + 1);
        if (alone) literal.quoting = value.literal.quoting;
        if (value.literal.state != ValueState::constant) literal.state = value.literal.state;
        if (literal.text.size() + value.literal.text.size() > kMaxText) return;
        if (alone) {
          literal.text = value.literal.text;
          literal.computed = value.literal.computed;
          literal.decoded_by = value.literal.decoded_by;
        } else {
          literal.text.put(value.literal.text.text(), value.literal.text.written());
          literal.computed = true;
        }
        literal.trail.push_back(
            {text_.substr(part.source.begin, 1) == "%" ? "%" + part.decoded + "%" : "$" + part.decoded,
             part.source.begin});
        literal.trail.insert(literal.trail.end(), value.literal.trail.begin(), value.literal.trail.end());
        out.is_default = value.is_default;
        return;
      }
    }
    if (!part.fallback.empty()) {
      literal.text.copy(text_, part.fallback.begin, part.fallback.end);
      out.is_default = true;
      if (part.fallback.in(text_).find('$') != std::string_view::npos) literal.state = ValueState::unknown;
      return;
    }
    literal.text.copy(text_, part.source.begin, part.source.end);
    if (alone) {
      literal.state = ValueState::reference;
    } else if (literal.state == ValueState::constant) {
      literal.state = ValueState::unknown;
    }
  }

  // -- second pass
  // --------------------------------------------------------------------------------------------------

  void assignment(const Assigned& assigned) {
    const CommandWord value = resolve(assigned.value);
    if (value.literal.text.empty()) return;
    Fact fact;
    fact.kind = FactKind::assignment;
    fact.language = input_.language;
    fact.name = fact.path = assigned.name;
    fact.span = assigned.span;
    fact.in_comment = assigned.in_comment;
    add(std::move(fact), value);
    for (const auto& pair : connection_passwords(value.literal.text.text())) {
      Fact inner;
      inner.kind = FactKind::assignment;
      inner.language = input_.language;
      inner.name = pair.name;
      inner.path = assigned.name + ".connectionstring." + pair.name;
      inner.span = assigned.span;
      inner.in_comment = assigned.in_comment;
      inner.user = pair.user;
      CommandWord part = value;
      part.literal.text = value.literal.text.slice(pair.value.begin, pair.value.end);
      add(std::move(inner), part);
    }
    if (value.literal.state == ValueState::constant && begins_command(value.literal.text.text())) {
      read_nested(input_, assigned.value.written, input_.language, facts_);
    }
  }

  void add(Fact fact, const CommandWord& word) {
    Settled settled = settle(word.literal);
    fact.is_default = word.is_default || settled.is_default;
    fact.arguments.push_back({{}, std::move(settled.value)});
    facts_.push_back(std::move(fact));
  }

  void command(std::size_t index) {
    const ShellCommand& command = commands_[index];
    if (command.words.empty()) return;
    std::vector<CommandWord> words;
    words.reserve(command.words.size());
    for (const ShellWord& word : command.words) words.push_back(resolve(word));
    const CommandContext context{input_.language, static_cast<std::uint32_t>(index), command.in_comment};
    command_facts(words, context, facts_);
    if (command.piped_into_next && index + 1 < commands_.size()) piped(words, commands_[index + 1], context);
    answered(words, command);
    quoted_scripts(command);
  }

  // echo secret | sudo -S …, printf '%s\n' "$PW" | docker login --password-stdin
  void piped(const std::vector<CommandWord>& words, const ShellCommand& next, const CommandContext& context) {
    std::size_t first = 0;
    const auto name = [&](std::size_t i) { return base::to_lower(words[i].literal.text.text()); };
    while (first < words.size() && (name(first) == "@" || name(first) == "sudo")) ++first;
    if (first >= words.size()) return;
    std::string program = name(first);
    program.erase(0, program.find_first_not_of('@'));
    if (program != "echo" && program != "printf") return;
    std::size_t value = words.size() - 1;  // options and formats stand before it
    if (value == first) return;
    if (next.words.empty()) return;
    std::vector<CommandWord> reader;
    for (const ShellWord& word : next.words) reader.push_back(resolve(word));
    std::string target(base::file_name(reader.front().literal.text.text()));
    bool takes = reads_secret(target);
    for (std::size_t i = 0; i < reader.size(); ++i) {
      const auto& text = reader[i].literal.text.text();
      takes = takes || text == "base64";
      takes = takes || (text.starts_with("-") && text.find("stdin") != std::string::npos) || text == "-S" ||
              text == "--passphrase-fd";
      if (i > 0 && target == "sudo" && reads_secret(text)) target = text;
    }
    if (!takes || value > first + 3) return;
    CommandWord word = without_line_end(words[value]);
    Fact fact;
    fact.kind = FactKind::option;
    fact.language = input_.language;
    fact.name = "stdin";
    fact.path = target;
    fact.span = {words[first].written.begin, next.span.end};
    fact.block = context.block;
    fact.in_comment = context.in_comment;
    if (target == "chpasswd") {  // user:password
      const auto colon = word.literal.text.text().find(':');
      if (colon == std::string::npos) return;
      fact.user = word.literal.text.text().substr(0, colon);
      word.literal.text = word.literal.text.slice(colon + 1, word.literal.text.size());
    }
    add(std::move(fact), word);
  }

  static bool reads_secret(std::string_view program) {
    constexpr std::array<std::string_view, 16> kPrograms = {
        "passwd",    "chpasswd", "kinit", "cryptsetup", "smbpasswd",  "plink",       "pscp",     "su",
        "vncpasswd", "net",      "runas", "kadmin",     "ldappasswd", "saslpasswd2", "mkpasswd", "gpg"};
    return is_one_of(program, kPrograms);
  }

  // "secret\n" of printf: the line end is no part of it.
  static CommandWord without_line_end(CommandWord word) {
    for (;;) {
      const auto& text = word.literal.text.text();
      if (text.ends_with("\\n") || text.ends_with("\\r")) {
        word.literal.text = word.literal.text.slice(0, text.size() - 2);
      } else if (text.ends_with("\n") || text.ends_with("\r")) {
        word.literal.text = word.literal.text.slice(0, text.size() - 1);
      } else {
        return word;
      }
    }
  }

  // expect: after `expect "*assword:"` comes `send "Automne2019\r"`.
  void answered(const std::vector<CommandWord>& words, const ShellCommand& command) {
    const auto& verb = words.front().literal.text.text();
    if (verb == "expect" || verb == "-re" || verb == "-ex") {
      expects_password_ = false;
      for (const auto& word : words) {
        for (const std::string_view sign : {"assword", "assphrase", "mot de passe", "assword:"}) {
          expects_password_ =
              expects_password_ || base::find_nocase(word.literal.text.text(), sign) != std::string::npos;
        }
      }
    }
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      const auto& text = words[i].literal.text.text();
      const bool sends = (text == "send" || text == "exp_send" || text == "send_user") && expects_password_;
      if (!sends) continue;
      const bool dashes = i + 2 < words.size() && words[i + 1].literal.text.text() == "--";
      CommandWord word = without_line_end(words[dashes ? i + 2 : i + 1]);
      Fact fact;
      fact.kind = FactKind::option;
      fact.language = input_.language;
      fact.name = "send";
      fact.path = "expect";
      fact.span = command.span;
      fact.in_comment = command.in_comment;
      add(std::move(fact), word);
      expects_password_ = false;
    }
  }

  // bash -c "…", su - postgres -c '…', ssh host "mysql -psecret": a quoted word that is a command line
  // itself.
  void quoted_scripts(const ShellCommand& command) {
    if (command.words.size() < 2) return;
    const std::string verb = base::to_lower(base::file_name(written(command.words.front())));
    const bool powershell = verb == "powershell" || verb == "powershell.exe" || verb == "pwsh";
    for (const ShellWord& word : command.words) {
      if (!word.quoted_whole || word.parts.empty() || word.written.size() < 10) continue;
      Span inner = word.written;
      if (text_[inner.begin] == '"' || text_[inner.begin] == '\'') ++inner.begin;
      if (text_[inner.end - 1] == '"' || text_[inner.end - 1] == '\'') --inner.end;
      if (inner.begin >= inner.end) continue;
      const auto text = inner.in(text_);
      const bool lftp = verb == "lftp" && text.starts_with("open ");
      if (lftp) {
        read_nested(input_, inner, input_.language, facts_);
      } else if (powershell && text.find(' ') != std::string_view::npos) {
        read_nested(input_, inner, Language::powershell, facts_);
      } else if (begins_command(text) && verb != "echo" && verb != "printf") {
        read_nested(input_, inner, input_.language, facts_);
      } else if (const auto language = data_language(text)) {
        read_nested(input_, inner, *language, facts_);
      }
    }
  }

  // curl -d '{"password":"x"}', mysql -e "ALTER USER …"
  static std::optional<Language> data_language(std::string_view text) {
    const auto trimmed = base::trim(text);
    if (trimmed.size() < 8) return std::nullopt;
    if (trimmed.front() == '{' || trimmed.front() == '<' || trimmed.front() == '[') {
      const auto language = language_of_content(trimmed.substr(0, 1024));
      return language == Language::json || language == Language::xml ? language : std::nullopt;
    }
    for (const std::string_view verb :
         {"create user", "alter user", "create role", "alter role", "grant ", "set password", "create login",
          "alter login", "insert into", "update "}) {
      if (base::starts_with_nocase(trimmed, verb)) return Language::sql;
    }
    return std::nullopt;
  }

  // user:password lines for chpasswd
  void accounts(Span body, const ShellCommand& command) {
    for (std::size_t line = body.begin; line < body.end;) {
      const auto end = std::min(text_.find('\n', line), body.end);
      const auto colon = text_.substr(0, end).find(':', line);
      if (colon != std::string_view::npos && colon > line) {
        Fact fact;
        fact.kind = FactKind::option;
        fact.language = input_.language;
        fact.name = "stdin";
        fact.path = "chpasswd";
        fact.span = {line, end};
        fact.in_comment = command.in_comment;
        fact.user = std::string(text_.substr(line, colon - line));
        CommandWord word;
        word.literal.text.copy(text_, colon + 1, end);
        word = without_line_end(std::move(word));
        if (!word.literal.text.empty()) add(std::move(fact), word);
      }
      line = end + 1;
    }
  }

  // mysql moodle <<SQL
  bool feeds_database(const ShellCommand& command) const {
    constexpr std::array<std::string_view, 10> kClients = {
        "mysql", "mariadb", "psql", "sqlplus", "sqlcmd", "sqlite3", "isql", "osql", "tsql", "dbaccess"};
    return std::any_of(command.words.begin(), command.words.end(), [&](const ShellWord& word) {
      return is_one_of(base::file_name(written(word)), kClients);
    });
  }

  void read_heredoc(const Heredoc& heredoc, const ShellCommand& command) {
    if (!touches(input_.regions, {command.span.begin, heredoc.body.end})) return;
    const auto body = heredoc.body.in(text_);
    if (!command.words.empty() && written(command.words.back()) == "chpasswd")
      return accounts(heredoc.body, command);
    const auto language = feeds_database(command)
                              ? Language::sql
                              : language_of_content(body.substr(0, 4096)).value_or(Language::conf);
    read_nested(input_, heredoc.body, language, facts_);
  }

  const Input& input_;
  std::string_view text_;
  Dialect dialect_;
  std::vector<Fact>& facts_;
  std::vector<ShellCommand> commands_;
  std::vector<Assigned> assigned_;
  std::map<std::string, std::vector<std::size_t>> by_name_;
  bool expects_password_ = false;
};

}  // namespace

void read_shell(const Input& input, std::vector<Fact>& facts) {
  for (const Span window : reading_windows(input)) {
    for (std::size_t begin = window.begin; begin < window.end; begin += kReadWhole) {
      if (!input.may_go_on()) return;
      ScriptReader(input, {begin, std::min(window.end, begin + kReadWhole)}, facts).run();
    }
  }
}

}  // namespace tamis::read
