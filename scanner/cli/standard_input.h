// Takes in standard input so that it can be read at any offset: in memory while it is small, in an unnamed
// temporary file when it is not.
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "extract/content.h"

namespace tamis::cli {

class StandardInput {
 public:
  // Reads to the end, until a stop is requested, or until more than `limit` bytes came.
  static base::Result<StandardInput> take_in(int fd, std::uint64_t limit, std::stop_token stop);

  const extract::Content& content() const { return *content_; }

 private:
  std::unique_ptr<std::string> memory_;
  std::unique_ptr<extract::Content> content_;
};

}  // namespace tamis::cli
