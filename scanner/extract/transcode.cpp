#include "extract/transcode.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/text.h"
#include "extract/eight_bit.h"

namespace tamis::extract {
namespace {

constexpr std::size_t kCheckpointEvery = 2048;
constexpr char32_t kReplacement = 0xFFFD;

struct Step {
  char32_t code_point = 0;
  std::size_t consumed = 0;  // 0: cut, more is needed
};

unsigned unit16(const char* at, bool little) {
  const auto first = static_cast<unsigned char>(at[0]);
  const auto second = static_cast<unsigned char>(at[1]);
  return little ? first | (unsigned{second} << 8) : second | (unsigned{first} << 8);
}

Step step_utf16(std::string_view rest, bool little) {
  if (rest.size() < 2) return {kReplacement, 0};
  const unsigned unit = unit16(rest.data(), little);
  if (unit < 0xD800 || unit > 0xDFFF) return {unit, 2};
  if (unit > 0xDBFF) return {kReplacement, 2};
  if (rest.size() < 4) return {kReplacement, 0};
  const unsigned next = unit16(rest.data() + 2, little);
  if (next < 0xDC00 || next > 0xDFFF) return {kReplacement, 2};
  return {0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00), 4};
}

Step step_utf32(std::string_view rest, bool little) {
  if (rest.size() < 4) return {kReplacement, 0};
  char32_t unit = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    unit |= char32_t{static_cast<unsigned char>(rest[i])} << 8 * (little ? i : 3 - i);
  }
  const bool valid = unit <= 0x10FFFF && (unit < 0xD800 || unit > 0xDFFF);
  return {valid ? unit : kReplacement, 4};
}

Step step_eight_bit(std::string_view rest, Encoding encoding) {
  const auto byte = static_cast<unsigned char>(rest[0]);
  if (byte < 0x80) return {byte, 1};
  const char16_t c = upper_half(encoding)[byte - 0x80U];
  return {c == 0 ? char32_t{byte} : char32_t{c}, 1};
}

// Of damaged UTF-8 only the stray bytes come here; valid sequences are copied.
Step step(std::string_view rest, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf16le:
      return step_utf16(rest, true);
    case Encoding::utf16be:
      return step_utf16(rest, false);
    case Encoding::utf32le:
      return step_utf32(rest, true);
    case Encoding::utf32be:
      return step_utf32(rest, false);
    default:
      return step_eight_bit(rest, encoding);
  }
}

// Copies eight characters at once while they are ASCII. Returns how many it copied.
std::size_t copy_ascii(std::string_view rest, Encoding encoding, char* out, std::size_t most) {
  std::size_t done = 0;
  const std::size_t unit = unit_size(encoding);
  if (unit == 4) return 0;
  if (unit == 1) {
    while (done + 8 <= most && done + 8 <= rest.size()) {
      std::uint64_t word;
      std::memcpy(&word, rest.data() + done, sizeof word);
      if ((word & 0x8080808080808080U) != 0) break;
      std::memcpy(out + done, &word, sizeof word);
      done += 8;
    }
    return done;
  }
  const std::size_t low = encoding == Encoding::utf16le ? 0 : 1;
  while (done + 8 <= most && (done + 8) * 2 <= rest.size()) {
    const char* at = rest.data() + done * 2;
    unsigned bad = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      bad |= static_cast<unsigned char>(at[i * 2 + 1 - low]);
      bad |= static_cast<unsigned char>(at[i * 2 + low]) & 0x80U;
      out[done + i] = at[i * 2 + low];
    }
    if (bad != 0) break;
    done += 8;
  }
  return done;
}

// A valid sequence in damaged UTF-8 that can be taken as it is, or 0.
std::size_t valid_length(std::string_view bytes, std::size_t at, Encoding encoding) {
  return encoding == Encoding::utf8_damaged ? base::utf8_length(bytes, at) : 0;
}

}  // namespace

Transcoded Transcoder::run(Encoding encoding, std::string_view bytes, LastPiece last, std::span<char> out) {
  encoding_ = encoding;
  bytes_ = bytes;
  checkpoints_.clear();
  const std::size_t unit = unit_size(encoding);
  char* const begin = out.data();
  char* to = begin;
  std::size_t at = 0;
  std::size_t next_checkpoint = 0;
  // What is cut at the end of damaged UTF-8 is left for the next piece.
  const std::size_t stop = last == LastPiece::no && encoding == Encoding::utf8_damaged
                               ? bytes.size() - incomplete_utf8_tail(bytes)
                               : bytes.size();
  while (at < stop) {
    const auto written = static_cast<std::size_t>(to - begin);
    if (written >= next_checkpoint) {
      checkpoints_.push_back({written, at});
      next_checkpoint = written + kCheckpointEvery;
    }
    const auto ascii = copy_ascii(bytes.substr(at, stop - at), encoding, to, next_checkpoint - written);
    to += ascii;
    at += ascii * unit;
    if (ascii > 0) continue;
    if (const auto length = valid_length(bytes, at, encoding); length > 0) {
      std::memcpy(to, bytes.data() + at, length);
      to += length;
      at += length;
      continue;
    }
    Step next = step(bytes.substr(at, stop - at), encoding);
    if (next.consumed == 0) {
      if (last == LastPiece::no) break;
      next = {kReplacement, std::min(stop - at, unit)};
    }
    to = base::write_utf8(to, next.code_point);
    at += next.consumed;
  }
  consumed_ = at;
  text_size_ = static_cast<std::size_t>(to - begin);
  return {std::string_view(begin, text_size_), consumed_};
}

std::size_t Transcoder::source_of(std::size_t text_offset) const {
  if (text_offset >= text_size_) return consumed_;
  const auto after =
      std::upper_bound(checkpoints_.begin(), checkpoints_.end(), text_offset,
                       [](std::size_t offset, const Checkpoint& c) { return offset < c.text; });
  if (after == checkpoints_.begin()) return 0;
  auto [text, source] = *std::prev(after);
  while (source < consumed_) {
    std::size_t grows = valid_length(bytes_, source, encoding_);
    std::size_t takes = grows;
    if (grows == 0) {
      const Step next = step(bytes_.substr(source), encoding_);
      if (next.consumed == 0) break;
      grows = base::utf8_size(next.code_point);
      takes = next.consumed;
    }
    if (text + grows > text_offset) break;
    text += grows;
    source += takes;
  }
  return source;
}

void append_as_utf8(std::string& out, Encoding encoding, std::string_view bytes) {
  const auto begin = out.size();
  out.resize(begin + Transcoder::room_for(encoding, bytes.size()));
  Transcoder transcoder;
  const auto result = transcoder.run(encoding, bytes, LastPiece::yes, std::span(out).subspan(begin));
  out.resize(begin + result.text.size());
}

}  // namespace tamis::extract
