#include "read/command_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "read/command_programs.h"
#include "read/command_reader.h"

namespace tamis::read {
namespace {

using model::Fact;
using model::FactKind;
using model::Span;

bool prints(std::string_view program) {
  return program == "echo" || program == "echo." || program == "printf" || program == "title" ||
         program == "logger";
}

// They set variables: the script's reader has taken those.
bool declares(std::string_view program) {
  constexpr std::array<std::string_view, 12> kNames = {"export",  "local", "readonly", "declare",
                                                       "typeset", "set",   "setenv",   "let",
                                                       "env",     "arg",   "label",    ":"};
  return std::find(kNames.begin(), kNames.end(), program) != kNames.end();
}

bool is_cron_field(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return base::is_digit(c) || c == '*' || c == '/' || c == ',' || c == '-';
  });
}

}  // namespace

void CommandReader::run() {
  std::size_t first = first_program();
  if (first < count_ && prints(program_name(text(first)))) return;  // usage text, not a command
  while (first < count_) {
    const std::size_t next = next_program(first + 1);
    command(first, next);
    first = next;
  }
}

bool CommandReader::is_assignment(std::size_t i) const {
  const auto equals = text(i).find('=');
  return equals != std::string::npos && equals > 0 &&
         std::all_of(text(i).begin(), text(i).begin() + static_cast<std::ptrdiff_t>(equals), base::is_word);
}

std::size_t CommandReader::first_program() const {
  std::size_t i = 0;
  if (count_ > 5 && is_cron_field(text(0)) && is_cron_field(text(1)) && is_cron_field(text(4))) i = 5;
  if (i < count_ &&
      (text(i).starts_with("@reboot") || text(i).starts_with("@daily") || text(i).starts_with("@hourly")))
    ++i;
  if (i < count_ && (text(i) == "$" || text(i) == "#" || text(i) == ">" || text(i) == "%"))
    ++i;  // a prompt in a transcript
  while (i < count_ && (is_assignment(i) || is_wrapper(text(i)) || (i > 0 && text(i).starts_with("-")))) ++i;
  return i;
}

// A known program further on runs inside the first: ssh host mysql …, docker exec db mysql …, kubectl exec
// p -- ldapsearch.
std::size_t CommandReader::next_program(std::size_t from) const {
  for (std::size_t i = from; i < count_; ++i) {
    if (!bare(i) || words_[i].literal.state != model::ValueState::constant) continue;
    const auto& word = text(i);
    if (word.empty() || word.front() == '-' || word.front() == '@') continue;
    const auto name = program_name(word);
    const ProgramRow* row = find_program(name);
    const bool run = base::equal_nocase(text(i - 1), "/c") || base::equal_nocase(text(i - 1), "/k");
    if (row == nullptr || (!run && (text(i - 1).starts_with("-") || text(i - 1).starts_with("/")))) continue;
    const std::string before = program_name(text(from - 1));
    const bool runs_others = before == "ssh" || before == "docker" || before == "podman" ||
                             before == "kubectl" || before == "oc" || before == "sshpass" || before == "su" ||
                             before == "docker-compose" || before == "xargs" || before == "timeout" ||
                             before == "chroot" || before == "runuser" || before == "root" ||
                             before == "watch" || before == "php" || before == "parallel" ||
                             before == "flock" || before == "proxychains" || find_program(before) == nullptr;
    if (runs_others) return i;
  }
  return count_;
}

void CommandReader::command(std::size_t first, std::size_t end) {
  program_ = called_program(text(first));
  if (words_[first].literal.state != model::ValueState::constant && find_program(program_) == nullptr) return;
  if (declares(program_)) return;
  row_ = find_program(program_);
  first_ = first;
  end_ = end;
  user_ = account(first, end);
  positional(first, end);
  log_in(first, end);
  for (std::size_t i = first + 1; i < end; ++i) i += word(i);
}

// docker login -p is a password, docker run -p a port.
void CommandReader::log_in(std::size_t first, std::size_t end) {
  constexpr std::array<std::string_view, 9> kLogins = {"docker", "podman", "nerdctl", "buildah", "skopeo",
                                                       "helm",   "oc",     "az",      "npm"};
  if (std::find(kLogins.begin(), kLogins.end(), program_) == kLogins.end()) return;
  for (std::size_t i = first + 1; i < std::min(end, first + 4); ++i) {
    if (text(i) == "login") program_ += " login";
  }
}

// Handles the word at `i`; the number of further words taken.
std::size_t CommandReader::word(std::size_t i) {
  const auto& written = text(i);
  if (written.size() < 2) return 0;
  if (written.front() == '-' && bare_option(i)) return dashed(i);
  if (written.front() == '/' && is_slash_option(written)) return slashed(i);
  pairs(i, 0);
  return 0;
}

// The account beside the secret, where the command names one.
std::string CommandReader::account(std::size_t first, std::size_t end) const {
  for (std::size_t i = first + 1; i < end; ++i) {
    const auto& word = text(i);
    for (const std::string_view name :
         {"-u", "-D", "-U", "--user", "--username", "-user", "/user", "/u", "/ru"}) {
      if (word == name && i + 1 < end) return text(i + 1).substr(0, 128);
      const bool joined = base::starts_with_nocase(word, name) && word.size() > name.size() + 1 &&
                          (word[name.size()] == ':' || word[name.size()] == '=');
      if (joined) return word.substr(name.size() + 1, 128);
    }
  }
  return {};
}

Fact CommandReader::fact(FactKind kind, std::string name, std::string path, Span span) const {
  Fact out;
  out.kind = kind;
  out.language = context_.language;
  out.name = std::move(name);
  out.path = std::move(path);
  out.span = span;
  out.block = context_.block;
  out.in_comment = context_.in_comment;
  return out;
}

model::Value CommandReader::part(std::size_t i, std::size_t from, std::size_t to, bool& is_default) const {
  Literal literal = words_[i].literal;
  if (from > 0 || to < literal.text.size()) literal.text = literal.text.slice(from, to);
  Settled settled = settle(literal);
  is_default = words_[i].is_default || settled.is_default;
  return std::move(settled.value);
}

void command_facts(const std::vector<CommandWord>& words, const CommandContext& context,
                   std::vector<Fact>& facts) {
  CommandReader(words, context, facts).run();
}

}  // namespace tamis::read
