#include <unordered_map>

#include "rules/rule_loader.h"
#include "rules/rule_set.h"

namespace tamis::rules {

base::Result<std::vector<Rule>> load_path(const std::string& path,
                                          std::span<const std::string_view> validators) {
  const auto files = list_rule_files(path);
  if (!files) return tl::unexpected(files.error());
  std::vector<Rule> rules;
  std::string problems;
  std::unordered_map<std::string, std::string> homes;
  const auto note = [&](const std::string& what) {
    problems.append(problems.empty() ? "" : "\n").append(what);
  };
  for (const auto& file : *files) {
    const auto text = read_rule_file(file);
    if (!text) {
      note(text.error().message);
      continue;
    }
    auto found = parse_rules(*text, file, validators);
    if (!found) {
      note(found.error().message);
      continue;
    }
    for (auto& rule : *found) {
      const auto [home, fresh] = homes.emplace(rule.id, file);
      if (!fresh) note(file + ": id: '" + rule.id + "' is used in " + home->second + " too");
      rules.push_back(std::move(rule));
    }
  }
  if (!problems.empty()) return base::fail(base::ErrorCode::malformed, std::move(problems));
  if (rules.empty()) return base::fail(base::ErrorCode::malformed, path + ": holds no rule (*.yaml)");
  return rules;
}

}  // namespace tamis::rules
