// What the tests of the code, shell and URL readers share: read a text, describe its facts in a line each.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "read/reader.h"

namespace tamis::read {

struct ReadFacts {
  std::string text;
  std::vector<model::Fact> facts;

  static ReadFacts of(model::Language language, std::string source, std::string_view name = {}) {
    ReadFacts out{std::move(source), {}};
    const model::Span all{0, out.text.size()};
    read_facts({.text = out.text, .name = name, .language = language, .regions = {&all, 1}}, out.facts);
    return out;
  }

  static std::string describe(const model::Value& value) {
    switch (value.state) {
      case model::ValueState::constant:
        return value.text;
      case model::ValueState::reference:
        return "(reference)";
      case model::ValueState::prompt:
        return "(prompt)";
      case model::ValueState::unknown:
        return "(unknown)";
    }
    return {};
  }

  // "a.b = x" for assignments whose value is a constant; the others only on request.
  std::vector<std::string> assignments() const {
    std::vector<std::string> out;
    for (const auto& fact : facts) {
      if (fact.kind != model::FactKind::assignment || fact.value().state != model::ValueState::constant)
        continue;
      out.push_back(fact.path + " = " + fact.value().text);
    }
    return out;
  }

  const model::Fact* find(model::FactKind kind, std::string_view name) const {
    for (const auto& fact : facts) {
      if (fact.kind == kind && fact.name == name) return &fact;
    }
    return nullptr;
  }

  // What is assigned under the name, "(none)" where nothing is.
  std::string assigned(std::string_view name) const {
    const auto* fact = find(model::FactKind::assignment, name);
    return fact == nullptr ? "(none)" : describe(fact->value());
  }

  // "callee(a, name=b)" of the first call whose name ends so.
  std::string call(std::string_view name) const {
    for (const auto& fact : facts) {
      if (fact.kind != model::FactKind::call || !fact.name.ends_with(name)) continue;
      std::string out(name);
      out += '(';
      for (const auto& argument : fact.arguments) {
        if (!out.ends_with('(')) out += ", ";
        if (!argument.name.empty()) out += argument.name + "=";
        out += describe(argument.value);
      }
      return out + ")";
    }
    return "(none)";
  }

  // "program option value" for each option.
  std::vector<std::string> options() const {
    std::vector<std::string> out;
    for (const auto& fact : facts) {
      if (fact.kind == model::FactKind::option)
        out.push_back(fact.path + " " + fact.name + " " + describe(fact.value()));
    }
    return out;
  }

  // "scheme user:password@host" for each URL with userinfo.
  std::vector<std::string> urls() const {
    std::vector<std::string> out;
    for (const auto& fact : facts) {
      if (fact.kind == model::FactKind::userinfo)
        out.push_back(fact.name + " " + fact.user + ":" + describe(fact.value()) + "@" + fact.host);
    }
    return out;
  }

  std::vector<std::string> headers() const {
    std::vector<std::string> out;
    for (const auto& fact : facts) {
      if (fact.kind == model::FactKind::header)
        out.push_back(fact.name + "|" + fact.path + "|" + fact.user + "|" + describe(fact.value()));
    }
    return out;
  }

  // Each constant without escapes or decoding is written exactly as its text.
  void expect_exact_spans() const {
    for (const auto& fact : facts) {
      for (const auto& argument : fact.arguments) {
        const auto& value = argument.value;
        ASSERT_LE(value.span.begin, value.span.end);
        ASSERT_LE(value.span.end, text.size());
        if (value.state != model::ValueState::constant || value.computed) continue;
        EXPECT_EQ(value.span.in(text), value.text) << fact.path;
      }
    }
  }
};

}  // namespace tamis::read
