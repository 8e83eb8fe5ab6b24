// Rule: what patterns/*.yaml says, as plain values. docs/rules.md is the guide for people who write rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/fact.h"
#include "model/language.h"
#include "model/severity.h"
#include "model/verdict.h"

namespace tamis::rules {

enum class RuleKind : std::uint8_t { token, block, assignment, call, option, cell, header, userinfo };

// How much the place alone says (detect/assess.h turns place and value into a confidence).
enum class Strength : std::uint8_t {
  certain,  // nothing but a secret stands here: a bind's argument, an LDAP key. Any literal counts, even a
            // word.
  named,    // a password-named place: the value must look chosen by a person or a machine
  vague,    // "token", "key": shape or entropy needed
};

// A check in the table of validators (detect/validators.h), with its argument where it takes one.
struct ValidatorCall {
  std::string name;
  std::string argument;
};

// A cheap check before any expression runs: a run of `length` bytes of `char_class` within `within` bytes of
// the anchor.
struct RunCheck {
  std::string char_class;  // "hex", "digit", "alnum", "base64", "base64url"
  std::uint32_t length = 0;
  std::uint32_t within = 0;
};

struct TokenMatcher {
  std::string pattern;  // RE2 on bytes; the secret is group "secret", else group 1, else the whole
  std::vector<std::string> anchors;  // literals of which each match holds at least one; derived when empty
  bool nocase = false;               // anchors and pattern ignore ASCII case
  bool boundary = true;              // no letter, digit or '_' directly before and behind the whole match
  double min_entropy = 0;            // bits per byte of the secret
  std::vector<std::string>
      near;  // one of these, case-insensitive, within near_bytes: for shapes that say little
  std::uint32_t near_bytes = 128;
  std::optional<RunCheck> check;
};

// Long secrets: from a begin marker on to its end marker within a limit.
struct BlockMatcher {
  std::vector<std::string> begins;  // literals, e.g. "-----BEGIN OPENSSH PRIVATE KEY-----"
  std::vector<std::string> ends;    // the end marker of the same index
  std::uint32_t max_bytes = 65536;
};

// For facts. Lists are alternatives; every non-empty list must be met, names and name_groups counting as one.
// Names are compared normalised: ASCII case, accents, '_', '-', '.' and blanks do not count (rules/names.h).
struct FactMatcher {
  // assignment, cell, header: the name; call: callees; option: options as written
  std::vector<std::string> names;
  std::vector<std::string> name_groups;  // groups of patterns/lexicon/names.yaml: "password", "secret" …
  std::vector<std::string> not_names;    // userinfo: schemes
  // globs on Fact::path, normalised component by component: "**.ldap.**.password"
  std::vector<std::string> paths;
  std::vector<std::string> programs;  // option: base names
  std::vector<std::string> schemes;   // userinfo, header
  std::vector<std::string> siblings;  // one of these names stands in the same block
  std::vector<std::string> context;   // one of these words stands in the text, in any case
  std::vector<std::string> files;     // globs on the member's path: "**/sssd.conf", "*.ldif"
  std::vector<model::Language> languages;
  // call: which arguments are the secret
  std::vector<std::uint32_t> positions;  // 1-based
  std::vector<std::string> named;        // parameter or property names
  std::uint32_t min_arguments = 0;
  // call: the argument at this position (1-based; 0: none) is an account. A constant there must look like
  // one: a DN, an address, DOMAIN\user.
  std::uint32_t account = 0;
};

struct Example {
  std::string file;  // a name that gives context; "example.txt" when empty
  std::string text;
  std::vector<std::string> secrets;  // exactly these must be found; empty in negative examples
};

struct Rule {
  std::string id;  // "tamis.powershell.directoryentry"; stable
  std::string name;
  std::string family;  // of its file: "powershell", "ldap", "token" …
  RuleKind kind = RuleKind::token;
  std::string reports = "token";  // Finding::kind: password | ldap-bind | token | key | hash
  model::Severity severity = model::Severity::high;
  model::Confidence confidence = model::Confidence::high;  // at most; the value may lower it
  Strength strength = Strength::certain;
  std::vector<ValidatorCall> validate;
  std::vector<std::string> tags;
  std::string description;
  model::Remediation remediation;
  std::vector<std::string> references;

  TokenMatcher token;
  BlockMatcher block;
  FactMatcher match;

  std::vector<Example> examples;  // not loaded in normal scans
  std::vector<Example> negative_examples;
};

}  // namespace tamis::rules
