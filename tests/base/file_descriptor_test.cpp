#include "base/file_descriptor.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>

namespace tamis::base {
namespace {

TEST(FileDescriptor, SaysWhatIsMissing) {
  const auto file = FileDescriptor::open_for_reading("/nowhere/at all");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::not_found);
  EXPECT_NE(file.error().message.find("/nowhere/at all"), std::string::npos);
}

TEST(FileDescriptor, WritesAndReadsATemporaryFile) {
  auto file = FileDescriptor::unnamed_temporary();
  ASSERT_TRUE(file);
  const std::string text = "0123456789";
  ASSERT_TRUE(file->write_all(text));
  std::array<char, 4> some{};
  EXPECT_EQ(file->read_at(3, some).value(), 4U);
  EXPECT_EQ(std::string(some.data(), 4), "3456");
  EXPECT_EQ(file->read_at(8, some).value(), 2U);
  EXPECT_EQ(file->read_at(99, some).value(), 0U);
}

TEST(FileDescriptor, MovesItsDescriptor) {
  auto file = FileDescriptor::unnamed_temporary();
  ASSERT_TRUE(file);
  const int number = file->get();
  FileDescriptor other(std::move(*file));
  EXPECT_EQ(other.get(), number);
  FileDescriptor third;
  third = std::move(other);
  EXPECT_EQ(third.get(), number);
  EXPECT_TRUE(third.valid());
}

}  // namespace
}  // namespace tamis::base
