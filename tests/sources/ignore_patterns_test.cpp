#include "sources/ignore_patterns.h"

#include <gtest/gtest.h>

namespace tamis::sources {
namespace {

IgnoreVerdict judge(std::string_view text, std::string_view path, EntryKind kind = EntryKind::file) {
  const auto slash = path.rfind('/');
  return IgnorePatterns::parse(text).judge(path, slash == path.npos ? path : path.substr(slash + 1), kind);
}

constexpr auto kIgnored = IgnoreVerdict::ignored;
constexpr auto kKept = IgnoreVerdict::kept;
constexpr auto kNone = IgnoreVerdict::none;

TEST(IgnorePatterns, NamesMatchAtAnyLevelAndPathsAreAnchored) {
  EXPECT_EQ(judge("a.log", "x/y/a.log"), kIgnored);
  EXPECT_EQ(judge("/a.log", "x/a.log"), kNone);
  EXPECT_EQ(judge("/a.log", "a.log"), kIgnored);
  EXPECT_EQ(judge("x/a.log", "y/x/a.log"), kNone);
  EXPECT_EQ(judge("x/a.log", "x/a.log"), kIgnored);
  EXPECT_EQ(judge("*.log", "x/a.log"), kIgnored);
  EXPECT_EQ(judge("**/x/a.log", "y/x/a.log"), kIgnored);
}

TEST(IgnorePatterns, FoldersOnly) {
  EXPECT_EQ(judge("build/", "build", EntryKind::file), kNone);
  EXPECT_EQ(judge("build/", "x/build", EntryKind::folder), kIgnored);
  EXPECT_EQ(judge("/x/build/", "x/build", EntryKind::folder), kIgnored);
}

TEST(IgnorePatterns, TheLastMatchDecides) {
  EXPECT_EQ(judge("*.log\n!keep.log\n", "keep.log"), kKept);
  EXPECT_EQ(judge("!keep.log\n*.log\n", "keep.log"), kIgnored);
  EXPECT_EQ(judge("*.log\n!keep.log\n", "a.log"), kIgnored);
}

TEST(IgnorePatterns, CommentsBlanksAndEscapes) {
  EXPECT_EQ(judge("# a\n\n   \n", "# a"), kNone);
  EXPECT_EQ(judge("\\#a", "#a"), kIgnored);
  EXPECT_EQ(judge("\\!a", "!a"), kIgnored);
  EXPECT_EQ(judge("a  \n", "a"), kIgnored);
  EXPECT_EQ(judge("a\\ \n", "a "), kIgnored);
  EXPECT_EQ(judge("a.txt\r\n", "a.txt"), kIgnored);
  EXPECT_EQ(judge("\xEF\xBB\xBF"
                  "a.txt",
                  "a.txt"),
            kIgnored);
  EXPECT_EQ(judge("[broken\n*.c", "[broken"), kNone);
  EXPECT_EQ(judge("/", "a"), kNone);
}

TEST(IgnorePatterns, GlobsOfACommandLineHaveNoCommentsAndTakeNothingBack) {
  const auto patterns = IgnorePatterns::from_globs({"#x", "!y"});
  EXPECT_EQ(patterns.judge("#x", "#x", EntryKind::file), kIgnored);
  EXPECT_EQ(patterns.judge("!y", "!y", EntryKind::file), kIgnored);
  EXPECT_EQ(patterns.judge("y", "y", EntryKind::file), kNone);
}

}  // namespace
}  // namespace tamis::sources
