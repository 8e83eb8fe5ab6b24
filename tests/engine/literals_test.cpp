#include <sys/mman.h>

#include <cstdint>

#include "engine_testing.h"

namespace tamis::engine {
namespace {

using ::testing::ElementsAre;
using testing::Hits;
using ::testing::IsEmpty;

// Everything holds for both matchers.
class Literals : public ::testing::TestWithParam<Matcher> {
 protected:
  static Spec literals(std::vector<Literal> list, std::uint32_t block_bytes = 0) {
    Spec spec;
    spec.literals = std::move(list);
    spec.block_bytes = block_bytes;
    spec.matcher = GetParam();
    return spec;
  }
};

TEST_P(Literals, ReportExactPlaces) {
  const auto engine = testing::must_compile(literals({{"ghp_", false}, {"bindpw", true}}));
  EXPECT_THAT(testing::scan(engine, "x ghp_ BindPW GHP_"),
              ElementsAre(model::Hit{0, 2, 6}, model::Hit{1, 7, 13}));
}

TEST_P(Literals, OrderedByEndThenBeginThenNumber) {
  const auto engine =
      testing::must_compile(literals({{"b", false}, {"ab", false}, {"AB", true}, {"b", false}}));
  EXPECT_THAT(testing::scan(engine, "ab"), ElementsAre(model::Hit{1, 0, 2}, model::Hit{2, 0, 2},
                                                       model::Hit{0, 1, 2}, model::Hit{3, 1, 2}));
}

TEST_P(Literals, NocaseFoldsAsciiLettersOnly) {
  const auto engine = testing::must_compile(literals({{"cl\xc3\xa9@[", true}}));
  EXPECT_THAT(testing::scan(engine, "CL\xc3\xa9@["), ElementsAre(model::Hit{0, 0, 6}));
  EXPECT_THAT(testing::scan(engine, "CL\xe3\xa9@["), IsEmpty());  // 0xC3 | 0x20
  EXPECT_THAT(testing::scan(engine, "cl\xc3\xa9`{"), IsEmpty());  // '@' and '[' with bit 5 flipped
}

TEST_P(Literals, EverySingleByte) {
  const std::string all = testing::every_byte();
  std::vector<Literal> list;
  for (const char c : all) list.push_back({std::string(1, c), false});
  const auto engine = testing::must_compile(literals(list));
  EXPECT_EQ(testing::scan(engine, all), testing::naive_hits(list, all));
}

TEST_P(Literals, BinaryBytesWithZeros) {
  const std::vector<Literal> list = {{std::string("\0\0", 2), false},
                                     {std::string("a\0b", 3), true},
                                     {std::string("\xff\x00\xfe", 3), false}};
  const std::string text("\0\0\0A\0B\xff\x00\xfe", 9);
  EXPECT_EQ(testing::scan(testing::must_compile(literals(list)), text), testing::naive_hits(list, text));
  EXPECT_EQ(testing::naive_hits(list, text).size(), 4U);
}

TEST_P(Literals, RegularExpressionCharactersMeanThemselves) {
  const auto engine = testing::must_compile(literals({{".*", false}, {"\\d+$", false}, {"(?i)x", true}}));
  EXPECT_THAT(testing::scan(engine, "abc 123"), IsEmpty());
  EXPECT_EQ(testing::scan(engine, ".* \\d+$ (?I)X").size(), 3U);
}

// The literal's copy is put at every offset around the edges of blocks.
TEST_P(Literals, NothingLostNorDoubledAtAnyOffsetOfAnEdge) {
  for (const std::uint32_t block : {1U, 2U, 7U, 16U, 64U}) {
    for (const std::string& needle : {std::string("x"), std::string("needle"), std::string(40, 'n')}) {
      const auto engine = testing::must_compile(literals({{needle, false}}, block));
      for (std::size_t at = 0; at < 3 * block + needle.size(); ++at) {
        std::string text(3 * block + 2 * needle.size(), '.');
        text.replace(at, needle.size(), needle);
        const auto begin = static_cast<std::uint32_t>(at);
        const auto end = static_cast<std::uint32_t>(at + needle.size());
        ASSERT_THAT(testing::scan(engine, text), ElementsAre(model::Hit{0, begin, end}))
            << "block " << block << " offset " << at;
      }
    }
  }
}

TEST_P(Literals, AgreeWithNaiveSearchOnRandomTexts) {
  std::mt19937 random(20240611);
  for (const std::string& alphabet : {std::string("ab"), std::string("aAbB_"), testing::every_byte()}) {
    for (int round = 0; round < 40; ++round) {
      std::vector<Literal> list;
      const auto count = std::uniform_int_distribution<int>(1, 60)(random);
      for (int i = 0; i < count; ++i) {
        const auto size = std::uniform_int_distribution<std::size_t>(1, 24)(random);
        list.push_back({testing::random_text(random, alphabet, size), random() % 2 == 0});
      }
      const auto size = std::uniform_int_distribution<std::size_t>(0, 3000)(random);
      std::string text = testing::random_text(random, alphabet, size);
      for (const auto& literal : list) text += literal.bytes;  // each at least once, also in a wide alphabet
      const std::uint32_t block = std::uniform_int_distribution<std::uint32_t>(1, 600)(random);
      const auto expected = testing::naive_hits(list, text);
      ASSERT_EQ(testing::scan(testing::must_compile(literals(list, block)), text), expected);
      ASSERT_EQ(testing::scan(testing::must_compile(literals(list)), text), expected);
    }
  }
}

TEST_P(Literals, LongOnes) {
  std::mt19937 random(7);
  const std::string bytes = testing::random_text(random, testing::every_byte(), 5000);
  const std::vector<Literal> list = {{bytes, false}, {bytes.substr(1), true}, {bytes.substr(4990), false}};
  for (const std::uint32_t block : {0U, 100U}) {
    EXPECT_EQ(testing::scan(testing::must_compile(literals(list, block)), "ab" + bytes + "cd").size(), 3U);
  }
}

TEST_P(Literals, EmptyTextAndEmptySpec) {
  EXPECT_THAT(testing::scan(testing::must_compile(literals({{"a", false}})), ""), IsEmpty());
  EXPECT_THAT(testing::scan(testing::must_compile({}), "some text"), IsEmpty());
}

TEST_P(Literals, EmptyLiteralIsRefusedByNumber) {
  const auto engine = Engine::compile(literals({{"a", false}, {"", false}}), {});
  ASSERT_FALSE(engine.has_value());
  EXPECT_EQ(engine.error().code, base::ErrorCode::invalid_argument);
  EXPECT_THAT(engine.error().message, ::testing::HasSubstr("literal 1"));
}

TEST_P(Literals, HitsAreReplacedAndMemoryIsReused) {
  const auto engine = testing::must_compile(literals({{"ab", false}}));
  auto scratch = engine.make_scratch();
  ASSERT_TRUE(scratch.has_value());
  Hits hits;
  engine.scan("ab ab ab ab", **scratch, hits);
  EXPECT_EQ(hits.size(), 4U);
  const auto* memory = hits.data();
  engine.scan("..ab", **scratch, hits);
  EXPECT_THAT(hits, ElementsAre(model::Hit{0, 2, 4}));
  EXPECT_EQ(hits.data(), memory);
}

// One line of 200 MB, as a caller sees it: windows that overlap by the longest literal. Every hit, once, in
// place.
TEST_P(Literals, LineOf200Megabytes) {
  constexpr std::size_t kLine = std::size_t{200} << 20;
  constexpr std::size_t kWindow = std::size_t{2} << 20;
  constexpr std::size_t kEvery = 999983;  // prime: hits stand everywhere relative to windows and blocks
  const std::string needle = "needle";
  const auto engine = testing::must_compile(literals({{needle, false}}));
  auto scratch = engine.make_scratch();
  ASSERT_TRUE(scratch.has_value());
  Hits hits;
  std::size_t found = 0;
  std::string window;
  const std::size_t overlap = needle.size() - 1;
  for (std::size_t begin = 0; begin + overlap < kLine; begin += kWindow) {
    window.assign(std::min(kWindow + overlap, kLine - begin), 'n');
    const std::size_t first = begin < needle.size() ? 0 : (begin - needle.size()) / kEvery;
    for (std::size_t k = first; k * kEvery < begin + window.size(); ++k) {
      for (std::size_t i = 0; i < needle.size(); ++i) {
        const std::size_t at = k * kEvery + i;
        if (at >= begin && at - begin < window.size()) window[at - begin] = needle[i];
      }
    }
    ASSERT_TRUE(engine.scan(window, **scratch, hits));
    for (const auto& hit : hits) EXPECT_EQ((begin + hit.begin) % kEvery, 0U);
    found += hits.size();
  }
  EXPECT_EQ(found, (kLine - needle.size()) / kEvery + 1);
}

INSTANTIATE_TEST_SUITE_P(Matchers, Literals, ::testing::Values(Matcher::fastest, Matcher::hyperscan),
                         [](const auto& each) {
                           return each.param == Matcher::fastest ? std::string("fastest")
                                                                 : std::string("hyperscan");
                         });

// Beyond 32 bits: four gigabytes of the system's one page of zeros stand for the text (for Hyperscan: our
// filter would take half a minute where nothing is optimised).
TEST(LongTexts, LongerThanOffsetsIsScannedAsFarAsTheyGoAndReported) {
  const std::size_t size = kMaxText + 10;
  void* zeros = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(zeros, MAP_FAILED);
  const auto engine = testing::must_compile({.literals = {{"needle", false}}, .matcher = Matcher::hyperscan});
  auto scratch = engine.make_scratch();
  ASSERT_TRUE(scratch.has_value());
  Hits hits;
  EXPECT_FALSE(engine.scan({static_cast<const char*>(zeros), size}, **scratch, hits));
  EXPECT_THAT(hits, IsEmpty());
  EXPECT_TRUE(engine.scan({static_cast<const char*>(zeros), 100}, **scratch, hits));
  ::munmap(zeros, size);
}

}  // namespace
}  // namespace tamis::engine
