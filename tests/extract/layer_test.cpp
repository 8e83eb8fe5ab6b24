// Encodings inside text: base64 in its forms, what it holds, and what only looks like it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hash.h"
#include "collected.h"
#include "zip_writer.h"

namespace tamis::extract {
namespace {

using model::SkipReason;
using model::UnitKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kNeedle = "$mdp = 'Automne2019'";
const std::string kScript = "# connexion\n" + kNeedle + "\nBind-Server $mdp\n";

std::string base64(std::string_view bytes, bool url = false, bool padded = true) {
  const std::string signs = url ? "-_" : "+/";
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + signs;
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = (group << 8) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    const auto left = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k <= left; ++k) out += alphabet[(group >> (18 - 6 * k)) & 63];
    for (std::size_t k = left; padded && k < 3; ++k) out += '=';
  }
  return out;
}

std::string utf16(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) (out += c) += '\0';
  return out;
}

std::string wrapped(const std::string& text, std::size_t width, const std::string& between) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += width) {
    if (i > 0) out += between;
    out += text.substr(i, width);
  }
  return out;
}

const Seen* decoded_hit(const Collected& seen) {
  for (const auto* hit : seen.hits()) {
    if (hit->kind == UnitKind::decoded) return hit;
  }
  return nullptr;
}

TEST(Base64, FormsInWhichPeopleWriteIt) {
  const std::string plain = base64(kScript);
  const std::string texts[] = {
      "x = \"" + plain + "\"\n",
      "x = '" + base64(kScript, true, false) + "'\n",
      plain,
      "Content-Transfer-Encoding: base64\r\n\r\n" + wrapped(plain, 76, "\r\n") + "\r\n",
      "-----BEGIN DATA-----\n" + wrapped(plain, 64, "\n") + "\n-----END DATA-----\n",
      "  data:\n    " + wrapped(plain, 60, "\n    ") + "\n",
      "> " + wrapped(plain, 60, "\n> ") + "\n",
      R"({"content": ")" + wrapped(plain, 60, "\\n") + "\\n\"}",
      "s = \"" + wrapped(plain, 40, "\" +\n    \"") + "\";\n",
      "s = ('" + wrapped(plain, 40, "'\n     '") + "')\n",
      "url = data:text/plain;base64," + plain + "\n",
      "<blob>" + plain + "</blob>",
      "é" + std::string(1000, ' ') + plain + " und so weiter",
  };
  for (const auto& text : texts) {
    const auto seen = extract_bytes(text, kNeedle);
    const auto* hit = decoded_hit(seen);
    ASSERT_NE(hit, nullptr) << text;
    EXPECT_THAT(hit->decoded_by, ElementsAre("base64")) << text;
    EXPECT_EQ(hit->text, kScript) << text;
  }
}

TEST(Base64, OtherScriptsToo) {
  for (const std::string text : {"пароль для входа на сервер: Секрет2019", "パスワードは秘密です: 2019年の秋",
                                 "mot de passe réservé à l’équipe: été"}) {
    EXPECT_NE(decoded_hit(extract_bytes("x = '" + base64(text) + "'", text)), nullptr) << text;
  }
}

TEST(Base64, PlaceLeadsBackToTheEncodedText) {
  const std::string plain = base64(kScript);
  const std::string text = "first\nx = \"" + plain + "\"\n";
  const auto seen = extract_bytes(text, kNeedle);
  const auto* hit = decoded_hit(seen);
  ASSERT_NE(hit, nullptr);
  const auto within = kScript.find(kNeedle) / 3 * 4;  // the needle begins on a group of four
  ASSERT_EQ(kScript.find(kNeedle) % 3, 0U);
  EXPECT_EQ(hit->place.line, 2U);
  EXPECT_EQ(hit->place.column, 6 + within);
  EXPECT_EQ(hit->place.byte, text.find(plain) + within);
  const auto lines = extract_bytes("head\n" + wrapped(plain, 32, "\r\n    "), kNeedle);
  ASSERT_NE(decoded_hit(lines), nullptr);
  EXPECT_EQ(decoded_hit(lines)->place.line, 2 + within / 32);
}

TEST(Base64, EncodedCommandInUtf16) {
  const auto seen = extract_bytes("powershell -EncodedCommand " + base64(utf16(kScript)), kNeedle);
  ASSERT_NE(decoded_hit(seen), nullptr);
  EXPECT_THAT(decoded_hit(seen)->decoded_by, ElementsAre("base64", "utf-16le"));
}

TEST(Base64, InsideAUtf16File) {
  const auto seen =
      extract_bytes("\xFF\xFE" + utf16("line one\r\n$x = '" + base64(kScript) + "'\r\n"), kNeedle);
  ASSERT_NE(decoded_hit(seen), nullptr);
  EXPECT_THAT(decoded_hit(seen)->decoded_by, ElementsAre("utf-16le", "base64"));
  EXPECT_EQ(decoded_hit(seen)->place.line, 2U);
}

TEST(Base64, CompressedPayloads) {
  struct Case {
    std::string bytes;
    std::string layer;
  };
  const std::string script = kScript + kScript + kScript;
  const Case cases[] = {
      {gzipped(script), "gzip"}, {deflated(script), "deflate"}, {deflated(script, 15), "zlib"}};
  for (const auto& c : cases) {
    const auto seen = extract_bytes("a\nb\n$p = '" + base64(c.bytes) + "'\n", kNeedle, "x.ps1");
    const auto* hit = decoded_hit(seen);
    ASSERT_NE(hit, nullptr) << c.layer;
    EXPECT_THAT(hit->decoded_by, ElementsAre("base64", c.layer));
    EXPECT_EQ(hit->place.line, 3U);
    EXPECT_EQ(hit->member, "");
    EXPECT_EQ(hit->name, "x.ps1");
  }
}

TEST(Base64, ZipInATextIsNamedByItsPlace) {
  ZipWriter zip;
  zip.add(packed("dir/leak.ps1", kScript));
  const auto seen =
      extract_bytes("a\nb\n" + wrapped(base64(zip.finish()), 76, "\n") + "\n", kNeedle, "mail.txt");
  ASSERT_NE(seen.hit(), nullptr);
  EXPECT_EQ(seen.hit()->member, "base64:3!dir/leak.ps1");
  EXPECT_EQ(seen.hit()->place.line, 2U);
  EXPECT_THAT(seen.hit()->decoded_by, ElementsAre("base64", "zip"));
}

TEST(Base64, LayersAreLimitedAndSaid) {
  std::string text = kScript;
  for (int i = 0; i < 4; ++i) text = base64(text);
  const auto four = extract_bytes(text, kNeedle);
  ASSERT_NE(decoded_hit(four), nullptr);
  EXPECT_EQ(decoded_hit(four)->decoded_by.size(), 4U);
  EXPECT_THAT(four.skipped, IsEmpty());
  const auto five = extract_bytes(base64(text), kNeedle);
  EXPECT_EQ(five.hit(), nullptr);
  ASSERT_TRUE(five.has_skip(SkipReason::layers));
  EXPECT_NE(five.skipped[0].detail.find("max_decode_depth = 4"), std::string::npos);
}

TEST(Base64, EveryPlaceInABlock) {
  for (std::size_t shift = 0; shift < 140; ++shift) {
    const auto seen =
        extract_bytes(std::string(shift, ' ') + base64("mdp=Automne2019 et plus") + std::string(200, ' '),
                      "mdp=Automne2019");
    ASSERT_NE(seen.hit(), nullptr) << shift;
    EXPECT_EQ(seen.hit()->place.byte, shift) << shift;
  }
}

TEST(Base64, OnAnEdgeOfTwoWindows) {
  const std::string encoded = base64(kScript + kScript);
  for (std::size_t back = 0; back < 200; back += 7) {
    std::string text((std::size_t{4} << 20) - back, ' ');
    text += encoded + std::string(100'000, ' ');
    const auto seen = extract_bytes(text, kNeedle);
    const auto* hit = decoded_hit(seen);
    ASSERT_NE(hit, nullptr) << back;
    EXPECT_EQ(hit->text, kScript + kScript) << back;
  }
}

TEST(Base64, LookAlikesStaySilent) {
  std::string noise;
  unsigned state = 5;
  for (int i = 0; i < 3000; ++i) {
    state = state * 1664525U + 1013904223U;
    noise += static_cast<char>(state >> 24);
  }
  const std::string texts[] = {
      base64(noise),
      base64("\x89PNG\r\n\x1A\n" + noise),
      base64("\xFF\xD8\xFF\xE0" + noise),
      wrapped(base64(std::string("\x30\x82\x04\xA4\x02\x01\0\x02\x82", 9) + noise), 64, "\n"),
      "ssh-rsa " + base64(std::string("\0\0\0\7ssh-rsa\0\0\0\3\1\0\1\0\0\1\1\0", 22) + noise),
      base::to_hex(base::sha256(noise)) + "\n" + base::to_hex(base::sha256(noise + "x")),
      "getElementsByTagNameAndClassNameFromDocument(AbstractSingletonProxyFactoryBean)",
      "/usr/lib/x86_64-linux-gnu/perl/5.36/unicore/lib/Something/VeryLongName/AndMore",
      "setIdleNotificationDeadlineInSecondsForTest1",  // valid UTF-8 of many scripts, or nearly
      "isLoopCarriedDefOfUseAndSo1 getOptLevelRealisticValue9",
      "0123456789012345678901234567890123456789",
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      "e3b0c442-98fc-1c14-9afb-f4c8996fb924 E3B0C44298FC1C149AFBF4C8996FB924",
  };
  for (const auto& text : texts) {
    const auto seen = extract_bytes(text, "");
    for (const auto& unit : seen.units) EXPECT_NE(unit.kind, UnitKind::decoded) << text << "\n" << unit.text;
    EXPECT_THAT(seen.skipped, IsEmpty()) << seen.skips();
  }
}

TEST(Base64, HostileTextCostsLinearTime) {
  const std::string texts[] = {std::string(8'000'000, 'A'), wrapped(std::string(8'000'000, 'b'), 12, "-"),
                               wrapped(std::string(4'000'000, 'Q'), 32, "\n"),
                               wrapped(std::string(4'000'000, 'Q'), 13, "\"+\"")};
  for (const auto& text : texts) {
    const auto start = std::chrono::steady_clock::now();
    extract_bytes(text, "x");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  }
}

}  // namespace
}  // namespace tamis::extract
