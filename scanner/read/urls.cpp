// URLs with userinfo, in any text: scheme://user:password@host, and Go's user:password@tcp(host) for MySQL.
// Looks around the regions only; each URL is read once, in one pass.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "read/literal.h"
#include "read/reader_table.h"

namespace tamis::read {
namespace {

using model::Fact;
using model::FactKind;
using model::Span;

constexpr std::size_t kAround = 512;  // a region may touch a URL anywhere
constexpr std::size_t kMaxScheme = 40;
constexpr std::size_t kMaxUrl = 2048;  // from "://" to '@'
constexpr std::size_t kMaxHost = 256;
constexpr std::size_t kLongInfo = 256;     // what stands in a longer userinfo is not read as a URL of its own
constexpr std::size_t kMaxFacts = 200000;  // memory on hostile input

bool is_scheme(char c) {
  return base::is_alnum(c) || c == '+' || c == '.' || c == '-';
}

// What ends a URL in prose, code and configuration.
bool ends_url(char c) {
  return base::is_space(c) || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`' || c == '\0' ||
         static_cast<unsigned char>(c) < 0x20;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), base::is_digit);
}

bool is_host(std::string_view text) {
  return !text.empty() && (base::is_alnum(text.front()) || text.front() == '[' || text.front() == '{' ||
                           text.front() == '$' || text.front() == '%');
}

class UrlReader {
 public:
  UrlReader(const Input& input, std::vector<Fact>& facts)
      : input_(input), text_(input.text), language_(input.language), facts_(facts) {}

  void around(Span window) {
    for (auto at = text_.find(':', window.begin); at != std::string_view::npos && at < window.end;
         at = text_.find(':', at + 1)) {
      if (full()) return;
      if (at < done_) continue;
      if (text_.substr(at, 3) == "://") {
        url(at, at + 3);
      } else if (text_.substr(at, 5) == ":\\/\\/") {  // JSON written by PHP
        url(at, at + 5);
      }
    }
    for (const std::string_view network : {"@tcp(", "@unix("}) {
      for (auto at = text_.find(network, window.begin); at != std::string_view::npos && at < window.end;
           at = text_.find(network, at + 1)) {
        if (full()) return;
        go_dsn(at, network.size());
      }
    }
  }

 private:
  void url(std::size_t colon, std::size_t begin) {
    std::size_t scheme = colon;
    while (scheme > 0 && colon - scheme < kMaxScheme && is_scheme(text_[scheme - 1])) --scheme;
    while (scheme < colon && !base::is_alpha(text_[scheme])) ++scheme;
    if (scheme == colon) return;
    const std::size_t end = end_of_url(begin);
    if (next_at_ < begin) next_at_ = text_.find('@', begin);
    if (next_at_ >= end) return;
    const std::size_t at = find_at({begin, end});
    if (at == std::string_view::npos) return;
    emit(scheme, colon, {begin, at}, end);
  }

  // URLs in URLs share their end, and it is looked for once: they come in order.
  std::size_t end_of_url(std::size_t begin) {
    const auto limit = std::min(text_.size(), begin + kMaxUrl);
    std::size_t end = std::max(begin, clear_to_);
    while (end < limit && !ends_url(text_[end])) ++end;
    clear_to_ = end;
    return end;
  }

  // The '@' before the host. Passwords may hold '@' and '/' unescaped: the last '@' before the first '/',
  // else the first behind it that a host follows, unless what stands before the '/' is a host and its port.
  std::size_t find_at(Span token) const {
    constexpr auto kNone = std::string_view::npos;
    const auto written = token.in(text_);
    std::size_t path = written.size();
    int braces = 0;
    for (std::size_t i = 0; i < written.size(); ++i) {
      if (written[i] == '{') ++braces;
      if (written[i] == '}' && braces > 0) --braces;
      if (braces == 0 && (written[i] == '/' || written[i] == '?' || written[i] == '#')) {
        path = i;
        break;
      }
    }
    const auto before = written.substr(0, path).rfind('@');
    const auto colon = written.find(':');
    if (colon == kNone) return kNone;
    if (before != kNone) return colon < before ? token.begin + before : kNone;
    if (colon > path || all_digits(written.substr(colon + 1, path - colon - 1)) || path == colon + 1)
      return kNone;
    const auto behind = written.find('@', path);
    if (behind == kNone || !is_host(written.substr(behind + 1))) return kNone;
    // The user of such a URL is a name, not a host with a dot: http://a.b:x/@c is no account.
    const auto user = written.substr(0, colon);
    return user.find('.') == kNone && user.find('[') == kNone ? token.begin + behind : kNone;
  }

  void emit(std::size_t scheme, std::size_t colon, Span info, std::size_t url_end) {
    const auto split = text_.substr(0, info.end).find(':', info.begin);
    if (split == std::string_view::npos || split + 1 >= info.end) return;
    std::size_t host_end = info.end + 1;
    while (host_end < url_end && host_end - info.end < kMaxHost && text_[host_end] != '/' &&
           text_[host_end] != '?' && text_[host_end] != '#' && text_[host_end] != ')' &&
           text_[host_end] != ';') {
      ++host_end;
    }
    if (host_end == info.end + 1 && url_end == host_end) host_end = info.end + 1;
    if (info.size() > kLongInfo) done_ = url_end;
    Fact fact;
    fact.kind = FactKind::userinfo;
    fact.language = language_;
    fact.name = base::to_lower(text_.substr(scheme, colon - scheme));
    fact.path = fact.name;
    fact.span = {scheme, host_end};
    fact.user = decode({info.begin, split}).text.text();
    fact.host = std::string(text_.substr(info.end + 1, host_end - info.end - 1));
    add(std::move(fact), {split + 1, info.end});
  }

  void add(Fact fact, Span password) {
    Settled settled = settle(decode(password));
    if (settled.value.state == model::ValueState::constant && !settled.is_default &&
        is_hole(password.in(text_)))
      settled.value.state = model::ValueState::reference;
    fact.is_default = settled.is_default;
    fact.arguments.push_back({{}, std::move(settled.value)});
    facts_.push_back(std::move(fact));
  }

  // $pass, ${pass}, {pass}, {{pass}}, %s, %(pass)s, #{pass}, :pass: nothing but a hole to be filled.
  static bool is_hole(std::string_view written) {
    if (written.front() == '$' && written.size() > 1 &&
        std::all_of(written.begin() + 1, written.end(), base::is_word))
      return true;
    if (written == "%s" || written == "%v" || written == "%q" || written == "%@") return true;
    const bool braced = written.back() == '}' &&
                        (written.front() == '{' || written.starts_with("${") || written.starts_with("#{"));
    const bool formatted = written.starts_with("%(") && written.ends_with(")s");
    const bool marked = (written.front() == '[' && written.back() == ']') ||
                        (written.front() == '%' && written.back() == '%' && written.size() > 2);
    return braced || formatted || marked;
  }

  Literal decode(Span span) const {
    Literal literal;
    const auto hex = [](char c) {
      return static_cast<unsigned>(base::is_digit(c) ? c - '0' : base::lower(c) - 'a' + 10);
    };
    std::size_t plain = span.begin;
    for (std::size_t i = span.begin; i + 2 < span.end; ++i) {
      if (text_[i] != '%' || !base::is_hex(text_[i + 1]) || !base::is_hex(text_[i + 2])) continue;
      literal.text.copy(text_, plain, i);
      const char byte =
          static_cast<char>(static_cast<unsigned char>(hex(text_[i + 1]) * 16 + hex(text_[i + 2])));
      literal.text.put(std::string_view(&byte, 1), {i, i + 3});
      literal.computed = true;
      i += 2;
      plain = i + 1;
    }
    literal.text.copy(text_, plain, span.end);
    return literal;
  }

  // user:password@tcp(host:3306)/db
  void go_dsn(std::size_t at, std::size_t length) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < kAround && !ends_url(text_[begin - 1]) && text_[begin - 1] != '=')
      --begin;
    if (text_.substr(begin, at - begin).find("://") != std::string_view::npos) return;  // read as a URL
    const auto split = text_.substr(0, at).find(':', begin);
    if (split == std::string_view::npos || split == begin || split + 1 >= at) return;
    const auto close = text_.substr(0, std::min(text_.size(), at + kMaxHost)).find(')', at);
    if (close == std::string_view::npos) return;
    Fact fact;
    fact.kind = FactKind::userinfo;
    fact.language = language_;
    fact.name = fact.path = "mysql";
    fact.span = {begin, close + 1};
    fact.user = std::string(text_.substr(begin, split - begin));
    fact.host = std::string(text_.substr(at + length, close - at - length));
    add(std::move(fact), {split + 1, at});
  }

  bool full() const { return facts_.size() >= kMaxFacts || !input_.may_go_on(); }

  const Input& input_;
  std::string_view text_;
  model::Language language_;
  std::vector<Fact>& facts_;
  std::size_t clear_to_ = 0;  // nothing between the last URL's begin and here ends a URL
  std::size_t next_at_ = 0;   // the next '@', npos: none
  std::size_t done_ = 0;      // what stands before belongs to a URL that was reported
};

}  // namespace

void read_urls(const Input& input, std::vector<Fact>& facts) {
  UrlReader reader(input, facts);
  std::size_t done = 0;  // windows of neighbouring regions overlap: each byte is looked at once
  for (const Span region : input.regions) {
    if (!input.may_go_on()) return;
    const Span window{std::max(done, region.begin > kAround ? region.begin - kAround : 0),
                      std::min(input.text.size(), region.end + kAround)};
    if (window.begin < window.end) reader.around(window);
    done = std::max(done, window.end);
  }
}

}  // namespace tamis::read
