#include "sources/paths.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "sources/long_path.h"

namespace tamis::sources {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class PathsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = fs::temp_directory_path() / "tamis-sources-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }

  void write(const std::string& path, const std::string& text = "x") {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }

  // Paths relative to the root; skipped ones as "path!reason".
  std::vector<std::string> walk(const WalkOptions& options = {}, std::vector<std::string> roots = {}) {
    if (roots.empty()) roots = {root_.string()};
    std::vector<std::string> seen;
    std::uint64_t next = 0;
    walk_paths(
        roots, options, {},
        [&](Item item) {
          EXPECT_EQ(item.sequence, next++);
          auto path = item.blob.path;
          if (path.starts_with(root_.string() + "/")) path.erase(0, root_.string().size() + 1);
          if (item.skipped) path += "!" + std::string(to_string(item.skip.reason));
          seen.push_back(path);
          return true;
        },
        [&](const std::string& path, const base::Error& error) { errors_[path] = error.code; });
    return seen;
  }

  fs::path root_;
  std::map<std::string, base::ErrorCode> errors_;
};

TEST_F(PathsTest, DepthFirstSortedByBytes) {
  for (const char* path :
       {"b/z", "b/a", "a.txt", "B", ".git/config", "a/é", "a/x/1", "abcdefgh2", "abcdefgh10"})
    write(path);
  EXPECT_THAT(walk(), ElementsAre(".git/config", "B", "a/x/1", "a/é", "a.txt", "abcdefgh10", "abcdefgh2",
                                  "b/a", "b/z"));
}

TEST_F(PathsTest, FilesRootsAndStandardInput) {
  write("f");
  const auto file = (root_ / "f").string();
  EXPECT_THAT(walk({}, {file, "-", root_.string() + "/"}), ElementsAre("f", "-", "f"));
}

TEST_F(PathsTest, MissingRootIsAnErrorAndTheOthersGoOn) {
  write("f");
  const auto missing = (root_ / "missing").string();
  EXPECT_THAT(walk({}, {missing, root_.string()}), ElementsAre("f"));
  ASSERT_EQ(errors_.size(), 1U);
  EXPECT_EQ(errors_[missing], base::ErrorCode::not_found);
}

TEST_F(PathsTest, LinksAreNotFollowedUnlessNamed) {
  write("real/f");
  fs::create_symlink("real", root_ / "link");
  fs::create_symlink("real/f", root_ / "filelink");
  EXPECT_THAT(walk(), ElementsAre("real/f"));
  EXPECT_THAT(walk({}, {(root_ / "link").string(), (root_ / "filelink").string()}),
              ElementsAre("link/f", "filelink"));
}

TEST_F(PathsTest, FollowedLinksEndInLoopsOnce) {
  write("a/f");
  fs::create_symlink("..", root_ / "a/up");
  fs::create_symlink("self", root_ / "self");
  fs::create_symlink("nowhere", root_ / "z");
  fs::create_symlink("a", root_ / "again");
  EXPECT_THAT(walk({.follow_links = true}),
              ElementsAre("a/f", "a/up!repeated", "self!unreadable", "z!unreadable"));
}

TEST_F(PathsTest, LinkFarmsAreNotExponential) {
  for (int i = 0; i < 30; ++i) {
    const auto folder = root_ / ("d" + std::to_string(i));
    fs::create_directories(folder);
    for (const char* name : {"x", "y"}) fs::create_symlink("../d" + std::to_string(i + 1), folder / name);
  }
  write("d30/f");
  EXPECT_EQ(walk({.follow_links = true}).size(), 1U);
}

TEST_F(PathsTest, SpecialFilesAreSkippedWithoutBeingOpened) {
  write("f");
  ASSERT_EQ(::mkfifo((root_ / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(walk(), ElementsAre("f", "pipe!special"));
  EXPECT_THAT(walk({}, {(root_ / "pipe").string()}), ElementsAre("pipe!special"));
}

TEST_F(PathsTest, UnreadableFolderIsSkippedAndTheOthersGoOn) {
  write("a/f");
  write("b/f");
  if (::geteuid() == 0) GTEST_SKIP() << "root reads everything; tests/e2e runs this as another user";
  fs::permissions(root_ / "a", fs::perms::none);
  EXPECT_THAT(walk(), ElementsAre("a!unreadable", "b/f"));
  fs::permissions(root_ / "a", fs::perms::owner_all);
}

TEST_F(PathsTest, AFolderThatVanishesIsSaid) {
  write("a/f");
  write("b/f");
  std::vector<std::string> seen;
  walk_paths(
      {root_.string()}, {}, {},
      [&](Item item) {
        if (seen.empty()) fs::remove_all(root_ / "b");
        seen.push_back(std::string(item.skipped ? to_string(item.skip.reason) : "file"));
        return true;
      },
      [](const std::string&, const base::Error&) {});
  EXPECT_THAT(seen, ElementsAre("file", "vanished"));
}

TEST_F(PathsTest, HostileNames) {
  write("new\nline");
  write(
      "bad\xFF"
      "utf8");
  write("-rf");
  EXPECT_THAT(walk(), ElementsAre("-rf",
                                  "bad\xFF"
                                  "utf8",
                                  "new\nline"));
}

TEST_F(PathsTest, ExcludePrunesFoldersAndNames) {
  for (const char* path : {"a/node_modules/x", "a/src/x.min.js", "a/src/x.js", "docs/a", "x/docs/a"})
    write(path);
  EXPECT_THAT(walk({.exclude = {"node_modules/", "*.min.js", "/docs"}}),
              ElementsAre("a/src/x.js", "x/docs/a"));
  const auto named = (root_ / "a/src/x.min.js").string();
  EXPECT_EQ(walk({.exclude = {"*.min.js"}}, {named}).size(), 1U);
}

TEST_F(PathsTest, IgnoreFilesNest) {
  write(".tamisignore", "*.log\n/gen/\n");
  write("a.log");
  write("gen/f");
  write("x/gen/f");
  write("x/.tamisignore", "!keep.log\nsecret/*\n");
  write("x/keep.log");
  write("x/other.log");
  write("x/secret/f");
  EXPECT_THAT(walk(), ElementsAre(".tamisignore", "x/.tamisignore", "x/gen/f", "x/keep.log"));
  EXPECT_EQ(walk({.use_ignore_files = false}).size(), 8U);
}

TEST_F(PathsTest, AnIgnoreFileThatIsAPipeOrALinkOrHugeCountsAsNone) {
  write("f");
  ASSERT_EQ(::mkfifo((root_ / ".tamisignore").c_str(), 0600), 0);
  EXPECT_THAT(walk(), ElementsAre(".tamisignore!special", "f"));
  fs::remove(root_ / ".tamisignore");
  write(".tamisignore", std::string((std::size_t{1} << 20) + 1, '*'));
  EXPECT_THAT(walk(), ElementsAre(".tamisignore", "f"));
}

TEST_F(PathsTest, OwnPlacesArePassedOver) {
  write("cache/rules.db");
  write("report.json");
  write("f");
  EXPECT_THAT(walk({.own_paths = {(root_ / "cache").string(), (root_ / "report.json").string()}}),
              ElementsAre("f"));
}

TEST_F(PathsTest, StopsWhenToldTo) {
  for (int i = 0; i < 10; ++i) write("f" + std::to_string(i));
  int count = 0;
  walk_paths(
      {root_.string()}, {}, {}, [&](Item) { return ++count < 3; },
      [](const std::string&, const base::Error&) {});
  EXPECT_EQ(count, 3);
}

// A tree far deeper than PATH_MAX and than the number of descriptors, with a file on both ways of every
// level.
TEST_F(PathsTest, TenThousandLevels) {
  constexpr int kLevels = 10000;
  base::FileDescriptor folder(::open(root_.c_str(), O_RDONLY | O_DIRECTORY));
  for (int i = 0; i < kLevels; ++i) {
    if (i % 1000 == 0) {
      for (const char* name : {"a", "z"}) {
        const base::FileDescriptor file(::openat(folder.get(), name, O_CREAT | O_WRONLY, 0600));
        ASSERT_EQ(::write(file.get(), "x", 1), 1);
      }
    }
    ASSERT_EQ(::mkdirat(folder.get(), "d", 0700), 0);
    folder = base::FileDescriptor(::openat(folder.get(), "d", O_RDONLY | O_DIRECTORY));
    ASSERT_TRUE(folder.valid());
  }
  const auto seen = walk();
  EXPECT_EQ(seen.size(), 20U);
  for (const auto& path : seen) {
    EXPECT_EQ(path.find('!'), std::string::npos) << path.substr(path.size() - 20);
    EXPECT_TRUE(open_path((root_ / path).string())) << path.size();
  }
  // remove_all() of the library needs a path; go up again by "..".
  for (int i = 0; i < kLevels; ++i) {
    for (const char* name : {"a", "z"}) ::unlinkat(folder.get(), name, 0);
    base::FileDescriptor up(::openat(folder.get(), "..", O_RDONLY | O_DIRECTORY));
    ::unlinkat(up.get(), "d", AT_REMOVEDIR);
    folder = std::move(up);
  }
}

}  // namespace
}  // namespace tamis::sources
