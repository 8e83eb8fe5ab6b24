// What the tests of the configuration readers share: read a text, find facts in it.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "read/reader.h"
#include "read/reader_table.h"

namespace tamis::read {

struct ReadText {
  std::string text;
  std::vector<model::Fact> facts;

  // The nth fact of that path; an empty one where there is none, so that a failing test goes on.
  const model::Fact& fact(std::string_view path, std::size_t nth = 0) const {
    static const model::Fact kMissing = [] {
      model::Fact none;
      none.arguments.resize(1);
      return none;
    }();
    for (const auto& each : facts) {
      if (each.path == path && nth-- == 0) return each;
    }
    return kMissing;
  }
  bool has(std::string_view path, std::size_t nth = 0) const { return !fact(path, nth).path.empty(); }
  // The value's text, or why there is none.
  std::string value(std::string_view path, std::size_t nth = 0) const {
    if (!has(path, nth)) return "(no fact)";
    switch (fact(path, nth).value().state) {
      case model::ValueState::constant:
        return fact(path, nth).value().text;
      case model::ValueState::reference:
        return "(reference)";
      case model::ValueState::prompt:
        return "(prompt)";
      case model::ValueState::unknown:
        return "(unknown)";
    }
    return {};
  }
  std::string written(std::string_view path, std::size_t nth = 0) const {
    return has(path, nth) ? std::string(fact(path, nth).value().span.in(text)) : "(no fact)";
  }
};

inline ReadText read_as(model::Language language, std::string text, std::string_view name = {}) {
  ReadText out{std::move(text), {}};
  const model::Span all{0, out.text.size()};
  read_facts({.text = out.text, .name = name, .language = language, .regions = {&all, 1}}, out.facts);
  return out;
}

// Every span of every fact lies inside the text.
inline void expect_inside(const ReadText& read) {
  for (const auto& fact : read.facts) {
    ASSERT_LE(fact.span.begin, fact.span.end);
    ASSERT_LE(fact.span.end, read.text.size());
    for (const auto& argument : fact.arguments) {
      ASSERT_LE(argument.value.span.begin, argument.value.span.end) << fact.path;
      ASSERT_LE(argument.value.span.end, read.text.size()) << fact.path;
    }
  }
}

}  // namespace tamis::read
