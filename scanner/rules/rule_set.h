// RuleSet: rules and lexicon compiled for scanning: anchors chosen, engine built, expressions ready to be
// compiled on their first hit. Immutable and shared by all threads.
//
//   auto catalogue = rules::load_builtin();                       // or load_path("my-rules/")
//   auto set = rules::RuleSet::build(std::move(*catalogue), {.cache_folder = folder});
//   for (hit : hits) for (const rules::Trigger& trigger : set->triggers(hit.expression)) …
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"
#include "model/language.h"
#include "model/span.h"
#include "rules/catalogue.h"
#include "rules/lead.h"
#include "rules/lexicon.h"
#include "rules/rule.h"
#include "rules/token_match.h"
#include "rules/value_patterns.h"

namespace tamis::rules {

// The rules that are built into the program. `with_examples` also loads examples (slower: for `tamis rules`).
base::Result<Catalogue> load_builtin(bool with_examples = false);

// A YAML file or a folder of them, as a person wrote them; examples included. Errors name file, line, column
// and field, also for a validator that is not among `validators`.
base::Result<std::vector<Rule>> load_path(const std::string& path,
                                          std::span<const std::string_view> validators);

// Keeps the rules that pass: `enable` (when not empty) and `disable` hold ids, globs on ids, or tags.
base::Result<void> select_rules(std::vector<Rule>& rules, std::span<const std::string> enable,
                                std::span<const std::string> disable);

// What a hit of an anchor asks for.
enum class TriggerKind : std::uint8_t {
  token,       // run token rule `rule` around the hit
  block,       // read on from the begin marker of block rule `rule`
  read,        // let the reader of the text's language read here (rule is kNoRule: facts find their rules by
               // themselves)
  expression,  // a whole expression of token rule `rule` ended here: run it on the window before
};

struct Trigger {
  static constexpr std::uint32_t kNoRule = 0xFFFFFFFF;
  TriggerKind kind = TriggerKind::read;
  std::uint32_t rule = kNoRule;
  std::uint32_t index = 0;  // block: which begin marker; read: which lead
};

class RuleSet {
 public:
  // Errors name the rule: a pattern that does not compile, no anchor and no usable expression, an unknown
  // validator or name group, an id used twice.
  static base::Result<std::shared_ptr<const RuleSet>> build(Catalogue catalogue,
                                                            const engine::CacheOptions& cache);
  ~RuleSet();

  std::span<const Rule> rules() const;
  const Lexicon& lexicon() const;
  const ValuePatterns& value_patterns() const;
  const engine::Engine& engine() const;
  // 16 hexadecimal digits: changes with any rule, lexicon entry or engine version.
  // Worked out on its first use, thread-safe.
  const std::string& hash() const;

  std::span<const Trigger> triggers(std::uint32_t expression) const;
  // What a trigger of kind read may be.
  const Lead& lead(std::uint32_t index) const;

  // Runs the pattern of token rule `rule`; it is compiled on its first use, thread-safe. match_at: only a
  // match that begins at `at`; find: the first that begins in [from, window.end) and ends before window.end.
  bool match_at(std::uint32_t rule, std::string_view text, std::size_t at, TokenMatch& match) const;
  bool find(std::uint32_t rule, std::string_view text, model::Span window, std::size_t from,
            TokenMatch& match) const;
  // The widest match of token rule `rule`, in bytes.
  std::uint32_t width(std::uint32_t rule) const;
  // True when the pattern begins with each of its anchors, so that a match begins where the anchor's hit
  // begins.
  bool starts_with_anchor(std::uint32_t rule) const;

  // Rules that take a fact of this kind and may take this (normalised) name; group rules included.
  void candidates(const model::Fact& fact, std::vector<std::uint32_t>& rules) const;
  // False when no rule takes an assignment, a cell or an argument of this name, wherever it stands.
  bool may_be_name(std::string_view name) const;
  // How many arguments a rule needs at least of a call of something with this last component in this
  // language; nothing when no rule takes one.
  std::optional<std::uint32_t> callee_arguments(std::string_view name, model::Language language) const;
  // True when a rule asks for this component of a path.
  bool may_be_component(std::string_view name) const;
  // True when no rule takes the name by its group: min_password, hasToken.
  bool is_disqualified(std::string_view name) const;

 private:
  struct Impl;
  explicit RuleSet(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::rules
