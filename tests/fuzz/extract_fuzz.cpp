// The whole dispatcher with tiny limits: whatever the bytes, it ends, within its limits, and each unit is
// sound.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/extractor.h"

namespace {

using tamis::model::TextUnit;

class CheckingSink final : public tamis::extract::Sink {
 public:
  void on_text(const TextUnit& unit) override {
    if (unit.offsets == nullptr || unit.overlap > unit.text.size()) std::abort();
    for (const std::size_t at : {std::size_t{0}, unit.text.size() / 2, unit.text.size()})
      (void)unit.offsets->locate(at);
  }
  void on_skipped(tamis::model::Skipped) override {}
  void on_member(std::string_view) override {}
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static tamis::extract::Extractor extractor;
  tamis::model::ScanLimits limits;
  limits.max_unpacked_bytes = 1U << 20;
  limits.max_member_bytes = 256U << 10;
  limits.max_depth = 4;
  limits.max_members = 64;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  tamis::model::Budget budget(limits, size);
  CheckingSink sink;
  extractor.extract(tamis::extract::MemoryContent(bytes), "fuzz", "fuzz.bin", budget, sink);
  return 0;
}
