#include "cli/cost_sample.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "extract/content.h"

namespace tamis::cli {
namespace {

constexpr std::size_t kSampleBytes = std::size_t{1} << 20;
constexpr auto kEnough = std::chrono::milliseconds(400);
constexpr int kMostRuns = 50;
constexpr std::uint32_t kCredentialLines = 64;  // one line of so many speaks of a password

constexpr std::array<std::string_view, 14> kLines = {
    "def handle_request(self, request, timeout=30):\n",
    "    response = client.get(url, headers=headers, timeout=timeout)\n",
    "  - name: install the packages that the service needs\n",
    "if (Test-Path -LiteralPath $folder) { Get-ChildItem $folder -Recurse | Where-Object Length -gt 0 }\n",
    "# The server closes idle connections after five minutes; clients must be ready to open new ones.\n",
    "<property name=\"connection.url\" value=\"jdbc:postgresql://db.example.net:5432/stock\"/>\n",
    "static int compare_entries(const struct entry *a, const struct entry *b) { return a->key - b->key; }\n",
    "2024-03-11T08:15:42Z INFO  scheduler: job 4711 finished in 132 ms, 0 errors\n",
    "SELECT id, label, updated_at FROM documents WHERE state = 'open' ORDER BY updated_at DESC;\n",
    "const token = tokens.next(); if (!token) { throw new SyntaxError('unexpected end of input'); }\n",
    "export PATH=\"$HOME/.local/bin:$PATH\"\n",
    "  \"integrity\": \"sha512-",
    "  \"data\": \"",
    "commit ",
};

constexpr std::array<std::string_view, 2> kAboutCredentials = {
    "Le mot de passe doit comporter au moins douze caractères, dont un chiffre.\n",
    "password = getpass.getpass('Password: ')\n",
};

// Deterministic and cheap; quality does not matter here.
class Noise {
 public:
  std::uint32_t next() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state_ >> 33);
  }
  void append(std::string& out, std::string_view alphabet, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) out += alphabet[next() % alphabet.size()];
  }

 private:
  std::uint64_t state_ = 4711;
};

std::string make_sample() {
  constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string sample;
  sample.reserve(kSampleBytes + 1024);
  Noise noise;
  while (sample.size() < kSampleBytes) {
    const bool credentials = noise.next() % kCredentialLines == 0;
    const auto line = credentials ? kAboutCredentials[noise.next() % kAboutCredentials.size()]
                                  : kLines[noise.next() % kLines.size()];
    sample += line;
    if (line.ends_with('\n')) continue;
    const bool digest = line.starts_with("commit");
    noise.append(sample, digest ? kHex : kBase64, digest ? 40 : 88);
    sample += digest ? "\n" : "\",\n";
  }
  return sample;
}

}  // namespace

base::Result<double> measure_speed(const scan::Options& options) {
  auto scanner = scan::Scanner::create(options);
  if (!scanner) return tl::unexpected<base::Error>(scanner.error());
  auto worker = scanner->make_worker();
  if (!worker) return tl::unexpected<base::Error>(worker.error());
  const auto sample = make_sample();
  const extract::MemoryContent content(sample);
  double best = 0;
  const auto start = std::chrono::steady_clock::now();
  for (int run = 0; run < kMostRuns && (run == 0 || std::chrono::steady_clock::now() - start < kEnough);
       ++run) {
    const auto begin = std::chrono::steady_clock::now();
    static_cast<void>((*worker)->scan(content, "sample.txt", "sample.txt"));
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    best = std::max(best, static_cast<double>(sample.size()) / 1e6 / std::max(time.count(), 1e-9));
  }
  return best;
}

}  // namespace tamis::cli
