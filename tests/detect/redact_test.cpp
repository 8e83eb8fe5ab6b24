#include "detect/redact.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tamis::detect {
namespace {

TEST(Redact, TellsNothingByDefaultAndLittleOnRequest) {
  EXPECT_EQ(redact("Automne2019", 0), "********");
  EXPECT_EQ(redact("Automne2019", 2), "Au********");
  EXPECT_EQ(redact("Automne2019", 50), "Au********") << "never more than a quarter";
  EXPECT_EQ(redact("été", 3), "********");
  EXPECT_EQ(redact("éàùçéàùç", 2), "éà********");
}

TEST(MaskLine, HidesEverySecretOfTheLine) {
  const std::string text = "first\r\nuser=svc pw=Automne2019 alt=Hiver2020\r\nlast";
  const auto a = text.find("Automne2019"), b = text.find("Hiver2020");
  const std::vector<model::Span> secrets = {{a, a + 11}, {b, b + 9}};
  EXPECT_EQ(mask_line(text, a, secrets, 0), "user=svc pw=******** alt=********");
}

TEST(MaskLine, IsSafeForTerminalsAndShort) {
  const std::string text = "\x1b[31mpw=Automne2019" + std::string(100000, 'x');
  const auto a = text.find("Automne2019");
  const auto line = mask_line(text, a, std::vector<model::Span>{{a, a + 11}}, 0);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  EXPECT_EQ(line.find("Automne"), std::string::npos);
  EXPECT_LE(line.size(), 220U);
}

TEST(Fingerprint, FollowsTheSecretNotTheLine) {
  const auto one = fingerprint("key", "rule", "secret", "path", "member");
  EXPECT_EQ(one, fingerprint("key", "rule", "secret", "path", "member"));
  EXPECT_NE(one, fingerprint("key", "rule", "Secret", "path", "member"));
  EXPECT_NE(one, fingerprint("key2", "rule", "secret", "path", "member"));
  EXPECT_NE(one, fingerprint("key", "rule", "secret", "pathm", "ember"));
  EXPECT_EQ(one.size(), 32U);
}

}  // namespace
}  // namespace tamis::detect
