#include "rules/fact_index.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "rules/callee.h"
#include "rules/fields.h"
#include "rules/names.h"
#include "rules/path_glob.h"
#include "rules/words.h"

namespace tamis::rules {
namespace {

using model::Fact;
using model::FactKind;

constexpr std::size_t kFactKinds = static_cast<std::size_t>(FactKind::userinfo) + 1;
constexpr std::size_t kMaxGroups = 64;
constexpr std::size_t kLeastEnding = 3;  // "mdp", "pwd"
using GroupMask = std::uint64_t;

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class Value>
using StringMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;
using StringSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

// Which groups of the lexicon a name belongs to.
class GroupIndex {
 public:
  explicit GroupIndex(const Lexicon& lexicon)
      : qualifiers_(lexicon.qualifiers.begin(), lexicon.qualifiers.end()),
        disqualifiers_(lexicon.disqualifiers.begin(), lexicon.disqualifiers.end()) {
    for (std::size_t i = 0; i < std::min(lexicon.groups.size(), kMaxGroups); ++i) {
      const GroupMask bit = GroupMask{1} << i;
      for (const auto& ending : lexicon.groups[i].endings) endings_[ending] |= bit;
      for (const auto& name : lexicon.groups[i].exact) exact_[name] |= bit;
    }
  }

  // Words behind the ending that do not change its meaning are passed over: "mdp1", "motDePasseProd".
  GroupMask groups_of(const Words& words) const {
    GroupMask groups = 0;
    for (std::size_t last = words.count(); last > 0; --last) {
      for (std::size_t first = 0; first < last; ++first) groups |= find(endings_, words.range(first, last));
      groups |= find(exact_, words.range(0, last));
      if (groups == 0) groups = compound(words.word(last - 1));
      if (groups != 0 || !passed_over(words, last - 1)) break;
    }
    return groups;
  }

  // min_password, hasToken: no rule takes a name by its group then (detect/fact_stage.cpp).
  bool is_disqualified(const Words& words) const {
    // MINIO_LDAP_LOOKUP_BIND_PASSWORD: what binds is a password, whatever stands before.
    if (words.count() > 2 && words.word(words.count() - 2) == "bind") return false;
    for (std::size_t i = 0; i < words.count(); ++i) {
      if (disqualifiers_.contains(words.word(i))) return true;
    }
    return false;
  }

 private:
  static GroupMask find(const StringMap<GroupMask>& map, std::string_view text) {
    const auto found = map.find(text);
    return found == map.end() ? 0 : found->second;
  }
  // Names written without separators: "dbpassword", "adminpwd", "mdpldap".
  GroupMask compound(std::string_view word) const {
    GroupMask groups = 0;
    for (const std::string& qualifier : qualifiers_) {
      if (word.size() < qualifier.size() + kLeastEnding) continue;
      if (word.starts_with(qualifier)) groups |= find(endings_, word.substr(qualifier.size()));
      if (word.ends_with(qualifier)) groups |= find(endings_, word.substr(0, word.size() - qualifier.size()));
    }
    return groups != 0 ? groups : glued(word);
  }
  // "pgpassword", "sqlcmdpassword": words so long that nothing else ends in them.
  GroupMask glued(std::string_view word) const {
    for (const std::string_view ending : {"password", "passwort", "motdepasse", "kennwort", "passphrase"}) {
      if (word.size() <= ending.size() || !word.ends_with(ending)) continue;
      const std::string_view before = word.substr(0, word.size() - ending.size());
      const bool denied =
          std::any_of(disqualifiers_.begin(), disqualifiers_.end(), [before](const std::string& other) {
            return before == other ||
                   (other.size() > 2 && (before.starts_with(other) || before.ends_with(other)));
          });
      return denied ? 0 : find(endings_, ending);
    }
    return 0;
  }
  bool passed_over(const Words& words, std::size_t index) const {
    const std::string_view word = words.word(index);  // mdpA, mdpB: told apart by a letter
    return words.is_number(index) || word.size() == 1 || qualifiers_.contains(word);
  }

  StringMap<GroupMask> endings_;
  StringMap<GroupMask> exact_;
  StringSet qualifiers_;
  StringSet disqualifiers_;
};

// Options are compared as written: -w and -W are two. Long ones and those of Windows ignore case.
bool same_option(std::string_view a, std::string_view b) {
  const bool one_letter = a.size() <= 2 && !a.starts_with('/');
  return one_letter ? a == b : base::equal_nocase(a, b);
}

std::string_view base_program(std::string_view program) {
  return base::ends_with_nocase(program, ".exe") ? program.substr(0, program.size() - 4) : program;
}

bool any_nocase(const std::vector<std::string>& wanted, std::string_view text) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const auto& w) { return base::equal_nocase(w, text); });
}

// A matcher with everything normalised that can be normalised beforehand.
struct Prepared {
  Prepared(const Rule& rule, const Lexicon& lexicon) : match(rule.match) {
    for (const auto& name : match.names) names.push_back(normalise_name(name));
    for (const auto& name : match.not_names) not_names.push_back(normalise_name(name));
    for (const auto& name : match.named) named.push_back(normalise_name(name));
    for (const auto& path : match.paths) paths.emplace_back(path);
    if (rule.kind == RuleKind::call) {
      for (const auto& name : match.names) callees.push_back(callee_components(name));
      for (const auto& name : match.not_names) not_callees.push_back(callee_components(name));
    }
    for (std::size_t i = 0; i < std::min(lexicon.groups.size(), kMaxGroups); ++i) {
      const auto& ids = match.name_groups;
      if (std::find(ids.begin(), ids.end(), lexicon.groups[i].id) != ids.end()) groups |= GroupMask{1} << i;
    }
  }

  FactMatcher match;
  std::vector<std::string> names;
  std::vector<std::string> not_names;
  std::vector<std::string> named;
  std::vector<std::vector<std::string>> callees;
  std::vector<std::vector<std::string>> not_callees;
  std::vector<PathGlob> paths;
  GroupMask groups = 0;
};

// What is worked out once for a fact, whatever the number of rules.
struct Seen {
  explicit Seen(const Fact& of, const GroupIndex& index) : fact(of) {
    if (fact.kind == FactKind::call) components = callee_components(fact.name);
    words.assign(fact.kind == FactKind::call ? last_component(fact.name) : std::string_view(fact.name));
    groups = index.groups_of(words);
  }

  // Few rules look at paths: split on the first one that does.
  const std::vector<std::string>& path() const {
    if (!path_) path_ = path_components(fact.path.empty() ? fact.name : fact.path);
    return *path_;
  }

  const Fact& fact;
  Words words;
  std::vector<std::string> components;  // call
  GroupMask groups = 0;

 private:
  mutable std::optional<std::vector<std::string>> path_;
};

bool name_matches(const Prepared& rule, const Seen& seen) {
  if (rule.match.names.empty() && rule.groups == 0) return true;
  if ((rule.groups & seen.groups) != 0) return true;
  switch (seen.fact.kind) {
    case FactKind::call:
      return std::any_of(rule.callees.begin(), rule.callees.end(),
                         [&](const auto& callee) { return same_callee(callee, seen.components); });
    case FactKind::option:
      return std::any_of(rule.match.names.begin(), rule.match.names.end(),
                         [&](const auto& option) { return same_option(option, seen.fact.name); });
    default:
      return std::find(rule.names.begin(), rule.names.end(), seen.words.joined()) != rule.names.end();
  }
}

bool name_is_excluded(const Prepared& rule, const Seen& seen) {
  if (seen.fact.kind == FactKind::call) {
    return std::any_of(rule.not_callees.begin(), rule.not_callees.end(),
                       [&](const auto& callee) { return same_callee(callee, seen.components); });
  }
  return std::find(rule.not_names.begin(), rule.not_names.end(), seen.words.joined()) != rule.not_names.end();
}

bool path_matches(const Prepared& rule, const Seen& seen) {
  return rule.paths.empty() || std::any_of(rule.paths.begin(), rule.paths.end(),
                                           [&](const PathGlob& glob) { return glob.matches(seen.path()); });
}

// One of the arguments that would be the secret is there.
bool arguments_match(const Prepared& rule, const Fact& fact) {
  if (fact.kind != FactKind::call) return true;
  if (fact.arguments.size() < rule.match.min_arguments) return false;
  if (rule.match.positions.empty() && rule.named.empty()) return true;
  std::size_t positional = 0;
  for (const auto& argument : fact.arguments) {
    if (argument.name.empty()) {
      ++positional;
      continue;
    }
    const auto name = normalise_name(argument.name);
    if (std::find(rule.named.begin(), rule.named.end(), name) != rule.named.end()) return true;
  }
  return std::any_of(rule.match.positions.begin(), rule.match.positions.end(),
                     [&](std::uint32_t position) { return position <= positional; });
}

bool surroundings_match(const Prepared& rule, const Fact& fact) {
  const FactMatcher& match = rule.match;
  if (!match.languages.empty() &&
      std::find(match.languages.begin(), match.languages.end(), fact.language) == match.languages.end()) {
    return false;
  }
  if (fact.kind == FactKind::option && !match.programs.empty()) {
    const auto program = base_program(fact.path);
    const bool named = std::any_of(
        match.programs.begin(), match.programs.end(),
        [&](const std::string& wanted) { return base::equal_nocase(base_program(wanted), program); });
    if (!named) return false;
  }
  if (fact.kind == FactKind::userinfo && !match.schemes.empty()) return any_nocase(match.schemes, fact.name);
  if (fact.kind == FactKind::header && !match.schemes.empty()) return any_nocase(match.schemes, fact.path);
  return true;
}

bool takes(const Prepared& rule, const Seen& seen) {
  return name_matches(rule, seen) && !name_is_excluded(rule, seen) && surroundings_match(rule, seen.fact) &&
         path_matches(rule, seen) && arguments_match(rule, seen.fact);
}

constexpr std::uint64_t kAllLanguages = ~std::uint64_t{0};
static_assert(static_cast<unsigned>(model::Language::count_) <= 64);

// Texts of the other languages hold texts of any: a script in a page, a heredoc in YAML.
constexpr auto kHoldsNoOther = std::to_array<model::Language>(
    {model::Language::python, model::Language::javascript, model::Language::php, model::Language::java,
     model::Language::csharp, model::Language::vbnet, model::Language::go, model::Language::rust,
     model::Language::ruby, model::Language::perl, model::Language::lua, model::Language::c});

// A bit for each language in whose texts the rule may take facts.
std::uint64_t languages_of(const FactMatcher& match) {
  if (match.languages.empty()) return kAllLanguages;
  std::uint64_t set = kAllLanguages;
  for (const auto language : kHoldsNoOther) set &= ~(std::uint64_t{1} << static_cast<unsigned>(language));
  for (const auto language : match.languages) set |= std::uint64_t{1} << static_cast<unsigned>(language);
  return set;
}

std::uint32_t least_arguments(const FactMatcher& match) {
  std::uint32_t least = match.named.empty() && !match.positions.empty()
                            ? *std::min_element(match.positions.begin(), match.positions.end())
                            : 1;
  return std::max(least, match.min_arguments);
}

// What rules want of calls of one name.
struct Callee {
  std::uint64_t languages = 0;
  std::uint32_t arguments = ~std::uint32_t{0};
};

}  // namespace

struct FactIndex::Impl {
  Impl(std::span<const Rule> rules, const Lexicon& lexicon) : groups(lexicon) {
    prepared.reserve(rules.size());
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
      prepared.emplace_back(rules[i], lexicon);
      const auto kind = fact_kind_of(rules[i].kind);
      if (!kind || kind == FactKind::token) continue;
      add(tables[static_cast<std::size_t>(*kind)], *kind, i);
      learn_names(rules[i], prepared[i]);
    }
  }

  struct Table {
    StringMap<std::vector<std::uint32_t>> by_name;
    std::array<std::vector<std::uint32_t>, kMaxGroups> by_group;
    std::vector<std::uint32_t> nameless;  // no names, no groups: paths, programs, schemes or arguments decide
    GroupMask groups = 0;
  };

  void add(Table& table, FactKind kind, std::uint32_t rule) {
    const Prepared& of = prepared[rule];
    if (of.names.empty() && of.groups == 0) table.nameless.push_back(rule);
    for (std::size_t i = 0; i < of.names.size(); ++i) {
      const auto& path_parts = kind == FactKind::call ? of.callees[i] : of.names;
      const auto& key =
          kind == FactKind::call ? (path_parts.empty() ? of.names[i] : path_parts.front()) : of.names[i];
      auto& list = table.by_name[key];
      if (list.empty() || list.back() != rule) list.push_back(rule);
    }
    for (std::size_t i = 0; i < kMaxGroups; ++i) {
      if ((of.groups >> i & 1U) != 0) table.by_group[i].push_back(rule);
    }
    table.groups |= of.groups;
  }

  void learn_names(const Rule& rule, const Prepared& of) {
    names.insert(of.named.begin(), of.named.end());
    used |= of.groups;
    for (const auto& written : of.callees) {
      if (written.empty()) continue;
      auto& callee = callees[written.front()];
      callee.languages |= languages_of(rule.match);
      callee.arguments = std::min(callee.arguments, least_arguments(rule.match));
    }
    if (rule.kind != RuleKind::assignment && rule.kind != RuleKind::cell) return;
    names.insert(of.names.begin(), of.names.end());
    if (!of.names.empty() || of.groups != 0) return;
    for (const auto& path : rule.match.paths) {
      const std::string glob = normalise_path(path);
      for (std::size_t at = 0; at <= glob.size();) {
        const auto end = std::min(glob.find('.', at), glob.size());
        const auto component = std::string_view(glob).substr(at, end - at);
        if (component.find_first_of("*?[") == std::string_view::npos)
          components.emplace(component);
        else if (component.find_first_not_of('*') != std::string_view::npos)
          partial.push_back(std::string(component));
        at = end + 1;
      }
    }
  }

  GroupIndex groups;
  GroupMask used = 0;                // groups that some rule takes
  StringSet names;                   // names and arguments that some rule takes
  StringMap<Callee> callees;         // by last component
  StringSet components;              // of paths, where a rule asks for nothing else
  std::vector<std::string> partial;  // path components with wildcards
  std::vector<Prepared> prepared;
  std::array<Table, kFactKinds> tables;
};

FactIndex::FactIndex(std::span<const Rule> rules, const Lexicon& lexicon)
    : impl_(std::make_unique<Impl>(rules, lexicon)) {}
FactIndex::FactIndex(FactIndex&&) noexcept = default;
FactIndex& FactIndex::operator=(FactIndex&&) noexcept = default;
FactIndex::~FactIndex() = default;

void FactIndex::candidates(const Fact& fact, std::vector<std::uint32_t>& out) const {
  const Impl::Table& table = impl_->tables[static_cast<std::size_t>(fact.kind)];
  const Seen seen(fact, impl_->groups);
  const std::size_t before = out.size();
  const auto take = [&](const std::vector<std::uint32_t>& rules) {
    for (const auto rule : rules) {
      if (takes(impl_->prepared[rule], seen)) out.push_back(rule);
    }
  };
  take(table.nameless);
  if (const auto named = table.by_name.find(seen.words.joined()); named != table.by_name.end())
    take(named->second);
  for (GroupMask rest = table.groups & seen.groups; rest != 0; rest &= rest - 1) {
    take(table.by_group[static_cast<std::size_t>(__builtin_ctzll(rest))]);
  }
  const auto first = out.begin() + static_cast<std::ptrdiff_t>(before);
  std::sort(first, out.end());
  out.erase(std::unique(first, out.end()), out.end());
}

bool FactIndex::may_be_name(std::string_view name) const {
  Words words;
  words.assign(name);
  if (words.count() == 0) return false;
  if ((impl_->groups.groups_of(words) & impl_->used) != 0 && !impl_->groups.is_disqualified(words))
    return true;
  // A name in a path, or behind what a prefix adds: "spring.ldap.bindpw", "LDAP__BINDPW".
  for (std::size_t first = 0; first < words.count(); ++first) {
    const auto ending = words.range(first, words.count());
    if (impl_->names.contains(ending) || impl_->components.contains(ending)) return true;
  }
  return std::any_of(impl_->partial.begin(), impl_->partial.end(),
                     [&](const std::string& glob) { return base::glob_match(glob, words.joined()); });
}

std::optional<std::uint32_t> FactIndex::callee_arguments(std::string_view name,
                                                         model::Language language) const {
  Words words;
  words.assign(name);
  const auto found = impl_->callees.find(words.joined());
  if (found == impl_->callees.end()) return std::nullopt;
  if ((found->second.languages >> static_cast<unsigned>(language) & 1U) == 0) return std::nullopt;
  return found->second.arguments;
}

bool FactIndex::is_disqualified(std::string_view name) const {
  Words words;
  words.assign(name);
  return impl_->groups.is_disqualified(words);
}

bool FactIndex::may_be_component(std::string_view name) const {
  Words words;
  words.assign(name);
  return impl_->components.contains(words.joined()) ||
         std::any_of(impl_->partial.begin(), impl_->partial.end(),
                     [&](const std::string& glob) { return base::glob_match(glob, words.joined()); });
}

}  // namespace tamis::rules
