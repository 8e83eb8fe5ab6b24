#include "engine/database_cache.h"

#include <bit>
#include <cstring>
#include <utility>

#include "base/processor.h"
#include "engine/hyperscan.h"
#include "engine/owned_folder.h"

namespace tamis::engine {
namespace {

// File: Header, then the filter's plan and the bodies of both databases. Numbers stand in the processor's own
// order: the key names the processor anyway.
constexpr std::string_view kMagic = "TAMISDB\n";
constexpr std::uint32_t kVersion = 4;
constexpr std::size_t kMaxBytes = std::size_t{256} << 20;
constexpr std::size_t kKeptFiles = 16;  // of other rule sets and library versions; the oldest go
constexpr std::string_view kPrefix = "engine-";

struct Header {
  char magic[8] = {};
  std::uint32_t version = 0;
  std::uint32_t header_bytes = 0;
  base::Sha256 key{};
  base::Sha256 checksum{};  // over everything behind it
  std::uint64_t expression_width = 0;
  std::uint64_t plan_bytes = 0;
  std::uint64_t literal_bytes = 0;
  std::uint64_t expression_bytes = 0;
};
static_assert(sizeof(Header) == 112 && std::is_trivially_copyable_v<Header>);
constexpr std::size_t kChecked = offsetof(Header, expression_width);

std::string file_name(const base::Sha256& key) {
  constexpr std::size_t kDigits = 32;
  return std::string(kPrefix) + base::to_hex(key).substr(0, kDigits) + ".db";
}

void append_number(std::string& out, std::uint64_t number) {
  const auto bytes = std::bit_cast<std::array<char, sizeof number>>(number);
  out.append(bytes.data(), bytes.size());
}

// With its length first, so that no two lists of texts read the same.
void append_text(std::string& out, std::string_view text) {
  append_number(out, text.size());
  out += text;
}

}  // namespace

base::Sha256 cache_key(const Spec& spec) {
  std::string all;
  append_number(all, kVersion);
  append_number(all, kExpressionFlags);
  append_text(all, platform_identity());
  append_number(all, spec.matcher == Matcher::fastest && base::processor_has_avx512_vbmi() ? 1 : 0);
  append_number(all, spec.literals.size());
  for (const auto& literal : spec.literals) {
    append_number(all, literal.nocase ? 1 : 0);
    append_text(all, literal.bytes);
  }
  append_number(all, spec.expressions.size());
  for (const auto& expression : spec.expressions) append_text(all, expression);
  return base::sha256(all);
}

std::optional<StoredDatabases> DatabaseCache::load(const base::Sha256& key) const {
  if (folder_.empty()) return std::nullopt;
  const auto folder = OwnedFolder::open(folder_);
  if (!folder) return std::nullopt;
  const auto bytes = folder->read(file_name(key), kMaxBytes);
  if (!bytes || bytes->size() < sizeof(Header)) return std::nullopt;
  Header header;
  std::memcpy(&header, bytes->data(), sizeof header);
  if (std::string_view(header.magic, sizeof header.magic) != kMagic || header.version != kVersion ||
      header.header_bytes != sizeof header || header.key != key) {
    return std::nullopt;
  }
  const std::string_view all(*bytes);
  if (base::sha256(all.substr(kChecked)) != header.checksum) return std::nullopt;
  auto bodies = all.substr(sizeof header);
  StoredDatabases stored{.expression_width = header.expression_width};
  for (const auto& [bytes_of, body] :
       {std::pair(header.plan_bytes, &stored.plan), std::pair(header.literal_bytes, &stored.literals),
        std::pair(header.expression_bytes, &stored.expressions)}) {
    if (bytes_of > bodies.size()) return std::nullopt;
    *body = bodies.substr(0, bytes_of);
    bodies.remove_prefix(bytes_of);
  }
  if (!bodies.empty()) return std::nullopt;
  return stored;
}

bool DatabaseCache::store(const base::Sha256& key, const StoredDatabases& databases) const {
  if (folder_.empty()) return false;
  Header header;
  std::memcpy(header.magic, kMagic.data(), sizeof header.magic);
  header.version = kVersion;
  header.header_bytes = sizeof header;
  header.key = key;
  header.expression_width = databases.expression_width;
  header.plan_bytes = databases.plan.size();
  header.literal_bytes = databases.literals.size();
  header.expression_bytes = databases.expressions.size();

  std::string bytes(sizeof header, '\0');
  std::memcpy(bytes.data(), &header, sizeof header);
  bytes += databases.plan;
  bytes += databases.literals;
  bytes += databases.expressions;
  if (bytes.size() > kMaxBytes) return false;
  header.checksum = base::sha256(std::string_view(bytes).substr(kChecked));
  std::memcpy(bytes.data(), &header, sizeof header);

  const auto folder = OwnedFolder::open_or_make(folder_);
  if (!folder || !folder->replace(file_name(key), bytes)) return false;
  folder->prune(kPrefix, kKeptFiles);
  return true;
}

}  // namespace tamis::engine
