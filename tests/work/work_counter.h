// Work: how many basic blocks of our own code ran, and how many bytes the C library's memory functions went
// through, as one number. The same text gives the same number on every machine, however busy it is.
//
//   const std::uint64_t before = work();
//   read::read_facts(input, facts);
//   EXPECT_LT(work() - before, 500 * text.size());
//
// Counts everything in the process that was built for it (tests/work/CMakeLists.txt). One thread.
#pragma once

#include <cstdint>

namespace tamis {

std::uint64_t work();

}  // namespace tamis
