// Archives that real tools write, and what must be said about those that cannot be read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collected.h"

namespace tamis::extract {
namespace {

using model::SkipReason;
using ::testing::Contains;
using ::testing::IsEmpty;

constexpr std::string_view kNeedle = "Automne2019";
const std::string kScript = "# bind\r\n$mdp = 'Automne2019'\r\n" + std::string(400, '#') + "\r\n";

struct Packed {
  std::string name;
  std::string command;  // packs "dir/leak.ps1" into `name`
  std::string member;
};

class Tools : public ::testing::TestWithParam<Packed> {};

TEST_P(Tools, MemberIsFoundOnceInItsLine) {
  const Folder folder;
  folder.write("dir/leak.ps1", kScript);
  folder.write("dir/other.txt", "nothing here\n");
  ASSERT_TRUE(folder.run(GetParam().command)) << GetParam().command;
  for (const bool in_memory : {true, false}) {
    const std::string bytes = folder.read(GetParam().name);
    const auto file = open_file(folder.path(GetParam().name));
    const auto seen = in_memory ? extract_bytes(bytes, std::string(kNeedle), GetParam().name)
                                : extract_content(file, std::string(kNeedle), GetParam().name);
    ASSERT_EQ(seen.hits().size(), 1U) << seen.skips();
    EXPECT_EQ(seen.hit()->member, GetParam().member);
    EXPECT_EQ(seen.hit()->kind, model::UnitKind::text);
    EXPECT_EQ(seen.hit()->place.line, 2U);
    EXPECT_EQ(seen.hit()->place.column, 9U);
    EXPECT_THAT(seen.members, Contains(GetParam().member));
    EXPECT_THAT(seen.skipped, IsEmpty()) << seen.skips();
    const bool named = std::any_of(seen.units.begin(), seen.units.end(), [](const Seen& s) {
      return s.kind == model::UnitKind::name && s.text.find("leak") != std::string::npos;
    });
    EXPECT_TRUE(named || GetParam().member.find('/') == std::string::npos);
  }
}

const Packed kPacked[] = {
    {"a.zip", "zip -r a.zip dir", "dir/leak.ps1"},
    {"stored.zip", "zip -0 -r stored.zip dir", "dir/leak.ps1"},
    {"stream.zip", "zip -r - dir | cat > stream.zip", "dir/leak.ps1"},
    {"zip64.zip", "zip -fz -r zip64.zip dir", "dir/leak.ps1"},
    {"python.zip", "python3 -m zipfile -c python.zip dir", "dir/leak.ps1"},
    {"a.tar", "tar cf a.tar dir", "dir/leak.ps1"},
    {"pax.tar", "tar --format=pax -cf pax.tar dir", "dir/leak.ps1"},
    {"v7.tar", "tar --format=v7 -cf v7.tar dir", "dir/leak.ps1"},
    {"gnu.tar",
     "L=$(printf 'n%.0s' $(seq 150)); mkdir $L; mv dir/leak.ps1 $L/; mv $L dir/; tar --format=gnu -cf "
     "gnu.tar dir; "
     "mv dir/$L/leak.ps1 dir/; cp dir/leak.ps1 .; tar --format=gnu -cf gnu.tar dir",
     "dir/leak.ps1"},
    {"a.tar.gz", "tar czf a.tar.gz dir", "a.tar!dir/leak.ps1"},
    {"a.tgz", "tar czf a.tgz dir", "a.tar!dir/leak.ps1"},
    {"a.tar.bz2", "tar cjf a.tar.bz2 dir", "a.tar!dir/leak.ps1"},
    {"a.tar.xz", "tar cJf a.tar.xz dir", "a.tar!dir/leak.ps1"},
    {"a.tar.zst", "tar --zstd -cf a.tar.zst dir", "a.tar!dir/leak.ps1"},
    {"leak.ps1.gz", "gzip -c dir/leak.ps1 > leak.ps1.gz", "leak.ps1"},
    {"two.gz", "head -c 12 dir/leak.ps1 | gzip > two.gz; tail -c +13 dir/leak.ps1 | gzip >> two.gz", "two"},
    {"a.7z", "7z a a.7z dir", "dir/leak.ps1"},
    {"nested.zip", "zip -r inner.zip dir; tar czf mid.tgz inner.zip; zip nested.zip mid.tgz",
     "mid.tgz!mid.tar!inner.zip!dir/leak.ps1"},
    {"nested0.zip", "zip -0 -r inner.zip dir; zip -0 nested0.zip inner.zip", "inner.zip!dir/leak.ps1"},
    {"a.jpg", "zip -r a.jpg.zip dir; mv a.jpg.zip a.jpg", "dir/leak.ps1"},  // the extension never decides
};

INSTANTIATE_TEST_SUITE_P(All, Tools, ::testing::ValuesIn(kPacked),
                         [](const ::testing::TestParamInfo<Packed>& packed) {
                           std::string name = packed.param.name;
                           std::erase_if(name,
                                         [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); });
                           return name;
                         });

TEST(Archives, LongNamesAndSecretsInNames) {
  const Folder folder;
  const std::string long_name = "dir/" + std::string(150, 'n') + "/mdp=Automne2019.txt";
  folder.write(long_name, "nothing\n");
  ASSERT_TRUE(folder.run("tar --format=gnu -cf g.tar dir; tar --format=pax -cf p.tar dir; zip -r z.zip dir"));
  for (const auto* name : {"g.tar", "p.tar", "z.zip"}) {
    const auto seen = extract_bytes(folder.read(name), "mdp=Automne2019", name);
    const auto hits = seen.hits();
    const bool named = std::any_of(hits.begin(), hits.end(), [&](const Seen* s) {
      return s->kind == model::UnitKind::name && s->member == long_name && s->name == "mdp=Automne2019.txt";
    });
    EXPECT_TRUE(named) << name;
  }
}

TEST(Archives, NamesOfAnyEncodingWithoutALocale) {
  const Folder folder;
  folder.write("clé-été.txt", "Automne2019\n");
  ASSERT_TRUE(
      folder.run("tar cf a.tar *.txt; tar --format=pax -cf p.tar *.txt; zip a.zip *.txt; 7z a a.7z '*.txt'"));
  for (const auto* name : {"a.tar", "p.tar", "a.zip", "a.7z"}) {
    const auto seen = extract_bytes(folder.read(name), std::string(kNeedle), name);
    ASSERT_NE(seen.hit(), nullptr) << name << seen.skips();
    EXPECT_EQ(seen.hit()->member, "clé-été.txt") << name;
  }
}

TEST(Archives, EncryptedOnesAreSaidAndTheirNamesScanned) {
  const Folder folder;
  folder.write("leak.ps1", kScript);
  ASSERT_TRUE(folder.run(
      "zip -P geheim a.zip leak.ps1; zip -0 -P geheim s.zip leak.ps1; 7z a -pgeheim n.7z leak.ps1; "
      "7z a -pgeheim -mhe=on h.7z leak.ps1; 7z a -tzip -pgeheim -mem=AES256 aes.zip leak.ps1"));
  for (const auto* name : {"a.zip", "s.zip", "n.7z", "h.7z", "aes.zip"}) {
    const auto seen = extract_bytes(folder.read(name), "leak.ps1", name);
    ASSERT_TRUE(seen.has_skip(SkipReason::encrypted)) << name << "\n" << seen.skips();
    EXPECT_EQ(seen.skipped.size(), 1U) << name << "\n" << seen.skips();
    if (std::string_view(name) != "h.7z") {
      ASSERT_NE(seen.hit(), nullptr) << name;
      EXPECT_EQ(seen.skipped[0].member, "leak.ps1");
    }
  }
}

TEST(Archives, CutOnesGiveWhatPrecedes) {
  const Folder folder;
  std::string noise;
  unsigned state = 1;
  for (int i = 0; i < 600'000; ++i) {
    state = state * 1664525U + 1013904223U;
    noise += static_cast<char>(' ' + (state >> 24) % 90);
  }
  folder.write("leak.txt", "Automne2019\n" + noise);
  ASSERT_TRUE(
      folder.run("zip a.zip leak.txt; gzip -k leak.txt; tar cf a.tar leak.txt; zip -0 s.zip leak.txt; "
                 "xz -k leak.txt; zstd leak.txt; bzip2 -k leak.txt; 7z a a.7z leak.txt"));
  for (const auto* name : {"a.zip", "s.zip", "leak.txt.gz", "a.tar", "leak.txt.xz", "leak.txt.zst"}) {
    auto bytes = folder.read(name);
    ASSERT_FALSE(bytes.empty()) << name;
    bytes.resize(bytes.size() * 2 / 3);
    const auto seen = extract_bytes(bytes, std::string(kNeedle), name);
    EXPECT_NE(seen.hit(), nullptr) << name << "\n" << seen.skips();
    EXPECT_TRUE(seen.has_skip(SkipReason::truncated)) << name << "\n" << seen.skips();
  }
  for (const auto* name :
       {"leak.txt.bz2", "a.7z"}) {  // one block, a directory at the end: nothing can be had
    auto bytes = folder.read(name);
    bytes.resize(bytes.size() * 2 / 3);
    const auto seen = extract_bytes(bytes, std::string(kNeedle), name);
    EXPECT_FALSE(seen.skipped.empty()) << name;
  }
}

TEST(Archives, SparseTarOfATerabyte) {
  const Folder folder;
  ASSERT_TRUE(
      folder.run("truncate -s 1T big; printf 'password=Automne2019' | dd of=big bs=1 seek=900G conv=notrunc; "
                 "tar -S --format=gnu -cf g.tar big; tar -S --format=pax -cf p.tar big"));
  for (const auto* name : {"g.tar", "p.tar"}) {
    const auto start = std::chrono::steady_clock::now();
    const auto seen = extract_bytes(folder.read(name), std::string(kNeedle), name);
    const auto spent = std::chrono::steady_clock::now() - start;
    const auto hits = seen.hits();
    ASSERT_TRUE(std::any_of(hits.begin(), hits.end(), [](const Seen* s) { return s->member == "big"; }))
        << name;
    EXPECT_LT(spent, std::chrono::milliseconds(500))
        << name;  // 50 ms is the aim; debug builds under load are slow
  }
}

TEST(Archives, SparseTarsOfEveryKindGiveAllTheirData) {
  const Folder folder;
  ASSERT_TRUE(folder.run(
      "truncate -s 40M big; for i in $(seq 0 59); do printf 'Automne%04d' $i | dd of=big bs=1 seek=$((i * "
      "600000)) "
      "conv=notrunc; done; printf 'mdp=Automne2019' > next; "
      "tar -S --format=gnu -cf g.tar big next; tar -S --format=pax --sparse-version=0.0 -cf p0.tar big next; "
      "tar -S --format=pax --sparse-version=0.1 -cf p1.tar big next; "
      "tar -S --format=pax --sparse-version=1.0 -cf p2.tar big next"));
  for (const auto* name : {"g.tar", "p0.tar", "p1.tar", "p2.tar"}) {
    for (const auto* needle : {"Automne0000", "Automne0003", "Automne0025", "Automne0059"}) {
      const auto seen = extract_bytes(folder.read(name), needle, name);
      const auto hits = seen.hits();
      EXPECT_TRUE(std::any_of(hits.begin(), hits.end(), [](const Seen* s) { return s->member == "big"; }))
          << name << needle << seen.skips();
      EXPECT_THAT(seen.skipped, IsEmpty()) << name << seen.skips();
    }
    const auto behind = extract_bytes(folder.read(name), std::string(kNeedle), name);
    ASSERT_NE(behind.hit(), nullptr) << name;
    EXPECT_EQ(behind.hit()->member, "next") << name;
  }
}

TEST(Archives, MapOfASparseTarThatLies) {
  const Folder folder;
  folder.write("next", kScript);
  ASSERT_TRUE(
      folder.run("truncate -s 1M big; printf Automne0001 | dd of=big bs=1 seek=500000 conv=notrunc; "
                 "tar -S --format=pax --sparse-version=1.0 -cf p.tar big next"));
  auto bytes = folder.read("p.tar");
  const auto map = bytes.find("\n499712\n");
  ASSERT_NE(map, std::string::npos);
  for (const std::string_view lie : {"\n99999999999999999999\n", "\n49x712\n", "\n499712 "}) {
    auto broken = bytes;
    broken.replace(map, lie.size(), lie);
    const auto seen = extract_bytes(broken, std::string(kNeedle), "p.tar");
    ASSERT_NE(seen.hit(), nullptr) << lie;
    EXPECT_EQ(seen.hit()->member, "next");
    EXPECT_TRUE(seen.has_skip(SkipReason::malformed)) << lie << seen.skips();
  }
}

TEST(Archives, TarCutInALongName) {
  const Folder folder;
  folder.write("one", kScript);
  folder.write("dir/" + std::string(200, 'n'), kScript);
  ASSERT_TRUE(folder.run("tar --format=gnu -cf g.tar one dir; tar --format=pax -cf p.tar one dir"));
  for (const auto* name : {"g.tar", "p.tar"}) {
    auto bytes = folder.read(name);
    bytes.resize(bytes.find("nnnn") + 50);
    const auto seen = extract_bytes(bytes, std::string(kNeedle), name);
    ASSERT_NE(seen.hit(), nullptr) << name;
    EXPECT_EQ(seen.hit()->member, "one");
    EXPECT_TRUE(seen.has_skip(SkipReason::truncated)) << name << seen.skips();
  }
}

TEST(Archives, LinksAndFoldersInATarAreNames) {
  const Folder folder;
  folder.write("dir/leak.ps1", kScript);
  ASSERT_TRUE(
      folder.run("ln dir/leak.ps1 hard; ln -s dir soft; tar --format=pax -cf a.tar dir hard soft; "
                 "tar --format=gnu -cf g.tar dir hard soft"));
  for (const auto* name : {"a.tar", "g.tar"}) {
    const auto seen = extract_bytes(folder.read(name), std::string(kNeedle), name);
    EXPECT_EQ(seen.hits().size(), 1U) << name;
    EXPECT_THAT(seen.skipped, IsEmpty()) << seen.skips();
    for (const auto* entry : {"hard", "soft", "dir/"}) {
      EXPECT_TRUE(
          std::any_of(seen.units.begin(), seen.units.end(),
                      [&](const Seen& s) { return s.kind == model::UnitKind::name && s.text == entry; }))
          << name << entry;
    }
  }
}

TEST(Archives, UnreadTypesAreSaid) {
  const Folder folder;
  folder.write("leak.txt", kScript);
  ASSERT_TRUE(folder.run("ls leak.txt | cpio -o -H newc > a.cpio || true; ar rc a.a leak.txt"));
  const auto rar = extract_bytes(std::string("Rar!\x1A\7\1\0\0\1\2\3\4\5", 14), "x", "a.rar");
  ASSERT_TRUE(rar.has_skip(SkipReason::unsupported));
  EXPECT_NE(rar.skipped[0].detail.find("RAR"), std::string::npos);
  const auto keepass =
      extract_bytes(std::string("\x03\xD9\xA2\x9A\x67\xFB\x4B\xB5\0\0\1\2\3", 13), "x", "a.kdbx");
  EXPECT_TRUE(keepass.has_skip(SkipReason::encrypted));
}

TEST(Archives, AnExecutableThatCarriesAZip) {
  const Folder folder;
  folder.write("dir/leak.ps1", kScript);
  ASSERT_TRUE(folder.run("zip -r a.zip dir"));
  const std::string prefix = std::string("\xFF\xD8\xFF\xE0\0\x10JFIF\0", 11) + std::string(300'000, '\x05');
  const auto seen = extract_bytes(prefix + folder.read("a.zip"), std::string(kNeedle), "a.jpg");
  ASSERT_NE(seen.hit(), nullptr) << seen.skips();
  EXPECT_EQ(seen.hit()->member, "dir/leak.ps1");
  const std::string pdf = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n" + std::string(500, '\0');
  const auto both =
      extract_bytes(pdf + folder.read("a.zip") + std::string(100'000, '\x07'), std::string(kNeedle), "a.pdf");
  ASSERT_NE(both.hit(), nullptr) << both.skips();
}

TEST(Archives, ATableOfSignaturesIsNoArchive) {
  const std::string table = std::string(300, '\2') + std::string("7z\xBC\xAF\x27\x1C", 6) +
                            std::string(300, '\0') +
                            std::string(
                                "\xFD"
                                "7zXZ\0",
                                6) +
                            std::string(300, '\3') + "PK\3\4" + std::string(60, '\xC8') +
                            std::string("\x1F\x8B\x08\0\0\0\0\0\0\3", 10) + std::string(900, '\xFE') +
                            "PK\5\6" + std::string(40, '\7');
  const auto seen = extract_bytes(table, "x", "magic");
  EXPECT_THAT(seen.skipped, IsEmpty()) << seen.skips();
}

TEST(Archives, ScriptBehindAPicture) {
  const std::string png = std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) + std::string(400, '\x03');
  const auto seen = extract_bytes(png + kScript, std::string(kNeedle), "a.png");
  ASSERT_NE(seen.hit(), nullptr);
  EXPECT_EQ(seen.hit()->kind, model::UnitKind::raw);
}

}  // namespace
}  // namespace tamis::extract
