// BinaryNamer: asks libmagic what an unknown binary is, where that matters: data without a known signature
// that looks compressed or encrypted may be an archive that nothing here reads, and the person should be
// told.
//
//   if (auto name = namer.archive_name(head)) …     // "application/x-arj"
//
// The database loads on first use (tens of milliseconds); a question costs about a millisecond, hence the
// check of entropy before. One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tamis::extract {

class BinaryNamer {
 public:
  BinaryNamer();
  BinaryNamer(BinaryNamer&&) noexcept;
  BinaryNamer& operator=(BinaryNamer&&) noexcept;
  ~BinaryNamer();

  // The media type of an archive, a compressed stream or an encrypted file; nothing for all else.
  std::optional<std::string> archive_name(std::string_view head);

 private:
  struct Cookie;
  std::unique_ptr<Cookie> cookie_;
};

}  // namespace tamis::extract
