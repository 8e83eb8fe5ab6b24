#include "cli/standard_input.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <string>
#include <thread>

#include "base/file_descriptor.h"
#include "model/budget.h"

namespace tamis::cli {
namespace {

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    out = base::FileDescriptor(ends[0]);
    in = base::FileDescriptor(ends[1]);
  }
  base::FileDescriptor out, in;
};

std::string all_of(const extract::Content& content) {
  std::string text(content.size(), '\0');
  const auto got = content.read_at(0, text);
  EXPECT_TRUE(got && *got == text.size());
  return text;
}

TEST(StandardInput, SmallAndLargeContentArriveWhole) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{20} << 20}) {
    Pipe pipe;
    std::string text(size, 'a');
    for (std::size_t i = 0; i < size; i += 4096) text[i] = static_cast<char>('a' + i / 4096 % 26);
    std::jthread writer([&] {
      EXPECT_TRUE(pipe.in.write_all(text));
      pipe.in = {};
    });
    const auto input = StandardInput::take_in(pipe.out.get(), model::ScanLimits::kUnlimited, {});
    ASSERT_TRUE(input);
    EXPECT_EQ(all_of(input->content()), text);
  }
}

TEST(StandardInput, EndsSoonBehindTheLimit) {
  base::FileDescriptor zero = std::move(*base::FileDescriptor::open_for_reading("/dev/zero"));
  const auto input = StandardInput::take_in(zero.get(), 1 << 20, {});
  ASSERT_TRUE(input);
  EXPECT_GT(input->content().size(), std::size_t{1} << 20);
  EXPECT_LT(input->content().size(), std::size_t{2} << 20);
}

TEST(StandardInput, AStopRequestEndsTheWait) {
  Pipe pipe;
  std::stop_source stop;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop.request_stop();
  });
  EXPECT_TRUE(StandardInput::take_in(pipe.out.get(), model::ScanLimits::kUnlimited, stop.get_token()));
}

}  // namespace
}  // namespace tamis::cli
