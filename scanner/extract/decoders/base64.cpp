// base64 in text: standard and URL alphabets, padded or not, wrapped over lines (mails, PEM-like blocks,
// here-strings,
// "\n" written out in JSON) and over quoted pieces joined by + or by nothing.
//
// Most text has none, so finding comes first and cheap (base64_runs.h). Then the run is measured, its first
// bytes are decoded, and only what reads as text or begins like a container is decoded whole.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/text.h"
#include "extract/decoders/base64_runs.h"
#include "extract/decoders/decoder.h"

namespace tamis::extract {
namespace {

constexpr std::size_t kWrapLeast = 32;  // characters of a line that goes on in the next
constexpr std::size_t kHead = 64;       // characters that are tried

// What a character of the alphabets is; 0 for all others.
constexpr unsigned kUpper = 1, kLower = 2, kBeyondHex = 4, kSign = 8, kUrlSign = 16, kAny = 32, kDigit = 64;
constexpr unsigned kMixed = kUpper | kLower | kBeyondHex;
constexpr std::array<unsigned char, 256> make_letters() {
  std::array<unsigned char, 256> letters{};
  for (std::size_t i = 0; i < 256; ++i) {
    const char c = static_cast<char>(static_cast<unsigned char>(i));
    if (kBase64Values[i] < 0) continue;
    letters[i] = static_cast<unsigned char>(
        kAny | (base::is_digit(c) ? kDigit : 0U) | (base::is_upper(c) ? kUpper : 0U) |
        (base::is_lower(c) ? kLower : 0U) | (base::is_hex(c) ? 0U : kBeyondHex) |
        (c == '+' || c == '/' ? kSign : 0U) | (c == '-' || c == '_' ? kUrlSign : 0U));
  }
  return letters;
}
constexpr auto kLetters = make_letters();

// What bytes say at first sight.
constexpr unsigned char kPlain = 0, kHigh = 1, kControl = 2;
constexpr std::array<unsigned char, 256> make_kinds() {
  std::array<unsigned char, 256> kinds{};
  for (std::size_t i = 0; i < 256; ++i) {
    const bool blank = i == '\t' || i == '\n' || i == '\r' || i == '\f' || i == 0x1B;
    kinds[i] = i > 0x7F ? kHigh : (i < 0x20 && !blank) || i == 0x7F ? kControl : kPlain;
  }
  return kinds;
}
constexpr auto kKinds = make_kinds();

constexpr bool is_url_sign(char c) {
  return c == '-' || c == '_';
}

// The characters of one run, piece by piece; leads decoded bytes back to them.
class Pieces final : public SourceMap {
 public:
  struct Piece {
    std::size_t first = 0;  // how many characters precede
    std::size_t begin = 0;  // in the text
    std::size_t end = 0;
  };

  void clear() { pieces_.clear(); }
  bool empty() const { return pieces_.empty(); }
  void add(std::size_t begin, std::size_t end) {
    if (begin < end) pieces_.push_back({characters(), begin, end});
  }
  std::size_t characters() const {
    return pieces_.empty() ? 0 : pieces_.back().first + pieces_.back().end - pieces_.back().begin;
  }
  std::size_t begin() const { return pieces_.front().begin; }
  std::size_t end() const { return pieces_.back().end; }
  // Where the last piece ends that is as long as the first.
  std::size_t last_full() const {
    const auto& last = pieces_.back();
    const bool shorter = last.end - last.begin < pieces_.front().end - pieces_.front().begin;
    return shorter ? last.begin : last.end;
  }
  // Leaves out what comes before `at`, which lies in the first piece.
  void begin_at(std::size_t at) {
    const auto cut = at - pieces_.front().begin;
    pieces_.front().begin = at;
    for (std::size_t i = 1; i < pieces_.size(); ++i) pieces_[i].first -= cut;
  }

  std::size_t source_of(std::size_t decoded) const override {
    const auto character = decoded / 3 * 4 + decoded % 3 * 4 / 3;
    const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), character,
                                        [](std::size_t c, const Piece& piece) { return c < piece.first; });
    const Piece& piece = after == pieces_.begin() ? pieces_.front() : *std::prev(after);
    return std::min(piece.begin + (character - piece.first), piece.end);
  }

  // Decodes at most `most` characters into `out`, three bytes for four; a last odd one says nothing and is
  // dropped. Returns how many bytes that made.
  std::size_t decode(std::string_view text, std::size_t most, char* out) const {
    char* const begin = out;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const auto& piece : pieces_) {
      const auto count = std::min(most, piece.end - piece.begin);
      auto characters = text.substr(piece.begin, count);
      // Four at a time while nothing is held back of the piece before.
      for (; held == 0 && characters.size() >= 4; characters.remove_prefix(4)) {
        const auto value = [&](std::size_t i) {
          return static_cast<std::uint32_t>(base64_value(characters[i]));
        };
        const std::uint32_t four = value(0) << 18 | value(1) << 12 | value(2) << 6 | value(3);
        *out++ = static_cast<char>(static_cast<unsigned char>(four >> 16));
        *out++ = static_cast<char>(static_cast<unsigned char>(four >> 8));
        *out++ = static_cast<char>(static_cast<unsigned char>(four));
      }
      for (const char c : characters) {
        bits = (bits << 6) | static_cast<std::uint32_t>(base64_value(c));
        held += 6;
        if (held < 8) continue;
        held -= 8;
        *out++ = static_cast<char>(static_cast<unsigned char>(bits >> held));
      }
      most -= count;
      if (most == 0) break;
    }
    return static_cast<std::size_t>(out - begin);
  }
  std::string decode(std::string_view text, std::size_t most) const {
    std::string bytes(std::min(most, characters()) / 4 * 3 + 3, '\0');
    bytes.resize(decode(text, most, bytes.data()));
    return bytes;
  }

 private:
  std::vector<Piece> pieces_;
};

class Finder {
 public:
  Finder(const EncodedText& encoded, const RunVisitor& visit)
      : encoded_(&encoded), text_(encoded.text), visit_(&visit) {}

  void run() {
    constexpr auto kNone = std::string_view::npos;
    for (auto at = next_base64_run(text_, 0); at != kNone; at = next_base64_run(text_, done_)) seed(at);
  }

 private:
  // The run around a place in it, once; done_ then stands behind it.
  void seed(std::size_t at) {
    std::size_t begin = at;
    std::size_t end = at;
    unsigned seen = 0;
    while (begin > done_ && letters(begin - 1) != 0) seen |= letters(--begin);
    while (end < text_.size() && letters(end) != 0) seen |= letters(end++);
    done_ = end;
    // Hexadecimal, numbers and words in one case are in the alphabets too.
    if ((seen & kMixed) != kMixed) return;
    if ((seen & kUrlSign) != 0 && (seen & kDigit) == 0) return;  // some_FunctionName, some-RPC-Name
    if ((seen & kSign) == 0 || (seen & kUrlSign) == 0) return take(begin, end);
    // Signs of both alphabets in one run: a path, a list of words. One of its stretches may be encoded all
    // the same.
    for (std::size_t from = begin; from < end;) {
      auto stop = from;
      while (stop < end && !is_url_sign(text_[stop])) ++stop;
      take(from, stop);
      from = stop + 1;
    }
  }

  void take(std::size_t begin, std::size_t end) {
    if (end - begin < kLeastBase64 || begin < taken_) return;
    gather(begin, end);
    // Lines of one width stand or fall together, or a key of many lines would be gathered anew for each.
    done_ = std::max(done_, pieces_.last_full());
    if (seen_before() || seen_again() || !align()) return;
    taken_ = pieces_.end();
    done_ = std::max(done_, taken_);
    const std::string bytes = pieces_.decode(text_, std::string::npos);
    (*visit_)({{pieces_.begin(), pieces_.end()}, bytes, &pieces_});
  }

  unsigned letters(std::size_t at) const { return kLetters[static_cast<unsigned char>(text_[at])]; }

  std::size_t run_end(std::size_t at) const {
    while (at < text_.size() && base64_value(text_[at]) >= 0) ++at;
    return at;
  }

  static bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

  void gather(std::size_t begin, std::size_t end) {
    pieces_.clear();
    pieces_.add(begin, end);
    const std::size_t width = end - begin;
    if (width < kWrapLeast) return;
    while (end < text_.size()) {
      const std::size_t next = next_line(end);
      if (next == end) return;
      const std::size_t stop = run_end(next);
      // Lines have one width; only the last is shorter, and nothing of the text goes on behind it.
      if (stop == next || stop - next > width) return;
      if (stop - next < width && !closes(stop)) return;
      pieces_.add(next, stop);
      if (stop - next < width) return;
      end = stop;
    }
  }

  bool closes(std::size_t at) const {
    if (at == text_.size()) return true;
    const char c = text_[at];
    return c == '=' || c == '\r' || c == '\n' || c == '<' || c == '\\' || c == ')' || c == ',' || is_quote(c);
  }

  // Where the encoded text goes on behind `at`: in the next line, behind written-out line ends, in the next
  // quoted piece; `at` itself where it does not.
  std::size_t next_line(std::size_t at) const {
    constexpr std::size_t kMostBetween = 64;  // indentation, quote marks of mails
    const auto stop = std::min(text_.size(), at + kMostBetween);
    const auto blanks = [&](std::size_t i, std::string_view of) {
      while (i < stop && of.find(text_[i]) != std::string_view::npos) ++i;
      return i;
    };
    if (text_[at] == '\\') {
      std::size_t i = at;
      while (i + 1 < stop && text_[i] == '\\' && (text_[i + 1] == 'n' || text_[i + 1] == 'r')) i += 2;
      return i > at ? i : at;
    }
    if (text_[at] == '\n' || text_[at] == '\r') {
      std::size_t i = at + (text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n' ? 2 : 1);
      i = blanks(i, " \t>#*;|");
      return i < text_.size() && base64_value(text_[i]) >= 0 ? i : at;
    }
    if (is_quote(text_[at])) {
      std::size_t i = blanks(at + 1, " \t\r\n+&._\\`");
      if (i < text_.size() && i < stop && text_[i] == text_[at] && i > at + 1) return i + 1;
    }
    return at;
  }

  // The window before had all of it, or the next one will.
  bool seen_before() const { return encoded_->continues_before && pieces_.end() < encoded_->overlap; }
  bool seen_again() const {
    constexpr std::size_t kSafe =
        32 * 1024;  // the next window begins at least this far before the end of this one
    return encoded_->continues_after && pieces_.end() + 2 >= text_.size() &&
           pieces_.begin() + kSafe > text_.size();
  }

  bool plausible() const {
    if (hopeless()) return false;
    std::array<char, kHead> head{};
    if (looks_readable({head.data(), pieces_.decode(text_, kHead, head.data())})) return true;
    return pieces_.characters() >= kHead && looks_deflated(pieces_.decode(text_, 4096)) != DeflateKind::none;
  }

  // Names of functions and types come here by the thousand and must leave at once: their first eighteen bytes
  // hold controls without being UTF-16, or are no text in UTF-8, and no container begins like that.
  bool hopeless() const {
    if (pieces_.characters() >= kHead) return false;  // may be deflated
    std::array<char, kLeastBase64> head{};
    const std::string_view bytes(head.data(), pieces_.decode(text_, kLeastBase64, head.data()));
    unsigned seen = 0;
    for (const char c : bytes) seen |= kKinds[static_cast<unsigned char>(c)];
    if ((seen & kControl) == 0) return false;
    const auto first = static_cast<unsigned char>(bytes[0]);
    const bool container =
        first == 0x1F || first == 'P' || first == 'B' || first == '7' || first == 0x28 || first >= 0xFD;
    return !container && std::count(bytes.begin(), bytes.end(), '\0') < 2;
  }

  // A word of the alphabet may stand right before the encoded text ("data/SGVs…"), and a window may begin
  // inside it.
  bool align() {
    if (plausible()) return true;
    constexpr std::size_t kTries = 4;
    const auto begin = pieces_.begin();
    const auto end = run_end(begin);
    const bool cut = encoded_->continues_before && begin == 0;
    std::size_t at = begin;
    for (std::size_t tries = 0; tries < kTries; ++tries) {
      at = cut && tries < 3 ? at + 1 : text_.substr(0, std::min(end, begin + kHead)).find('/', at) + 1;
      if (at == 0 || at + kLeastBase64 > end) return false;
      pieces_.begin_at(at);
      if (plausible()) return true;
    }
    return false;
  }

  const EncodedText* encoded_;
  std::string_view text_;
  const RunVisitor* visit_;
  Pieces pieces_;
  std::size_t done_ = 0;   // looked at up to here
  std::size_t taken_ = 0;  // reported up to here
};

}  // namespace

void find_base64(const EncodedText& encoded, const RunVisitor& visit) {
  Finder(encoded, visit).run();
}

}  // namespace tamis::extract
