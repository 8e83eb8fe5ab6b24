#include "sources/path_glob.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace tamis::sources {
namespace {

bool matches(std::string_view pattern, std::string_view path) {
  const auto glob = PathGlob::compile(pattern);
  return glob && glob->matches(path);
}

struct Case {
  std::string_view pattern, path;
  bool expected;
};

TEST(PathGlob, FollowsGitignore) {
  const Case cases[] = {
      {"a", "a", true},
      {"a", "b", false},
      {"a", "ab", false},
      {"", "", true},
      {"*", "abc", true},
      {"*", "a/b", false},
      {"*.c", "x.c", true},
      {"*.c", "x.cc", false},
      {"a*b*c", "axxbyyc", true},
      {"a*b*c", "axxbyy", false},
      {"?", "a", true},
      {"?", "/", false},
      {"a?c", "a/c", false},
      {"**/a", "a", true},
      {"**/a", "x/y/a", true},
      {"**/a", "xa", false},
      {"**/a/b", "x/a/a/b", true},
      {"a/**", "a/b/c", true},
      {"a/**", "a", false},
      {"a/**", "a/", false},
      {"a/**/b", "a/b", true},
      {"a/**/b", "a/x/y/b", true},
      {"a/**/b", "a/xb", false},
      {"a/**/*.c", "a/b/d/e.c", true},
      {"a**b", "axxb", true},
      {"a**b", "a/b", false},
      {"**", "abc", true},
      {"x/*/y", "x/1/y", true},
      {"x/*/y", "x/1/2/y", false},
      {"*a/b*", "xa/by", true},
      {"*/b*c", "x/bzzc", true},
      {"[ab]x", "bx", true},
      {"[ab]x", "cx", false},
      {"[a-c]", "b", true},
      {"[!a-c]", "b", false},
      {"[^a-c]", "d", true},
      {"[]a]", "]", true},
      {"[a-]", "-", true},
      {"[[:digit:]]", "7", true},
      {"[[:alpha:]_]", "_", true},
      {"[[:digit:]]", "x", false},
      {"[!a]", "/", false},
      {"[\\]]", "]", true},
      {"\\*", "*", true},
      {"\\*", "a", false},
      {"\\[a", "[a", true},
      {"é*", "été", true},
      {"e*", "été", false},
      {"ét?é", "état", false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(matches(c.pattern, c.path), c.expected) << c.pattern << " on " << c.path;
}

TEST(PathGlob, RefusesWhatCanMatchNothing) {
  for (const char* pattern : {"[a", "[", "[!", "a\\", "[]", "[a-"})
    EXPECT_FALSE(PathGlob::compile(pattern)) << pattern;
}

TEST(PathGlob, HostilePatternsStayFast) {
  std::string pattern, text;
  for (int i = 0; i < 300; ++i) pattern += "**/a*";
  for (int i = 0; i < 2000; ++i) text += "a/aa";
  const auto glob = PathGlob::compile(pattern + "b");
  ASSERT_TRUE(glob);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(glob->matches(text));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

}  // namespace
}  // namespace tamis::sources
