#include "cli/report_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tamis::cli {
namespace {

namespace fs = std::filesystem;

class ReportFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = fs::temp_directory_path() / "tamis-report-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string content(const fs::path& path) const {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  fs::path folder_;
};

TEST_F(ReportFileTest, AppearsWholeAndOwnerOnly) {
  const auto path = folder_ / "r.json";
  std::ofstream(path) << "old";
  auto file = ReportFile::create(path);
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->write("new"));
  EXPECT_EQ(content(path), "old");
  ASSERT_TRUE(file->commit());
  EXPECT_EQ(content(path), "new");
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(files(), 1U);
}

TEST_F(ReportFileTest, LeavesNothingBehindWithoutCommit) {
  {
    auto file = ReportFile::create(folder_ / "r.json");
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->write("half"));
  }
  EXPECT_EQ(files(), 0U);
}

TEST_F(ReportFileTest, AFolderThatDoesNotExistIsAnError) {
  const auto file = ReportFile::create(folder_ / "no" / "r.json");
  ASSERT_FALSE(file);
  EXPECT_NE(file.error().message.find("No such file"), std::string::npos);
}

TEST_F(ReportFileTest, AFullDeviceIsAnError) {
  auto file = ReportFile::create("/dev/full");
  ASSERT_TRUE(file);
  EXPECT_FALSE(file->write("x"));
  EXPECT_EQ(file->error(), ENOSPC);
  EXPECT_FALSE(file->commit());
}

}  // namespace
}  // namespace tamis::cli
