#include "rules/rule_set.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_set>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "rules/anchors.h"
#include "rules/catalogue_blob.h"
#include "rules/fact_index.h"
#include "rules/pattern_shape.h"
#include "rules/read_triggers.h"
#include "rules/token_pattern.h"

namespace tamis::rules {
namespace {

// Part of the hash: what the same rules mean may change with the program.
constexpr std::string_view kMeaning = "rule set 1\n";
constexpr std::size_t kHashDigits = 16;

struct Token {
  std::unique_ptr<TokenPattern> pattern;  // null for rules of other kinds
  bool at_start = false;
};

base::Result<void> broken(const Rule& rule, const std::string& reason) {
  return base::fail(base::ErrorCode::invalid_argument, "rule " + rule.id + ": " + reason);
}

// Turns rules into what the engine looks for and what its hits mean.
class Compiler {
 public:
  explicit Compiler(const Catalogue& catalogue) : catalogue_(catalogue) {}

  base::Result<void> run() {
    if (auto checked = check(); !checked) return checked;
    tokens.resize(catalogue_.rules.size());
    for (std::uint32_t i = 0; i < catalogue_.rules.size(); ++i) {
      const Rule& rule = catalogue_.rules[i];
      if (rule.kind == RuleKind::token) {
        if (auto added = add_token(rule, i); !added) return added;
      } else if (rule.kind == RuleKind::block) {
        if (auto added = add_block(rule, i); !added) return added;
      }
    }
    for (auto& trigger : read_triggers(catalogue_.rules, catalogue_.lexicon)) {
      add_literal(std::move(trigger.literal), true,
                  {TriggerKind::read, Trigger::kNoRule, static_cast<std::uint32_t>(leads.size())});
      leads.push_back(std::move(trigger.lead));
    }
    triggers.insert(triggers.end(), expression_triggers_.begin(), expression_triggers_.end());
    return {};
  }

  engine::Spec spec;
  std::vector<std::vector<Trigger>> triggers;  // by expression
  std::vector<Token> tokens;                   // by rule
  std::vector<Lead> leads;                     // by index of a read trigger

 private:
  base::Result<void> check() const {
    std::unordered_set<std::string_view> ids;
    for (const Rule& rule : catalogue_.rules) {
      if (rule.id.empty()) return base::fail(base::ErrorCode::invalid_argument, "a rule has no id");
      if (!ids.insert(rule.id).second) return broken(rule, "the id is used twice");
      for (const auto& group : rule.match.name_groups) {
        if (catalogue_.lexicon.group(group) == nullptr)
          return broken(rule, "no group of names is called " + group);
      }
    }
    return {};
  }

  base::Result<void> add_token(const Rule& rule, std::uint32_t index) {
    const auto shape = analyse_pattern(rule.token.pattern, rule.token.nocase);
    std::uint64_t bytes = kMaxPatternWidth + 1;  // also what an unbounded pattern counts as
    if (shape) {
      if (shape->max_width) bytes = *shape->max_width;
    } else {
      // Not understood here: the libraries say whether it is an expression at all, and how wide.
      if (auto checked = TokenPattern::check(rule.token); !checked) {
        return broken(rule, "pattern: " + checked.error().message);
      }
      const auto measured = engine::expression_width(rule.token.pattern);
      if (!measured) return broken(rule, "pattern: " + measured.error().message);
      if (measured->max) bytes = *measured->max;
    }
    if (bytes > kMaxPatternWidth) {
      return broken(rule, "pattern: may match more than " + std::to_string(kMaxPatternWidth) + " bytes");
    }
    const Anchors anchors = choose_anchors(rule.token, shape);
    for (const auto& literal : anchors.literals) {
      add_literal(literal, anchors.nocase, {TriggerKind::token, index, 0});
    }
    if (anchors.literals.empty()) {
      spec.expressions.push_back((rule.token.nocase ? "(?i)" : "") + rule.token.pattern);
      expression_triggers_.push_back({{TriggerKind::expression, index, 0}});
    }
    tokens[index] = {std::make_unique<TokenPattern>(rule.token, static_cast<std::uint32_t>(bytes)),
                     anchors.at_start};
    return {};
  }

  base::Result<void> add_block(const Rule& rule, std::uint32_t index) {
    if (rule.block.begins.empty() || rule.block.begins.size() != rule.block.ends.size()) {
      return broken(rule, "expected as many ends as begins, and at least one");
    }
    for (std::uint32_t i = 0; i < rule.block.begins.size(); ++i) {
      if (rule.block.begins[i].size() < kMinAnchorBytes) return broken(rule, "begins: shorter than 3 bytes");
      add_literal(rule.block.begins[i], false, {TriggerKind::block, index, i});
    }
    return {};
  }

  void add_literal(std::string bytes, bool nocase, Trigger trigger) {
    if (nocase) bytes = base::to_lower(bytes);
    const auto next = static_cast<std::uint32_t>(spec.literals.size());
    const auto [entry, fresh] = numbers_.emplace(std::pair(bytes, nocase), next);
    if (fresh) {
      spec.literals.push_back({std::move(bytes), nocase});
      triggers.emplace_back();
    }
    triggers[entry->second].push_back(trigger);
  }

  const Catalogue& catalogue_;
  std::map<std::pair<std::string, bool>, std::uint32_t> numbers_;
  std::vector<std::vector<Trigger>> expression_triggers_;
};

std::string hash_of(const Catalogue& catalogue) {
  const auto bytes = std::string(kMeaning) + pack_catalogue(catalogue, BlobContent::without_examples);
  return base::to_hex(base::sha256(bytes)).substr(0, kHashDigits);
}

}  // namespace

struct RuleSet::Impl {
  Impl(Catalogue from, engine::Engine with)
      : catalogue(std::move(from)),
        engine(std::move(with)),
        facts(catalogue.rules, catalogue.lexicon),
        patterns(catalogue.lexicon) {}

  Catalogue catalogue;
  engine::Engine engine;
  std::vector<std::vector<Trigger>> triggers;
  std::vector<Token> tokens;
  std::vector<Lead> leads;
  FactIndex facts;
  ValuePatterns patterns;
  std::once_flag hashed;
  std::string hash;
};

RuleSet::RuleSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RuleSet::~RuleSet() = default;

base::Result<std::shared_ptr<const RuleSet>> RuleSet::build(Catalogue catalogue,
                                                            const engine::CacheOptions& cache) {
  // Token patterns point into the rules, whose addresses a moved vector keeps.
  Compiler compiler(catalogue);
  if (auto compiled = compiler.run(); !compiled) return tl::unexpected(compiled.error());
  auto engine = engine::Engine::compile(compiler.spec, cache);
  if (!engine) return tl::unexpected(engine.error());
  auto impl = std::make_unique<Impl>(std::move(catalogue), std::move(*engine));
  impl->triggers = std::move(compiler.triggers);
  impl->tokens = std::move(compiler.tokens);
  impl->leads = std::move(compiler.leads);
  return std::shared_ptr<const RuleSet>(new RuleSet(std::move(impl)));
}

std::span<const Rule> RuleSet::rules() const {
  return impl_->catalogue.rules;
}
const Lexicon& RuleSet::lexicon() const {
  return impl_->catalogue.lexicon;
}
const ValuePatterns& RuleSet::value_patterns() const {
  return impl_->patterns;
}
const engine::Engine& RuleSet::engine() const {
  return impl_->engine;
}
const std::string& RuleSet::hash() const {
  std::call_once(impl_->hashed, [this] { impl_->hash = hash_of(impl_->catalogue); });
  return impl_->hash;
}

std::span<const Trigger> RuleSet::triggers(std::uint32_t expression) const {
  if (expression >= impl_->triggers.size()) return {};
  return impl_->triggers[expression];
}

const Lead& RuleSet::lead(std::uint32_t index) const {
  return impl_->leads[index];
}

bool RuleSet::match_at(std::uint32_t rule, std::string_view text, std::size_t at, TokenMatch& match) const {
  const auto& token = impl_->tokens[rule];
  return token.pattern != nullptr && token.pattern->match_at(text, at, match);
}

bool RuleSet::find(std::uint32_t rule, std::string_view text, model::Span window, std::size_t from,
                   TokenMatch& match) const {
  const auto& token = impl_->tokens[rule];
  return token.pattern != nullptr && token.pattern->find(text, window, from, match);
}

std::uint32_t RuleSet::width(std::uint32_t rule) const {
  const auto& token = impl_->tokens[rule];
  return token.pattern == nullptr ? 0 : token.pattern->width();
}

bool RuleSet::starts_with_anchor(std::uint32_t rule) const {
  return impl_->tokens[rule].at_start;
}

void RuleSet::candidates(const model::Fact& fact, std::vector<std::uint32_t>& rules) const {
  impl_->facts.candidates(fact, rules);
}

bool RuleSet::may_be_name(std::string_view name) const {
  return impl_->facts.may_be_name(name);
}

std::optional<std::uint32_t> RuleSet::callee_arguments(std::string_view name,
                                                       model::Language language) const {
  return impl_->facts.callee_arguments(name, language);
}

bool RuleSet::may_be_component(std::string_view name) const {
  return impl_->facts.may_be_component(name);
}

bool RuleSet::is_disqualified(std::string_view name) const {
  return impl_->facts.is_disqualified(name);
}

}  // namespace tamis::rules
