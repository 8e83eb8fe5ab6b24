// The reader for PowerShell: scripts, modules, data files, histories and transcripts.
#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "read/powershell/comments.h"
#include "read/powershell/emitter.h"
#include "read/powershell/evaluator.h"
#include "read/powershell/parser.h"
#include "read/powershell/symbols.h"
#include "read/powershell/tree.h"
#include "read/reader_table.h"

namespace tamis::read {
namespace {

using model::Span;

// Scripts up to this size are read whole; of larger texts, what stands around the regions.
constexpr std::size_t kWholeScript = std::size_t{1} << 20;
constexpr std::size_t kAround = std::size_t{32} << 10;

// "PS C:\> ", "[srv1]: PS C:\> ": where the command behind a prompt begins; npos where the line shows none.
std::size_t behind_prompt(std::string_view line) {
  if (line.starts_with('[')) {
    constexpr std::size_t kLongestHost = 100;
    const std::size_t close = line.substr(0, kLongestHost).find("]: PS ");
    const std::size_t command =
        close == std::string_view::npos ? close : behind_prompt(line.substr(close + 3));
    return command == std::string_view::npos ? command : command + close + 3;
  }
  if (line.starts_with(">> ")) return 3;
  if (line.starts_with("Host Application: ") || line.starts_with("Application h")) {
    const std::size_t colon = line.substr(0, 64).find(": ");  // how the shell itself was started
    return colon == std::string_view::npos ? colon : colon + 2;
  }
  if (!line.starts_with("PS ") && !line.starts_with("PS>")) return std::string_view::npos;
  constexpr std::size_t kLongestPrompt = 200;
  const std::size_t mark = line.substr(0, kLongestPrompt).find('>');
  return mark == std::string_view::npos ? mark : mark + 1;
}

bool is_transcript(std::string_view text) {
  const std::string_view head = text.substr(0, 4096);
  return head.starts_with("**********************") || head.starts_with("PS ") ||
         (head.find("\nPS ") != std::string_view::npos && head.find("> ") != std::string_view::npos &&
          head.find("param(") == std::string_view::npos);
}

// Blanks out all but the commands that were typed, so that a transcript reads as a script.
std::string typed_commands(std::string_view text) {
  std::string masked(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::size_t command = behind_prompt(text.substr(at, end - at));
    const std::size_t blank_to = command == std::string_view::npos ? end : at + command;
    for (std::size_t i = at; i < blank_to; ++i) {
      if (text[i] != '\r') masked[i] = ' ';
    }
    at = end + 1;
  }
  return masked;
}

void read_script(const Input& input, std::vector<model::Fact>& facts) {
  std::string transcript;
  std::string_view script = input.text;
  if (is_transcript(input.text)) {
    transcript = typed_commands(input.text);
    script = transcript;
  }
  powershell::Tree tree(input.text);
  const std::vector<Span> comments = powershell::parse(tree, {.text = script, .pulse = input.pulse});
  std::string masked;
  if (powershell::mask_commented_code(script, comments, masked)) {
    powershell::parse(tree, {.text = masked, .in_comment = true, .pulse = input.pulse});
  }
  const powershell::Symbols symbols(tree);
  powershell::Evaluator evaluate(tree, symbols, input.pulse);
  powershell::Emitter(tree, symbols, evaluate, input, facts).emit_all();
  powershell::read_notes(script, comments, facts);
}

// The lines around the regions, joined where they meet; each at most kWholeScript long.
std::vector<Span> parts_of(const Input& input) {
  if (input.text.size() <= kWholeScript) return {{0, input.text.size()}};
  std::vector<Span> parts;
  for (const Span region : input.regions) {
    const std::size_t from = region.begin > kAround ? region.begin - kAround : 0;
    const std::size_t line = input.text.rfind('\n', from);
    Span part{line == std::string_view::npos || from - line > kAround ? from : line,
              std::min(region.end + kAround, input.text.size())};
    if (!parts.empty() && part.begin <= parts.back().end && part.end - parts.back().begin <= kWholeScript) {
      parts.back().end = std::max(part.end, parts.back().end);
    } else {
      if (!parts.empty()) part.begin = std::max(part.begin, parts.back().end);
      while (part.end - std::min(part.begin, part.end) > kWholeScript) {  // a region full of hits
        const std::size_t most = part.begin + kWholeScript;
        const std::size_t newline = input.text.substr(most - kAround, kAround).rfind('\n');
        const std::size_t cut = newline == std::string_view::npos ? most : most - kAround + newline + 1;
        parts.push_back({part.begin, cut});
        part.begin = cut;
      }
      if (part.begin < part.end) parts.push_back(part);
    }
  }
  return parts;
}

void shift(model::Fact& fact, std::size_t by) {
  fact.span.begin += by;
  fact.span.end += by;
  for (model::Argument& argument : fact.arguments) {
    argument.value.span.begin += by;
    argument.value.span.end += by;
    for (model::TrailStep& step : argument.value.trail) step.offset += by;
  }
}

}  // namespace

void read_powershell(const Input& input, std::vector<model::Fact>& facts) {
  for (const Span part : parts_of(input)) {
    if (!input.may_go_on()) return;
    Input inner = input;
    inner.text = part.in(input.text);
    std::vector<Span> regions;
    for (const Span region : input.regions) {
      if (!region.overlaps(part)) continue;
      regions.push_back(
          {std::max(region.begin, part.begin) - part.begin, std::min(region.end, part.end) - part.begin});
    }
    inner.regions = regions;
    const std::size_t before = facts.size();
    read_script(inner, facts);
    for (std::size_t i = before; i < facts.size(); ++i) shift(facts[i], part.begin);
  }
}

}  // namespace tamis::read
