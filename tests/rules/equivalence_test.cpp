// Nothing may be lost to the design: what a token rule's expression finds in a whole text must be found by
// the engine's anchors and the bounded second stage too. The reference below is RE2 over the whole text, one
// match after another, with the boundary judged by hand; it shares no code with TokenPattern.

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <set>
#include <sstream>

#include "base/text.h"
#include "rules/rule_set.h"

namespace tamis::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFileBytes = std::size_t{256} << 10;

struct Found {
  std::size_t begin;
  std::size_t end;
  std::size_t secret_begin;
  std::size_t secret_end;
  auto operator<=>(const Found&) const = default;
};

// One rule's expression as RE2 sees it, without anything of ours.
class Reference {
 public:
  explicit Reference(const Rule& rule) : boundary_(rule.token.boundary) {
    RE2::Options options(RE2::Latin1);
    options.set_case_sensitive(!rule.token.nocase);
    options.set_max_mem(std::int64_t{256} << 20);
    options.set_log_errors(false);
    const std::string behind = boundary_ ? "(?:[^0-9A-Za-z_]|\\z)" : "";
    expression_ = std::make_unique<RE2>("(" + rule.token.pattern + ")" + behind, options);
    const auto& names = expression_->NamedCapturingGroups();
    if (const auto named = names.find("secret"); named != names.end())
      secret_ = named->second;
    else if (expression_->NumberOfCapturingGroups() > 1)
      secret_ = 2;
  }

  std::vector<Found> all(std::string_view text) const {
    std::vector<Found> out;
    std::vector<re2::StringPiece> groups(static_cast<std::size_t>(secret_) + 1);
    for (std::size_t from = 0; from <= text.size();) {
      if (!expression_->Match({text.data(), text.size()}, from, text.size(), RE2::UNANCHORED, groups.data(),
                              secret_ + 1)) {
        break;
      }
      const auto offset = [&](const char* at) { return static_cast<std::size_t>(at - text.data()); };
      const std::size_t begin = offset(groups[1].data());
      if (boundary_ && begin > 0 && base::is_word(text[begin - 1])) {
        from = begin + 1;
        continue;
      }
      const auto& secret = groups.back().data() == nullptr ? groups[1] : groups.back();
      out.push_back(
          {begin, begin + groups[1].size(), offset(secret.data()), offset(secret.data()) + secret.size()});
      from = begin + 1;
    }
    return out;
  }

 private:
  bool boundary_;
  int secret_ = 1;
  std::unique_ptr<RE2> expression_;
};

class Equivalence : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto catalogue = load_builtin(true);
    ASSERT_TRUE(catalogue) << catalogue.error().message;
    auto built = RuleSet::build(std::move(*catalogue), {});
    ASSERT_TRUE(built) << built.error().message;
    set_ = *built;
    for (const Rule& rule : set_->rules()) {
      references_.push_back(rule.kind == RuleKind::token ? std::make_unique<Reference>(rule) : nullptr);
    }
  }
  static void TearDownTestSuite() {
    set_.reset();
    references_.clear();
  }

  void SetUp() override {
    auto scratch = set_->engine().make_scratch();
    ASSERT_TRUE(scratch);
    scratch_ = std::move(*scratch);
  }

  // Stage 1 and 2, for each rule, as detect/token_stage.cpp uses them.
  void scan(std::string_view text) {
    staged_.assign(set_->rules().size(), {});
    ASSERT_TRUE(set_->engine().scan(text, *scratch_, hits_));
    for (const auto& hit : hits_) {
      for (const Trigger& trigger : set_->triggers(hit.expression)) {
        if (trigger.kind == TriggerKind::token) verify(trigger.rule, text, hit);
      }
    }
  }

  void verify(std::uint32_t rule, std::string_view text, const model::Hit& hit) {
    TokenMatch match;
    auto& found = staged_[rule];
    const auto keep = [&] {
      found.insert({match.whole.begin, match.whole.end, match.secret.begin, match.secret.end});
    };
    if (set_->starts_with_anchor(rule)) {
      if (set_->match_at(rule, text, hit.begin, match)) keep();
      return;
    }
    const std::size_t width = set_->width(rule);
    const model::Span window{hit.end > width ? hit.end - width : 0, std::min(text.size(), hit.begin + width)};
    for (std::size_t from = window.begin; from < window.end && set_->find(rule, text, window, from, match);) {
      keep();
      from = match.whole.begin + 1;
    }
  }

  // Every match of the reference of `rule` in `text` is among the staged ones.
  void expect_nothing_lost(std::uint32_t rule, std::string_view text, const std::string& where) {
    for (const Found& wanted : references_[rule]->all(text)) {
      ++compared_;
      EXPECT_TRUE(staged_[rule].contains(wanted))
          << set_->rules()[rule].id << " in " << where << ": lost the match at " << wanted.begin << "-"
          << wanted.end;
    }
  }

  static std::shared_ptr<const RuleSet> set_;
  static std::vector<std::unique_ptr<Reference>> references_;
  engine::ScratchPtr scratch_;
  std::vector<model::Hit> hits_;
  std::vector<std::set<Found>> staged_;
  std::size_t compared_ = 0;
};

std::shared_ptr<const RuleSet> Equivalence::set_;
std::vector<std::unique_ptr<Reference>> Equivalence::references_;

TEST_F(Equivalence, OverAllTestData) {
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(
           TAMIS_SOURCE_DIR "/testdata", fs::directory_options::follow_directory_symlink)) {
    if (!entry.is_regular_file() || entry.file_size() > kMaxFileBytes) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    scan(text);
    ++files;
    for (std::uint32_t rule = 0; rule < references_.size(); ++rule) {
      if (references_[rule]) expect_nothing_lost(rule, text, entry.path().string());
    }
  }
  EXPECT_GT(files, 0U);
}

TEST_F(Equivalence, OverAllExamples) {
  const auto rules = set_->rules();
  for (const Rule& owner : rules) {
    for (const auto* examples : {&owner.examples, &owner.negative_examples}) {
      for (const Example& example : *examples) {
        scan(example.text);
        for (std::uint32_t rule = 0; rule < references_.size(); ++rule) {
          if (references_[rule]) expect_nothing_lost(rule, example.text, "an example of " + owner.id);
        }
      }
    }
  }
  EXPECT_GT(compared_, 0U);
}

// Every token rule's own example is matched at all: else the comparison above compares nothing.
TEST_F(Equivalence, EachExampleOfATokenRuleMatches) {
  for (std::uint32_t rule = 0; rule < references_.size(); ++rule) {
    if (!references_[rule]) continue;
    for (const Example& example : set_->rules()[rule].examples) {
      scan(example.text);
      // An example may hold another rule's secret too.
      const bool found = std::any_of(staged_[rule].begin(), staged_[rule].end(), [&](const Found& match) {
        const auto secret = example.text.substr(match.secret_begin, match.secret_end - match.secret_begin);
        return std::find(example.secrets.begin(), example.secrets.end(), secret) != example.secrets.end();
      });
      EXPECT_TRUE(found) << set_->rules()[rule].id << ": the pattern captures no secret of the example "
                         << example.file;
    }
  }
}

// Random bytes around, truncated, doubled and damaged examples: the texts that nobody writes by hand.
class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::string mutate(const std::string& example) {
    std::string text = example;
    switch (below(5)) {
      case 0:
        text = text.substr(below(text.size() + 1));
        break;
      case 1:
        text.resize(below(text.size() + 1));
        break;
      case 2:
        text += text.substr(below(text.size() + 1));
        break;
      case 3:
        for (int i = 0; i < 3 && !text.empty(); ++i) text[below(text.size())] = static_cast<char>(below(256));
        break;
      default:
        text.insert(below(text.size() + 1), 1, "_a0-\n\0 ="[below(8)]);
        break;
    }
    return noise(below(40)) + text + noise(below(40));
  }

  std::string noise(std::size_t size) {
    // Mostly what stands in tokens, so that boundaries and classes are tried.
    static constexpr std::string_view kAlphabet =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-=/+.:'\" \n\t";
    std::string out;
    for (std::size_t i = 0; i < size; ++i) {
      out.push_back(below(8) == 0 ? static_cast<char>(below(256)) : kAlphabet[below(kAlphabet.size())]);
    }
    return out;
  }

  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

 private:
  std::mt19937 random_;
};

TEST_F(Equivalence, OverRandomMutations) {
  Mutator mutator(20240611);
  for (std::uint32_t rule = 0; rule < references_.size(); ++rule) {
    if (!references_[rule]) continue;
    for (const Example& example : set_->rules()[rule].examples) {
      for (int i = 0; i < 25; ++i) {
        const std::string text = mutator.mutate(example.text);
        scan(text);
        expect_nothing_lost(rule, text, "mutation " + std::to_string(i));
      }
    }
  }
  EXPECT_GT(compared_, 0U);
}

// Examples over the edges of the engine's blocks (powers of two from 4 KiB on are multiples of any block size
// in use).
TEST_F(Equivalence, OverBlockEdges) {
  Mutator mutator(7);
  constexpr std::size_t kEdge = std::size_t{64} << 10;
  constexpr std::size_t kAround = std::size_t{12} << 10;
  std::string text = mutator.noise(kEdge);
  struct Placed {
    std::uint32_t rule;
    std::size_t edge;
  };
  std::vector<Placed> placed;
  const std::string filler = mutator.noise(kEdge);
  for (std::uint32_t rule = 0; rule < references_.size(); ++rule) {
    if (!references_[rule] || set_->rules()[rule].examples.empty()) continue;
    const auto& example = set_->rules()[rule].examples.front();
    const auto at = example.secrets.empty() ? 0 : example.text.find(example.secrets.front());
    const std::size_t begin = at == std::string::npos ? 0 : at;
    // Some byte of the match lies on the edge.
    const std::size_t shift = std::min(begin + mutator.below(24), example.text.size());
    const std::size_t edge = text.size();
    text += filler;
    for (std::size_t i = 0; i < example.text.size(); ++i) text[edge - shift + i] = example.text[i];
    placed.push_back({rule, edge});
  }
  ASSERT_FALSE(placed.empty());
  scan(text);
  for (const auto& [rule, edge] : placed) {
    const std::size_t begin = edge - kAround;
    const auto around = std::string_view(text).substr(begin, 2 * kAround);
    std::set<Found> shifted;
    for (const Found& match : staged_[rule]) {
      if (match.begin < begin) continue;
      shifted.insert(
          {match.begin - begin, match.end - begin, match.secret_begin - begin, match.secret_end - begin});
    }
    for (const Found& wanted : references_[rule]->all(around)) {
      if (wanted.begin == 0 || wanted.end == around.size()) continue;  // cut here, not in the text
      ++compared_;
      EXPECT_TRUE(shifted.contains(wanted)) << set_->rules()[rule].id << " at the edge " << edge;
    }
  }
  EXPECT_GT(compared_, placed.size() / 2);
}

}  // namespace
}  // namespace tamis::rules
