#include "read/fences.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.h"

namespace tamis::read {
namespace {

using model::Language;
using model::Span;

constexpr std::size_t kMaxFences = 4096;

std::optional<Language> told_language(std::string_view word) {
  using Row = std::pair<std::string_view, Language>;
  static constexpr std::array<Row, 40> kRows = {{
      {"bash", Language::shell},
      {"sh", Language::shell},
      {"shell", Language::shell},
      {"zsh", Language::shell},
      {"console", Language::shell},
      {"terminal", Language::shell},
      {"shell-session", Language::shell},
      {"dockerfile", Language::shell},
      {"docker", Language::shell},
      {"bat", Language::batch},
      {"batch", Language::batch},
      {"cmd", Language::batch},
      {"powershell", Language::powershell},
      {"ps1", Language::powershell},
      {"pwsh", Language::powershell},
      {"python", Language::python},
      {"py", Language::python},
      {"js", Language::javascript},
      {"javascript", Language::javascript},
      {"ts", Language::javascript},
      {"typescript", Language::javascript},
      {"php", Language::php},
      {"java", Language::java},
      {"kotlin", Language::java},
      {"groovy", Language::java},
      {"csharp", Language::csharp},
      {"cs", Language::csharp},
      {"go", Language::go},
      {"ruby", Language::ruby},
      {"perl", Language::perl},
      {"sql", Language::sql},
      {"yaml", Language::yaml},
      {"yml", Language::yaml},
      {"json", Language::json},
      {"toml", Language::toml},
      {"ini", Language::ini},
      {"xml", Language::xml},
      {"ldif", Language::ldif},
      {"hcl", Language::hcl},
      {"env", Language::ini},
  }};
  static constexpr std::array<Row, 6> kMore = {{{"terraform", Language::hcl},
                                                {"conf", Language::conf},
                                                {"properties", Language::ini},
                                                {"dotenv", Language::ini},
                                                {"nginx", Language::conf},
                                                {"apache", Language::conf}}};
  const auto is_word = [word](const Row& row) { return base::equal_nocase(row.first, word); };
  if (const auto row = std::find_if(kRows.begin(), kRows.end(), is_word); row != kRows.end())
    return row->second;
  if (const auto row = std::find_if(kMore.begin(), kMore.end(), is_word); row != kMore.end())
    return row->second;
  return std::nullopt;
}

std::string_view first_word(std::string_view text) {
  text = base::trim(text);
  if (text.starts_with('{')) text.remove_prefix(1);
  if (text.starts_with('.')) text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && (base::is_alnum(text[end]) || text[end] == '-' || text[end] == '_')) ++end;
  return text.substr(0, end);
}

std::size_t indentation(std::string_view line) {
  return static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), base::is_blank) - line.begin());
}

// What is open while the lines go by.
struct Open {
  enum class Kind { none, fence, indented, listing } kind = Kind::none;
  char mark = '\0';
  std::size_t size = 0;   // of the fence's mark, or the indentation of the directive
  std::size_t begin = 0;  // of the body
  std::optional<Language> language;
};

class FenceFinder {
 public:
  explicit FenceFinder(std::string_view text) : text_(text) {}

  std::vector<Fence> run() {
    for (std::size_t at = 0; at < text_.size() && found_.size() < kMaxFences;) {
      const auto end = std::min(text_.find('\n', at), text_.size());
      line({at, end}, std::min(end + 1, text_.size()));
      at = end + 1;
    }
    close(text_.size());
    return std::move(found_);
  }

 private:
  void close(std::size_t end) {
    if (open_.kind != Open::Kind::none && open_.language && end > open_.begin)
      found_.push_back({{open_.begin, end}, *open_.language});
    open_ = {};
  }

  void line(Span span, std::size_t next) {
    const auto whole = span.in(text_);
    const auto content = base::trim(whole);
    if (open_.kind == Open::Kind::fence) {
      if (content.size() >= open_.size && content.find_first_not_of(open_.mark) == std::string_view::npos)
        close(span.begin);
      return;
    }
    if (open_.kind == Open::Kind::listing) {
      if (content == "----") close(span.begin);
      return;
    }
    if (open_.kind == Open::Kind::indented) {
      if (content.empty() || indentation(whole) > open_.size) return;
      close(span.begin);
    }
    opening(whole, content, next);
  }

  void opening(std::string_view whole, std::string_view content, std::size_t next) {
    if (content.empty()) return;
    if (content.front() == '`' || content.front() == '~') {
      const char mark = content.front();
      const auto size = std::min(content.find_first_not_of(mark), content.size());
      const auto info = content.substr(size);
      if (size < 3 || info.find('`') != std::string_view::npos) return;
      open_ = {Open::Kind::fence, mark, size, next, told_language(first_word(info))};
    } else if (content.starts_with(".. ")) {
      for (const std::string_view directive : {".. code-block::", ".. code::", ".. sourcecode::"}) {
        if (!content.starts_with(directive)) continue;
        open_ = {Open::Kind::indented, '\0', indentation(whole), next,
                 told_language(first_word(content.substr(directive.size())))};
      }
    } else if (content == "----" && listed_) {
      open_ = {Open::Kind::listing, '\0', 0, next, listed_};
    }
    listed_ = content.starts_with("[source,") ? told_language(first_word(content.substr(8))) : std::nullopt;
  }

  std::string_view text_;
  std::vector<Fence> found_;
  Open open_;
  std::optional<Language> listed_;
};

}  // namespace

std::vector<Fence> find_fences(std::string_view text) {
  return FenceFinder(text).run();
}

Language language_at(const std::vector<Fence>& fences, std::size_t at, Language outside) {
  const auto next = std::partition_point(fences.begin(), fences.end(),
                                         [at](const Fence& fence) { return fence.body.end <= at; });
  return next != fences.end() && next->body.begin <= at ? next->language : outside;
}

}  // namespace tamis::read
