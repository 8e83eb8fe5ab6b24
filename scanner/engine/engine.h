// Engine: bytes in, hits out. Stage 1 of matching: all anchors of all rules as literals (by Hyperscan in
// block mode, or by our own filter on processors with AVX-512 VBMI), and, only where there are any, the whole
// expressions of rules that have no anchor in a Hyperscan database of their own.
//
//   engine::Spec spec{.literals = {{"ghp_", false}, {"bindpw", true}}};
//   auto engine = engine::Engine::compile(spec, {.cache_folder = folder});
//   auto scratch = engine->make_scratch();           // one for each thread
//   std::vector<model::Hit> hits;
//   engine->scan(text, *scratch, hits);              // hits of "bindpw" carry expression == 1
//
// An Engine is immutable and shared between threads; a Scratch belongs to one thread. Once vectors have grown
// to their working size, scanning allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/hit.h"

namespace tamis::engine {

struct Literal {
  std::string bytes = {};  // at least one byte; may hold any byte
  bool nocase = false;     // ASCII letters match in either case
};

// What finds literals. Both find the same; `hyperscan` is for tests and comparisons.
enum class Matcher : std::uint8_t {
  fastest,  // our own AVX-512 filter where processor and literals suit it
  hyperscan,
};

struct Spec {
  // Hit::expression is the index here …
  std::vector<Literal> literals = {};
  // … or literals.size() plus the index here. RE2's syntax on bytes; '.' also matches newlines and '^', '$'
  // hold at every line, so that stage 1 never misses what RE2 finds with any of its options
  // (engine/dialect.h).
  std::vector<std::string> expressions = {};
  // Scanned at a time; 0: what suits the processor's cache.
  std::uint32_t block_bytes = 0;
  Matcher matcher = Matcher::fastest;
};

// Offsets in hits have 32 bits (and a block may reach beyond the text): longer texts come in windows.
inline constexpr std::size_t kMaxText = 0xFFFFFF00;

struct CacheOptions {
  // Where serialized databases are kept, owner-only. Empty: no cache, compile each time.
  std::string cache_folder = {};
};

// What an expression can match, for windows and cheap checks.
struct ExpressionWidth {
  std::uint32_t min = 0;
  std::optional<std::uint32_t> max = {};  // nothing: unbounded
};
base::Result<ExpressionWidth> expression_width(const std::string& pattern);

class Scratch;  // opaque; made by Engine::make_scratch
struct ScratchDeleter {
  void operator()(Scratch* scratch) const noexcept;
};
using ScratchPtr = std::unique_ptr<Scratch, ScratchDeleter>;

class Engine {
 public:
  // Errors: invalid_argument naming the expression that does not compile. A cache that is damaged, foreign or
  // not writable is never an error: the databases are compiled anew.
  static base::Result<Engine> compile(const Spec& spec, const CacheOptions& cache);

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  base::Result<ScratchPtr> make_scratch() const;

  // Replaces `hits` by all hits in `text`, ordered by end. Texts of any size: scanned in blocks that stay in
  // the processor's cache, with an overlap so that nothing is lost on an edge and nothing reported twice.
  // Literals report exact begin and end; whole expressions report begin == end (no start of match).
  // `scratch` comes from this engine. False only when hits may be missing: the text is longer than kMaxText
  // (its beginning was scanned) or the library failed, which no input is known to bring about.
  bool scan(std::string_view text, Scratch& scratch, std::vector<model::Hit>& hits) const;

  // True when our own filter finds the literals, for --verbose and tests.
  bool uses_filter() const;

  // True when the databases came from the cache (for --verbose and tests).
  bool from_cache() const;

 private:
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::engine
