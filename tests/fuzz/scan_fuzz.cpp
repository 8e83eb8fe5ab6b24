// The whole scanner with its own rules: no crash, and no finding outside its file.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "scan/scanner.h"

namespace {

std::unique_ptr<tamis::scan::Worker> make_worker() {
  tamis::scan::Options options;
  options.detect.min_confidence = tamis::model::Confidence::low;
  options.limits.max_unpacked_bytes = 1U << 20;
  options.limits.max_depth = 4;
  static auto scanner = tamis::scan::Scanner::create(options);
  if (!scanner) std::abort();
  auto worker = scanner->make_worker();
  if (!worker) std::abort();
  return std::move(*worker);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto worker = make_worker();
  if (size == 0) return 0;
  static constexpr std::string_view kNames[] = {"a.ps1",  "a.conf", "a.yaml", "a.json", "a.xml",
                                                "a.ldif", "a.php",  "a.sh",   "a.txt",  "a"};
  const auto name = kNames[data[0] % std::size(kNames)];
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto verdict = worker->scan(tamis::extract::MemoryContent(text), name, name);
  for (const auto& finding : verdict.findings) {
    if (finding.location.member.empty() && finding.location.byte_end > text.size()) std::abort();
  }
  return 0;
}
