// Result: what an expression comes to, as far as that can be known without running anything, and where it was
// written. Plain values; copies share lists.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/fact.h"
#include "model/span.h"
#include "read/powershell/tree.h"

namespace tamis::read::powershell {

enum class ResultKind : std::uint8_t {
  unknown,
  reference,  // environment, vault, file
  prompt,
  null,
  boolean,  // number: 0 or 1
  number,
  text,
  character,  // text: one code point
  bytes,      // text: the bytes
  list,       // items
  table,      // node: the hashtable
  record,     // fields: a row of a CSV or string data
  type,       // text: the type's name
  object,     // text: the type's name; node: where it was made
  secure,     // text: what the secure string holds
};

struct Result;
using Results = std::vector<Result>;  // the candidates: more than one where a name is assigned more than once

struct Result {
  ResultKind kind = ResultKind::unknown;
  double number = 0;
  std::string text{};
  std::shared_ptr<const Results> items{};  // list: the items; computed text: the constants that went into it
  std::shared_ptr<const std::vector<std::pair<std::string, Result>>> fields{};  // record; names in lower case
  NodeId node = kNoNode;
  std::string path{};  // the lower-case name under which an object or table is held

  model::Span span{};
  model::Quoting quoting = model::Quoting::bare;
  bool computed = false;
  bool is_default = false;
  std::vector<std::string> decoded_by{};
  std::vector<model::TrailStep> trail{};

  bool is_textual() const {
    return kind == ResultKind::text || kind == ResultKind::character || kind == ResultKind::secure;
  }
  bool is_constant() const { return is_textual() || kind == ResultKind::number; }
};

// The constant as the program would print it: numbers without trailing zeros.
std::string to_text(const Result& result);

// Of the constants that went into `whole`, the one that is exactly `part`: it is written elsewhere.
const Result* find_part(const Result& whole, std::string_view part);

// As a fact shows it.
model::Value to_value(const Result& result);

}  // namespace tamis::read::powershell
