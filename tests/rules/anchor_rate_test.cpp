// How often each rule's anchors hit in ordinary files: the speed of the whole program hangs on it. A rule
// whose anchors hit more than 20 times in a megabyte needs a cheap check, or better anchors. What readers
// look for hits more often and is only reported.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "base/hash.h"
#include "base/processor.h"
#include "base/text.h"
#include "rules/rule_set.h"

namespace tamis::rules {
namespace {

namespace fs = std::filesystem;

constexpr double kMostPerMegabyte = 20;
constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20;
constexpr std::size_t kLeastHits = 40;  // fewer say nothing about a rate in a few megabytes
constexpr std::size_t kShown = 15;

struct Tree {
  fs::path root;
  bool open_half_only = false;  // of the labelled corpus only half may be looked at
};

bool may_read(const Tree& tree, const fs::path& path) {
  if (!tree.open_half_only) return true;
  return (base::sha256(fs::relative(path, tree.root).generic_string())[0] & 1U) == 0;
}

std::vector<std::string> texts_of(const std::vector<Tree>& trees) {
  std::vector<std::string> texts;
  for (const Tree& tree : trees) {
    std::error_code error;
    const auto options = fs::directory_options::follow_directory_symlink;
    for (fs::recursive_directory_iterator walk(tree.root, options, error), end; !error && walk != end;
         walk.increment(error)) {
      if (!walk->is_regular_file() || walk->file_size() > kMaxFileBytes || !may_read(tree, walk->path()))
        continue;
      std::ifstream in(walk->path(), std::ios::binary);
      texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
  }
  return texts;
}

void show(const std::map<std::string, std::size_t>& counts, double megabytes, std::string_view title) {
  std::vector<std::pair<std::size_t, std::string>> sorted;
  for (const auto& [what, count] : counts) sorted.emplace_back(count, what);
  std::sort(sorted.rbegin(), sorted.rend());
  std::cout << title << '\n';
  for (std::size_t i = 0; i < std::min(kShown, sorted.size()); ++i) {
    std::cout << "  " << static_cast<double>(sorted[i].first) / megabytes << "  " << sorted[i].second << '\n';
  }
}

TEST(AnchorRate, StaysLowUnlessTheRuleChecksCheaply) {
  auto catalogue = load_builtin();
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  const auto set = RuleSet::build(std::move(*catalogue), {});
  ASSERT_TRUE(set) << set.error().message;
  auto scratch = (*set)->engine().make_scratch();
  ASSERT_TRUE(scratch);

  const fs::path source = TAMIS_SOURCE_DIR;
  // Rule files and the tests of tokens hold little but tokens: no ordinary files.
  const auto texts = texts_of({{source / "scanner"},
                               {source / "testdata" / "demo"},
                               {source / "docs"},
                               {source.parent_path() / "shared" / "corpus" / "corpus", true},
                               {"/usr/share/doc/cmake-data"},
                               {"/usr/include/c++"}});
  std::size_t bytes = 0;
  std::map<std::string, std::size_t> rules, literals;
  std::vector<model::Hit> hits;
  for (const auto& text : texts) {
    bytes += text.size();
    ASSERT_TRUE((*set)->engine().scan(text, **scratch, hits));
    for (const auto& hit : hits) {
      for (const Trigger& trigger : (*set)->triggers(hit.expression)) {
        if (trigger.kind == TriggerKind::read)
          ++literals[base::to_lower(text.substr(hit.begin, hit.end - hit.begin))];
        else
          ++rules[(*set)->rules()[trigger.rule].id];
      }
    }
  }
  const double megabytes = static_cast<double>(bytes) / 1e6;
  ASSERT_GT(megabytes, 1) << "too little to measure on";
  std::cout << megabytes << " MB\n";
  show(rules, megabytes, "anchors, hits per MB:");
  show(literals, megabytes, "read triggers, hits per MB:");
  for (const Rule& rule : (*set)->rules()) {
    const std::size_t count = rules[rule.id];
    if (rule.kind != RuleKind::token || rule.token.check || count < kLeastHits) continue;
    EXPECT_LE(static_cast<double>(count) / megabytes, kMostPerMegabyte)
        << rule.id << ": give it a longer anchor or a cheap check";
  }
}

// With more literals than the filter takes all falls back to Hyperscan, at a third more time for everything.
TEST(AnchorRate, IsLowEnoughForTheFilter) {
  auto catalogue = load_builtin();
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  const auto set = RuleSet::build(std::move(*catalogue), {});
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_EQ((*set)->engine().uses_filter(), base::processor_has_avx512_vbmi());
}

}  // namespace
}  // namespace tamis::rules
