#include "rules/rule_loader.h"

#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "rules/catalogue_blob.h"
#include "rules/lexicon_loader.h"
#include "rules/rule_set.h"
#include "rules/rule_writer.h"
#include "rules/yaml_tree.h"

namespace tamis::rules {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kValidators[] = {"github-crc32", "min-length"};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string error_of(std::string_view yaml) {
  const auto rules = parse_rules(yaml, "r.yaml", {});
  return rules ? "no error" : rules.error().message;
}

// ---- golden files: testdata/rules/broken/x.yaml and x.yaml.expect, one message a line
// ---------------------------

std::vector<fs::path> broken_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(TAMIS_SOURCE_DIR "/testdata/rules/broken")) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class BrokenFile : public testing::TestWithParam<fs::path> {};

TEST_P(BrokenFile, IsRefusedWithItsMessages) {
  const fs::path& path = GetParam();
  const std::string name = path.filename().string();
  const std::string text = read(path);
  std::string message = "no error";
  Lexicon lexicon;
  if (name.starts_with("lexicon-names")) {
    if (const auto done = parse_names(text, name, lexicon); !done) message = done.error().message;
  } else if (name.starts_with("lexicon-values")) {
    if (const auto done = parse_values(text, name, lexicon); !done) message = done.error().message;
  } else if (const auto rules = parse_rules(text, name, kValidators); !rules) {
    message = rules.error().message;
  }
  EXPECT_EQ(message + "\n", read(path.string() + ".expect"));
}

INSTANTIATE_TEST_SUITE_P(Rules, BrokenFile, testing::ValuesIn(broken_files()), [](const auto& tested) {
  std::string name = tested.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

// ---- what is read
// ---------------------------------------------------------------------------------------------

TEST(RuleLoader, ReadsEveryField) {
  const auto path = std::string(TAMIS_SOURCE_DIR "/testdata/rules/complete.yaml");
  const auto loaded = load_path(path, kValidators);
  ASSERT_TRUE(loaded) << loaded.error().message;
  ASSERT_EQ(loaded->size(), 5U);
  const Rule& token = (*loaded)[0];
  EXPECT_EQ(token.id, "test.token");
  EXPECT_EQ(token.name, "Test token");
  EXPECT_EQ(token.family, "test");
  EXPECT_EQ(token.kind, RuleKind::token);
  EXPECT_EQ(token.reports, "key");
  EXPECT_EQ(token.severity, model::Severity::critical);
  EXPECT_EQ(token.confidence, model::Confidence::medium);
  EXPECT_EQ(token.token.pattern, "tst_(?P<secret>[0-9a-f]{16})");
  EXPECT_THAT(token.token.anchors, ElementsAre("tst_"));
  EXPECT_TRUE(token.token.nocase);
  EXPECT_FALSE(token.token.boundary);
  EXPECT_DOUBLE_EQ(token.token.min_entropy, 2.5);
  EXPECT_THAT(token.token.near, ElementsAre("test", "essai"));
  EXPECT_EQ(token.token.near_bytes, 64U);
  ASSERT_TRUE(token.token.check);
  EXPECT_EQ(token.token.check->char_class, "hex");
  EXPECT_EQ(token.token.check->length, 16U);
  EXPECT_EQ(token.token.check->within, 4U);
  ASSERT_EQ(token.validate.size(), 2U);
  EXPECT_EQ(token.validate[0].name, "github-crc32");
  EXPECT_EQ(token.validate[1].name, "min-length");
  EXPECT_EQ(token.validate[1].argument, "8");
  EXPECT_THAT(token.tags, ElementsAre("one", "two"));
  EXPECT_EQ(token.description, "Says what it is.");
  EXPECT_EQ(token.remediation.en, "Revoke it.");
  EXPECT_EQ(token.remediation.fr, "Révoquez-le.");
  EXPECT_THAT(token.references, ElementsAre("the manual"));
  ASSERT_EQ(token.examples.size(), 1U);
  EXPECT_EQ(token.examples[0].file, "a.txt");
  EXPECT_EQ(token.examples[0].text, "tst_0123456789abcdef\n") << "{+} is dropped";
  EXPECT_THAT(token.examples[0].secrets, ElementsAre("0123456789abcdef"));
  ASSERT_EQ(token.negative_examples.size(), 1U);
  EXPECT_EQ(token.negative_examples[0].text, "tst_none");

  const Rule& block = (*loaded)[1];
  EXPECT_THAT(block.block.begins, ElementsAre("-----BEGIN TEST-----"));
  EXPECT_THAT(block.block.ends, ElementsAre("-----END TEST-----"));
  EXPECT_EQ(block.block.max_bytes, 4096U);

  const FactMatcher& match = (*loaded)[2].match;
  EXPECT_EQ((*loaded)[2].strength, Strength::vague);
  EXPECT_THAT(match.names, ElementsAre("Connect-Thing"));
  EXPECT_THAT(match.name_groups, ElementsAre("password"));
  EXPECT_THAT(match.not_names, ElementsAre("Connect-Other"));
  EXPECT_THAT(match.siblings, ElementsAre("user"));
  EXPECT_THAT(match.files, ElementsAre("*.ps1"));
  EXPECT_THAT(match.languages, ElementsAre(model::Language::powershell, model::Language::batch));
  EXPECT_THAT(match.positions, ElementsAre(2U, 3U));
  EXPECT_THAT(match.named, ElementsAre("Password"));
  EXPECT_EQ(match.min_arguments, 2U);
  EXPECT_THAT((*loaded)[3].match.paths, ElementsAre("**.ldap.**.password"));
  EXPECT_THAT((*loaded)[4].match.schemes, ElementsAre("ldap"));
}

bool same(const Rule& a, const Rule& b) {
  // The packed form holds every member: equal bytes, equal rules.
  const auto pack = [](const Rule& rule) { return pack_catalogue({{rule}, {}}, BlobContent::with_examples); };
  return pack(a) == pack(b);
}

TEST(RuleWriter, GivesBackWhatWasLoaded) {
  const auto builtin = load_builtin(true);
  ASSERT_TRUE(builtin);
  auto rules = builtin->rules;
  const auto complete = load_path(TAMIS_SOURCE_DIR "/testdata/rules/complete.yaml", {});
  ASSERT_TRUE(complete) << complete.error().message;
  rules.insert(rules.end(), complete->begin(), complete->end());
  Rule odd;
  odd.id = "odd";
  odd.name = "it's: \"odd\" #1";
  odd.family = "true";
  odd.kind = RuleKind::token;
  odd.token.pattern = " a'\\x00b{3} ";
  odd.token.anchors = {"\t", "null", "12", "- x", "a\nb", "\x01\x7F", "é"};
  odd.tags = {"", "~", "[a]", "{b}", "&c", "*d", "!e", "a, b", "yes"};
  odd.description = "two\nlines";
  odd.remediation = {"one\n\ntwo\n", ""};
  odd.examples = {{"", "  indented\nthen not\n", {"12345678"}},
                  {"x", "a\n\n\n", {"b"}},
                  {"x", "a\r\nb\n", {"b"}},
                  {"x", "trailing \n\tx\n", {"#"}},
                  {"", "\n", {"x"}}};
  rules.push_back(odd);
  for (const Rule& rule : rules) {
    const auto yaml = to_yaml(rule);
    ASSERT_TRUE(yaml) << yaml.error().message;
    const auto again = parse_rules(*yaml, "written.yaml", {});
    if (rule.id == "odd" && !again) {
      // The pattern and anchors are odd beyond what rules may say; only the form is tried here.
      EXPECT_THAT(again.error().message, testing::Not(HasSubstr("not valid YAML"))) << *yaml;
      continue;
    }
    ASSERT_TRUE(again) << again.error().message << "\n" << *yaml;
    ASSERT_EQ(again->size(), 1U);
    EXPECT_TRUE(same(rule, again->front())) << *yaml;
  }
  odd.name = "\xFF";
  EXPECT_FALSE(to_yaml(odd));
}

TEST(CatalogueBlob, GivesBackWhatWasPacked) {
  const auto catalogue = load_builtin(true);
  ASSERT_TRUE(catalogue);
  const auto packed = pack_catalogue(*catalogue, BlobContent::with_examples);
  const auto again = unpack_catalogue(packed);
  ASSERT_TRUE(again);
  EXPECT_EQ(pack_catalogue(*again, BlobContent::with_examples), packed);
  const auto plain = unpack_catalogue(pack_catalogue(*catalogue, BlobContent::without_examples));
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->rules.size(), catalogue->rules.size());
  for (const Rule& rule : plain->rules) EXPECT_TRUE(rule.examples.empty());
}

TEST(CatalogueBlob, RefusesDamagedBytes) {
  const auto builtin = load_builtin();
  ASSERT_TRUE(builtin);
  const auto packed = pack_catalogue(*builtin, BlobContent::without_examples);
  EXPECT_FALSE(unpack_catalogue(""));
  EXPECT_FALSE(unpack_catalogue("tamis-rules-1\n"));
  EXPECT_FALSE(unpack_catalogue(packed + "x"));
  for (std::size_t size = 0; size < packed.size(); size += 1 + packed.size() / 200) {
    EXPECT_FALSE(unpack_catalogue(packed.substr(0, size)));
  }
}

TEST(BuiltinRules, LoadFast) {
  const auto begin = std::chrono::steady_clock::now();
  const auto catalogue = load_builtin();
  const auto taken = std::chrono::steady_clock::now() - begin;
  ASSERT_TRUE(catalogue);
  EXPECT_LT(taken, std::chrono::milliseconds(100)) << "sanitizers and debug builds included";
}

TEST(BuiltinRules, AreTheFilesOfTheRepository) {
  const auto files = load_path(TAMIS_SOURCE_DIR "/patterns", {});
  const auto lexicon = load_lexicon(TAMIS_SOURCE_DIR "/patterns/lexicon");
  ASSERT_TRUE(files) << files.error().message;
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  const auto builtin = load_builtin(true);
  ASSERT_TRUE(builtin);
  const bool equal = pack_catalogue(*builtin, BlobContent::with_examples) ==
                     pack_catalogue({*files, *lexicon}, BlobContent::with_examples);
  EXPECT_TRUE(equal) << "patterns/ changed since the program was built: build again";
}

TEST(BuiltinRules, AreComplete) {
  const auto builtin = load_builtin(true);
  ASSERT_TRUE(builtin);
  for (const Rule& rule : builtin->rules) {
    EXPECT_TRUE(rule.id.starts_with("tamis.")) << rule.id;
    EXPECT_FALSE(rule.description.empty()) << rule.id;
    EXPECT_FALSE(rule.remediation.en.empty()) << rule.id;
    EXPECT_FALSE(rule.remediation.fr.empty()) << rule.id;
    EXPECT_FALSE(rule.examples.empty()) << rule.id;
    EXPECT_FALSE(rule.negative_examples.empty()) << rule.id;
  }
}

// ---- folders
// ----------------------------------------------------------------------------------------------------

class RuleFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("tamis-rules-" + std::to_string(::getpid()));
    fs::create_directories(folder_ / "b" / "lexicon");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  static std::string rule(const std::string& id) {
    return "family: f\nrules:\n  - {id: " + id + ", name: n, kind: token, pattern: 'abcd_[0-9]{4}'}\n";
  }

  fs::path folder_;
};

TEST_F(RuleFolder, IsReadInSortedOrderWithoutItsLexicon) {
  write("b/z.yaml", rule("t.z"));
  write("a.yaml", rule("t.a"));
  write("c.yml", rule("t.c"));
  write("b/lexicon/names.yaml", "groups: []\n");
  write("notes.txt", "not yaml: [");
  const auto rules = load_path(folder_.string(), {});
  ASSERT_TRUE(rules) << rules.error().message;
  std::vector<std::string> ids;
  for (const auto& found : *rules) ids.push_back(found.id);
  EXPECT_THAT(ids, ElementsAre("t.a", "t.z", "t.c"));
}

TEST_F(RuleFolder, TellsTheProblemsOfEveryFile) {
  write("a.yaml", rule("t.a"));
  write("b.yaml", rule("t.a"));
  write("c.yaml", "family: f\nrules: 3\n");
  const auto rules = load_path(folder_.string(), {});
  ASSERT_FALSE(rules);
  EXPECT_THAT(rules.error().message, HasSubstr("b.yaml: id: 't.a' is used in "));
  EXPECT_THAT(rules.error().message, HasSubstr("c.yaml:2:8: rules: expected a list"));
}

TEST_F(RuleFolder, WithoutRulesIsAnError) {
  const auto rules = load_path(folder_.string(), {});
  ASSERT_FALSE(rules);
  EXPECT_THAT(rules.error().message, HasSubstr("holds no rule"));
  const auto missing = load_path((folder_ / "missing").string(), {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, base::ErrorCode::not_found);
  EXPECT_THAT(missing.error().message, HasSubstr("missing: no such file or folder"));
}

// ---- hostile YAML
// -------------------------------------------------------------------------------------------------

TEST(HostileYaml, IsRefusedQuickly) {
  const auto begin = std::chrono::steady_clock::now();
  std::string bomb = "a: &a [x, x, x, x]\n";
  for (char c = 'b'; c < 'z'; ++c) {
    const std::string previous(1, static_cast<char>(c - 1));
    bomb += std::string(1, c) + ": &" + c + " [*" + previous + ", *" + previous + ", *" + previous + "]\n";
  }
  EXPECT_THAT(error_of(bomb), HasSubstr("r.yaml:1:4: anchors and aliases are not allowed here"));
  EXPECT_THAT(error_of("a: *b\n"), HasSubstr("r.yaml:1:4: "));
  EXPECT_THAT(error_of(std::string(500000, '[')), HasSubstr("nested too deep"));
  EXPECT_THAT(error_of(std::string(500000, '{')), HasSubstr("nested too deep"));
  std::string deep;
  for (int i = 0; i < 400; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_THAT(error_of(deep), HasSubstr("nested too deep"));
  std::string dashes;
  for (int i = 0; i < 100000; ++i) dashes += "- ";
  EXPECT_THAT(error_of(dashes), HasSubstr("nested too deep"));
  EXPECT_THAT(error_of("rules: [" + std::string(600000, ',')), HasSubstr("r.yaml:1:"));
  std::string wide = "rules: [";
  for (int i = 0; i < 300000; ++i) wide += "a,";
  EXPECT_THAT(error_of(wide + "]"), HasSubstr("too many values in one file"));
  EXPECT_THAT(error_of(std::string(YamlLimits::kMaxBytes + 1, 'a')), HasSubstr("larger than 1 MiB"));
  EXPECT_THAT(error_of("a: \"\xFF\""), HasSubstr("is not UTF-8"));
  EXPECT_THAT(error_of(std::string("a: \0b", 5)), HasSubstr("r.yaml:"));
  EXPECT_THAT(error_of("a: !!binary aGk=\n"), HasSubstr("r.yaml:1:4: tags are not allowed here"));
  EXPECT_THAT(error_of("%YAML 9.9\n%TAG ! x\n---\n"), HasSubstr("r.yaml:"));
  EXPECT_THAT(error_of("family: a\nrules: []\n---\nfamily: b\n"), HasSubstr("more than one document"));
  EXPECT_THAT(error_of(""), HasSubstr("is empty"));
  EXPECT_THAT(error_of("# only a comment\n"), HasSubstr("r.yaml:1:1: "));
  EXPECT_THAT(error_of("\xEF\xBB\xBF"
                       "family: a\nrules: []\n"),
              testing::Eq("no error"))
      << "a byte order mark";
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(HostileYaml, ManyProblemsAreCounted) {
  std::string yaml = "family: f\nrules:\n";
  for (int i = 0; i < 60; ++i) yaml += "  - {id: a" + std::to_string(i) + ", name: n, kind: x}\n";
  const auto message = error_of(yaml);
  EXPECT_EQ(std::count(message.begin(), message.end(), '\n'), 50);
  EXPECT_THAT(message, testing::EndsWith("r.yaml: … and 10 more"));
}

}  // namespace
}  // namespace tamis::rules
