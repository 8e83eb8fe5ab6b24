#include "extract/extraction.h"

#include <algorithm>

#include "base/text.h"
#include "extract/container.h"
#include "extract/formats/format.h"
#include "extract/inflate.h"

namespace tamis::extract {
namespace {

using model::SkipReason;

constexpr std::size_t kMostEmbedded = 4;  // of each kind in one member

// Containers that hold themselves have the same size as one of their ancestors: only then bytes are compared.
bool same_bytes(const Content& a, const Content& b, BufferPool& pool) {
  if (a.size() != b.size()) return false;
  WindowReader left(a, pool);
  WindowReader right(b, pool);
  for (std::uint64_t at = 0; at < a.size(); at += WindowReader::kWindow) {
    const auto x = left.at(at, at + WindowReader::kWindow);
    const auto y = right.at(at, at + WindowReader::kWindow);
    if (!x || !y || *x != *y) return false;
  }
  return true;
}

// Four bytes of a gzip header are soon found in a large binary; its first data tell.
bool inflates(const Content& content, BufferPool& pool) {
  const auto enough = [](std::string_view /*piece*/) { return false; };
  const Inflated end = inflate_stream(content, {0, content.size()}, InflateFormat::gzip, pool, enough);
  return end.end == InflateEnd::stopped || end.end == InflateEnd::done;
}

// A member's own name begins behind its container's path; inside a text the place comes in between, which
// does no harm.
std::size_t name_begin(const Member& container) {
  return container.path.empty() ? 0 : container.path.size() + 1;
}

}  // namespace

std::string limit_sentence(SkipReason reason, const model::ScanLimits& limits) {
  switch (reason) {
    case SkipReason::size:
      return "limit max_member_bytes = " + std::to_string(limits.max_member_bytes) +
             " for one member, max_unpacked_bytes = " + std::to_string(limits.max_unpacked_bytes) +
             " for all of a file: what comes behind was not scanned";
    case SkipReason::members:
      return "limit max_members = " + std::to_string(limits.max_members) +
             ": further members were not scanned";
    case SkipReason::depth:
      return "limit max_depth = " + std::to_string(limits.max_depth) +
             ": a container this deep was not opened";
    case SkipReason::layers:
      return "limit max_decode_depth = " + std::to_string(limits.max_decode_depth) +
             ": an encoding this deep was not undone";
    case SkipReason::overlap:
      return "limit max_overlaps = " + std::to_string(limits.max_overlaps) +
             ": further records that share bytes were not read";
    case SkipReason::time:
      return "limit max_wall = " + std::to_string(limits.max_wall.count()) + " ms, or the scan was stopped";
    default:
      return {};
  }
}

void Extraction::skip(std::string_view member, SkipReason reason, std::string detail) {
  std::string key(member);
  key += '\0';
  key += static_cast<char>(reason);
  if (!said_.insert(std::move(key)).second) return;
  sink_->on_skipped({std::string(path_), std::string(member), reason, std::move(detail)});
}

void Extraction::skip_limit(std::string_view member, SkipReason reason) {
  skip(member, reason, limit_sentence(reason, budget_->limits()));
}

void Extraction::fail_reading(const Member& member, std::string_view why) {
  skip(member.path, SkipReason::unreadable, std::string(why));
}

Extraction::Identity Extraction::identify(std::string_view head) const {
  Identity identity;
  identity.profile = profile_bytes(head);
  identity.encoding = identify_encoding(head, identity.profile);
  identity.row = identify_type(head.substr(0, kHeadBytes));
  if (identity.row == nullptr) return identity;
  if (identity.row->reading == Reading::unpacked) identity.format = format_for(identity.row->type);
  // Tables of small numbers read like UTF-16; a signature knows better, unless a byte order mark precedes.
  if (is_wide(identity.encoding) && mark_length(identity.encoding, head) == 0)
    identity.encoding = Encoding::binary;
  return identity;
}

void Extraction::scan(Member& member) {
  if (const auto bites = budget_->check_time()) {
    skip_limit(member.path, *bites);
    return;
  }
  WindowReader reader(*member.content, tools_->pool);
  const auto size = member.content->size();
  const auto head = reader.at(0, size);
  if (!head) {
    sink_->on_member(member.path);
    fail_reading(member, head.error().message);
    return;
  }
  if (head->size() < size && head->size() < WindowReader::kWindow) {
    skip(member.path, SkipReason::changed, "it became shorter while it was read");
  }
  if (head->size() == size || head->size() < WindowReader::kWindow) {  // all of it: from now on in memory
    const MemoryContent loaded(*head);
    member.content = &loaded;
    WindowReader memory(loaded, tools_->pool);
    scan_loaded(member, memory, *head);
    return;
  }
  scan_loaded(member, reader, *head);
}

void Extraction::scan_loaded(Member& member, WindowReader& reader, std::string_view head) {
  const Content& content = reader.content();
  const Identity identity = identify(head);
  const bool whole = head.size() == content.size();
  Covered covered;
  std::vector<Embedded> embedded;
  if (identity.format != nullptr) {
    open(member, content, *identity.format, covered);
  } else if (whole && identity.profile.nuls > 0) {
    find_embedded(head, 0, kMostEmbedded, embedded);
    open_embedded(member, embedded);
  }
  if (member.anchor == nullptr) {
    sink_->on_member(member.path);
    if (member.container != nullptr) push_name(member, member.path.substr(name_begin(*member.container)));
  }
  // Unpacking may have used the window's buffer.
  const auto again = reader.at(0, content.size());
  if (!again) return fail_reading(member, again.error().message);
  note_type(member, *again, identity);
  auto* const look_on = whole || identity.format != nullptr ? nullptr : &embedded;
  if (identity.encoding != Encoding::binary) {
    push_text(member, reader, identity);
    if (!is_wide(identity.encoding)) return;
    const Covered::Range all{0, content.size()};
    push_raw(member, reader, {&all, 1}, identity, nullptr);
    return;
  }
  push_raw(member, reader, covered.gaps(content.size()), identity, look_on);
  if (look_on != nullptr) open_embedded(member, embedded);
}

void Extraction::open(const Member& member, const Content& content, const Format& format, Covered& covered) {
  if (const auto bites = budget_->enter(member.depth + 1)) return skip_limit(member.path, *bites);
  for (const Member* above = member.container; above != nullptr; above = above->container) {
    if (above->content != nullptr && same_bytes(content, *above->content, tools_->pool)) {
      return skip(member.path, SkipReason::repeated,
                  "it is a container that it lies in: opening it would never end");
    }
  }
  Container container(*this, member, content, format, covered);
  format.unpack(container);
}

void Extraction::open_embedded(const Member& member, const std::vector<Embedded>& found) {
  Covered ignored;  // raw bytes of the carrier are scanned whole
  for (const auto& one : found) {
    const Format* format = format_for(one.type);
    if (format == nullptr) continue;
    // Offsets in a zip may count from the beginning of the file or of the archive; its reader wants to see
    // all.
    const SliceContent slice(*member.content, one.type == FileType::zip ? 0 : one.offset,
                             member.content->size());
    if (one.type == FileType::gzip && !inflates(slice, tools_->pool)) continue;
    open(member, slice, *format, ignored);
  }
}

void Extraction::note_type(const Member& member, std::string_view head, const Identity& identity) {
  if (identity.encoding != Encoding::binary) return;
  if (identity.row == nullptr) {
    if (const auto name = tools_->namer.archive_name(head)) {
      skip(member.path, SkipReason::unsupported,
           *name + ": nothing here unpacks it; its raw bytes were scanned");
    }
    return;
  }
  const std::string name(identity.row->name);
  if (identity.row->reading == Reading::unsupported) {
    skip(member.path, SkipReason::unsupported, name + ": only its raw bytes were scanned");
  } else if (identity.row->reading == Reading::encrypted) {
    skip(member.path, SkipReason::encrypted, name + ": it needs a key");
  }
}

void Extraction::push_name(const Member& member, std::string_view text) {
  if (text.empty()) return;
  const PlaceMap nowhere;
  Piece piece;
  piece.text = text;
  piece.offsets = &nowhere;
  piece.kind = model::UnitKind::name;
  push(member, piece);
}

}  // namespace tamis::extract
