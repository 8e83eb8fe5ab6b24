// What extraction costs on top of reading: identification, validation, the search for base64, pushing.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "extract/byte_profile.h"
#include "extract/decoders/decoder.h"
#include "extract/encoding.h"
#include "extract/extractor.h"
#include "extract/identify.h"
#include "extract/transcode.h"
#include "extract/wide_runs.h"

namespace tamis::extract {
namespace {

class CountingSink final : public Sink {
 public:
  void on_text(const model::TextUnit& unit) override { bytes += unit.text.size(); }
  void on_skipped(model::Skipped /*skipped*/) override {}
  void on_member(std::string_view /*member*/) override {}
  std::uint64_t bytes = 0;
};

// Real sources, as every Debian machine with a compiler has them.
const std::vector<std::string>& headers() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> files;
    const auto options = std::filesystem::directory_options::skip_permission_denied;
    for (const auto& entry : std::filesystem::recursive_directory_iterator("/usr/include", options)) {
      if (!entry.is_regular_file() || files.size() >= 4000) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      files.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return files;
  }();
  return all;
}

std::string joined() {
  std::string text;
  for (const auto& file : headers()) {
    if (text.size() < (std::size_t{16} << 20)) text += file;
  }
  return text;
}

std::string ascii_text() {
  std::string text = joined();
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) > 0x7F; });
  return text;
}

void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
}

void BM_ProfileAscii(benchmark::State& state) {
  const auto text = ascii_text().substr(0, std::size_t{1} << 20);
  for (auto _ : state) benchmark::DoNotOptimize(profile_bytes(text));
  count_bytes(state, text.size());
}
BENCHMARK(BM_ProfileAscii);

void BM_FindBase64InSources(benchmark::State& state) {
  const auto text = joined().substr(0, std::size_t{1} << 20);
  for (auto _ : state) find_base64({text}, [](const EncodedRun&) {});
  count_bytes(state, text.size());
}
BENCHMARK(BM_FindBase64InSources);

void BM_IdentifyType(benchmark::State& state) {
  const auto head = ascii_text().substr(0, kHeadBytes);
  for (auto _ : state) benchmark::DoNotOptimize(identify_type(head));
}
BENCHMARK(BM_IdentifyType);

void BM_Utf16ToUtf8(benchmark::State& state) {
  std::string wide;
  for (const char c : ascii_text().substr(0, std::size_t{1} << 20)) (wide += c) += '\0';
  std::vector<char> out(Transcoder::room_for(Encoding::utf16le, wide.size()));
  Transcoder transcoder;
  for (auto _ : state) benchmark::DoNotOptimize(transcoder.run(Encoding::utf16le, wide, LastPiece::yes, out));
  count_bytes(state, wide.size());
}
BENCHMARK(BM_Utf16ToUtf8);

void BM_WideRunsInNoise(benchmark::State& state) {
  std::string bytes;
  std::uint32_t seed = 1;
  while (bytes.size() < (std::size_t{1} << 20))
    bytes += static_cast<char>((seed = seed * 1664525U + 1013904223U) >> 24);
  std::string text;
  std::vector<RunsMap::Run> runs;
  for (auto _ : state) {
    text.clear();
    runs.clear();
    find_wide_runs(bytes, 0, text, runs);
    benchmark::DoNotOptimize(text.data());
  }
  count_bytes(state, bytes.size());
}
BENCHMARK(BM_WideRunsInNoise);

void BM_ExtractSources(benchmark::State& state) {
  Extractor extractor;
  CountingSink sink;
  const model::ScanLimits limits;
  std::size_t bytes = 0;
  for (const auto& file : headers()) bytes += file.size();
  for (auto _ : state) {
    for (const auto& file : headers()) {
      model::Budget budget(limits, file.size());
      extractor.extract(MemoryContent(file), "/usr/include/x.h", "x.h", budget, sink);
    }
  }
  benchmark::DoNotOptimize(sink.bytes);
  count_bytes(state, bytes);
  state.counters["us_a_file"] =
      benchmark::Counter(static_cast<double>(headers().size()) * 1e-6,
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(BM_ExtractSources)->Unit(benchmark::kMillisecond);

void BM_ExtractSmallFile(benchmark::State& state) {
  Extractor extractor;
  CountingSink sink;
  const model::ScanLimits limits;
  const auto text = ascii_text().substr(0, 4096);
  for (auto _ : state) {
    model::Budget budget(limits, text.size());
    extractor.extract(MemoryContent(text), "x.h", "x.h", budget, sink);
  }
  count_bytes(state, text.size());
}
BENCHMARK(BM_ExtractSmallFile);

}  // namespace
}  // namespace tamis::extract
