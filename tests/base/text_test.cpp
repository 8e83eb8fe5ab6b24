#include "base/text.h"

#include <gtest/gtest.h>

namespace tamis::base {
namespace {

TEST(Text, ComparesIgnoringAsciiCase) {
  EXPECT_TRUE(equal_nocase("BindPW", "bindpw"));
  EXPECT_FALSE(equal_nocase("bindpw", "bindpwd"));
  EXPECT_TRUE(ends_with_nocase("LEAK.PS1", ".ps1"));
  EXPECT_EQ(find_nocase("the Mot De Passe", "mot de passe"), 4U);
  EXPECT_EQ(find_nocase("short", "longer than text"), std::string_view::npos);
  EXPECT_EQ(find_nocase("abcabc", "ABC", 1), 3U);
}

// Longer texts are searched in blocks: each place of a block, its edges and the rest behind the last one.
TEST(Text, FindsAtEveryPlaceOfALongText) {
  for (const std::string_view needle :
       {"k", "Ab", "[adsi]", "MotDePasse", "\xC3\xA9", "a-string-of-twenty-six-bytes"}) {
    for (std::size_t at = 0; at < 70; ++at) {
      std::string text(at, '.');
      text.append(to_lower(needle)).append(37, '@');
      EXPECT_EQ(find_nocase(text, needle), at) << needle;
      EXPECT_EQ(find_nocase(text, needle, at + 1), std::string_view::npos) << needle;
      EXPECT_EQ(find_exact(text, to_lower(needle)), at) << needle;
      EXPECT_EQ(find_exact(text, to_lower(needle), at + 1), std::string_view::npos) << needle;
      EXPECT_EQ(find_nocase(std::string_view(text).substr(0, at + needle.size() - 1), needle),
                std::string_view::npos)
          << needle;
    }
  }
  EXPECT_EQ(find_nocase(std::string(40, '\0') + "@B", "`b"), std::string_view::npos);  // '`' is no '@'
  EXPECT_EQ(find_exact(std::string(40, 'A') + "aB", "ab"), std::string_view::npos);
}

TEST(Text, FindsTheLastByteBeforeAPlace) {
  const std::string_view text = "ab\ncd\nef";
  EXPECT_EQ(behind_last(text, '\n', 0, 8), 6U);
  EXPECT_EQ(behind_last(text, '\n', 0, 6), 6U);
  EXPECT_EQ(behind_last(text, '\n', 0, 5), 3U);
  EXPECT_EQ(behind_last(text, '\n', 4, 5), 4U);
  EXPECT_EQ(behind_last(text, '\n', 7, 99), 7U);
  EXPECT_EQ(behind_last(text, 'x', 0, 8), 0U);
  EXPECT_EQ(behind_last("", 'x', 0, 0), 0U);
}

TEST(Text, TellsNamesAndExtensions) {
  EXPECT_EQ(file_name("a/b\\c.ps1"), "c.ps1");
  EXPECT_EQ(file_name("plain"), "plain");
  EXPECT_EQ(file_name("a/"), "");
  EXPECT_EQ(extension("x/y.tar.GZ"), "gz");
  EXPECT_EQ(extension(".env"), "env");
  EXPECT_EQ(extension("a.b/c"), "");
}

TEST(Text, MatchesGlobs) {
  EXPECT_TRUE(glob_match("*.ps1", "leak.ps1"));
  EXPECT_FALSE(glob_match("*.ps1", "a/leak.ps1"));
  EXPECT_TRUE(glob_match("**/*.ps1", "a/b/leak.ps1"));
  EXPECT_TRUE(glob_match("**/sssd.conf", "sssd.conf"));
  EXPECT_TRUE(glob_match("a/**/z", "a/b/c/z"));
  EXPECT_TRUE(glob_match("a/**/z", "a/z"));
  EXPECT_TRUE(glob_match("a/**", "a/b/c"));
  EXPECT_TRUE(glob_match("f[0-9]?", "f7x"));
  EXPECT_FALSE(glob_match("f[!0-9]", "f7"));
  EXPECT_TRUE(glob_match("*a*b*c*", "xxaxxbxxcxx"));
  EXPECT_FALSE(glob_match("*a*b*c*", "xxaxxcxxbxx"));
  EXPECT_FALSE(glob_match("", "x"));
  EXPECT_TRUE(glob_match("", ""));
  EXPECT_TRUE(glob_match("x[", "x["));
}

TEST(Text, GlobsStayCheapOnHostileInput) {
  const std::string path(20000, 'a');
  EXPECT_FALSE(glob_match("*a*a*a*a*a*a*a*b", path));
}

TEST(Text, ValidatesUtf8) {
  EXPECT_TRUE(valid_utf8("ASCII only, long enough for the word path"));
  EXPECT_TRUE(valid_utf8("mot de passe oublié, 密码, 🗝"));
  EXPECT_FALSE(valid_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(valid_utf8("\xED\xA0\x80"));      // a surrogate
  EXPECT_FALSE(valid_utf8("\xF4\x90\x80\x80"));  // behind the last code point
  EXPECT_FALSE(valid_utf8("cut \xE2\x82"));
  EXPECT_FALSE(valid_utf8("12345678\x80"));
}

TEST(Text, CountsCodePoints) {
  EXPECT_EQ(count_code_points("clé"), 3U);
  EXPECT_EQ(count_code_points("a\xFF"), 2U);
  EXPECT_EQ(count_code_points("🗝"), 1U);
}

TEST(Text, EncodesCodePoints) {
  std::string out;
  for (const char32_t c : {U'a', U'é', U'€', U'🗝', char32_t{0xD800}, char32_t{0x110000}})
    append_utf8(out, c);
  EXPECT_EQ(out, "aé€🗝\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Text, MeasuresEntropy) {
  EXPECT_DOUBLE_EQ(entropy(""), 0);
  EXPECT_DOUBLE_EQ(entropy("aaaa"), 0);
  EXPECT_DOUBLE_EQ(entropy("abab"), 1);
  EXPECT_DOUBLE_EQ(entropy("abcdefgh"), 3);
}

}  // namespace
}  // namespace tamis::base
