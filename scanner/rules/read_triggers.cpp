#include "rules/read_triggers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "rules/callee.h"
#include "rules/literal_set.h"
#include "rules/names.h"

namespace tamis::rules {
namespace {

using Triggers = std::vector<std::string>;

constexpr std::size_t kMinTelling = 6;  // a word this long stands for its whole name
constexpr std::size_t kMinTrigger = LiteralSet::kMinBytes;
constexpr std::size_t kShortName = 5;  // shorter ones need what stands behind them
constexpr std::size_t kShortCallee = 8;

// Words that stand in any text: a name's trigger must be another of its words, or the words joined.
constexpr auto kCommon = std::to_array<std::string_view>(
    {"access",       "account",      "action",         "address",       "admin",      "application",
     "attribute",    "authenticate", "authentication", "authorization", "backup",     "basic",
     "binding",      "bucket",       "certificate",    "change",        "client",     "cluster",
     "command",      "common",       "config",         "connect",       "connection", "container",
     "content",      "context",      "control",        "create",        "current",    "custom",
     "database",     "default",      "delete",         "directory",     "domain",     "enable",
     "encryption",   "endpoint",     "environment",    "expect",        "export",     "external",
     "global",       "google",       "header",         "import",        "initial",    "instance",
     "internal",     "invoke",       "license",        "local",         "login",      "manager",
     "master",       "message",      "method",         "module",        "network",    "number",
     "object",       "option",       "options",        "output",        "parameter",  "policy",
     "principal",    "private",      "production",     "profile",       "project",    "properties",
     "property",     "protected",    "provider",       "public",        "receive",    "register",
     "registration", "remote",       "replication",    "repository",    "request",    "resource",
     "response",     "return",       "schema",         "script",        "search",     "section",
     "secure",       "security",     "server",         "service",       "session",    "setting",
     "settings",     "shared",       "signing",        "simple",        "source",     "standard",
     "storage",      "string",       "subscription",   "system",        "template",   "update",
     "validate",     "validation",   "value",          "variable",      "version",    "windows"});

bool is_common(std::string_view word) {
  return std::binary_search(kCommon.begin(), kCommon.end(), word);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// A short name hits inside other words everywhere: only where it ends as names do.
void add_short(const std::string& name, Triggers& out) {
  for (const char behind : std::string_view("=:\"'>])},;| \t")) out.push_back(name + behind);
}

// One literal for each way to write two words next to each other.
void add_spellings(std::string_view first, std::string_view second, Triggers& out) {
  for (const std::string_view between : {"", "_", "-", ".", " "}) {
    out.push_back(std::string(first).append(between).append(second));
  }
}

// What every spelling of `name` holds. `known`: literals that are triggers anyway.
void add_name(std::string_view name, const LiteralSet& known, Triggers& out) {
  if (!is_ascii(name)) out.push_back(base::to_lower(name));  // with its accents; without them below
  const auto words = split_words(name);
  if (words.empty()) return;
  const auto covered = [&](const std::string& word) { return known.occurs_in(word); };
  if (std::any_of(words.begin(), words.end(), covered)) return;
  if (words.size() == 1) {
    if (words.front().size() < kShortName)
      add_short(words.front(), out);
    else
      out.push_back(words.front());
    return;
  }
  const std::string* telling = nullptr;
  for (const auto& word : words) {
    if (word.size() < kMinTelling || is_common(word)) continue;
    if (telling == nullptr || word.size() > telling->size()) telling = &word;
  }
  if (telling != nullptr) {
    out.push_back(*telling);
    return;
  }
  // The two neighbours that are longest together.
  std::size_t best = 0;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i].size() + words[i + 1].size() > words[best].size() + words[best + 1].size()) best = i;
  }
  add_spellings(words[best], words[best + 1], out);
}

// An option of any program; a short one only as a word of its own.
void add_option(std::string_view option, Triggers& out) {
  const std::string name = base::to_lower(option);
  if (name.size() >= kShortName) {
    out.push_back(name);
    return;
  }
  for (const std::string_view quote : {" ", "\"", "'"}) {
    out.push_back(std::string(quote).append(name).append(quote));
  }
}

// A program on a command line. Short names and common words would hit in any text: they need what stands
// around them.
void add_program(std::string_view program, Triggers& out) {
  std::string name = base::to_lower(program);
  if (name.size() > 4 && name.ends_with(".exe")) name.resize(name.size() - 4);
  if (name.size() > kShortName && !is_common(name)) {
    out.push_back(std::move(name));
    return;
  }
  out.push_back(name + ".exe");
  if (name.size() >= 3) {
    for (const char behind : std::string_view(" \"'")) out.push_back(name + behind);
    return;
  }
  for (const std::string_view behind : {" -", " /", " \\", " login"})
    out.push_back(name + std::string(behind));
  // Archivers: 7z a -pSecret.
  if (!std::any_of(name.begin(), name.end(), base::is_digit)) return;
  for (const std::string_view verb : {" a ", " u ", " x ", " e ", " t ", " l "})
    out.push_back(name + std::string(verb));
}

// "ConvertTo-SecureString", "System.DirectoryServices.DirectoryEntry", "ldap_bind", "DBI.connect". A short
// last component is looked for with the one before it, or with the bracket or quote that a call has behind
// its name. A program with its verb ("net use", "sqlplus connect") is a program: the verb need not be
// written.
void add_callee(std::string_view callee, Triggers& out) {
  const std::string last = base::to_lower(last_component(callee));
  if (const auto blank = last.find(' '); blank != std::string::npos)
    return add_program(last.substr(0, blank), out);
  if (last.size() >= kShortCallee && !is_common(last)) {
    out.push_back(last);
    return;
  }
  const auto components = callee_components(callee);
  if (components.size() > 1) {
    const std::string owner =
        base::to_lower(last_component(callee.substr(0, callee.size() - last.size() - 1)));
    for (const std::string_view between : {".", "::", "->", "]::"})
      out.push_back(owner + std::string(between) + last);
    return;
  }
  // auth=("user", "password"): a pair reads like a call.
  for (const std::string_view behind : {"(", " (", " '", " \"", " @", "=(", " = ("})
    out.push_back(last + std::string(behind));
}

// The component of a glob on paths that says most: "**.ldap.**.bind_password" → bind_password.
std::optional<std::string_view> telling_component(std::string_view path) {
  std::optional<std::string_view> best;
  for (std::size_t at = 0; at <= path.size();) {
    const auto end = std::min(path.find_first_of("./", at), path.size());
    const auto component = path.substr(at, end - at);
    const bool literal = !component.empty() && component.find_first_of("*?[") == std::string_view::npos;
    if (literal && (!best || component.size() >= best->size())) best = component;
    at = end + 1;
  }
  return best;
}

// What stands behind the blank of "net use", "sqlplus connect".
std::string verb_of(std::string_view program) {
  const auto blank = program.rfind(' ');
  return blank == std::string_view::npos ? std::string() : base::to_lower(program.substr(blank + 1));
}

class Collector {
 public:
  Collector(std::span<const Rule> rules, const Lexicon& lexicon) : rules_(rules), lexicon_(lexicon) {}

  std::vector<ReadTrigger> collect() {
    for (const Rule& rule : rules_) groups(rule);
    for (const auto& trigger : out_) known_.add(base::to_lower(trigger.literal));
    for (const Rule& rule : rules_) names(rule);
    return drop_containing();
  }

 private:
  void take(const Rule& rule, Role role, const Triggers& literals, std::vector<std::string> words = {}) {
    Lead lead;
    lead.add(role);
    lead.words = std::move(words);
    if (role == Role::option) lead.beside = rule.match.siblings;
    for (const auto& literal : literals) out_.push_back({literal, lead});
  }

  void groups(const Rule& rule) {
    for (const auto& id : rule.match.name_groups) {
      const NameGroup* group = lexicon_.group(id);
      if (group == nullptr) continue;
      take(rule, rule.kind == RuleKind::header ? Role::header : Role::name, group->anchors);
    }
  }

  void names(const Rule& rule) {
    const FactMatcher& match = rule.match;
    const bool nameless = match.names.empty() && match.name_groups.empty();
    switch (rule.kind) {
      case RuleKind::assignment:
      case RuleKind::cell:
        assigned(rule, match.names);
        if (nameless) paths(rule);
        break;
      case RuleKind::call:
        for (const auto& name : match.names) callee(rule, name);
        if (nameless) assigned(rule, match.named);
        break;
      case RuleKind::option:
        for (const auto& name : match.programs) program(rule, name);
        if (match.programs.empty()) options(rule);
        break;
      case RuleKind::header:
        headers(rule, nameless);
        break;
      case RuleKind::userinfo:
        // As JSON may write it, and as Go writes the sources of its databases.
        take(rule, Role::userinfo, {"://", ":\\/\\/", "@tcp(", "@unix("});
        break;
      case RuleKind::token:
      case RuleKind::block:
        break;
    }
  }

  // A name that known triggers cover is what they may be, too.
  void assigned(const Rule& rule, std::span<const std::string> names) {
    Triggers literals;
    for (const auto& name : names) add_name(name, known_, literals);
    take(rule, Role::name, literals);
  }

  void paths(const Rule& rule) {
    for (const auto& path : rule.match.paths) {
      const auto component = telling_component(path);
      if (!component) continue;
      Triggers literals;
      add_name(*component, known_, literals);
      take(rule, path.ends_with(*component) ? Role::name : Role::path, literals);
    }
  }

  void callee(const Rule& rule, const std::string& name) {
    Triggers literals;
    add_callee(name, literals);
    const std::string verb = verb_of(last_component(name));
    if (verb.empty())
      take(rule, Role::call, literals);
    else
      // "net use" is written so; "sqlplus user/password@db" and "ldifde -b …" have no word for it.
      take(rule, Role::program, literals,
           verb == "connect"  ? std::vector<std::string>{verb, "/"}
           : verb == "bind"   ? std::vector<std::string>{verb, "-b"}
           : verb == "simple" ? std::vector<std::string>{verb, "-a"}
                              : std::vector<std::string>{verb});
  }

  void program(const Rule& rule, const std::string& name) {
    Triggers literals;
    add_program(name, literals);
    take(rule, Role::program, literals, rule.match.names);
  }

  void options(const Rule& rule) {
    Triggers literals;
    for (const auto& option : rule.match.names) add_option(option, literals);
    take(rule, Role::option, literals);
  }

  void headers(const Rule& rule, bool nameless) {
    Triggers literals;
    for (const auto& name : rule.match.names) literals.push_back(base::to_lower(name));
    if (nameless) {
      for (const auto& scheme : rule.match.schemes) literals.push_back(base::to_lower(scheme) + " ");
    }
    take(rule, Role::header, literals);
  }

  std::vector<ReadTrigger> drop_containing() {
    for (auto& trigger : out_) trigger.literal = base::to_lower(trigger.literal);
    std::sort(out_.begin(), out_.end(), [](const ReadTrigger& a, const ReadTrigger& b) {
      const auto of = [](const ReadTrigger& t) {
        return std::pair(t.literal.size(), std::string_view(t.literal));
      };
      return of(a) < of(b);
    });
    std::vector<ReadTrigger> kept;
    LiteralSet shorter;
    for (auto& trigger : out_) {
      if (trigger.literal.size() < kMinTrigger) continue;
      if (!shorter.occurs_in(trigger.literal)) {
        shorter.add(trigger.literal);
        kept.push_back(std::move(trigger));
        continue;
      }
      shorter.find_in(trigger.literal, [&](std::size_t number) {
        kept[number].lead.merge(trigger.lead);
        return false;
      });
    }
    return kept;
  }

  std::span<const Rule> rules_;
  const Lexicon& lexicon_;
  LiteralSet known_;
  std::vector<ReadTrigger> out_;
};

}  // namespace

std::vector<ReadTrigger> read_triggers(std::span<const Rule> rules, const Lexicon& lexicon) {
  return Collector(rules, lexicon).collect();
}

}  // namespace tamis::rules
