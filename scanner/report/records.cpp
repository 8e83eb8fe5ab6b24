#include "report/records.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <iterator>

#include "base/text.h"
#include "report/printable.h"

namespace tamis::report {
namespace {

// True for the bytes that stand for themselves in a JSON string.
constexpr std::array<bool, 256> plain_bytes() {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}
constexpr std::array<bool, 256> kPlain = plain_bytes();

bool is_plain(char c) {
  return kPlain[static_cast<unsigned char>(c)];
}

void append_unit(std::string& out, std::uint32_t unit) {
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("\\u{:04x}"), unit);
}

void append_escaped(std::string& out, char32_t point) {
  switch (point) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto value = static_cast<std::uint32_t>(point);
  if (value < 0x10000) {
    append_unit(out, value);
  } else {  // a surrogate pair
    append_unit(out, 0xD800 + ((value - 0x10000) >> 10));
    append_unit(out, 0xDC00 + ((value - 0x10000) & 0x3FF));
  }
}

// Writes one object; commas and keys are its business.
class Object {
 public:
  Object(std::string& out, std::string_view type) : out_(out) {
    out_ += R"({"type":")";
    out_ += type;
    out_ += '"';
  }
  explicit Object(std::string& out) : out_(out), first_(true) { out_ += '{'; }
  void close() { out_ += '}'; }

  void text(std::string_view name, std::string_view value) {
    key(name);
    append_json_string(out_, value);
  }
  void number(std::string_view name, std::uint64_t value) {
    key(name);
    fmt::format_to(std::back_inserter(out_), FMT_COMPILE("{}"), value);
  }
  // Lines and columns: 0 says that there is none.
  void place(std::string_view name, std::uint32_t value) {
    if (value == 0) {
      null(name);
    } else {
      number(name, value);
    }
  }
  void null(std::string_view name) {
    key(name);
    out_ += "null";
  }
  void boolean(std::string_view name, bool value) {
    key(name);
    out_ += value ? "true" : "false";
  }
  void seconds(std::string_view name, double value) {
    key(name);
    fmt::format_to(std::back_inserter(out_), FMT_COMPILE("{:.3f}"), value);
  }
  // The caller writes the value.
  void key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    out_ += name;
    out_ += "\":";
  }

 private:
  std::string& out_;
  bool first_ = false;
};

void append_places(std::string& out, const std::vector<model::Place>& places) {
  out += '[';
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i > 0) out += ',';
    Object place(out);
    place.place("line", places[i].line);
    place.place("column", places[i].column);
    place.close();
  }
  out += ']';
}

void append_strings(std::string& out, const std::vector<std::string>& values) {
  out += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(out, values[i]);
  }
  out += ']';
}

void add_location(Object& object, const model::Location& location) {
  object.text("path", location.path);
  object.text("member", location.member);
  object.place("line", location.line);
  object.place("column", location.column);
  object.place("end_line", location.end_line);
  object.place("end_column", location.end_column);
  object.number("byte_start", location.byte_start);
  object.number("byte_end", location.byte_end);
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end])) ++end;
    out.append(text, at, end - at);
    if (end == text.size()) break;
    const auto point = decode_utf8(text, end);
    if (point.length == 0) {
      out += "\xEF\xBF\xBD";  // U+FFFD
      at = end + 1;
      continue;
    }
    if (point.value < 0x80 || is_unprintable(point.value)) {
      append_escaped(out, point.value);
    } else {
      out.append(text, end, point.length);
    }
    at = end + point.length;
  }
  out += '"';
}

void append_finding(std::string& out, const model::Finding& finding) {
  Object object(out, "finding");
  add_location(object, finding.location);
  object.text("rule_id", finding.rule_id);
  object.text("rule_name", finding.rule_name);
  object.text("kind", finding.kind);
  object.text("severity", to_string(finding.severity));
  object.text("confidence", to_string(finding.confidence));
  if (finding.secret) {
    object.text("secret", *finding.secret);
  } else {
    object.null("secret");
  }
  object.text("redacted", finding.redacted);
  object.text("fingerprint", finding.fingerprint);
  object.text("why", finding.why);
  object.key("decoded_by");
  append_strings(out, finding.decoded_by);
  object.key("places");
  append_places(out, finding.places);
  object.text("remediation", finding.remediation.en);
  object.close();
}

void append_skipped(std::string& out, const model::Skipped& skipped) {
  Object object(out, "skipped");
  object.text("path", skipped.path);
  object.text("member", skipped.member);
  object.text("reason", to_string(skipped.reason));
  object.text("detail", skipped.detail);
  object.close();
}

void append_error(std::string& out, std::string_view path, std::string_view message) {
  Object object(out, "error");
  object.text("path", path);
  object.text("message", message);
  object.close();
}

void append_summary(std::string& out, const Summary& summary) {
  Object object(out, "summary");
  object.number("files", summary.files);
  object.number("members", summary.members);
  object.number("bytes", summary.bytes);
  object.key("findings");
  Object findings(out);
  for (const auto severity :
       {model::Severity::low, model::Severity::medium, model::Severity::high, model::Severity::critical}) {
    const auto found = summary.findings.find(severity);
    findings.number(to_string(severity), found == summary.findings.end() ? 0 : found->second);
  }
  findings.close();
  object.key("skipped");
  Object skipped(out);
  for (const auto& [reason, count] : summary.skipped) {
    if (count > 0) skipped.number(to_string(reason), count);
  }
  skipped.close();
  object.number("errors", summary.errors);
  object.seconds("seconds", summary.seconds.count());
  object.text("version", summary.version);
  object.text("rule_set", summary.rule_set);
  object.boolean("interrupted", summary.interrupted);
  object.close();
}

}  // namespace tamis::report
