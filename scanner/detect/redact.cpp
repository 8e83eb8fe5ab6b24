#include "detect/redact.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"

namespace tamis::detect {
namespace {

constexpr std::string_view kStars = "********";
constexpr std::size_t kContext = 100;        // bytes of the line shown on either side
constexpr std::size_t kLongestSequence = 4;  // of UTF-8
constexpr std::size_t kLongSecret = 4096;    // nothing behind it is shown

// Moves `at` back to the beginning of a UTF-8 sequence.
std::size_t align(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

}  // namespace

std::string redact(std::string_view secret, std::size_t show) {
  // A secret may be very long (overlapping ones are one here): so much of it decides.
  const std::size_t enough = std::min(secret.size(), show) * 4 * kLongestSequence;
  const std::size_t characters = std::min(show, base::count_code_points(secret.substr(0, enough)) / 4);
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < characters; ++i)
    bytes += std::max<std::size_t>(1, base::utf8_length(secret, bytes));
  std::string out;
  for (const char c : secret.substr(0, bytes)) out += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
  return out.append(kStars);
}

std::string mask_line(std::string_view text, std::size_t at, std::span<const model::Span> secrets,
                      std::size_t show) {
  at = std::min(at, text.size());
  const std::size_t floor = at > kContext ? at - kContext : 0;
  const auto newline = text.substr(floor, at - floor).find_last_of("\r\n");
  std::size_t begin = newline == std::string_view::npos ? align(text, floor) : floor + newline + 1;
  std::string out;
  std::size_t i = begin;
  // The line's end is not looked for beforehand: lines may be megabytes long and hold thousands of secrets.
  const auto ends_line = [&](std::size_t from, std::size_t to) {
    return text.substr(0, to).find_first_of("\r\n", std::max(from, at)) != std::string_view::npos;
  };
  while (i < text.size() && out.size() < 2 * kContext) {
    // The first span that ends behind i: a file may hold thousands of secrets.
    const auto inside =
        std::partition_point(secrets.begin(), secrets.end(), [i](model::Span s) { return s.end <= i; });
    if (inside != secrets.end() && inside->contains(i)) {
      out.append(redact(text.substr(i, inside->end - i), show));
      if (inside->end - i > kLongSecret || ends_line(i, inside->end)) break;
      i = inside->end;
      continue;
    }
    if (i >= at && (text[i] == '\n' || text[i] == '\r')) break;
    const auto byte = static_cast<unsigned char>(text[i]);
    out += byte < 0x20 || byte == 0x7F ? (text[i] == '\t' ? ' ' : '?') : text[i];
    ++i;
  }
  out.resize(align(out, out.size()));
  return std::string(base::trim(out));
}

void join_spans(std::vector<model::Span>& spans) {
  std::sort(spans.begin(), spans.end(), [](model::Span a, model::Span b) { return a.begin < b.begin; });
  std::size_t kept = 0;
  for (const model::Span span : spans) {
    if (kept > 0 && span.begin < spans[kept - 1].end) {
      spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
    } else {
      spans[kept++] = span;
    }
  }
  spans.resize(kept);
}

std::string fingerprint(std::string_view key, std::string_view rule, std::string_view secret,
                        std::string_view path, std::string_view member) {
  std::string message;
  for (const auto part : {rule, secret, path, member}) {
    message.append(part);
    message += '\0';
  }
  return base::to_hex(base::hmac_sha256(key, message)).substr(0, 32);
}

}  // namespace tamis::detect
