// Hostile and broken texts: nothing crashes, every span stays inside, and the work stays linear.
#include <algorithm>
#include <ctime>
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

// Of the processor, so that a busy machine does not count.
double seconds_for(Language language, std::string text) {
  const std::clock_t begin = std::clock();
  expect_inside(ReadFacts::of(language, std::move(text)));
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
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

// Four times the text may cost eight times the time, not sixteen; below a floor nothing is measured.
TEST(CodeHostile, CostsAreLinear) {
  constexpr double kFloor = 0.05;
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
      double small = seconds_for(language, repeated(unit, 10000));
      if (small < kFloor) continue;
      double large = seconds_for(language, repeated(unit, 40000));
      // A busy machine disturbs single runs; quadratic work shows in the fastest of several, too.
      for (int again = 0; again < 3 && large >= 8 * small; ++again) {
        small = std::min(small, seconds_for(language, repeated(unit, 10000)));
        large = std::min(large, seconds_for(language, repeated(unit, 40000)));
      }
      EXPECT_LT(large, 8 * small) << unit << " in " << model::to_string(language);
    }
  }
}

TEST(CodeHostile, DeepNesting) {
  for (const Language language : kLanguages) {
    const std::string deep = "x = " + std::string(100000, '(') + "'a'" + std::string(100000, ')');
    EXPECT_LT(seconds_for(language, deep), 20.0) << model::to_string(language);
    EXPECT_LT(seconds_for(language, repeated("f({a:[", 100000) + repeated("]})", 50000)), 20.0)
        << model::to_string(language);
  }
}

TEST(CodeHostile, TenMegabytesOfQuotes) {
  EXPECT_LT(seconds_for(Language::javascript, repeated("\"'", 10000000)), 60.0);
  EXPECT_LT(seconds_for(Language::shell, repeated("'\"", 10000000)), 60.0);
  for (const std::string_view unit : {"\"", "'", "\\\"", "'\n"}) {
    EXPECT_LT(seconds_for(Language::php, repeated(unit, 1000000)), 30.0) << unit;
    EXPECT_LT(seconds_for(Language::shell, repeated(unit, 1000000)), 30.0) << unit;
  }
}

TEST(CodeHostile, NamesThatNameEachOther) {
  EXPECT_EQ(ReadFacts::of(Language::python, "a = b\nb = a\npw = a\n").assigned("pw"), "(unknown)");
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += "v" + std::to_string(i) + " = v" + std::to_string(i + 1) + " + v" + std::to_string(i + 1) + "\n";
  EXPECT_LT(seconds_for(Language::python, text), 20.0);
}

}  // namespace
}  // namespace tamis::read
