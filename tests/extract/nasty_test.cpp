// The nasty inputs of the design (docs/limits.md): broken, lying and hostile containers, and their clean
// twins.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "collected.h"
#include "zip_writer.h"

namespace tamis::extract {
namespace {

using model::SkipReason;
using ::testing::Contains;
using ::testing::IsEmpty;

const std::string kNeedle = "mdp=Automne2019";
const std::string kText = "# note\n" + kNeedle + "\n" + std::string(300, 'x') + "\n";

const Seen* in_member(const Collected& seen, std::string_view member) {
  for (const auto* hit : seen.hits()) {
    if (hit->member == member) return hit;
  }
  return nullptr;
}

TEST(NastyZip, WrongChecksumIsReadAndNoted) {
  for (auto record : {stored("leak.txt", kText), packed("leak.txt", kText)}) {
    record.crc ^= 1;
    ZipWriter zip;
    zip.add(record);
    const auto seen = extract_bytes(zip.finish(), kNeedle);
    ASSERT_NE(in_member(seen, "leak.txt"), nullptr) << seen.skips();
    EXPECT_TRUE(seen.has_skip(SkipReason::malformed));
  }
}

TEST(NastyZip, LyingSizesAreReadWhole) {
  for (const std::uint64_t claimed : {std::uint64_t{3}, std::uint64_t{1} << 31}) {
    auto record = packed("leak.txt", kText);
    record.size = claimed;
    ZipWriter zip;
    zip.add(record);
    const auto seen = extract_bytes(zip.finish(), kNeedle);
    ASSERT_NE(in_member(seen, "leak.txt"), nullptr) << seen.skips();
    EXPECT_EQ(in_member(seen, "leak.txt")->text, kText);
    EXPECT_TRUE(seen.has_skip(SkipReason::malformed));
  }
  auto record = packed("leak.txt", kText);
  record.compressed = 5;
  ZipWriter zip;
  zip.add(record);
  EXPECT_NE(in_member(extract_bytes(zip.finish(), kNeedle), "leak.txt"), nullptr);
}

TEST(NastyZip, EntryOnlyInALocalHeader) {
  ZipWriter zip;
  zip.add(packed("a.txt", "nothing"));
  zip.add_local(packed("hidden.txt", kText));
  zip.add(packed("b.txt", "nothing"));
  const auto seen = extract_bytes(zip.finish(), kNeedle);
  EXPECT_NE(in_member(seen, "hidden.txt"), nullptr);
}

TEST(NastyZip, BothNamesWhereTheyDiffer) {
  auto record = packed("outside.txt", kText);
  ZipWriter zip;
  const auto at = zip.add_local(record);
  record.name = "listed.txt";
  zip.list(record, at);
  const auto bytes = zip.finish();
  EXPECT_NE(in_member(extract_bytes(bytes, kNeedle), "listed.txt"), nullptr);
  for (const auto* name : {"outside.txt", "listed.txt"}) {
    const auto seen = extract_bytes(bytes, name);
    const auto hits = seen.hits();
    EXPECT_TRUE(std::any_of(hits.begin(), hits.end(), [](const Seen* s) {
      return s->kind == model::UnitKind::name;
    })) << name;
  }
}

TEST(NastyZip, TwoInARow) {
  ZipWriter first, second;
  first.add(packed("one.txt", kText));
  second.add(packed("two.txt", kText));
  const auto seen = extract_bytes(first.finish() + second.finish(), kNeedle);
  EXPECT_NE(in_member(seen, "one.txt"), nullptr);
  EXPECT_NE(in_member(seen, "two.txt"), nullptr);
  EXPECT_THAT(seen.skipped, IsEmpty()) << seen.skips();
}

TEST(NastyZip, NestedStoredZipIsNotReadTwice) {
  ZipWriter inner, outer;
  inner.add(stored("leak.txt", kText));
  outer.add(stored("inner.zip", inner.finish()));
  outer.add(stored("after.txt", "nothing"));
  const auto seen = extract_bytes(outer.finish(), kNeedle);
  ASSERT_EQ(seen.hits().size(), 1U);
  EXPECT_EQ(seen.hit()->member, "inner.zip!leak.txt");
  EXPECT_THAT(seen.skipped, IsEmpty()) << seen.skips();
}

TEST(NastyZip, FalseFlagOfEncryption) {
  for (auto record : {stored("leak.txt", kText), packed("leak.txt", kText)}) {
    record.flags = 1;
    ZipWriter zip;
    zip.add(record);
    const auto seen = extract_bytes(zip.finish(), kNeedle);
    ASSERT_NE(in_member(seen, "leak.txt"), nullptr);
    EXPECT_THAT(seen.skipped, IsEmpty()) << seen.skips();
  }
}

TEST(NastyZip, UnknownMethodIsNamed) {
  auto record = stored("leak.txt", std::string(50, '\x91'));
  record.method = 9;
  ZipWriter zip;
  zip.add(record);
  zip.add(packed("other.txt", kText));
  const auto seen = extract_bytes(zip.finish(), kNeedle);
  ASSERT_TRUE(seen.has_skip(SkipReason::unsupported));
  EXPECT_NE(seen.skip(SkipReason::unsupported)->detail.find("method 9 (Deflate64)"), std::string::npos);
  EXPECT_EQ(seen.skip(SkipReason::unsupported)->member, "leak.txt");
  EXPECT_NE(in_member(seen, "other.txt"), nullptr);
}

// After Fifield's better zip bomb: every entry's data run through all local headers behind it into one
// kernel.
TEST(NastyZip, OverlappingRecordsAreCountedAndLeft) {
  const std::string kernel = deflated(std::string(2'000'000, 'a'));
  std::string directory;
  constexpr int kEntries = 300;
  ZipRecord last = {"k", kernel, 0, 2'000'000, kernel.size(), 8, 0};
  std::string all = local_header(last) + kernel;
  for (int i = 1; i < kEntries; ++i) {
    ZipRecord r = {"q" + std::to_string(i), {}, 0, 0, 0, 8, 0};
    // A stored block of deflate that quotes the next header.
    const auto quoted = static_cast<std::uint64_t>(local_header(last).size());
    const std::string block = std::string(1, '\0') + number(quoted, 2) + number(~quoted & 0xFFFF, 2);
    r.compressed = block.size() + all.size();
    r.size = 2'000'000 + quoted * static_cast<std::uint64_t>(i);
    all = local_header(r) + block + all;
    last = r;
  }
  std::uint64_t listed = 0;
  for (auto at = all.find("PK\3\4"); at != std::string::npos; at = all.find("PK\3\4", at + 4)) {
    ZipRecord r = {"e" + std::to_string(listed++), {}, 0, 2'000'000, all.size() - at - 40, 8, 0};
    directory += central_header(r, at);
  }
  const auto start = std::chrono::steady_clock::now();
  const auto seen =
      extract_content(MemoryContent(all + directory + end_record(listed, directory.size(), all.size())),
                      kNeedle, "f", {}, false);
  EXPECT_TRUE(seen.has_skip(SkipReason::overlap)) << seen.skips();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  EXPECT_LT(seen.bytes, 40U << 20);  // of 600 MB that it would make
}

TEST(NastyZip, ManyListingsOfOneRecordAreScannedOnce) {
  ZipWriter zip;
  const auto record = packed("leak.txt", kText);
  const auto at = zip.add_local(record);
  for (int i = 0; i < 60'000; ++i) zip.list(record, at);
  const auto seen = extract_bytes(zip.finish(), kNeedle);
  std::size_t texts = 0;
  for (const auto* hit : seen.hits()) texts += hit->kind == model::UnitKind::text;
  EXPECT_EQ(texts, 1U);
  EXPECT_TRUE(seen.has_skip(SkipReason::members)) << seen.skips();
  EXPECT_NE(seen.skip(SkipReason::members)->detail.find("max_members = 20000"), std::string::npos);
}

// A gzip stream that unpacks to itself, after Russ Cox, "Zip files all the way down": stored blocks (L) and
// back references (R), each exactly five bytes long, so that the stream can quote its own instructions.
std::string gzip_quine() {
  const auto literal = [](std::uint64_t bytes) {
    return std::string(1, '\0') + number(bytes, 2) + number(~bytes & 0xFFFF, 2);
  };
  // A block with the fixed codes: twice (length 10, distance 20), end of block; 40 bits in all.
  const auto repeat = [] {
    std::string bits = "010";
    for (int i = 0; i < 2; ++i)
      bits +=
          "0001000"
          "01000"
          "110";
    bits += "0000000";
    std::string bytes(5, '\0');
    for (std::size_t i = 0; i < bits.size(); ++i) {
      if (bits[i] == '1')
        bytes[i / 8] = static_cast<char>(static_cast<unsigned char>(bytes[i / 8]) | (1U << (i % 8)));
    }
    return bytes;
  };
  const std::string head = std::string("\x1F\x8B\x08\x08\0\0\0\0\0\xFF", 10) + std::string("self\0", 5);
  const std::string tail =
      std::string("\1\0\0\xFF\xFF", 5) + std::string(10, '\0');  // last block, no checksum
  const std::string l0 = literal(0), l1 = literal(5), l4 = literal(20), r4 = repeat();
  const std::string lp = l4, rp = r4, ls = l4, rs = r4;  // head and tail have the size of three instructions
  return head + lp + head + lp + rp + l1 + rp + l1 + l1 + l4 + rp + l1 + l1 + l4 + r4 + l4 + r4 + l4 + r4 +
         l4 + r4 + l4 + r4 + l0 + l0 + ls + r4 + l0 + l0 + ls + rs + tail + rs + tail;
}

TEST(NastyGzip, QuineEndsAsRepeated) {
  const auto quine = gzip_quine();
  const auto seen = extract_bytes(quine, quine);
  EXPECT_TRUE(seen.has_skip(SkipReason::repeated)) << seen.skips();
  EXPECT_EQ(seen.members.size(), 2U);
  ZipWriter zip;
  zip.add(stored("self.gz", quine));
  EXPECT_TRUE(extract_bytes(zip.finish(), "x").has_skip(SkipReason::repeated));
}

TEST(NastyGzip, ManyMembersPaddingAndDamage) {
  const std::string other = gzipped(std::string(500, 'y') + "\n");
  const auto hit = [&](const std::string& bytes) {
    return extract_bytes(bytes, kNeedle, "a.gz").hit() != nullptr;
  };
  EXPECT_TRUE(hit(other + gzipped(kText)));
  EXPECT_TRUE(hit(other + std::string(5000, '\0') + gzipped(kText)));
  EXPECT_TRUE(hit(gzipped(std::string(2048, '\0') + kText)));
  auto damaged = other;
  damaged[damaged.size() / 2] ^= 0x55;
  const auto seen = extract_bytes(gzipped(kText) + damaged + gzipped("mdp2=Hiver2020 and more text\n"),
                                  "Hiver2020", "a.gz");
  EXPECT_NE(seen.hit(), nullptr) << seen.skips();
  EXPECT_TRUE(seen.has_skip(SkipReason::malformed));
  EXPECT_TRUE(hit(gzipped("text\n") + kText));  // trailing text: in the raw view
  EXPECT_THAT(extract_bytes(gzipped(kText), kNeedle, "a.gz").skipped, IsEmpty());
}

std::string nested_gzip(int levels) {
  std::string bytes = kText;
  for (int i = 0; i < levels; ++i) bytes = gzipped(bytes);
  return bytes;
}

TEST(NastyGzip, DepthIsLimitedAndSaid) {
  const auto five = extract_bytes(nested_gzip(5), kNeedle);
  EXPECT_NE(five.hit(), nullptr);
  EXPECT_THAT(five.skipped, IsEmpty());
  EXPECT_NE(extract_bytes(nested_gzip(10), kNeedle).hit(), nullptr);
  const auto forty = extract_bytes(nested_gzip(40), kNeedle);
  EXPECT_EQ(forty.hit(), nullptr);
  ASSERT_TRUE(forty.has_skip(SkipReason::depth));
  EXPECT_NE(forty.skipped[0].detail.find("max_depth = 10"), std::string::npos);
}

TEST(NastyBombs, SizeIsLimitedAndWhatPrecedesIsFound) {
  const Folder folder;
  ASSERT_TRUE(
      folder.run("(echo 'mdp=Automne2019'; head -c 40000000 /dev/zero) > f; bzip2 -k f; xz -1 -k f; zstd f; "
                 "gzip -k f; mv f.bz2 a.bz2; mv f.xz a.xz; mv f.zst a.zst; mv f.gz a.gz"));
  model::ScanLimits limits;
  limits.max_member_bytes = 10'000'000;
  for (const auto* name : {"a.bz2", "a.xz", "a.zst", "a.gz"}) {
    const auto seen = extract_bytes(folder.read(name), kNeedle, name, limits);
    EXPECT_NE(seen.hit(), nullptr) << name;
    ASSERT_TRUE(seen.has_skip(SkipReason::size)) << name << seen.skips();
    EXPECT_NE(seen.skip(SkipReason::size)->detail.find("max_member_bytes = 10000000"), std::string::npos);
    EXPECT_LT(seen.bytes, 12'000'000U);
  }
  limits = {};
  limits.max_unpacked_bytes = 10'000'000;
  const auto seen = extract_bytes(folder.read("a.gz"), kNeedle, "a.gz", limits);
  EXPECT_TRUE(seen.has_skip(SkipReason::size));
}

TEST(NastyTar, BrokenHeaderSecondTarAndTrailingText) {
  const Folder folder;
  for (const auto* name : {"one", "two", "three", "four"}) folder.write(name, kText + std::string(600, '.'));
  ASSERT_TRUE(folder.run("tar cf a.tar one two three; tar cf b.tar four"));
  auto bytes = folder.read("a.tar");
  const auto second = bytes.find("two");
  ASSERT_NE(second, std::string::npos);
  bytes[second + 150] = 'x';  // in the checksum
  bytes += folder.read("b.tar") + "\ntail " + kNeedle + "\n";
  const auto seen = extract_bytes(bytes, kNeedle, "a.tar");
  EXPECT_NE(in_member(seen, "one"), nullptr) << seen.skips();
  EXPECT_NE(in_member(seen, "three"), nullptr) << seen.skips();
  EXPECT_NE(in_member(seen, "four"), nullptr) << seen.skips();
  EXPECT_TRUE(seen.has_skip(SkipReason::malformed));
  bool tail = false;
  const auto ends = extract_bytes(bytes, "tail " + kNeedle, "a.tar");
  for (const auto* hit : ends.hits()) tail = tail || hit->kind == model::UnitKind::raw;
  EXPECT_TRUE(tail);
}

TEST(NastySevenZip, HeadersThatAskForTooMuch) {
  const Folder folder;
  folder.write("leak.txt", kText);
  ASSERT_TRUE(folder.run("7z a -mx=1 -mhc=off -md=64k a.7z leak.txt"));
  auto bytes = folder.read("a.7z");
  const std::string coder = std::string("\x21\x21\x01", 3);  // LZMA2 with one byte of properties
  const auto at = bytes.rfind(coder);
  if (at == std::string::npos) GTEST_SKIP() << "this 7z writes another coder";
  EXPECT_NE(extract_bytes(bytes, kNeedle, "a.7z").hit(), nullptr);
  bytes[at + 3] = 40;  // 4 GiB
  const auto seen = extract_bytes(bytes, kNeedle, "a.7z");
  ASSERT_TRUE(seen.has_skip(SkipReason::memory)) << seen.skips();
  auto large = folder.read("a.7z");
  large.replace(20, 8, number(std::uint64_t{1} << 40, 8));
  EXPECT_TRUE(extract_bytes(large, kNeedle, "a.7z").has_skip(SkipReason::memory));
}

// Every prefix and many mutations of small containers: nothing crashes, nothing hangs. Under sanitizers this
// bites.
TEST(NastyAny, MutationsAreSurvived) {
  const Folder folder;
  folder.write("leak.txt", kText);
  ASSERT_TRUE(folder.run(
      "zip a.zip leak.txt; tar cf a.tar leak.txt; gzip -k leak.txt; 7z a a.7z leak.txt; bzip2 -k leak.txt; "
      "xz -k leak.txt; zstd leak.txt; base64 leak.txt > b64; iconv -f UTF-8 -t UTF-16 leak.txt > u16"));
  unsigned state = 99;
  const auto next = [&] { return (state = state * 1664525U + 1013904223U) >> 8; };
  for (const auto* name : {"a.zip", "a.tar", "leak.txt.gz", "a.7z", "leak.txt.bz2", "leak.txt.xz",
                           "leak.txt.zst", "b64", "u16"}) {
    const auto whole = folder.read(name);
    ASSERT_FALSE(whole.empty()) << name;
    for (int i = 0; i < 60; ++i) {
      auto bytes = whole;
      for (unsigned k = next() % 6; k > 0; --k) bytes[next() % bytes.size()] = static_cast<char>(next());
      if (i % 3 == 0) bytes.resize(next() % bytes.size());
      model::ScanLimits limits;
      limits.max_unpacked_bytes = 10'000'000;
      const auto seen = extract_bytes(bytes, kNeedle, name, limits);
      ASSERT_LT(seen.bytes, 50'000'000U);
    }
  }
}

TEST(NastyAny, OneReasonOnceForAMember) {
  auto record = packed("leak.txt", kText);
  record.crc ^= 1;
  record.size = 3;
  ZipWriter zip;
  zip.add(record);
  const auto seen = extract_bytes(zip.finish(), kNeedle);
  EXPECT_EQ(seen.skipped.size(), 1U) << seen.skips();
}

}  // namespace
}  // namespace tamis::extract
