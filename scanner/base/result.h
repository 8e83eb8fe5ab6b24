// Result<T>: what fallible work returns instead of throwing.
//
//   base::Result<Buffer> read_file(const std::string& path);
//   auto file = read_file(path);
//   if (!file) return base::fail(file.error().code, "cannot read rules: " + file.error().message);
//
// An Error is for what stops an operation (a missing path, a broken rule file). Broken *input* is data:
// see model::Skipped.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace tamis::base {

enum class ErrorCode {
  invalid_argument,  // the caller or the person asked for something that makes no sense
  not_found,
  unreadable,
  malformed,  // a file of ours (rules, cache, lexicon) does not say what it should
  unsupported,
  limit,
  io,
  internal,
};

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;  // one line, names the file and the reason, never holds a secret
};

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

}  // namespace tamis::base
