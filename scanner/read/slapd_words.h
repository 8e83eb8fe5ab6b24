// OpenLDAP's arguments: words, "quoted words" with backslashes, and the `name=value` pairs that syncrepl and
// its kin take.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "read/fact_writer.h"
#include "read/traced_text.h"

namespace tamis::read {

struct SlapdWord {
  TracedText text;  // quotes undone
  bool quoted = false;
};

// The words of a (logical) line from `from` on; at most 256.
std::vector<SlapdWord> slapd_words(const TracedText& line, std::size_t from);

// Assignments for each `name=value` word of the line: `credentials=`, `keytab=`…, under `parents`.
void read_slapd_pairs(FactWriter& writer, const std::vector<std::string>& parents, const TracedText& line,
                      const Construct& construct);

}  // namespace tamis::read
