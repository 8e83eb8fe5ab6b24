// Engine: bytes in, hits out. Stage 1 of matching: all anchors of all rules as Hyperscan literals in block mode,
// and, only where there are any, the whole expressions of rules that have no anchor in a second database.
//
//   engine::Spec spec{.literals = {{"ghp_", false}, {"bindpw", true}}};
//   auto engine = engine::Engine::compile(spec, {.cache_folder = folder});
//   auto scratch = engine->make_scratch();           // one for each thread
//   std::vector<model::Hit> hits;
//   engine->scan(text, *scratch, hits);              // hits of "bindpw" carry expression == 1
//
// An Engine is immutable and shared between threads; a Scratch belongs to one thread. Once vectors have grown to
// their working size, scanning allocates nothing.
#pragma once

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
  std::string bytes;    // at least one byte; may hold any byte
  bool nocase = false;  // ASCII letters match in either case
};

struct Spec {
  std::vector<Literal> literals;         // Hit::expression is the index here …
  std::vector<std::string> expressions;  // … or literals.size() plus the index here (Hyperscan syntax, bytes)
};

struct CacheOptions {
  // Where serialized databases are kept, owner-only. Empty: no cache, compile each time.
  std::string cache_folder;
};

// What an expression can match, for windows and cheap checks.
struct ExpressionWidth {
  std::uint32_t min = 0;
  std::optional<std::uint32_t> max;  // nothing: unbounded
};
base::Result<ExpressionWidth> expression_width(const std::string& pattern);

class Scratch;  // opaque; made by Engine::make_scratch
struct ScratchDeleter {
  void operator()(Scratch* scratch) const noexcept;
};
using ScratchPtr = std::unique_ptr<Scratch, ScratchDeleter>;

class Engine {
 public:
  // Errors: invalid_argument naming the expression that does not compile. A cache that is damaged, foreign or not
  // writable is never an error: the databases are compiled anew.
  static base::Result<Engine> compile(const Spec& spec, const CacheOptions& cache);

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  base::Result<ScratchPtr> make_scratch() const;

  // Replaces `hits` by all hits in `text`, ordered by end. Texts of any size: scanned in blocks that stay in the
  // processor's cache, with an overlap so that nothing is lost on an edge and nothing reported twice.
  // Literals report exact begin and end; whole expressions report begin == end (no start of match).
  void scan(std::string_view text, Scratch& scratch, std::vector<model::Hit>& hits) const;

  // True when the databases came from the cache (for --verbose and tests).
  bool from_cache() const;

 private:
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::engine
