#include "read/option_words.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace tamis::read {
namespace {

using model::Quoting;
using model::Span;

constexpr std::size_t kMaxWords = 256;

struct Word {
  Span span;  // without quotes
  Quoting quoting = Quoting::bare;
};

std::optional<Word> next_word(std::string_view text, std::size_t& at) {
  while (at < text.size() && base::is_space(text[at])) ++at;
  if (at >= text.size()) return std::nullopt;
  const char quote = text[at];
  if (quote == '"' || quote == '\'') {
    const auto end = text.find(quote, at + 1);
    if (end != std::string_view::npos) {
      const Word word{{at + 1, end}, quote == '"' ? Quoting::double_quotes : Quoting::single_quotes};
      at = end + 1;
      return word;
    }
  }
  const auto begin = at;
  while (at < text.size() && !base::is_space(text[at])) ++at;
  return Word{{begin, at}, Quoting::bare};
}

bool is_program(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kTools = {
      "ldapsearch",      "ldapmodify",       "ldapadd",          "ldapdelete",
      "ldappasswd",      "ldapwhoami",       "basic_ldap_auth",  "ext_ldap_group_acl",
      "squid_ldap_auth", "squid_ldap_group", "digest_ldap_auth", "ldapcompare"};
  const auto name = base::file_name(word);
  if (std::find(kTools.begin(), kTools.end(), name) != kTools.end()) return true;
  return word.size() > 2 && word.front() == '/' && base::is_alpha(word[1]) && !name.empty();
}

}  // namespace

std::vector<OptionWord> option_words(std::string_view text) {
  std::vector<OptionWord> found;
  if (text.find(" -") == std::string_view::npos) return found;
  std::string_view program;
  Span option;  // an option that waits for its value
  std::size_t at = 0;
  for (std::size_t count = 0; count < kMaxWords; ++count) {
    const auto word = next_word(text, at);
    if (!word) break;
    const std::string_view written = word->span.in(text);
    const bool dashed = word->quoting == Quoting::bare && written.size() >= 2 && written[0] == '-';
    if (program.empty()) {
      if (is_program(written)) program = base::file_name(written);
      continue;
    }
    if (!option.empty() && !dashed) {
      found.push_back({program, option.in(text), word->span, word->quoting});
      option = {};
      continue;
    }
    option = {};
    if (!dashed) continue;
    const auto equals = written.find('=');
    if (written[1] == '-' && equals != std::string_view::npos) {
      found.push_back({program,
                       written.substr(0, equals),
                       {word->span.begin + equals + 1, word->span.end},
                       Quoting::bare});
    } else if (written[1] != '-' && written.size() > 2 && base::is_alpha(written[1])) {
      found.push_back({program, written.substr(0, 2), {word->span.begin + 2, word->span.end}, Quoting::bare});
    } else {
      option = word->span;
    }
  }
  return found;
}

}  // namespace tamis::read
