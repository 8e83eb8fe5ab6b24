// How fast the engine goes through text, by number of literals and by how often they hit; what starting it
// costs.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace tamis::engine {
namespace {

constexpr std::size_t kTextBytes = std::size_t{16} << 20;  // far beyond level 2

// Half of them names in any case, half prefixes of tokens, as a rule set has them.
std::vector<Literal> literals(std::size_t count) {
  std::mt19937 random(1);
  const std::vector<std::string> roots = {"passw",  "secret",     "token", "apikey",
                                          "bindpw", "credential", "mdp",   "auth"};
  const std::string letters = "abcdefghijklmnopqrstuvwxyz";
  std::vector<Literal> list;
  while (list.size() < count) {
    std::string bytes;
    if (list.size() < roots.size()) {
      bytes = roots[list.size()];
    } else {
      for (std::size_t i = 0; i < 4 + random() % 5; ++i) bytes += letters[random() % letters.size()];
      bytes += "_-.="[random() % 4];
    }
    list.push_back({bytes, list.size() % 2 == 0});
  }
  return list;
}

// Text like source code, with a literal put in `hits_per_megabyte` times.
std::string text(const std::vector<Literal>& list, std::size_t hits_per_megabyte) {
  const std::vector<std::string> words = {"const", "value",  "return", "std::string", "if",     "the",
                                          "index", "=",      "(",      ");\n",        "{\n",    "0x7f",
                                          "while", "->next", "and",    "buffer",      "size_t", "//",
                                          "class", "import", "\n    "};
  std::mt19937 random(2);
  std::string out;
  out.reserve(kTextBytes + 64);
  std::size_t inserted = 0;
  while (out.size() < kTextBytes) {
    out += words[random() % words.size()];
    out += ' ';
    if (inserted * 1000000 < out.size() * hits_per_megabyte) {
      out += list[random() % list.size()].bytes;
      ++inserted;
    }
  }
  return out;
}

void scan(benchmark::State& state, const Spec& spec, const std::string& input) {
  const auto engine = Engine::compile(spec, {});
  if (!engine) return state.SkipWithError(engine.error().message.c_str());
  const auto scratch = engine->make_scratch();
  if (!scratch) return state.SkipWithError(scratch.error().message.c_str());
  std::vector<model::Hit> hits;
  for (auto _ : state) {
    engine->scan(input, **scratch, hits);
    benchmark::DoNotOptimize(hits.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(input.size()));
  state.counters["hits/MB"] = static_cast<double>(hits.size()) * 1e6 / static_cast<double>(input.size());
}

void BM_Literals(benchmark::State& state) {
  Spec spec;
  spec.literals = literals(static_cast<std::size_t>(state.range(0)));
  scan(state, spec, text(spec.literals, static_cast<std::size_t>(state.range(1))));
}
BENCHMARK(BM_Literals)
    ->ArgNames({"literals", "hits_per_mb"})
    ->ArgsProduct({{32, 128, 300}, {0, 100, 1000, 10000}});

void BM_LiteralsByBlock(benchmark::State& state) {
  Spec spec;
  spec.literals = literals(200);
  spec.block_bytes = static_cast<std::uint32_t>(state.range(0));
  scan(state, spec, text(spec.literals, 100));
}
BENCHMARK(BM_LiteralsByBlock)
    ->ArgName("bytes")
    ->Arg(16 << 10)
    ->Arg(64 << 10)
    ->Arg(256 << 10)
    ->Arg(1 << 20)
    ->Arg(32 << 20);

void BM_OneExpressionBesideLiterals(benchmark::State& state) {
  Spec spec;
  spec.literals = literals(200);
  spec.expressions = {"[a-z]{3}[0-9]{8}x"};
  scan(state, spec, text(spec.literals, 100));
}
BENCHMARK(BM_OneExpressionBesideLiterals);

// Small files: what one call costs.
void BM_SmallText(benchmark::State& state) {
  Spec spec;
  spec.literals = literals(200);
  scan(state, spec, text(spec.literals, 100).substr(0, static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(BM_SmallText)->ArgName("bytes")->Arg(64)->Arg(1024)->Arg(4096);

void BM_Start(benchmark::State& state) {
  Spec spec;
  spec.literals = literals(300);
  std::string folder;
  if (state.range(0) != 0) {
    folder = (std::filesystem::temp_directory_path() / "tamis-bench-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) return state.SkipWithError("no temporary folder");
  }
  for (auto _ : state) {
    auto engine = Engine::compile(spec, {.cache_folder = folder});
    if (!engine) return state.SkipWithError(engine.error().message.c_str());
    auto scratch = engine->make_scratch();
    benchmark::DoNotOptimize(scratch);
  }
  std::error_code ignored;
  if (!folder.empty()) std::filesystem::remove_all(folder, ignored);
}
BENCHMARK(BM_Start)->ArgName("cached")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tamis::engine
