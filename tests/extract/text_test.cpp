// Texts: which encoding, which place, which window.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collected.h"
#include "extract/encoding.h"
#include "extract/line_index.h"
#include "extract/transcode.h"

namespace tamis::extract {
namespace {

using model::UnitKind;
using namespace std::string_view_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Independent of the code under test: iconv writes the inputs.
std::string iconv_to(const Folder& folder, std::string_view encoding, std::string_view utf8) {
  folder.write("in", utf8);
  if (!folder.run("iconv -f UTF-8 -t " + std::string(encoding) + " in > out")) return {};
  return folder.read("out");
}

struct Case {
  std::string iconv;
  std::string mark;
  std::string layer;  // in decoded_by; empty: none
  std::string language;
};

std::string case_name(const ::testing::TestParamInfo<std::tuple<Case, bool>>& info) {
  const auto& [c, is_long] = info.param;
  std::string name = c.iconv + (c.mark.empty() ? "" : "mark") + c.language + (is_long ? "long" : "short");
  std::erase_if(name, [](char x) { return !std::isalnum(static_cast<unsigned char>(x)); });
  return name;
}

const Case kCases[] = {
    {"UTF-8", "", "", "fr"},
    {"UTF-8", "\xEF\xBB\xBF", "", "fr"},
    {"UTF-8", "", "", "ru"},
    {"UTF-16LE", "", "utf-16le", "fr"},
    {"UTF-16LE", "\xFF\xFE", "utf-16le", "fr"},
    {"UTF-16LE", "", "utf-16le", "ru"},
    {"UTF-16LE", "\xFF\xFE", "utf-16le", "ru"},
    {"UTF-16BE", "", "utf-16be", "fr"},
    {"UTF-16BE", "\xFE\xFF", "utf-16be", "fr"},
    {"UTF-16BE", "", "utf-16be", "ru"},
    {"UTF-32LE", "", "utf-32le", "fr"},
    {"UTF-32LE", std::string("\xFF\xFE\0\0", 4), "utf-32le", "ru"},
    {"UTF-32BE", "", "utf-32be", "ru"},
    {"UTF-32BE", std::string("\0\0\xFE\xFF", 4), "utf-32be", "fr"},
    {"WINDOWS-1252", "", "windows-1252", "fr"},
    {"CP850", "", "cp850", "fr"},
    {"WINDOWS-1251", "", "windows-1251", "ru"},
    {"KOI8-R", "", "koi8-r", "ru"},
};

class EncodingMatrix : public ::testing::TestWithParam<std::tuple<Case, bool>> {};

TEST_P(EncodingMatrix, DecodesAndFindsThePlace) {
  const auto& [c, is_long] = GetParam();
  const Folder folder;
  const std::string needle = c.language == "fr" ? "$mdp = 'Été2019!'" : "пароль=Секрет2019";
  std::string text = c.language == "fr" ? "# clé\r\n" : "# вход\r\n";
  if (is_long) {
    for (int i = 0; i < 400; ++i) {
      text += c.language == "fr"
                  ? "# L'accès au répertoire est réservé à l'équipe système, où qu'elle soit.\r\n"
                  : "# Доступ к серверу разрешён только администраторам сети.\r\n";
    }
  }
  const auto line = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n') + 1);
  text += "é " + std::string();
  if (c.language == "ru") text.replace(text.size() - 3, 3, "и ");
  text += needle + "\r\nfin\r\n";
  const std::string bytes = c.mark + iconv_to(folder, c.iconv, text);
  const auto seen = extract_bytes(bytes, needle, "x");
  const auto* hit = seen.hit();
  ASSERT_NE(hit, nullptr) << "read as " << (seen.units.empty() ? "" : seen.units[0].text.substr(0, 200));
  EXPECT_EQ(hit->kind, UnitKind::text);
  EXPECT_EQ(hit->text, text);
  EXPECT_EQ(hit->place.line, line);
  EXPECT_EQ(hit->place.column, 3U);
  const auto before = text.substr(0, text.find(needle));
  EXPECT_EQ(hit->place.byte, c.mark.size() + iconv_to(folder, c.iconv, before).size());
  if (c.layer.empty()) {
    EXPECT_THAT(hit->decoded_by, IsEmpty());
  } else {
    EXPECT_THAT(hit->decoded_by, ElementsAre(c.layer));
  }
  EXPECT_THAT(seen.skipped, IsEmpty()) << seen.skips();
}

INSTANTIATE_TEST_SUITE_P(All, EncodingMatrix,
                         ::testing::Combine(::testing::ValuesIn(kCases), ::testing::Bool()), case_name);

struct ShortCase {
  std::string_view iconv;
  Encoding encoding;
  std::string_view text;
};

// A line with a byte or two above 0x7F is all there is.
TEST(EightBit, TellsEncodingsApartByFewBytes) {
  const ShortCase cases[] = {
      {"WINDOWS-1252", Encoding::windows1252, "motdepasse=Été2019\r\n"},
      {"WINDOWS-1252", Encoding::windows1252, "# clé\npassword=x\n"},
      {"WINDOWS-1252", Encoding::windows1252, "mot de passe généré à Noël"},
      {"WINDOWS-1252", Encoding::windows1252, "l’accès coûte 5 €"},
      {"WINDOWS-1252", Encoding::windows1252, "GÉNÉRAL;ACCÈS;FRANÇOIS"},
      {"WINDOWS-1252", Encoding::windows1252, "Passwort für Benutzer Müller: Größe"},
      {"WINDOWS-1252", Encoding::windows1252, "contraseña=mañana"},
      {"CP850", Encoding::cp850, "rem clé d'accès\r\nset MDP=Été2019\r\n"},
      {"CP850", Encoding::cp850, "motdepasse=été\r\n"},
      {"CP850", Encoding::cp850, "net use z: \\\\srv\\données à"},
      {"CP850", Encoding::cp850, "echo créé"},
      {"CP850", Encoding::cp850, "┌──────────┐\r\n│ password │\r\n└──────────┘\r\n"},
      {"WINDOWS-1251", Encoding::windows1251, "пароль=x"},
      {"WINDOWS-1251", Encoding::windows1251, "Логин: admin\r\nПароль: Qwerty12\r\n"},
      {"WINDOWS-1251", Encoding::windows1251, "ПАРОЛЬ=Qwerty12"},
      {"WINDOWS-1251", Encoding::windows1251, "// подключение к базе данных"},
      {"KOI8-R", Encoding::koi8r, "пароль=x"},
      {"KOI8-R", Encoding::koi8r, "Логин: admin\nПароль: Qwerty12\n"},
      {"KOI8-R", Encoding::koi8r, "# вход на сервер"},
      {"KOI8-R", Encoding::koi8r, "ПАРОЛЬ АДМИНИСТРАТОРА=Qwerty12"},
  };
  const Folder folder;
  for (const auto& c : cases) {
    const auto bytes = iconv_to(folder, c.iconv, c.text);
    ASSERT_FALSE(bytes.empty());
    EXPECT_EQ(to_string(identify_eight_bit(bytes)), to_string(c.encoding)) << c.text;
  }
}

TEST(Encoding, LooksAlikesStayWhatTheyAre) {
  const auto identify = [](std::string_view bytes) { return identify_encoding(bytes, profile_bytes(bytes)); };
  EXPECT_EQ(identify("plain ASCII"), Encoding::utf8);
  EXPECT_EQ(identify(""), Encoding::utf8);
  EXPECT_EQ(identify("one\0 NUL in a text that is long enough"sv), Encoding::utf8);
  EXPECT_EQ(identify("\x01\x00\x02\x00\x03\x00\x04\x00\x05\x00"sv), Encoding::binary);  // a table, no text
  EXPECT_EQ(identify("\0\0\0\0\0\0\0\0"sv), Encoding::binary);
  EXPECT_EQ(identify("caf\xC3\xA9 et th\xE9, d\xC3\xA9j\xC3\xA0"), Encoding::utf8_damaged);
  EXPECT_EQ(identify("a\0b\0"sv), Encoding::utf16le);
  EXPECT_EQ(identify("\0a\0b"sv), Encoding::utf16be);
  EXPECT_EQ(identify("\x1b[31mred\x1b[0m\r\n"), Encoding::utf8);
}

TEST(Text, StrayBytesSurviveBesideUtf8) {
  const auto seen = extract_bytes("d\xC3\xA9j\xC3\xA0 vu\nmdp=\xE9t\xC3\xA9\n", "mdp=été");
  ASSERT_NE(seen.hit(), nullptr);
  EXPECT_EQ(seen.hit()->place.line, 2U);
  EXPECT_EQ(seen.hit()->place.byte, 10U);
}

TEST(Text, MagicLettersDoNotMakeABinary) {
  for (const auto* start : {"MZ", "BM", "PK", "GIF8", "RIFF", "II*", "Rar!", "7z", "BZh"}) {
    const auto seen = extract_bytes(std::string(start) + " notes\npassword = Automne2019\n", "Automne2019");
    ASSERT_NE(seen.hit(), nullptr) << start;
    EXPECT_EQ(seen.hit()->kind, UnitKind::text) << start;
    EXPECT_EQ(seen.hit()->place.line, 2U) << start;
    EXPECT_THAT(seen.skipped, IsEmpty()) << start << seen.skips();
  }
}

TEST(Text, OneNulLeavesItAText) {
  const auto seen = extract_bytes("first line\0\nmdp = Automne2019\nthird line of it\n"sv, "Automne2019");
  ASSERT_NE(seen.hit(), nullptr);
  EXPECT_EQ(seen.hit()->place.line, 2U);
}

TEST(Text, EmptyFileIsOneMemberWithoutTrouble) {
  const auto seen = extract_bytes("", "x");
  EXPECT_THAT(seen.members, ElementsAre(""));
  EXPECT_THAT(seen.skipped, IsEmpty());
}

TEST(Text, RawBytesOfWideTextsAreScannedToo) {
  // A byte order mark before plain ASCII: what hides behind it must be seen.
  const auto seen = extract_bytes("\xFF\xFEpassword=Automne2019\n", "password=Automne2019");
  ASSERT_NE(seen.hit(), nullptr);
  EXPECT_EQ(seen.hit()->kind, UnitKind::raw);
}

TEST(Binary, RawAndWideRuns) {
  std::string bytes(
      "\x7F"
      "ELF\2\1\1\0",
      8);
  for (int i = 0; i < 300; ++i) bytes += static_cast<char>(i * 37);
  const auto ascii_at = bytes.size();
  bytes += "password=Automne2019";
  bytes += std::string(7, '\0');
  const auto wide_at = bytes.size();
  for (const char c : "motdepasse=Hiver2020"sv) {
    bytes += c;
    bytes += '\0';
  }
  bytes += "\1\1\1";
  const auto raw = extract_bytes(bytes, "password=Automne2019");
  ASSERT_NE(raw.hit(), nullptr);
  EXPECT_EQ(raw.hit()->kind, UnitKind::raw);
  EXPECT_EQ(raw.hit()->place.byte, ascii_at);
  EXPECT_EQ(raw.hit()->place.line, 0U);
  const auto wide = extract_bytes(bytes, "Hiver2020");
  ASSERT_NE(wide.hit(), nullptr);
  EXPECT_THAT(wide.hit()->decoded_by, ElementsAre("utf-16le"));
  EXPECT_EQ(wide.hit()->place.byte, wide_at + 2 * "motdepasse="sv.size());
}

TEST(Binary, WideRunsAtEveryAlignmentAndBlockEdge) {
  for (std::size_t shift = 0; shift < 130; ++shift) {
    std::string bytes(shift, '\x01');
    bytes += std::string(3, '\x02');
    for (const char c : "secret"sv) {
      bytes += c;
      bytes += '\0';
    }
    bytes += std::string(200, '\x03');
    const auto seen = extract_bytes(bytes, "secret");
    ASSERT_NE(seen.hit(), nullptr) << shift;
    EXPECT_EQ(seen.hit()->place.byte, shift + 3) << shift;
  }
}

TEST(Lines, EveryKindOfLineEnd) {
  LineIndex lines;
  const auto place = [&](std::string_view text, std::string_view needle) {
    lines.reset(text, {});
    const auto found = lines.locate(text.find(needle));
    return std::pair(found.line, found.column);
  };
  EXPECT_EQ(place("a\nb\nxc", "x"), std::pair(3U, 1U));
  EXPECT_EQ(place("a\r\nb\r\nxc", "x"), std::pair(3U, 1U));
  EXPECT_EQ(place("a\rb\rxc", "x"), std::pair(3U, 1U));
  EXPECT_EQ(place("a\r\n\rb\n\nzx", "x"), std::pair(5U, 2U));
  EXPECT_EQ(place("\xC3\xA9\xE2\x82\xACx", "x"), std::pair(1U, 3U));
}

TEST(Lines, AgreesWithCountingOnLongTexts) {
  std::string text;
  unsigned state = 7;
  while (text.size() < 200'000) {
    state = state * 1664525U + 1013904223U;
    const auto pick = (state >> 16) % 40;
    text += pick == 0 ? "\n" : pick == 1 ? "\r\n" : pick == 2 ? "\r" : pick < 8 ? "é" : "a";
  }
  LineIndex lines;
  lines.reset(text, {});
  LinePlace expected;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    if (i % 97 == 0) {
      const auto found = lines.locate(i);
      ASSERT_EQ(found.line, expected.line) << i;
      ASSERT_EQ(found.column, expected.column) << i;
    }
    const bool ends = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    expected = ends ? LinePlace{expected.line + 1, 1} : LinePlace{expected.line, expected.column + 1};
  }
}

}  // namespace
}  // namespace tamis::extract
