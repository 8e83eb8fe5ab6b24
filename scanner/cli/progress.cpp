#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>

#include "cli/terminal.h"

namespace tamis::cli {

void Progress::show(const Totals& totals, std::uint64_t findings) {
  if (!enabled_) return;
  // The number of files is not known before the end, so the bar only shows that work goes on.
  constexpr std::array<std::string_view, 4> kWheel = {"|", "/", "-", "\\"};
  const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  const double megabytes = static_cast<double>(totals.bytes) / 1e6;
  auto line = fmt::format("{} {} files, {:.0f} MB, {:.0f} MB/s, {} found, {:.0f} s",
                          kWheel[static_cast<std::size_t>(seconds * 10) % kWheel.size()], totals.files,
                          megabytes, megabytes / std::max(seconds, 0.001), findings, seconds);
  const auto width = terminal_width(STDERR_FILENO);
  if (width > 0 && line.size() >= width) line.resize(width - 1);
  static_cast<void>(write_bytes(STDERR_FILENO, "\r\x1b[K" + line));
  visible_ = true;
}

void Progress::clear() {
  if (!visible_) return;
  static_cast<void>(write_bytes(STDERR_FILENO, "\r\x1b[K"));
  visible_ = false;
}

}  // namespace tamis::cli
