#include "engine/engine.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "engine/blocks.h"
#include "engine/database_cache.h"
#include "engine/hyperscan.h"
#include "engine/literal_filter.h"

namespace tamis::engine {
namespace {

// Half of a 512 KB level-2 cache, the smallest among today's servers; see docs/decisions/0001-engine.md.
constexpr std::size_t kBlockBytes = std::size_t{256} << 10;

// Expressions wider than this are run over the whole text at once: seeing so much twice would cost more than
// the cache gives.
constexpr std::uint64_t kMaxOverlap = std::uint64_t{64} << 10;
constexpr std::uint64_t kUnbounded = std::numeric_limits<std::uint64_t>::max();

// '$', '\b' and '\Z' look at most this far behind a match.
constexpr std::size_t kContextBytes = 2;

struct Sink {
  std::vector<model::Hit>* hits = nullptr;
  const std::uint32_t* lengths = nullptr;  // of literals; null for expressions
  std::uint32_t first_expression = 0;
  Block block;
};

// Called by Hyperscan for each match: appends and nothing else. `to` counts from the block's begin.
int on_match(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
  const auto& sink = *static_cast<const Sink*>(context);
  const auto end = sink.block.begin + static_cast<std::size_t>(to);
  if (end <= sink.block.first_end || end > sink.block.last_end) return 0;  // another block's
  const auto length = sink.lengths != nullptr ? sink.lengths[id] : 0U;
  sink.hits->push_back({.expression = sink.first_expression + id,
                        .begin = static_cast<std::uint32_t>(end - length),
                        .end = static_cast<std::uint32_t>(end)});
  return 0;
}

bool comes_before(const model::Hit& a, const model::Hit& b) {
  return std::tie(a.end, a.begin, a.expression) < std::tie(b.end, b.begin, b.expression);
}

base::Result<void> check_literals(const std::vector<Literal>& literals) {
  for (std::size_t i = 0; i < literals.size(); ++i) {
    if (literals[i].bytes.empty()) {
      return base::fail(base::ErrorCode::invalid_argument, "literal " + std::to_string(i) + " is empty");
    }
  }
  return {};
}

base::Result<std::uint64_t> widest(const std::vector<std::string>& expressions) {
  std::uint64_t width = 0;
  for (const auto& expression : expressions) {
    const auto each = expression_width(expression);
    if (!each) return tl::unexpected(each.error());
    width = std::max(width, each->max ? std::uint64_t{*each->max} : kUnbounded);
  }
  return width;
}

}  // namespace

class Scratch {
 public:
  ScratchHandle space;
};

void ScratchDeleter::operator()(Scratch* scratch) const noexcept {
  delete scratch;
}

struct Engine::Impl {
  std::optional<LiteralFilter> filter;  // finds the literals where the processor can …
  Database literals;                    // … this elsewhere; null where there are none
  Database expressions;                 // null where there are none
  std::vector<std::uint32_t> lengths;
  BlockSize literal_blocks;
  BlockSize expression_blocks;
  bool from_cache = false;

  base::Result<void> compile(const Spec& spec, std::uint64_t& width);
  bool restore(const Spec& spec, const StoredDatabases& stored);
  void store(const DatabaseCache& cache, const base::Sha256& key, std::uint64_t width) const;
  void plan_blocks(const Spec& spec, std::uint64_t width);
};

base::Result<void> Engine::Impl::compile(const Spec& spec, std::uint64_t& width) {
  if (spec.matcher == Matcher::fastest) filter = LiteralFilter::create(spec.literals);
  if (!filter && !spec.literals.empty()) {
    auto database = compile_literals(spec.literals);
    if (!database) return tl::unexpected(database.error());
    literals = std::move(*database);
  }
  if (!spec.expressions.empty()) {
    auto database = compile_expressions(spec.expressions);
    if (!database) return tl::unexpected(database.error());
    expressions = std::move(*database);
    const auto found = widest(spec.expressions);
    if (!found) return tl::unexpected(found.error());
    width = *found;
  }
  return {};
}

bool Engine::Impl::restore(const Spec& spec, const StoredDatabases& stored) {
  auto kept_filter =
      stored.plan.empty() ? std::nullopt : LiteralFilter::from_plan(spec.literals, stored.plan);
  if (kept_filter.has_value() == stored.plan.empty()) return false;
  if (spec.literals.empty() != (stored.literals.empty() && stored.plan.empty())) return false;
  if (spec.expressions.empty() != stored.expressions.empty()) return false;
  Database kept_literals;
  Database kept_expressions;
  for (auto [bytes, into] :
       {std::pair(&stored.literals, &kept_literals), std::pair(&stored.expressions, &kept_expressions)}) {
    if (bytes->empty()) continue;
    auto database = deserialize(*bytes);
    if (!database) return false;
    *into = std::move(*database);
  }
  filter = std::move(kept_filter);
  literals = std::move(kept_literals);
  expressions = std::move(kept_expressions);
  return true;
}

void Engine::Impl::store(const DatabaseCache& cache, const base::Sha256& key, std::uint64_t width) const {
  StoredDatabases stored{.expression_width = width};
  if (filter) stored.plan = filter->plan();
  if (literals) {
    auto bytes = serialize(*literals);
    if (!bytes) return;
    stored.literals = std::move(*bytes);
  }
  if (expressions) {
    auto bytes = serialize(*expressions);
    if (!bytes) return;
    stored.expressions = std::move(*bytes);
  }
  cache.store(key, stored);
}

void Engine::Impl::plan_blocks(const Spec& spec, std::uint64_t width) {
  const std::size_t bytes = spec.block_bytes != 0 ? spec.block_bytes : kBlockBytes;
  std::size_t longest = 1;
  for (const auto& literal : spec.literals) {
    lengths.push_back(static_cast<std::uint32_t>(literal.bytes.size()));
    longest = std::max(longest, literal.bytes.size());
  }
  literal_blocks = {.bytes = bytes, .overlap = longest - 1, .ahead = 0};
  const bool whole = width > kMaxOverlap;
  // One byte more than the width, so that '^' and '\b' see what really stands before the match.
  expression_blocks = {.bytes = whole ? std::numeric_limits<std::size_t>::max() : bytes,
                       .overlap = whole ? 0 : static_cast<std::size_t>(width) + 1,
                       .ahead = kContextBytes};
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

base::Result<Engine> Engine::compile(const Spec& spec, const CacheOptions& options) {
  if (auto valid = check_literals(spec.literals); !valid) return tl::unexpected(valid.error());
  auto impl = std::make_unique<Impl>();
  const DatabaseCache cache(options.cache_folder);
  const auto key = options.cache_folder.empty() ? base::Sha256{} : cache_key(spec);
  const auto stored = cache.load(key);
  impl->from_cache = stored && impl->restore(spec, *stored);
  std::uint64_t width = impl->from_cache ? stored->expression_width : 0;
  if (!impl->from_cache) {
    auto compiled = impl->compile(spec, width);
    if (!compiled) return tl::unexpected(compiled.error());
    if (!options.cache_folder.empty()) impl->store(cache, key, width);
  }
  impl->plan_blocks(spec, width);
  return Engine(std::move(impl));
}

base::Result<ScratchPtr> Engine::make_scratch() const {
  ScratchPtr scratch(new Scratch);
  for (const auto* database : {&impl_->literals, &impl_->expressions}) {
    if (!*database) continue;
    auto extended = extend_scratch(scratch->space, **database);
    if (!extended) return tl::unexpected(extended.error());
  }
  return scratch;
}

namespace {

bool scan_blocks(const hs_database_t& database, std::string_view text, BlockSize size, hs_scratch_t* space,
                 Sink sink) {
  for (Blocks blocks(text.size(), size); auto block = blocks.next();) {
    sink.block = *block;
    const auto length = static_cast<unsigned>(block->end - block->begin);
    const auto code = hs_scan(&database, text.data() + block->begin, length, 0, space, on_match, &sink);
    if (code != HS_SUCCESS) return false;
  }
  return true;
}

}  // namespace

bool Engine::scan(std::string_view text, Scratch& scratch, std::vector<model::Hit>& hits) const {
  hits.clear();
  const bool fits = text.size() <= kMaxText;
  text = text.substr(0, kMaxText);
  bool complete = fits;
  if (impl_->filter) {
    impl_->filter->scan(text, hits);
  } else if (impl_->literals) {
    const Sink sink{.hits = &hits, .lengths = impl_->lengths.data(), .first_expression = 0, .block = {}};
    complete =
        scan_blocks(*impl_->literals, text, impl_->literal_blocks, scratch.space.get(), sink) && complete;
  }
  if (impl_->expressions) {
    const Sink sink{.hits = &hits,
                    .lengths = nullptr,
                    .first_expression = static_cast<std::uint32_t>(impl_->lengths.size()),
                    .block = {}};
    complete = scan_blocks(*impl_->expressions, text, impl_->expression_blocks, scratch.space.get(), sink) &&
               complete;
  }
  // Hyperscan leaves open how hits with one end follow each other; the filter follows windows, not ends.
  if (!std::is_sorted(hits.begin(), hits.end(), comes_before)) {
    std::sort(hits.begin(), hits.end(), comes_before);
  }
  return complete;
}

bool Engine::uses_filter() const {
  return impl_->filter.has_value();
}

bool Engine::from_cache() const {
  return impl_->from_cache;
}

}  // namespace tamis::engine
