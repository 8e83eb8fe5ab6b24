// gzip (RFC 1952): any number of members one behind the other, NULs between them, damage inside. All that
// unpacks is one content, as gunzip has it. Trailing bytes that are no member are left to the raw view.
#include <algorithm>
#include <functional>
#include <string>

#include "base/text.h"
#include "extract/byte_reader.h"
#include "extract/encoding.h"
#include "extract/formats/format.h"
#include "extract/formats/stream_name.h"
#include "extract/inflate.h"
#include "extract/transcode.h"

namespace tamis::extract {
namespace {

using model::SkipReason;
using namespace std::string_view_literals;

constexpr std::string_view kMagic = "\x1F\x8B\x08"sv;
constexpr std::size_t kWholeBytes = std::size_t{8} << 20;  // up to here libdeflate takes it in one go

// FNAME, where the header has one.
std::string stored_name(std::string_view head) {
  constexpr unsigned kExtra = 4, kName = 8;
  if (head.size() < 10) return {};
  const auto flags = static_cast<unsigned char>(head[3]);
  if ((flags & kName) == 0) return {};
  std::size_t at = 10;
  if ((flags & kExtra) != 0) at += 2 + static_cast<std::size_t>(little_endian(head, 10, 2));
  const auto end = head.find('\0', at);
  if (at >= head.size() || end == std::string_view::npos) return {};
  const auto name = base::file_name(head.substr(at, end - at));
  std::string out;
  append_as_utf8(out, base::valid_utf8(name) ? Encoding::utf8_damaged : Encoding::windows1252, name);
  return out;
}

// True when all of it was one sound member, which is the rule.
bool deliver_whole(Container& container, const std::string& name) {
  const auto packed = container.content().view();
  if (!packed || packed->size() > kWholeBytes || packed->size() < 18) return false;
  const auto claimed = little_endian(*packed, packed->size() - 4, 4);
  if (claimed > 2 * kWholeBytes || claimed > container.budget().limits().max_member_bytes) return false;
  if (claimed > container.budget().unpacked_left()) return false;
  const auto buffer = container.pool().take(std::max<std::size_t>(claimed, kWholeBytes));
  const auto text =
      inflate_whole(*packed, InflateFormat::gzip, buffer.span().first(static_cast<std::size_t>(claimed)));
  if (!text) return false;
  if (const auto bites = container.budget().spend_unpacked(text->size())) {
    container.skip_member_limit(name, *bites);
    return true;
  }
  container.deliver(name, MemoryContent(*text));
  return true;
}

// The next member at or behind `at`, over padding or damage; size() when there is none.
std::uint64_t find_member(ByteReader& reader, std::uint64_t at) {
  while (at < reader.size()) {
    const auto bytes = reader.run(at);
    const auto found = bytes.find(kMagic);
    if (found != std::string_view::npos) return at + found;
    if (bytes.size() < kMagic.size()) break;
    at += bytes.size() - (kMagic.size() - 1);
  }
  return reader.size();
}

bool all_nul(ByteReader& reader, std::uint64_t begin, std::uint64_t end) {
  while (begin < end) {
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(end - begin, ByteReader::kBuffer));
    const auto bytes = reader.at(begin, most);
    if (bytes.empty() || bytes.find_first_not_of('\0') != std::string_view::npos) return false;
    begin += bytes.size();
  }
  return true;
}

void unpack_members(Container& container, Intake& intake) {
  ByteReader reader(container.content(), container.pool());
  std::uint64_t at = 0;
  while (at < reader.size()) {
    const auto take = [&](std::string_view piece) { return intake.write(piece); };
    const Inflated end = inflate_stream(container.content(), {at, reader.size()}, InflateFormat::gzip,
                                        container.pool(), std::ref(take));
    if (end.end == InflateEnd::stopped) return;
    if (end.end == InflateEnd::truncated) {
      return container.skip(SkipReason::truncated,
                            "the gzip stream ends too early: what comes before was scanned");
    }
    at += std::max<std::uint64_t>(end.consumed, 1);
    if (end.end == InflateEnd::damaged) {
      container.skip(SkipReason::malformed,
                     "the gzip stream is damaged: what comes before and after was scanned");
    }
    const auto next = find_member(reader, at);
    // A signature behind other bytes may be chance: what lies between is in the raw view in any case.
    if (next == reader.size()) return;
    if (end.end == InflateEnd::done && next > at && !all_nul(reader, at, next) && next - at > (1U << 20))
      return;
    if (container.budget().check_time()) return container.skip_limit(SkipReason::time);
    at = next;
  }
}

}  // namespace

void unpack_gzip(Container& container) {
  if (!container.admit()) return;
  ByteReader reader(container.content(), container.pool());
  const auto stored = stored_name(reader.at(0, 1024));
  const auto name = stream_name(container.name(), stored);
  if (!stored.empty() && stored != name) container.name_only(stored);
  if (deliver_whole(container, name)) return;
  Intake intake(container, name);
  unpack_members(container, intake);
  container.deliver(name, intake.content());
}

}  // namespace tamis::extract
