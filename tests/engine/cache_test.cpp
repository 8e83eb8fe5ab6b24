#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "base/processor.h"
#include "engine/database_cache.h"
#include "engine_testing.h"

namespace tamis::engine {
namespace {

namespace fs = std::filesystem;
using ::testing::Not;

constexpr std::string_view kText = "one two: tamis 12345 TWO";

Spec sample_spec() {
  Spec spec;
  spec.literals = {{"one", false}, {"two", true}};
  spec.expressions = {"[0-9]{5}"};
  return spec;
}

fs::path only_file(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  EXPECT_EQ(files.size(), 1U);
  return files.empty() ? fs::path() : files.front();
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// What every engine for sample_spec() must find, wherever its databases came from.
void expect_works(const Engine& engine) {
  EXPECT_THAT(testing::scan(engine, kText),
              ::testing::ElementsAre(model::Hit{0, 0, 3}, model::Hit{1, 4, 7}, model::Hit{2, 20, 20},
                                     model::Hit{1, 21, 24}));
}

class Cache : public ::testing::Test {
 protected:
  std::string folder() const { return (temporary_.path() / "cache").string(); }
  Engine compile(const Spec& spec = sample_spec()) const { return testing::must_compile(spec, folder()); }
  fs::path file() const { return only_file(folder()); }

 private:
  testing::TemporaryFolder temporary_;
};

TEST_F(Cache, SecondEngineComesFromTheFirst) {
  const auto first = compile();
  EXPECT_FALSE(first.from_cache());
  expect_works(first);
  const auto second = compile();
  EXPECT_TRUE(second.from_cache());
  expect_works(second);
}

TEST_F(Cache, EmptyFolderNameMeansNone) {
  EXPECT_FALSE(testing::must_compile(sample_spec()).from_cache());
  EXPECT_FALSE(testing::must_compile(sample_spec()).from_cache());
}

TEST_F(Cache, LiteralsOrExpressionsAlone) {
  Spec literals = sample_spec();
  literals.expressions.clear();
  Spec expressions = sample_spec();
  expressions.literals.clear();
  for (const Spec& spec : {literals, expressions, Spec{}}) {
    EXPECT_FALSE(compile(spec).from_cache());
    const auto again = compile(spec);
    EXPECT_TRUE(again.from_cache());
    EXPECT_EQ(testing::scan(again, kText), testing::scan(testing::must_compile(spec), kText));
  }
}

TEST_F(Cache, WidthOfExpressionsIsKept) {
  Spec spec;
  spec.expressions = {"begin[.]{0,3000}end"};
  spec.block_bytes = 64;
  const std::string text = "begin" + std::string(3000, '.') + "end";
  EXPECT_EQ(testing::scan(compile(spec), text).size(), 1U);
  const auto again = compile(spec);
  EXPECT_TRUE(again.from_cache());
  EXPECT_EQ(testing::scan(again, text).size(), 1U);
}

// A plan in the place of the literals' database, or the database: both come back.
TEST_F(Cache, BothMatchersComeBack) {
  for (const Matcher matcher : {Matcher::fastest, Matcher::hyperscan}) {
    Spec spec = sample_spec();
    spec.matcher = matcher;
    const auto first = compile(spec);
    EXPECT_FALSE(first.from_cache());
    const auto second = compile(spec);
    EXPECT_TRUE(second.from_cache());
    EXPECT_EQ(second.uses_filter(), first.uses_filter());
    expect_works(second);
  }
}

TEST_F(Cache, AnyChangeOfTheSpecIsAnotherKey) {
  const auto changed = [](auto change) {
    Spec spec = sample_spec();
    change(spec);
    return cache_key(spec);
  };
  const auto key = cache_key(sample_spec());
  EXPECT_EQ(key, cache_key(sample_spec()));
  EXPECT_EQ(key, changed([](Spec& s) { s.block_bytes = 7; }));  // no part of the databases
  if (base::processor_has_avx512_vbmi()) {                      // the filter's plan is no database
    EXPECT_NE(key, changed([](Spec& s) { s.matcher = Matcher::hyperscan; }));
  }
  EXPECT_NE(key, changed([](Spec& s) { s.literals[0].nocase = true; }));
  EXPECT_NE(key, changed([](Spec& s) { s.literals[0].bytes = "onE"; }));
  EXPECT_NE(key, changed([](Spec& s) { std::swap(s.literals[0], s.literals[1]); }));
  EXPECT_NE(key, changed([](Spec& s) { s.expressions[0] += "?"; }));
  EXPECT_NE(key, changed([](Spec& s) { s.expressions.clear(); }));
  // The same bytes, cut elsewhere.
  EXPECT_NE(cache_key({.literals = {{"ab", false}, {"c", false}}, .expressions = {}}),
            cache_key({.literals = {{"a", false}, {"bc", false}}, .expressions = {}}));
}

TEST_F(Cache, DamageAtAnyPlaceIsIgnoredAndRepaired) {
  compile();
  const auto path = file();
  const std::string good = read_file(path);
  ASSERT_GT(good.size(), 200U);
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < 220; ++at)
    places.push_back(at);  // each byte of the header and a database's begin
  for (std::size_t at = 220; at < good.size(); at += good.size() / 50 + 1) places.push_back(at);
  places.push_back(good.size() - 1);
  for (const std::size_t at : places) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x40);
    write_file(path, bad);
    const auto engine = compile();
    // 12 to 15 hold the header's size, 8 to 11 the version: all are checked.
    EXPECT_FALSE(engine.from_cache()) << "byte " << at;
    EXPECT_EQ(read_file(path), good) << "byte " << at;
  }
  const auto repaired = compile();
  EXPECT_TRUE(repaired.from_cache());
  expect_works(repaired);
}

TEST_F(Cache, TruncatedAndLongerFilesAreIgnored) {
  compile();
  const auto path = file();
  const std::string good = read_file(path);
  for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{111}, std::size_t{112},
                                 good.size() / 2, good.size() - 1}) {
    write_file(path, good.substr(0, size));
    EXPECT_FALSE(compile().from_cache()) << size;
  }
  write_file(path, good + "x");
  const auto engine = compile();
  EXPECT_FALSE(engine.from_cache());
  expect_works(engine);
}

// A sound file of another rule set under this one's name: as after a collision, or a restored backup.
TEST_F(Cache, FileOfAnotherKeyIsIgnored) {
  compile();
  const auto mine = file();
  Spec other = sample_spec();
  other.literals[0].bytes = "six";
  const testing::TemporaryFolder elsewhere;
  testing::must_compile(other, elsewhere.path());
  write_file(mine, read_file(only_file(elsewhere.path())));
  const auto engine = compile();
  EXPECT_FALSE(engine.from_cache());
  expect_works(engine);
}

// Sound by checksum, but what is stored is no database: the library's own check must refuse it.
TEST_F(Cache, SoundFileWithNoDatabaseInItIsIgnored) {
  const DatabaseCache cache(folder());
  const auto key = cache_key(sample_spec());
  for (const std::string& nonsense : {std::string("x"), std::string(5000, 'x')}) {
    ASSERT_TRUE(cache.store(key, {.literals = nonsense, .expressions = nonsense}));
    ASSERT_TRUE(cache.load(key).has_value());
    const auto engine = compile();
    EXPECT_FALSE(engine.from_cache());
    expect_works(engine);
  }
  ASSERT_TRUE(cache.store(key, {}));
  expect_works(compile());
}

TEST_F(Cache, FilesAndFoldersThatOthersCanWriteAreNotTrusted) {
  compile();
  const auto path = file();
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write | fs::perms::others_write);
  expect_works(compile());
  EXPECT_TRUE(compile().from_cache());  // replaced by one of our own
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  fs::permissions(folder(), fs::perms::all);
  const auto engine = compile();
  EXPECT_FALSE(engine.from_cache());
  expect_works(engine);
}

TEST_F(Cache, FilesOfAnotherUserAreNotTrusted) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  compile();
  const auto path = file();
  ASSERT_EQ(::chown(path.c_str(), 65534, 65534), 0);
  EXPECT_FALSE(compile().from_cache());
  EXPECT_TRUE(compile().from_cache());
  ASSERT_EQ(::chown(folder().c_str(), 65534, 65534), 0);
  const auto engine = compile();
  EXPECT_FALSE(engine.from_cache());
  expect_works(engine);
}

TEST_F(Cache, LinksAreNotFollowed) {
  compile();
  const auto path = file();
  const testing::TemporaryFolder elsewhere;
  fs::rename(path, elsewhere.path() / "moved");
  fs::create_symlink(elsewhere.path() / "moved", path);
  EXPECT_FALSE(compile().from_cache());
  EXPECT_FALSE(fs::is_symlink(path));  // replaced, not written through
}

TEST_F(Cache, FolderThatCannotBeWrittenIsNoError) {
  const testing::TemporaryFolder temporary;
  write_file(temporary.path() / "file", "not a folder");
  for (const std::string& path :
       {(temporary.path() / "file").string(), (temporary.path() / "file/in").string(),
        std::string("/proc/none/here"), std::string("/dev/full")}) {
    const auto engine = testing::must_compile(sample_spec(), path);
    EXPECT_FALSE(engine.from_cache());
    expect_works(engine);
  }
  EXPECT_EQ(read_file(temporary.path() / "file"), "not a folder");
}

TEST_F(Cache, ReadOnlyFolderStillServes) {
  compile();
  fs::permissions(folder(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_TRUE(compile().from_cache());
  Spec other = sample_spec();
  other.literals[0].bytes = "six";
  EXPECT_EQ(testing::scan(compile(other), "six").size(), 1U);
  fs::permissions(folder(), fs::perms::owner_all);
}

TEST_F(Cache, ProcessesAtOnceEachGetAWorkingEngine) {
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      bool good = true;
      for (int round = 0; round < 20; ++round) {
        if (round % 5 == i) {  // someone removes it under the others' feet
          std::error_code ignored;
          for (const auto& entry : fs::directory_iterator(folder(), ignored))
            fs::remove(entry.path(), ignored);
        }
        const auto engine = Engine::compile(sample_spec(), {.cache_folder = folder()});
        auto scratch = engine->make_scratch();
        testing::Hits hits;
        good = good && engine && scratch && engine->scan(kText, **scratch, hits) && hits.size() == 4;
      }
      ::_exit(good ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  compile();
  EXPECT_TRUE(compile().from_cache());
}

}  // namespace
}  // namespace tamis::engine
