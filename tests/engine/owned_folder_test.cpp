#include "engine/owned_folder.h"

#include <sys/stat.h>

#include <fstream>

#include "engine_testing.h"

namespace tamis::engine {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kMax = 1000;

unsigned mode_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::lstat(path.c_str(), &status), 0);
  return status.st_mode & 07777U;
}

TEST(OwnedFolder, IsMadeWithItsParentsForTheOwnerOnly) {
  const testing::TemporaryFolder temporary;
  const auto path = temporary.path() / "a" / "b";
  EXPECT_FALSE(OwnedFolder::open(path).has_value());
  const auto folder = OwnedFolder::open_or_make(path);
  ASSERT_TRUE(folder.has_value());
  EXPECT_EQ(mode_of(path), 0700U);
  EXPECT_EQ(mode_of(path.parent_path()), 0700U);
  ASSERT_TRUE(folder->replace("x", "content"));
  EXPECT_EQ(mode_of(path / "x"), 0600U);
  EXPECT_EQ(folder->read("x", kMax), "content");
  ASSERT_TRUE(folder->replace("x", "new"));
  EXPECT_EQ(folder->read("x", kMax), "new");
  EXPECT_EQ(std::distance(fs::directory_iterator(path), {}), 1);  // nothing left aside
}

TEST(OwnedFolder, RefusesFoldersThatOthersCanWriteToAndLinks) {
  const testing::TemporaryFolder temporary;
  const auto path = temporary.path() / "f";
  fs::create_directory(path);
  fs::create_directory_symlink(path, temporary.path() / "link");
  EXPECT_TRUE(OwnedFolder::open(path).has_value());
  EXPECT_FALSE(OwnedFolder::open(temporary.path() / "link").has_value());
  for (const auto writable : {fs::perms::group_write, fs::perms::others_write}) {
    fs::permissions(path, fs::perms::owner_all | writable);
    EXPECT_FALSE(OwnedFolder::open_or_make(path).has_value());
  }
  EXPECT_FALSE(OwnedFolder::open("/dev/null").has_value());
}

TEST(OwnedFolder, RefusesFilesThatAreNotPlainAndOurs) {
  const testing::TemporaryFolder temporary;
  const auto folder = OwnedFolder::open(temporary.path());
  ASSERT_TRUE(folder.has_value());
  ASSERT_TRUE(folder->replace("plain", "1234"));
  EXPECT_TRUE(folder->read("plain", 4).has_value());
  EXPECT_FALSE(folder->read("plain", 3).has_value());
  EXPECT_FALSE(folder->read("absent", kMax).has_value());
  fs::create_symlink("plain", temporary.path() / "link");
  EXPECT_FALSE(folder->read("link", kMax).has_value());
  fs::create_directory(temporary.path() / "folder");
  EXPECT_FALSE(folder->read("folder", kMax).has_value());
  ASSERT_EQ(::mkfifo((temporary.path() / "pipe").c_str(), 0600), 0);
  EXPECT_FALSE(folder->read("pipe", kMax).has_value());  // and does not wait for a writer
  for (const auto writable : {fs::perms::group_write, fs::perms::others_write}) {
    fs::permissions(temporary.path() / "plain", fs::perms::owner_read | writable);
    EXPECT_FALSE(folder->read("plain", kMax).has_value());
  }
}

TEST(OwnedFolder, PrunesTheOldestOfItsPrefixAndWhatWritersLeft) {
  const testing::TemporaryFolder temporary;
  const auto folder = OwnedFolder::open(temporary.path());
  ASSERT_TRUE(folder.has_value());
  const auto now = fs::file_time_type::clock::now();
  for (int i = 0; i < 5; ++i) {
    const std::string name = "p-" + std::to_string(i);
    ASSERT_TRUE(folder->replace(name, "x"));
    fs::last_write_time(temporary.path() / name, now - std::chrono::hours(i));
  }
  ASSERT_TRUE(folder->replace("other", "x"));
  std::ofstream(temporary.path() / ".unfinished-1-2") << "x";
  std::ofstream(temporary.path() / ".unfinished-1-3") << "x";
  fs::last_write_time(temporary.path() / ".unfinished-1-2", now - std::chrono::hours(2));
  folder->prune("p-", 2);
  std::vector<std::string> left;
  for (const auto& entry : fs::directory_iterator(temporary.path())) left.push_back(entry.path().filename());
  EXPECT_THAT(left, ::testing::UnorderedElementsAre("p-0", "p-1", "other", ".unfinished-1-3"));
}

}  // namespace
}  // namespace tamis::engine
