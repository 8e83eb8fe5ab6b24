// FactWriter: how the configuration readers report assignments, so that all of them name paths, recognise
// look-ups, and read what a value itself holds (connection strings, command lines, whole texts) in the same
// way.
//
//   FactWriter writer(input, model::Language::yaml, facts);
//   writer.assign({"spring", "ldap"}, "password", literal, {.span = line, .block = block});
//
// Lives during one call of a reader; not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "model/language.h"
#include "model/span.h"
#include "read/literal.h"
#include "read/reader.h"

namespace tamis::read {

// Where an assignment stands.
struct Construct {
  model::Span span;
  std::uint32_t block = 0;
  bool in_comment = false;
};

class FactWriter {
 public:
  FactWriter(const Input& input, model::Language language, std::vector<model::Fact>& facts)
      : input_(input), language_(language), facts_(facts) {}

  // `key` may itself be dotted ("spring.ldap.password", "Ldap:Password", "LDAP__PASSWORD"): its last
  // component is the name.
  void assign(const std::vector<std::string>& parents, std::string_view key, const Literal& literal,
              const Construct& construct);
  // The same without a look into the value.
  void assign_plain(const std::vector<std::string>& parents, std::string_view key, const Literal& literal,
                    const Construct& construct);
  // An element of the list under `key`: as assign; `NAME=value` and `--name=value` are assignments of their
  // own.
  void element(const std::vector<std::string>& parents, std::string_view key, const Literal& literal,
               const Construct& construct);
  void option(std::string_view program, std::string_view name, const Literal& literal,
              const Construct& construct);
  void cell(std::string_view header, const Literal& literal, const Construct& construct);

  // Reads the value as a text of its own where it looks like one: several lines, under a key such as
  // "sssd.conf".
  void nested(std::string_view key, const Literal& literal);

  // The arguments of a program that is named elsewhere, as a line of batch.
  void command(std::string_view program, const Literal& arguments);

  // False for what stands so far from every hit that no rule can take it.
  bool wanted(model::Span span) const;

  const Input& input() const { return input_; }
  std::string_view text() const { return input_.text; }
  std::vector<model::Fact>& facts() { return facts_; }
  model::Language language() const { return language_; }
  std::uint32_t new_block() { return ++blocks_; }
  // Asked at every step of a reader's loop: memory and time are bounded.
  bool full() const { return facts_.size() >= kMaxFacts || !input_.may_go_on(); }

 private:
  static constexpr std::size_t kMaxFacts = 200000;  // memory on hostile input

  void put(const std::vector<std::string>& parents, std::string_view key, const Literal& literal,
           const Construct& construct);
  void add(model::Fact fact, const Literal& literal, const Construct& construct);
  void connection_string(const std::string& path, const Literal& literal, const Construct& construct);
  void command_line(const Literal& literal, const Construct& construct);

  const Input& input_;
  model::Language language_;
  std::vector<model::Fact>& facts_;
  std::uint32_t blocks_ = 0;
};

// Watches the members of one mapping for a name and its value: { name: LDAP_PASSWORD, value: … } is an
// assignment too.
class PairMembers {
 public:
  void see(FactWriter& writer, const std::vector<std::string>& parents, std::string_view key,
           const Literal& literal, const Construct& construct);

 private:
  std::optional<Literal> name_;
  std::optional<Literal> value_;
  Construct construct_;
};

// The last components of `parents` and `key`, joined by dots, within a bound: deep nesting must not cost.
std::string dotted_path(const std::vector<std::string>& parents, std::string_view key);

// "password" of "spring.ldap.password", "Ldap:Password", "LDAP__PASSWORD".
std::string_view last_component(std::string_view key);

// A value that stock commented samples carry ("# rootpw secret"): commented out, it is nobody's secret.
bool is_stock_sample(std::string_view value);

}  // namespace tamis::read
