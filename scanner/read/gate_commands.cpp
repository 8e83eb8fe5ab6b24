// The gate's questions about calls, command lines, URLs and headers.
#include <algorithm>

#include "base/text.h"
#include "read/command_programs.h"
#include "read/gate.h"
#include "read/gate_bytes.h"

namespace tamis::read {

using namespace gate;
using model::Language;
using model::Span;

namespace {

constexpr std::size_t kCommand = 1500;  // of a command line with its continuations
constexpr std::size_t kUserinfo = 512;  // longest userinfo

// Languages whose calls need no brackets.
bool calls_barely(Language language) {
  return language == Language::ruby || language == Language::perl || language == Language::vbscript ||
         language == Language::vbnet || language == Language::java || language == Language::lua;
}

}  // namespace

Span Gate::callee_around(Span hit) const {
  while (hit.end > hit.begin && !base::is_word(text_[hit.end - 1])) --hit.end;
  const auto part = [](char c) { return base::is_word(c) || c == '-'; };
  const std::size_t floor = hit.begin > kMaxName ? hit.begin - kMaxName : 0;
  const std::size_t limit = std::min(text_.size(), hit.end + kMaxName);
  // "Foo.bind(": the last component only; "Foo::open" as a literal holds its owner.
  const auto dot = hit.in(text_).find_last_of(".:>]");
  if (dot != std::string_view::npos) hit.begin += dot + 1;
  while (hit.begin > floor && part(text_[hit.begin - 1])) --hit.begin;
  while (hit.end < limit && part(text_[hit.end])) ++hit.end;
  // `x->bind(`, `->`: the minus belongs to the arrow.
  if (hit.end < text_.size() && text_[hit.end] == '>' && text_[hit.end - 1] == '-') --hit.end;
  while (hit.begin < hit.end && text_[hit.begin] == '-') ++hit.begin;
  return hit;
}

bool Gate::may_call(Span callee, std::size_t arguments) {
  std::size_t at = callee.end;
  if (is_quote(byte(at))) ++at;  // the callee as a string: call_user_func('ldap_bind', …)
  while (byte(at) == ']' || base::is_blank(byte(at))) ++at;
  if (text_.substr(at, 2) == "::" || byte(at) == '.' || text_.substr(at, 2) == "->") {
    // Net::LDAP::new(…), Foo.new(…)
    at += std::size_t{byte(at) == '.' ? 1U : 2U};
    while (at < text_.size() && is_name_byte(text_[at])) ++at;
    at = skip_blanks(at);
  }
  if (byte(at) == '=' && byte(skip_blanks(at + 1)) == '(')
    at = skip_blanks(at + 1);  // auth=("user", "password")
  const char c = byte(at);
  const Family family = family_of(language_);
  const bool code = family == Family::code;
  const bool holds_scripts =
      language_ == Language::yaml || language_ == Language::json || language_ == Language::hcl;
  if (family == Family::text || (family == Family::data && !holds_scripts))
    return false;                                      // nothing is called there
  if (language_ == Language::powershell) return true;  // by an alias, in a pipeline, over several lines
  if (!is_one_of(c, calls_barely(language_) ? "(<{[@$\"'," : code ? "(<{[," : "(<{[@$\"',-")) return false;
  // clear.bind(this, 'name'): no account.
  const std::string_view first = text_.substr(skip_blanks(std::min(at + 1, text_.size())), 5);
  if (code && (first.starts_with("this") || first.starts_with("self") || first.starts_with("null"))) {
    const char behind = first.size() > 4 ? first[4] : '\0';
    if (!is_name_byte(behind) && behind != '.') return false;
  }
  // new DirectoryEntry() { Password = … }: the property is a hit of its own.
  if (c == '(' && byte(skip_blanks(at + 1)) == ')') return false;
  if (family == Family::script) return true;
  const std::size_t end = c == '(' ? value_end(at) : statement_end(at, kStatement);
  const std::string_view written = text_.substr(at, end - at);
  if (static_cast<std::size_t>(std::count(written.begin(), written.end(), ',')) + 1 < arguments) return false;
  return holds_constant({at, end});
}

bool Gate::may_have_operand(Span words) const {
  constexpr std::size_t kOperand = 48;  // "IDENTIFIED WITH mysql_native_password BY 'x'"
  const Family family = family_of(language_);
  if (language_ == Language::sql || (family != Family::code && family != Family::data)) return true;
  const std::string_view rest = text_.substr(words.end, line_end(words.end, kOperand) - words.end);
  return rest.find_first_of("'\"`\\") != std::string_view::npos;
}

// From the begin of the hit's line to the end of its command, continuations included.
Span Gate::command_around(Span hit) {
  if (hit.begin >= command_.begin && hit.end < command_.end) return command_;
  const std::size_t limit = std::min(text_.size(), hit.end + kCommand);
  std::size_t end = hit.end;
  for (int lines = 0; lines < 24; ++lines) {
    end = line_end(end, limit - end);
    std::size_t last = end;
    while (last > hit.end && base::is_space(text_[last - 1])) --last;
    if (end >= limit || last == hit.end || !is_one_of(text_[last - 1], "\\^`,([|")) break;
    ++end;
  }
  command_ = {line_begin(hit.begin), std::min(end, text_.size())};
  looks_ = 0;
  return command_;
}

// A line of nothing but options is not searched for each of them.
bool Gate::looked_enough(Span command) {
  constexpr std::size_t kMostLooks = 8;
  return command == command_ && ++looks_ > kMostLooks;
}

bool Gate::may_run(Span hit, std::span<const std::string> words) {
  while (hit.end > hit.begin && !base::is_word(text_[hit.end - 1])) --hit.end;
  if (hit.begin > 0 && (is_name_byte(text_[hit.begin - 1]) || text_[hit.begin - 1] == '-')) {
    // A shorter trigger hit inside the name: "passw" of "ldappasswd".
    constexpr std::size_t kProgram = 24;
    const std::size_t floor = hit.begin > kProgram ? hit.begin - kProgram : 0;
    const std::size_t limit = std::min(text_.size(), hit.end + kProgram);
    const auto part = [](char c) { return base::is_word(c) || c == '-'; };
    while (hit.begin > floor && part(text_[hit.begin - 1])) --hit.begin;
    while (hit.end < limit && part(text_[hit.end])) ++hit.end;
    if (!is_command_program(hit.in(text_))) return false;
  }
  std::size_t at = hit.end;
  if (base::starts_with_nocase(text_.substr(at), ".exe")) at += 4;
  if (!base::is_space(byte(at)) && !is_quote(byte(at)) && byte(at) != '\\' && byte(at) != ')') return false;
  Span whole = command_around({hit.begin, at});
  if (looked_enough(whole)) return true;
  const Family family = family_of(language_);
  if (family == Family::text || family == Family::data || family == Family::markup) {
    // A sentence is no command, however long its line.
    whole.end = std::min(whole.end, at + kStatement);
    whole.end = std::min(text_.substr(0, whole.end).find("</", at), whole.end);
  }
  const std::string_view command = text_.substr(at, whole.end - at);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    if (word == "stdin") {
      const std::size_t line = line_begin(hit.begin);
      return command.find("<<") != std::string_view::npos ||
             text_.substr(line, hit.begin - line).find('|') != std::string_view::npos;
    }
    if (word == "/") {  // user/password@db
      for (auto slash = command.find('/', 1); slash != std::string_view::npos;
           slash = command.find('/', slash + 1)) {
        const bool behind =
            slash + 1 < command.size() && !base::is_space(command[slash + 1]) && command[slash + 1] != '/';
        if (behind && base::is_word(command[slash - 1])) return true;
      }
      return false;
    }
    if (word == "send") {  // the answer stands on a line of its own
      return base::find_nocase(text_.substr(at, kStatement), word) != std::string_view::npos;
    }
    for (auto found = base::find_nocase(command, word); found != std::string_view::npos;
         found = base::find_nocase(command, word, found + 1)) {
      if (found == 0 || base::is_space(command[found - 1]) || is_quote(command[found - 1])) return true;
    }
    return false;
  });
}

bool Gate::may_be_option(Span hit, std::span<const std::string> beside) {
  while (hit.end > hit.begin && (base::is_space(text_[hit.end - 1]) || is_quote(text_[hit.end - 1])))
    --hit.end;
  while (hit.begin < hit.end && (base::is_space(text_[hit.begin]) || is_quote(text_[hit.begin]))) ++hit.begin;
  // The hit may be a part of the option: "secret" of "--client-secret".
  const std::size_t floor = hit.begin > kMaxName ? hit.begin - kMaxName : 0;
  const std::size_t limit = std::min(text_.size(), hit.end + kMaxName);
  const auto part = [](char c) { return base::is_word(c) || c == '-' || c == '/'; };
  while (hit.begin > floor && part(text_[hit.begin - 1])) --hit.begin;
  while (hit.end < limit && part(text_[hit.end])) ++hit.end;
  if (hit.empty() || !is_one_of(text_[hit.begin], "-/")) return false;
  if (hit.begin > 0 && !base::is_space(text_[hit.begin - 1]) &&
      !is_one_of(text_[hit.begin - 1], "\"'`,([=|;"))
    return false;
  std::size_t at = hit.end;
  while (is_quote(byte(at)) || byte(at) == ',') ++at;
  if (byte(at) == '=' || byte(at) == ':') return !base::is_space(byte(at + 1)) && at + 1 < text_.size();
  if (at == hit.end && !base::is_blank(byte(at))) return false;
  if (is_line_end(byte(skip_blanks(at)))) return false;
  if (beside.empty()) return true;
  const Span whole = command_around(hit);
  if (looked_enough(whole)) return true;
  const std::string_view command = whole.in(text_);
  return std::any_of(beside.begin(), beside.end(), [command](const std::string& other) {
    return base::find_nocase(command, other) != std::string_view::npos;
  });
}

bool Gate::may_have_userinfo(Span hit) const {
  if (text_[hit.begin] == '@') return true;  // what stands behind it: user:password@tcp(host)
  const std::size_t end = std::min(text_.size(), hit.end + kUserinfo);
  bool colon = false;
  for (std::size_t i = hit.end; i < end; ++i) {
    const char c = text_[i];
    if (c == '@') return colon;
    if (base::is_space(c) || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`') return false;
    colon = colon || c == ':';
  }
  return false;
}

bool Gate::may_be_header(Span hit) const {
  std::size_t at = hit.end;
  if (base::is_blank(text_[at - 1])) {  // a scheme and its blank
    at = skip_blanks(at);
  } else {
    while (at < text_.size() && at - hit.end < kMaxName && (base::is_alnum(text_[at]) || text_[at] == '-'))
      ++at;
    const std::size_t name_end = at;
    at = skip_closers(at);
    // proxy_set_header Authorization "Basic …": a directive's name and value stand apart.
    if (is_one_of(byte(at), ":=,-")) {
      ++at;
    } else if (at == name_end || !base::is_blank(text_[at - 1])) {
      return false;
    }
    while (base::is_blank(byte(at)) || is_one_of(byte(at), ">\"'`\\=$@(bfr")) ++at;
  }
  std::size_t end = at;
  while (end < text_.size() && end - at < 4 && !base::is_space(text_[end]) && !is_quote(text_[end])) ++end;
  return end - at >= 4;
}

}  // namespace tamis::read
