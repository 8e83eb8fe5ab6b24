#include "detect/validators/armor.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/text.h"
#include "detect/validators/encoding.h"

namespace tamis::detect {
namespace {

// Base64 in PEM comes in lines of 64 or so. Words of the code around it ("vbCrLf", "lineSeparator") are
// shorter than this; only the last line of a body may be as short.
constexpr std::size_t kMinRun = 16;

struct Escape {
  std::string_view written;
  char meant;
};
constexpr std::array<Escape, 9> kEscapes{{
    {"\\n", '\n'},
    {"\\r", '\n'},
    {"\\t", ' '},
    {"\\/", '/'},
    {"\\u002b", '+'},
    {"\\u002f", '/'},
    {"\\u003d", '='},
    {"\\u000a", '\n'},
    {"\\u000d", '\n'},
}};

// What bodies of requests and addresses write for the signs of base64 and line ends.
constexpr std::array<Escape, 5> kPercent{
    {{"%0a", '\n'}, {"%0d", '\n'}, {"%2b", '+'}, {"%2f", '/'}, {"%3d", '='}}};

// Undoes escapes, however often their backslash was doubled.
std::string unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto* percent = text[at] != '%'
                              ? kPercent.end()
                              : std::find_if(kPercent.begin(), kPercent.end(), [&](const Escape& e) {
                                  return base::starts_with_nocase(text.substr(at), e.written);
                                });
    if (percent != kPercent.end()) {
      out.push_back(percent->meant);
      at += percent->written.size();
      continue;
    }
    if (text[at] != '\\') {
      out.push_back(text[at++]);
      continue;
    }
    while (at + 1 < text.size() && text[at + 1] == '\\') ++at;
    const auto* escape = std::find_if(kEscapes.begin(), kEscapes.end(), [&](const Escape& e) {
      return base::starts_with_nocase(text.substr(at), e.written);
    });
    out.push_back(escape == kEscapes.end() ? ' ' : escape->meant);
    at += escape == kEscapes.end() ? 1 : escape->written.size();
  }
  return out;
}

// In a diff every line behind the first begins with '+', a letter of the alphabet itself.
bool is_diff(std::string_view body) {
  std::size_t lines = 0;
  for (std::size_t at = body.find('\n'); at != std::string_view::npos; at = body.find('\n', at + 1)) {
    if (at + 1 >= body.size() || body[at + 1] != '+') return false;
    ++lines;
  }
  return lines >= 2;
}

bool only_of(std::string_view run, char c) {
  return std::all_of(run.begin(), run.end(), [c](char x) { return x == c; });
}

// Puts the body together from its runs. A short run that is not padded may be the last line or a word of the
// code around it ("vbCrLf", a line's number): it waits, is dropped when a whole line follows, and taken at
// the end; the longest on the first line behind is the likeliest.
struct Collector {
  std::string base64;
  std::string tail;
  std::size_t tail_line = 0;
  std::size_t whole_line = 0;  // where the last whole line stood
  std::size_t lines = 0;
  bool done = false;

  void take(std::string_view run, bool padded) {
    if (done || run.empty() || only_of(run, '+') || only_of(run, '/')) return;
    if (run.size() >= kMinRun || padded) {
      base64.append(run);
      tail.clear();
      whole_line = lines;
      done = padded;
    } else if (!base64.empty()) {
      const bool first_behind = tail_line <= whole_line && lines > whole_line;
      if (!tail.empty() && !first_behind && (lines != tail_line || run.size() <= tail.size())) return;
      tail = run;
      tail_line = lines;
    }
  }

  void line(std::string_view text) {
    ++lines;
    for (std::size_t at = 0; at < text.size() && !done;) {
      std::size_t end = at;
      while (end < text.size() && is_base64(text[end])) ++end;
      take(text.substr(at, end - at), end > at && end < text.size() && text[end] == '=');
      at = end + 1;
    }
  }

  std::string finish() { return done ? base64 : base64 + tail; }
};

bool is_header(std::string_view line) {
  return line.find("Proc-Type:") != std::string_view::npos ||
         line.find("DEK-Info:") != std::string_view::npos;
}

void read_lines(std::string_view body, Armor& armor) {
  const bool diff = is_diff(body);
  // What stands before the end marker on its line: a log puts a time and a level there. Behind such words and
  // signs the last word of each line is the body's.
  const auto marker_line = base::behind_last(body, '\n', 0, body.size());
  const bool logged = marker_line > 0 && body.find(':', marker_line) != std::string_view::npos;
  if (logged) body = body.substr(0, marker_line);
  Collector collector;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    std::string_view line = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (diff && line.starts_with('+')) line.remove_prefix(1);
    if (logged && !is_header(line)) {
      line = base::trim(line);
      line.remove_prefix(line.find_last_of(" \t|") + 1);  // npos + 1 is 0
    }
    if (line.find(':') != std::string_view::npos && collector.base64.empty()) {
      armor.headers.append(line).push_back('\n');
    } else {
      collector.line(line);
    }
  }
  armor.base64 = collector.finish();
}

}  // namespace

Armor read_armor(std::string_view block) {
  Armor armor;
  constexpr std::string_view kBegin = "BEGIN ";
  const std::size_t begin = block.find(kBegin);
  if (begin == std::string_view::npos) return armor;
  const std::size_t label_end = block.find("----", begin);
  const std::size_t end = block.rfind("END ");
  if (label_end == std::string_view::npos || end == std::string_view::npos || end <= label_end) return armor;
  armor.label = base::trim(block.substr(begin + kBegin.size(), label_end - begin - kBegin.size()));

  std::string_view body = block.substr(label_end, end - label_end);
  while (!body.empty() && body.front() == '-') body.remove_prefix(1);
  while (!body.empty() && (body.back() == '-' || body.back() == ' ')) body.remove_suffix(1);
  armor.elided = body.find("...") != std::string_view::npos ||
                 body.find("\xE2\x80\xA6") != std::string_view::npos ||
                 body.find("***") != std::string_view::npos;
  read_lines(unescape(body), armor);

  std::string_view text = armor.base64;
  if (text.size() % 4 == 1) text.remove_suffix(1);
  if (auto bytes = decode_base64(text)) armor.bytes = std::move(*bytes);
  return armor;
}

bool ByteReader::number(std::size_t size, std::uint32_t& value) {
  std::string_view field;
  if (size > 4 || !bytes(size, field)) return false;
  value = 0;
  for (const char c : field) value = (value << 8) | static_cast<unsigned char>(c);
  return true;
}

bool ByteReader::bytes(std::size_t size, std::string_view& value) {
  if (size > rest_.size()) return false;
  value = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return true;
}

bool ByteReader::counted(std::string_view& value) {
  std::uint32_t size = 0;
  return number(4, size) && bytes(size, value);
}

bool ByteReader::skip(std::size_t size) {
  std::string_view ignored;
  return bytes(size, ignored);
}

}  // namespace tamis::detect
