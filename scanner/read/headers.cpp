// HTTP headers that carry credentials, in any text: raw HTTP, `curl -H`, maps and calls of programs on one
// line. Looks around the regions only.
#include <algorithm>
#include <array>
#include <string>

#include "base/byte_set.h"
#include "base/text.h"
#include "read/base64.h"
#include "read/gate_bytes.h"
#include "read/literal.h"
#include "read/reader_table.h"

namespace tamis::read {
namespace {

using gate::is_quote;
using model::Fact;
using model::FactKind;
using model::Span;

constexpr std::size_t kAround = 256;
constexpr std::size_t kMaxName = 48;
constexpr std::size_t kMaxValue = 8192;
constexpr std::size_t kMaxScheme = 64;
constexpr std::size_t kLongCredentials = 128;  // in longer ones no further header is looked for
constexpr std::size_t kMaxFacts = 200000;      // memory on hostile input

constexpr base::ByteSet kHeaderBytes = base::kAlnumBytes.with("-");

bool is_header_byte(char c) {
  return kHeaderBytes.has(c);
}

// Most words of a text are no header: those have a hyphen, or begin as Authorization and ApiKey do.
bool may_be_header(std::string_view name) {
  return base::lower(name.front()) == 'a' || name.find('-') != std::string_view::npos;
}

bool is_header(std::string_view name) {
  if (!may_be_header(name)) return false;
  constexpr std::array<std::string_view, 30> kNames = {"authorization",
                                                       "proxy-authorization",
                                                       "private-token",
                                                       "job-token",
                                                       "deploy-token",
                                                       "x-api-key",
                                                       "x-apikey",
                                                       "apikey",
                                                       "api-key",
                                                       "x-auth-token",
                                                       "x-auth-key",
                                                       "x-access-token",
                                                       "x-vault-token",
                                                       "x-token",
                                                       "x-auth",
                                                       "x-gitlab-token",
                                                       "x-figma-token",
                                                       "x-shopify-access-token",
                                                       "x-redmine-api-key",
                                                       "x-octopus-apikey",
                                                       "dd-api-key",
                                                       "dd-application-key",
                                                       "x-amz-security-token",
                                                       "ocp-apim-subscription-key",
                                                       "x-authorization",
                                                       "x-rundeck-auth-token",
                                                       "x-jfrog-art-api",
                                                       "x-nuget-apikey",
                                                       "x-consul-token",
                                                       "x-subject-token"};
  const std::string lower = base::to_lower(name);
  if (std::find(kNames.begin(), kNames.end(), lower) != kNames.end()) return true;
  const bool named = lower.ends_with("-token") || lower.ends_with("-api-key") || lower.ends_with("-apikey") ||
                     lower.ends_with("-secret") || lower.ends_with("-password");
  return lower.starts_with("x-") && named && lower.find("csrf") == std::string::npos &&
         lower.find("xsrf") == std::string::npos;
}

bool is_scheme(std::string_view word) {
  constexpr std::array<std::string_view, 7> kSchemes = {"basic",     "bearer", "token", "digest",
                                                        "negotiate", "ntlm",   "apikey"};
  return std::find(kSchemes.begin(), kSchemes.end(), base::to_lower(word)) != kSchemes.end();
}

class HeaderReader {
 public:
  HeaderReader(const Input& input, std::vector<Fact>& facts)
      : input_(input), text_(input.text), language_(input.language), facts_(facts) {}

  void around(Span window) {
    std::size_t at = window.begin;
    while (at > 0 && window.begin - at < kMaxName && is_header_byte(text_[at - 1])) --at;
    while (at < window.end) {
      if (!is_header_byte(text_[at])) {
        ++at;
        continue;
      }
      // A run that is longer than any name is skipped no further than the window: it may be the whole text.
      const std::size_t reach = std::min(text_.size(), std::max(window.end, at + kMaxName + 1));
      std::size_t end = at;
      while (end < reach && is_header_byte(text_[end])) ++end;
      const auto name = text_.substr(at, end - at);
      const bool candidate =
          name.size() >= 6 && name.size() <= kMaxName && (at == 0 || text_[at - 1] != '_') && is_header(name);
      done_ = end;
      if (candidate) header({at, end});
      if (facts_.size() >= kMaxFacts || !input_.may_go_on()) return;
      at = done_;
    }
  }

 private:
  char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  void skip_blanks(std::size_t& at) const {
    while (base::is_blank(byte(at))) ++at;
  }

  // `proxy_set_header NAME VALUE`, `RequestHeader set NAME VALUE`: the name's line begins with words that set
  // headers.
  bool is_directive(std::size_t name) const {
    const std::size_t least = name - std::min(name, kMaxName);
    std::size_t begin = name;
    while (begin > least && text_[begin - 1] != '\n') --begin;
    const auto words = text_.substr(begin, name - begin);
    return words.find_first_of("({[=") == std::string_view::npos &&
           base::find_nocase(words, "header") != std::string_view::npos;
  }

  // Moves `at` from behind the name to the value: `: `, `": "`, `' => '`, `"] = "`, `", "`, ` "`.
  bool skip_separator(std::size_t name, std::size_t& at, char& quote) const {
    if (byte(at) == '\\') ++at;
    if (is_quote(byte(at))) ++at;
    if (byte(at) == ']') ++at;
    const std::size_t name_end = at;
    skip_blanks(at);
    if (text_.substr(at, 2) == "=>" || text_.substr(at, 2) == "->" || text_.substr(at, 2) == ":=") {
      at += 2;
    } else if (byte(at) == ':' || byte(at) == '=' || byte(at) == ',') {
      ++at;
    } else if (at == name_end || !is_directive(name)) {
      return false;
    }
    skip_blanks(at);
    if (byte(at) == '\\' && is_quote(byte(at + 1))) ++at;
    // f"…", b'…', $"…", @"…"
    const bool prefixed =
        (base::is_alpha(byte(at)) || byte(at) == '$' || byte(at) == '@') && is_quote(byte(at + 1));
    if (prefixed) ++at;
    if (is_quote(byte(at))) quote = text_[at++];
    skip_blanks(at);
    return true;
  }

  void header(Span name) {
    char quote = '\0';
    if (name.begin > 0 && is_quote(text_[name.begin - 1])) quote = text_[name.begin - 1];
    std::size_t at = name.end;
    const bool closes = byte(at) == quote && quote != '\0';
    quote = closes ? '\0' : quote;
    char inner = quote;
    if (!skip_separator(name.begin, at, inner)) return;
    // In code and JSON a bare word is a variable; unquoted values belong to raw HTTP, command lines and
    // directives.
    const bool map = closes || (byte(name.end) != ':' && !base::is_blank(byte(name.end)));
    if (map && inner == '\0') return;
    if (inner == '\0' && gate::family_of(language_) == gate::Family::code && opens_line(name.begin)) return;
    emit(name, {at, end_of_value(at)});
  }

  // authorization: Type = …, a declaration.
  bool opens_line(std::size_t at) const {
    while (at > 0 && base::is_blank(text_[at - 1])) --at;
    return at == 0 || text_[at - 1] == '\n';
  }

  // Headers in the value of another share its end, and it is looked for once: they come in order.
  std::size_t end_of_value(std::size_t begin) {
    const std::size_t limit = std::min(text_.size(), begin + kMaxValue);
    std::size_t end = std::max(begin, clear_to_);
    while (end < limit && text_[end] != '\n' && text_[end] != '\r' && text_[end] != '<' &&
           !is_quote(text_[end]) && (text_[end] != '\\' || base::is_blank(byte(end + 1)))) {
      ++end;
    }
    clear_to_ = end;
    return end;
  }

  void emit(Span name, Span value) {
    const auto written = value.in(text_);
    const auto blank = written.substr(0, kMaxScheme).find_first_of(" \t");
    std::string scheme;
    Span credentials = value;
    std::string_view first = written.substr(0, std::min(blank, written.size()));
    if (first.ends_with('\\')) first.remove_suffix(1);  // HAProxy: Basic\ c3ZjO…
    if (blank != std::string_view::npos && std::all_of(first.begin(), first.end(), is_header_byte)) {
      scheme = std::string(first);
      credentials.begin += blank;
      while (credentials.begin < credentials.end && base::is_blank(text_[credentials.begin]))
        ++credentials.begin;
    }
    while (credentials.end > credentials.begin && base::is_blank(text_[credentials.end - 1]))
      --credentials.end;
    const auto more = credentials.in(text_).find_first_of(" \t,;)");
    if (more != std::string_view::npos) credentials.end = credentials.begin + more;
    if (credentials.size() > kLongCredentials) done_ = credentials.end;
    if (credentials.size() < 4 || (scheme.empty() && is_scheme(credentials.in(text_)))) return;
    if (base::starts_with_nocase(scheme, "aws4-hmac")) return;  // a signature of one request
    Fact fact;
    fact.kind = FactKind::header;
    fact.language = language_;
    fact.name = std::string(name.in(text_));
    fact.path = scheme;
    fact.span = {name.begin, value.end};
    if (base::equal_nocase(scheme, "basic")) return basic(std::move(fact), credentials);
    Literal literal;
    literal.text.copy(text_, credentials.begin, credentials.end);
    add(std::move(fact), std::move(literal));
  }

  void basic(Fact fact, Span credentials) {
    const auto decoded = decode_base64(credentials.in(text_));
    if (!decoded || !is_readable(*decoded)) return;
    const auto colon = decoded->find(':');
    if (colon == std::string::npos || colon + 1 >= decoded->size()) return;
    fact.user = decoded->substr(0, colon);
    Literal literal;
    literal.text.put(std::string_view(*decoded).substr(colon + 1), credentials);
    literal.computed = true;
    literal.decoded_by.emplace_back("base64");
    add(std::move(fact), std::move(literal));
  }

  void add(Fact fact, Literal literal) {
    const std::string& text = literal.text.text();
    const bool hole = text.find('{') != std::string::npos || text.find('$') == 0 || text.find('%') == 0 ||
                      text.front() == '<';
    if (hole && literal.decoded_by.empty()) literal.state = model::ValueState::reference;
    Settled settled = settle(literal);
    fact.is_default = settled.is_default;
    fact.arguments.push_back({{}, std::move(settled.value)});
    facts_.push_back(std::move(fact));
  }

  const Input& input_;
  std::string_view text_;
  model::Language language_;
  std::vector<Fact>& facts_;
  std::size_t clear_to_ = 0;  // nothing between the last value's begin and here ends a value
  std::size_t done_ = 0;      // where reading goes on
};

}  // namespace

void read_headers(const Input& input, std::vector<Fact>& facts) {
  HeaderReader reader(input, facts);
  std::size_t done = 0;
  for (const Span region : input.headers.value_or(input.regions)) {
    if (!input.may_go_on()) return;
    const Span window{std::max(done, region.begin > kAround ? region.begin - kAround : 0),
                      std::min(input.text.size(), region.end + kAround)};
    if (window.begin < window.end) reader.around(window);
    done = std::max(done, window.end);
  }
}

}  // namespace tamis::read
