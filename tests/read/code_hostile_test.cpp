// Hostile and broken texts: nothing crashes and every span stays inside. What they cost: tests/work.
#include <algorithm>
#include <random>

#include "facts_fixture.h"

namespace tamis::read {
namespace {

using model::Language;

constexpr Language kLanguages[] = {Language::python, Language::javascript, Language::php,      Language::java,
                                   Language::csharp, Language::vbnet,      Language::vbscript, Language::go,
                                   Language::rust,   Language::ruby,       Language::perl,     Language::lua,
                                   Language::c,      Language::shell,      Language::batch};

void expect_inside(const ReadFacts& read) {
  for (const auto& fact : read.facts) {
    ASSERT_LE(fact.span.begin, fact.span.end);
    ASSERT_LE(fact.span.end, read.text.size());
    ASSERT_FALSE(fact.arguments.empty());
    for (const auto& argument : fact.arguments) {
      ASSERT_LE(argument.value.span.begin, argument.value.span.end);
      ASSERT_LE(argument.value.span.end, read.text.size());
      for (const auto& step : argument.value.trail) ASSERT_LE(step.offset, read.text.size());
    }
  }
}

std::string repeated(std::string_view unit, std::size_t bytes) {
  std::string out;
  out.reserve(bytes + unit.size());
  while (out.size() < bytes) out += unit;
  return out;
}

const std::string kSample =
    "<?php\n@echo off\n#!/bin/sh\n$cfg['ldap']['pw'] = \"A\\\"b\" . 'c';\nset \"P=x y\"\nldapadd -w "
    "\"${P:-Ab1}\" <<EOF\nuserPassword: x\nEOF\n"
    "env.put(Context.SECURITY_CREDENTIALS, PW + `t${x}`);\nr#\"raw\"# R\"d(x)d\" [=[lua]=] q{perl} "
    "%q(ruby)\ncurl -u a:b http://u:p%40@h/ | sudo -S x\n"
    "/* password = 'x' */ // pw: 'y'\n'''dn: cn=a\nuserPassword: z\n'''\nAuthorization: Basic "
    "Ym9iOkFiMQ==\n{\"a\": {\"pw\": \"x\"}}\nServer=a;Uid=u;Pwd=x;\n";

TEST(CodeHostile, EveryTruncationIsRead) {
  for (const Language language : kLanguages) {
    for (std::size_t length = 0; length <= kSample.size(); length += 3)
      expect_inside(ReadFacts::of(language, kSample.substr(0, length)));
  }
}

TEST(CodeHostile, MutationsAreRead) {
  std::mt19937 random(20191);
  const std::string alphabet = "'\"`\\(){}[]<>=:;,.#$%@!|&^/*-+ \n\t\0aA1=q<";
  for (int round = 0; round < 600; ++round) {
    std::string text = kSample;
    for (int change = 0; change < 12; ++change)
      text[random() % text.size()] = alphabet[random() % alphabet.size()];
    if (round % 3 == 0) text.insert(random() % text.size(), text.substr(random() % text.size(), 40));
    expect_inside(ReadFacts::of(kLanguages[static_cast<std::size_t>(round) % std::size(kLanguages)], text));
  }
}

TEST(CodeHostile, RepeatedPiecesAreRead) {
  for (const std::string_view unit : {"(",
                                      "[",
                                      "{",
                                      "((((((((]",
                                      "\"",
                                      "'",
                                      "`",
                                      "'''",
                                      "\\\"",
                                      "<<EOT\n",
                                      "`${",
                                      "${",
                                      "$(",
                                      "q{",
                                      "r#\"",
                                      "[=[",
                                      "/*",
                                      "a=",
                                      "a=b+",
                                      "a.",
                                      "a(",
                                      "{a:",
                                      "x://",
                                      "x://a:",
                                      "://u:p@",
                                      "<?php ",
                                      "?>",
                                      "=begin\n",
                                      "-p ",
                                      "a|",
                                      "<<<",
                                      "set ",
                                      "password='",
                                      "pw=pw+pw;",
                                      "{\"a\":",
                                      "http://u:p@h ",
                                      "Authorization: "}) {
    for (const Language language : {Language::python, Language::php, Language::rust, Language::shell}) {
      expect_inside(ReadFacts::of(language, repeated(unit, 10000)));
    }
  }
}

TEST(CodeHostile, DeepNesting) {
  for (const Language language : kLanguages) {
    const std::string deep = "x = " + std::string(100000, '(') + "'a'" + std::string(100000, ')');
    expect_inside(ReadFacts::of(language, deep));
    expect_inside(ReadFacts::of(language, repeated("f({a:[", 100000) + repeated("]})", 50000)));
  }
}

TEST(CodeHostile, TenMegabytesOfQuotes) {
  expect_inside(ReadFacts::of(Language::javascript, repeated("\"'", 10000000)));
  expect_inside(ReadFacts::of(Language::shell, repeated("'\"", 10000000)));
}

TEST(CodeHostile, NamesThatNameEachOther) {
  EXPECT_EQ(ReadFacts::of(Language::python, "a = b\nb = a\npw = a\n").assigned("pw"), "(unknown)");
}

}  // namespace
}  // namespace tamis::read
