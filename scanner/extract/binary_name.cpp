#include "extract/binary_name.h"

#include <magic.h>

#include <algorithm>
#include <array>

#include "base/c_handle.h"
#include "base/text.h"
#include "extract/identify.h"

namespace tamis::extract {

struct BinaryNamer::Cookie {
  base::CHandle<std::remove_pointer_t<magic_t>, &magic_close> magic;
  bool loaded = false;
};

BinaryNamer::BinaryNamer() = default;
BinaryNamer::BinaryNamer(BinaryNamer&&) noexcept = default;
BinaryNamer& BinaryNamer::operator=(BinaryNamer&&) noexcept = default;
BinaryNamer::~BinaryNamer() = default;

std::optional<std::string> BinaryNamer::archive_name(std::string_view head) {
  constexpr double kDense = 7.2;  // bits per byte; programs and pictures of text stay below
  head = head.substr(0, kHeadBytes);
  if (head.size() < 512 || base::entropy(head) < kDense) return std::nullopt;
  if (!cookie_) {
    cookie_ = std::make_unique<Cookie>();
    cookie_->magic.reset(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF |
                                    MAGIC_NO_CHECK_TOKENS | MAGIC_NO_CHECK_ENCODING | MAGIC_NO_CHECK_TAR |
                                    MAGIC_NO_CHECK_JSON | MAGIC_NO_CHECK_CSV | MAGIC_NO_CHECK_CDF));
    cookie_->loaded = cookie_->magic != nullptr && magic_load(cookie_->magic.get(), nullptr) == 0;
  }
  if (!cookie_->loaded) return std::nullopt;
  const char* answer = magic_buffer(cookie_->magic.get(), head.data(), head.size());
  if (answer == nullptr) return std::nullopt;
  static constexpr std::array<std::string_view, 14> kWords = {
      "compress",  "archive", "zip",       "x-arj", "x-lz",  "x-rar",     "x-ace",
      "x-stuffit", "x-zoo",   "encrypted", "pgp",   "x-lha", "x-iso9660", "x-cpio"};
  const std::string_view name(answer);
  const bool archive = std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return name.find(word) != std::string_view::npos;
  });
  if (!archive) return std::nullopt;
  return std::string(name);
}

}  // namespace tamis::extract
