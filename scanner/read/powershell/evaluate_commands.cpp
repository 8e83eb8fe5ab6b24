#include <algorithm>
#include <array>

#include "base/text.h"
#include "read/powershell/evaluator.h"

namespace tamis::read::powershell {
namespace {

// Commands that hand on what they are given.
constexpr std::array<std::string_view, 10> kPassing = {
    "Where-Object", "Sort-Object", "Select-Object", "Out-String", "Write-Output",
    "Tee-Object",   "Get-Random",  "Get-Unique",    "Add-Member", "Out-Default"};

// Commands whose result lies elsewhere: files, vaults, the registry.
constexpr std::array<std::string_view, 12> kLookUps = {
    "Get-Secret",       "Get-Content",           "Import-Clixml",        "Import-Csv",
    "Get-ItemProperty", "Get-ItemPropertyValue", "Get-AzKeyVaultSecret", "Import-PowerShellDataFile",
    "Get-VaultSecret",  "Get-PfxCertificate",    "Get-StoredCredential", "Get-AutomationVariable"};

bool is_any(std::string_view name, std::span<const std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [name](std::string_view other) { return base::equal_nocase(name, other); });
}

bool is_look_up(std::string_view name) {
  return is_any(name, kLookUps) || base::find_nocase(name, "vault") != std::string_view::npos ||
         (base::starts_with_nocase(name, "get-") &&
          base::find_nocase(name, "secret") != std::string_view::npos) ||
         base::starts_with_nocase(name, "get-automation") || base::equal_nocase(name, "Get-LapsADPassword");
}

}  // namespace

std::string Evaluator::command_name(NodeId command) {
  const NodeId name_node = tree_.child(command, 0);
  std::string name;
  if (tree_[name_node].kind == NodeKind::string) {
    name = tree_[name_node].text;
  } else {
    const Result result = evaluate(name_node).front();
    if (!result.is_textual()) return {};
    name = result.text;
  }
  name = symbols_.resolve_alias(base::to_lower(name)) == base::to_lower(name)
             ? name
             : symbols_.resolve_alias(base::to_lower(name));
  std::string canonical = canonical_command(name);
  if (find_command(canonical) != nullptr) return canonical;
  canonical = base::file_name(canonical);
  if (base::ends_with_nocase(canonical, ".exe") || base::ends_with_nocase(canonical, ".com")) {
    canonical.resize(canonical.size() - 4);
  }
  return canonical;
}

Results Evaluator::pipeline(NodeId node) {
  const auto elements = tree_.children(node);
  Results values = evaluate(elements.front());
  NodeId before = elements.front();
  for (std::size_t i = 1; i < elements.size(); ++i) {
    if (exhausted()) return {unknown()};
    values = command(elements[i], &values, before);
    before = elements[i];
  }
  return values;
}

Results Evaluator::secure_string(const CommandLine& line, const Results* input) {
  Results values = line.named("String") != kNoNode ? evaluate(line.named("String")) : Results{};
  if (values.empty() && input != nullptr) values = *input;
  for (Result& value : values) {
    if (value.kind == ResultKind::list && value.items != nullptr && value.items->size() == 1)
      value = Result(value.items->front());
    if (!line.has("AsPlainText") && value.kind != ResultKind::prompt) {
      value = Result{.kind = ResultKind::reference, .span = value.span};  // an encrypted text
    } else if (value.is_constant()) {
      value.text = to_text(value);
      value.kind = ResultKind::secure;
    }
  }
  return values;
}

Results Evaluator::command(NodeId node, const Results* input, NodeId input_node) {
  if (tree_[node].kind != NodeKind::command) return evaluate(node);
  const NodeId name_node = tree_.child(node, 0);
  if (tree_[name_node].kind == NodeKind::script_block) return evaluate(tree_.child(name_node, 0));
  const std::string name = command_name(node);
  Result result;
  result.span = {tree_[node].begin, tree_[node].end};
  if (name == "ConvertTo-SecureString") return secure_string(arrange(tree_, node, name), input);
  if (name == "New-Object") {
    result.kind = ResultKind::object;
    result.node = node;
    NodeId properties = kNoNode;
    constructor_arguments(node, result.text, properties);
    const std::string type = base::to_lower(result.text);
    if ((type == "psobject" || type == "pscustomobject") && properties != kNoNode)
      return evaluate(properties);
    return {result};
  }
  if (name == "Read-Host" || name == "Get-Credential" || name == "Show-InputBox") {
    result.kind = ResultKind::prompt;
    return {result};
  }
  if (is_look_up(name)) {
    result.kind = ResultKind::reference;
    return {result};
  }
  if (name == "Get-Command") {
    result.kind = ResultKind::text;
    result.text = match_command(to_text(evaluate(arrange(tree_, node, name).named("Name")).front()));
    return {result};
  }
  if (name == "Get-Variable") {
    const std::string variable =
        base::to_lower(to_text(evaluate(arrange(tree_, node, name).named("Name")).front()));
    Results results;
    for (const std::uint32_t id : symbols_.reaching(variable, node)) {
      for (Result& value : definition(id, node)) results.push_back(std::move(value));
    }
    return results;
  }
  if (name == "ForEach-Object" && input != nullptr) {
    const CommandLine line = arrange(tree_, node, name);
    const NodeId block = line.named("Process");
    if (tree_[block].kind == NodeKind::script_block)
      return each(*input, input_node, tree_.child(block, 0), "_");
    Results results;
    if (tree_[block].kind == NodeKind::string) {  // | ForEach-Object Password
      for (const Result& value : *input) {
        for (Result& field : member_of(value, base::to_lower(tree_[block].text), node))
          results.push_back(std::move(field));
      }
    }
    return results;
  }
  const CommandLine line = arrange(tree_, node, name);
  if (name == "ConvertFrom-StringData" || name == "ConvertFrom-Csv") {
    const NodeId named = line.named(name == "ConvertFrom-Csv" ? "InputObject" : "StringData");
    const Results texts = whole_texts(input != nullptr ? *input : evaluate(named));
    Results results;
    const Results delimiter = evaluate(line.named("Delimiter"));
    for (const Result& text : texts) {
      if (text.kind != ResultKind::text) continue;
      const char mark = delimiter.front().text.empty() ? ',' : delimiter.front().text.front();
      for (Result& record : name == "ConvertFrom-Csv" ? csv(text, mark) : string_data(text))
        results.push_back(std::move(record));
    }
    return results;
  }
  if (name == "ConvertFrom-Json") {
    Results results;
    for (const Result& text : input != nullptr ? *input : evaluate(line.named("InputObject"))) {
      if (text.kind == ResultKind::text) results.push_back(json(text));
      if (text.kind == ResultKind::reference || text.kind == ResultKind::prompt) results.push_back(text);
    }
    return results;
  }
  if (is_any(name, kPassing)) {
    if (input != nullptr) return *input;
    return evaluate(line.named("InputObject") != kNoNode ? line.named("InputObject") : line.positional(0));
  }
  const std::string called = base::to_lower(name);
  if (const auto* functions = symbols_.functions(called); functions != nullptr) {
    if (input == nullptr && functions->size() == 1 && open_functions_.insert(called).second) {
      const auto given = run_function(functions->front(), node);
      open_functions_.erase(called);
      // Of constants each that it may return counts, unless the script asks for several: (Get-It user),
      // (Get-It pw).
      const bool known = given && given->kind != ResultKind::unknown && given->kind != ResultKind::null;
      const bool made = known && given->kind == ResultKind::text && given->computed;
      if (made || (known && called_with_several(functions->front()))) return {*given};
    }
    return user_function(called);
  }
  return {unknown()};
}

// if ($env -eq 'prod') { return 'x' }, with more behind it
Results Evaluator::returned_early(NodeId conditional) {
  Results results;
  for (const NodeId branch : tree_.children(conditional)) {
    const auto statements = tree_.children(branch);
    if (tree_[branch].kind != NodeKind::block || statements.empty()) continue;
    const Node& last = tree_[statements.back()];
    if (last.kind != NodeKind::unary || last.op != Operator::returns) continue;
    for (Result& result : evaluate(statements.back())) results.push_back(std::move(result));
  }
  return results;
}

Results Evaluator::user_function(const std::string& name) {
  const auto* functions = symbols_.functions(name);
  if (functions == nullptr || !open_functions_.insert(name).second) return {unknown()};
  Results results;
  for (const Function& function : *functions) {
    const auto children = tree_.children(function.node);
    const NodeId body = children.empty() ? kNoNode : children.back();
    const auto statements = tree_.children(body);
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const Node& statement = tree_[statements[i]];
      const bool returned = statement.kind == NodeKind::unary && statement.op == Operator::returns;
      if (statement.kind == NodeKind::conditional && i + 1 != statements.size()) {
        for (Result& result : returned_early(statements[i])) results.push_back(std::move(result));
      }
      if (!returned && i + 1 != statements.size()) continue;
      if (statement.kind == NodeKind::assignment) continue;
      for (Result& result : evaluate(statements[i])) results.push_back(std::move(result));
      if (returned) break;
    }
  }
  open_functions_.erase(name);
  return results;
}

Results Evaluator::string_data(const Result& text) {
  auto fields = std::make_shared<std::vector<std::pair<std::string, Result>>>();
  for (std::size_t at = 0; at < text.text.size() && fields->size() < kMaxItems;) {
    const std::size_t end = std::min(text.text.find('\n', at), text.text.size());
    const std::string_view line = std::string_view(text.text).substr(at, end - at);
    const std::size_t equals = line.find('=');
    if (equals != std::string_view::npos && !base::trim(line).starts_with('#')) {
      const std::string_view raw = base::trim(line.substr(equals + 1));
      Result value{.kind = ResultKind::text};
      derive(value, text, {});
      value.computed = text.computed;
      for (std::size_t i = 0; i < raw.size(); ++i) {  // escapes as in expressions: \\, \n
        if (raw[i] == '\\' && i + 1 < raw.size()) {
          ++i;
          value.text += raw[i] == 'n' ? '\n' : raw[i] == 't' ? '\t' : raw[i] == 'r' ? '\r' : raw[i];
          value.computed = true;
        } else {
          value.text += raw[i];
        }
      }
      if (!text.computed && !raw.empty()) {
        const std::size_t offset = text.span.begin + static_cast<std::size_t>(raw.data() - text.text.data());
        value.span = {offset, offset + raw.size()};
      }
      fields->emplace_back(base::to_lower(base::trim(line.substr(0, equals))), std::move(value));
    }
    at = end + 1;
  }
  return {Result{.kind = ResultKind::record, .fields = std::move(fields)}};
}

Results Evaluator::whole_texts(const Results& values) {
  Results texts;
  for (const Result& value : values) {
    const Results lines = value.kind == ResultKind::list ? unfold(value) : Results{};
    const bool all = !lines.empty() && std::all_of(lines.begin(), lines.end(), [](const Result& line) {
      return line.kind == ResultKind::text;
    });
    if (!all) {
      texts.push_back(value);
      continue;
    }
    Result whole = lines.front();
    for (std::size_t i = 1; i < lines.size(); ++i) whole.text += '\n' + lines[i].text;
    const bool one =
        std::all_of(lines.begin(), lines.end(), [&](const Result& line) { return line.span == whole.span; });
    // Cut at its line ends and joined there, it stands in the script as it is.
    whole.computed = !one || whole.span.size() != whole.text.size();
    texts.push_back(std::move(whole));
  }
  return texts;
}

Results Evaluator::csv(const Result& text, char delimiter) {
  std::vector<std::string> header;
  auto rows = std::make_shared<Results>();
  std::size_t at = 0;
  while (at < text.text.size() && rows->size() < kMaxCandidates) {
    auto fields = std::make_shared<std::vector<std::pair<std::string, Result>>>();
    std::vector<std::string> names;
    for (bool more = true; more;) {
      Result cell{.kind = ResultKind::text};
      derive(cell, text, {});
      cell.computed = text.computed;
      std::size_t begin = at;
      const bool quoted = at < text.text.size() && text.text[at] == '"';
      if (quoted) {
        for (begin = ++at; at < text.text.size(); ++at) {
          if (text.text[at] == '"') {
            if (at + 1 >= text.text.size() || text.text[at + 1] != '"') break;
            ++at;
            cell.computed = true;
          }
          cell.text += text.text[at];
        }
      } else {
        while (at < text.text.size() && text.text[at] != delimiter && text.text[at] != '\n' &&
               text.text[at] != '\r')
          cell.text += text.text[at++];
      }
      if (!text.computed) cell.span = {text.span.begin + begin, text.span.begin + at};
      if (quoted && at < text.text.size()) ++at;
      if (header.empty()) names.push_back(base::to_lower(base::trim(cell.text)));
      if (fields->size() < header.size()) fields->emplace_back(header[fields->size()], std::move(cell));
      more = at < text.text.size() && text.text[at] == delimiter;
      if (more) ++at;
    }
    at = std::min(text.text.find('\n', at), text.text.size()) + 1;
    if (header.empty()) {
      header = std::move(names);
    } else {
      rows->push_back(Result{.kind = ResultKind::record, .fields = std::move(fields)});
    }
  }
  return {Result{.kind = ResultKind::list, .items = std::move(rows)}};
}

}  // namespace tamis::read::powershell
