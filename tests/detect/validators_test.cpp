// Validators: what they accept, what they refuse, and that each refusal hangs on one byte.
#include "detect/validators.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

namespace tamis::detect {
namespace {

bool accepts(std::string_view name, std::string_view secret, std::string_view argument = {}) {
  const Validator* validator = find_validator(name);
  EXPECT_NE(validator, nullptr) << name;
  return validator != nullptr && validator->accepts(secret, secret, argument);
}

// With one byte replaced by another of the same class.
std::string spoiled(std::string_view text, std::size_t at) {
  std::string out(text);
  const char c = out[at];
  const bool digit = c >= '0' && c <= '9';
  out[at] = digit ? (c == '7' ? '3' : '7')
                  : (c == 'k' || c == 'K' ? static_cast<char>(c + 1) : (c >= 'a' ? 'k' : 'K'));
  return out;
}

constexpr std::string_view kGithub =
    "ghp_E"
    "3Pm0yiOpbLPGbfLpPTZ73PEoBSHAm25QKgb";
constexpr std::string_view kNpm =
    "npm_4"
    "XeJQw98IWWakULnTJoT6RvMBheGmA3S4H5n";
constexpr std::string_view kGrafana =
    "glsa_"
    "3mltlutfnhhg4gUd0kNRyu1B5fbTTtaA_b7d03037";
constexpr std::string_view kAtlassian =
    "ATATT"
    "3xFfGF07KSYEtFTYUxul_di9Ttw7_rj0lI7I5WujAb5H31i8BTJwnU9t9V3L-skrlyf-NW8hGJZb34aGUN-CeElwr7qTsAbn7et-"
    "EcMwe8MlBYdOPdHgsoyI3OmENgplyPNuvEKCyRTvdj6HethQOTp267lr0dnhS79_tXLhzhqP4-Zl9=3BBBC46D";
constexpr std::string_view kSynapse =
    "syt_Y"
    "WxlcnRlLmRzaQ_CQQJcKuLhUSXQSxKePWN_2wnMC3";
constexpr std::string_view kMas =
    "mct_M"
    "diue6rYPAIPa1cNyq70akDilpCgpu_0e5vXK";
constexpr std::string_view kRoutable =
    "glpat"
    "-bzoxCnU6M2aFq4KLIevmDLttzW7jVN57EA.01.0y1uv0zrl";
constexpr std::string_view kAge =
    "AGE-S"
    "ECRET-KEY-15L5C8VMHHN6XK7TE92VSD8HA8LZM5ZWF309HAGUQ98KUTEXFTEEQK3AP3K";
constexpr std::string_view kAwsId =
    "AKIAZ"
    "SEOXQROUJEG45VU";
constexpr std::string_view kAwsImpossible =
    "AKIA6"
    "66F2P6AJLTQMMS2";
constexpr std::string_view kJwt =
    "eyJhb"
    "GciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJzdWIiOiJzdmMtdzE1NmkyZXkiLCJpc3MiOiJwb3J0YWlsIiwiaWF0IjoxNzA5MjgwMDAwLCJleHAiOjE4OTM0NTYwMDB9."
    "yArsEYecr9tJGsuJgz2mjVTbgWd0WLNQfKh0G8fPLvo";
constexpr std::string_view kPypi =
    "pypi-"
    "AgEIcHlwaS5vcmcCJDg3ODg0ZWE3LWRjYzgtNGNiNi1hZmFmLWJlMDc2YmI2MmJmNAACKlszLCJmYWQ2ZmIxZi1hZGQzLTRjN2MtYWZm"
    "Ny0xNmRmZDQ1YjIwMjkiXQAABiAyPmA4EfSfGnP50YS91gwyBH-2wPwJ7Jpw_yox8_563A";
constexpr std::string_view kDiscord =
    "NjQyM"
    "jM5MjcxNzQ2NjkxMDcw.Gx3h1T.pmyeVNI3giZp5Rh6yDKzAOHlMpmxaDtfWMbYDj";

TEST(ValidatorTable, NamesAreFoundAndUnique) {
  std::set<std::string_view> names;
  for (const Validator& validator : validators()) {
    EXPECT_TRUE(names.insert(validator.name).second) << validator.name;
    ASSERT_EQ(find_validator(validator.name), &validator);
    EXPECT_NE(validator.accepts, nullptr) << validator.name;
  }
  EXPECT_EQ(find_validator("no-such-thing"), nullptr);
  EXPECT_EQ(find_validator(""), nullptr);
}

TEST(ValidatorTable, NothingCrashesOnShortOrHostileText) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  const std::string long_text(200'000, 'A');
  for (const Validator& validator : validators()) {
    for (const std::string_view text :
         {std::string_view(""), std::string_view("."), std::string_view("_"), std::string_view("="),
          std::string_view("-----BEGIN "), std::string_view("BEGIN END ----"), std::string_view("eyJ.eyJ."),
          std::string_view(bytes), std::string_view(long_text)}) {
      for (const std::string_view argument : {"", "32", "x", "hex:", "'", "a,b", "hex:5-2", "github-crc32"})
        static_cast<void>(validator.accepts(text, text, argument));
    }
  }
}

struct Checksummed {
  std::string_view validator;
  std::string_view token;
};
class ChecksumTest : public testing::TestWithParam<Checksummed> {};

TEST_P(ChecksumTest, HangsOnEveryByteOfTheBody) {
  const auto [validator, token] = GetParam();
  EXPECT_TRUE(accepts(validator, token));
  EXPECT_FALSE(accepts("fails", token, validator));
  // Behind the longest prefix of a format that is no part of its sum.
  for (std::size_t at = 17; at < token.size(); ++at) {
    if (token[at] == '_' || token[at] == '.' || token[at] == '=' || token[at] == '-') continue;
    const std::string wrong = spoiled(token, at);
    EXPECT_FALSE(accepts(validator, wrong)) << at;
    EXPECT_TRUE(accepts("fails", wrong, validator)) << at;
  }
  EXPECT_FALSE(accepts(validator, token.substr(0, token.size() - 1)));
}

INSTANTIATE_TEST_SUITE_P(
    Tokens, ChecksumTest,
    testing::Values(Checksummed{"github-crc32", kGithub}, Checksummed{"npm-crc32", kNpm},
                    Checksummed{"grafana-crc32", kGrafana}, Checksummed{"atlassian-crc32", kAtlassian},
                    Checksummed{"matrix-crc32", kSynapse}, Checksummed{"matrix-crc32", kMas},
                    Checksummed{"gitlab-routable", kRoutable}, Checksummed{"age-bech32", kAge}));

TEST(Fails, IsNothingWithoutAValidatorToFail) {
  EXPECT_FALSE(accepts("fails", kGithub));
  EXPECT_FALSE(accepts("fails", kGithub, "no-such-thing"));
  EXPECT_FALSE(accepts("fails", kGithub, "fails"));
}

TEST(AwsKeyId, KnowsWhichAccountsExist) {
  EXPECT_TRUE(accepts("aws-key-id", kAwsId));
  EXPECT_FALSE(accepts("aws-key-id", kAwsImpossible));
  EXPECT_TRUE(accepts("aws-key-id",
                      "AKIA"
                      "IABCDEFGHIJKLMNO"));  // of before 2019
  EXPECT_FALSE(accepts("aws-key-id",
                       "AKIA"
                       "Q1BCDEFGHIJKLMNO"));  // 1 is no digit of base32
  EXPECT_FALSE(accepts("aws-key-id", "AKIA"));
}

TEST(RandomLooking, RefusesWhatPeopleType) {
  for (const std::string_view typed :
       {"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "abcdefghijklmnopqrstuvwxyz0123456789",
        "1234567890abcdef1234567890abcdef", "0123456789abcdef0123456789abcdef01234567",
        "deadbeefdeadbeefdeadbeefdeadbeef", "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456",
        "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6", "your_access_token_goes_right_here",
        "11111111222222223333333344444444", "zzzzzzz8Kq2Lm9Xw4Rt7", "Kq7IOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "98765432109876543210", "aB3dE5fG1234567890kLmN"})
    EXPECT_FALSE(accepts("random-looking", typed)) << typed;
}

TEST(RandomLooking, TakesWhatMachinesDraw) {
  for (const std::string_view drawn :
       {"fqaove0yxfXdMyok9x84qcn4CqlN3ARHEufh", "01fd0df12ef1b05963effa9f1413e7d0",
        "838d026afb48549d6bd99702f2d04e45fccdbcf9", "anryb7dqqobywz2r8nxpx6hdm8kxismsbitgjvfofk7",
        "F0cyWDfg3dHlGb93oqRx7eaj76MMPWSJjLJNBgQE0wr", "KfTkSj7TbYrV38YpkRutJpajBwxLH/5xiPNFMMII",
        "Kf3tCZm43ceLNUbf", "V0NNXXZSF7NH0S7WBTF3CJTL02"})
    EXPECT_TRUE(accepts("random-looking", drawn)) << drawn;
  EXPECT_TRUE(accepts("random-looking",
                      "ghp_8"
                      "hvOoxD0Dcl8fHiVWP6OfDGSdjxmXXuPtC4v",
                      "ghp_"));
  EXPECT_FALSE(accepts("random-looking", "ghp_", "ghp_"));
  EXPECT_TRUE(accepts("random-looking",
                      "ASIA"
                      "PSGPTGTDYRDEYZZR",
                      "AKIA|ASIA"));  // no digit among sixteen: not rare
  EXPECT_FALSE(accepts("random-looking",
                       "ASIA"
                       "PSGPTGTDYRDEYZZR",
                       "AKIA"));
}

TEST(Shape, CountsAndClasses) {
  EXPECT_TRUE(accepts("distinct-chars", "abcabc", "3"));
  EXPECT_FALSE(accepts("distinct-chars", "abcabc", "4"));
  EXPECT_FALSE(accepts("distinct-chars", "abcabc"));
  EXPECT_TRUE(accepts("mixed-classes", "aB3"));
  EXPECT_FALSE(accepts("mixed-classes", "ab3"));
  EXPECT_TRUE(accepts("mixed-classes", "ab3", "2"));
  EXPECT_TRUE(accepts("min-length", "\xC3\xA9t\xC3\xA9", "3"));
  EXPECT_FALSE(accepts("min-length", "\xC3\xA9t\xC3\xA9", "4"));
  EXPECT_TRUE(accepts("not-hex", "0123456789abcdeg"));
  EXPECT_FALSE(accepts("not-hex", "0123456789ABCDEF"));
  EXPECT_TRUE(accepts("not-sequential", "abcdef-kq"));
  EXPECT_FALSE(accepts("not-sequential", "xx-abcdefg"));
  EXPECT_FALSE(accepts("not-sequential", "xx-gfedcba"));
  EXPECT_FALSE(accepts("not-sequential", "aaaaaa1"));
}

TEST(Format, ReadsItsLanguage) {
  EXPECT_TRUE(accepts("format", "0a1b2c3d", "hex:8"));
  EXPECT_FALSE(accepts("format", "0a1b2c3D", "hex:8"));
  EXPECT_FALSE(accepts("format", "0a1b2c3d9", "hex:8"));
  EXPECT_TRUE(accepts("format", "key-0a1b", "'key-' hex:4"));
  EXPECT_TRUE(accepts("format", "aaab", "lower:1-3 'b'"));
  EXPECT_TRUE(accepts("format", "aaab", "lower:2-3 lower:1-3 'b'"));
  EXPECT_FALSE(accepts("format", "ab", "lower:2-3 'b'"));
  EXPECT_TRUE(accepts("format", "8f14e45f-ceea-467f-9b1c-1f0e3dad9c21", "uuid"));
  EXPECT_FALSE(accepts("format", "8f14e45f-ceea-467f-9b1c-1f0e3dad9c2", "uuid"));
  EXPECT_TRUE(accepts("format", "12ab", "digit:6 | digit:2 alpha:2"));
  for (const std::string_view broken : {"", "hex", "hex:", "hex:x", "hex:5-2", "nothing:4", "'"})
    EXPECT_FALSE(accepts("format", "abcd", broken)) << broken;
}

TEST(Jwt, ReadsHeaderAndPayload) {
  EXPECT_TRUE(accepts("jwt", kJwt));
  EXPECT_FALSE(
      accepts("jwt",
              "eyJhb"
              "GciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
              "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ."
              "9ezHbcD4URRTGGdeUXqdMvdy4JMUhBT-V8fnsKQIRpL"));  // the sample of the format's own page
  EXPECT_FALSE(
      accepts("jwt",
              "eyJhb"
              "GciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
              "eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6ImFqZHJmYXJjZHdiZ3R1c3VqcmJ3Iiwicm9sZSI6ImFub24iLCJpYXQiOjE2OT"
              "AwMDAwMDB9.WmDqYQolJPlxasxWfAj95GBnM81B2s7-2YXoJoEwFYB"));  // published by design
  EXPECT_FALSE(accepts(
      "jwt",
      "eyJ0e"
      "XAiOiJKV1QifQ.eyJzdWIiOiJ4IiwiaWF0IjoxfQ.AKS57cVmUTeBoO1DYHi5gZ-G3tQxyuw6kqybYPAAkrC"));  // no "alg"
  EXPECT_FALSE(accepts("jwt",
                       "eyJhb"
                       "GciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzb21lIjoicGF5bG9hZCJ9.O-ATVYy-"
                       "sp4UGHT7jO3AjV74fz469iCJLqd1dq_glrP"));                      // of a library's README
  EXPECT_FALSE(accepts("jwt", std::string(kJwt.substr(0, kJwt.rfind('.'))) + "."));  // unsigned
  std::string broken(kJwt);
  broken[broken.find('.') + 5] = '%';
  EXPECT_FALSE(accepts("jwt", broken));
  EXPECT_TRUE(accepts("jwt",
                      "eyJhb"
                      "GciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..eR_4waZord77NLaB."
                      "g9pLDwEY8TVIYIpNgP6olcTkzC3Nez2Ef7h77VLTkMyaJe03UHz-fCPch5R2.RH_r4ul3xaq9hXyBwyFN1W"));
}

TEST(Structure, OfVendors) {
  EXPECT_TRUE(accepts("pypi-macaroon", kPypi));
  EXPECT_FALSE(accepts("pypi-macaroon", "pypi-AgEIcHlwaS5vcmc"));
  EXPECT_FALSE(accepts("pypi-macaroon", spoiled(kPypi, 6)));
  EXPECT_TRUE(accepts("discord-bot", kDiscord));
  EXPECT_FALSE(
      accepts("discord-bot", "t2bJkVFmsWOMn62UBEuRC0riwY.GaBcDe.oPsaaNvnk2Uv1FxrkZqB6NfdjSTqR9wvji399V"));
  EXPECT_TRUE(accepts("slack-token",
                      "xoxb-9"
                      "24504465065-381320682322-tT2Qqizta1NER3AZ4w58jmLt"));
  EXPECT_FALSE(accepts("slack-token",
                       "xoxb-"
                       "123456789012-1234567890123-abcdefghijklmnopqrstuvwx"));
  EXPECT_FALSE(accepts("slack-token",
                       "xoxb-"
                       "not-a-real-token-at-all-here"));
  EXPECT_TRUE(accepts("stripe-key",
                      "sk_liv"
                      "e_kIRZ4MGsBRohC9uqCzO1E864"));
  EXPECT_FALSE(accepts("stripe-key",
                       "sk_test_"
                       "4eC39HqLyjWDarjtT1zdp7dc"));
  EXPECT_TRUE(accepts(
      "base64-bytes",
      "zEY9P6c+zU01jLt2GzoSuULTFaqy320FiOL+FO+Rt+19lc84sVk2SkxV/02uZGPZNMu6DweJM27+y/SU1etl/Q==", "32|64"));
  EXPECT_FALSE(accepts("base64-bytes",
                       "0mz/iEujugJrziWLUlM4ATfGGQtlDew1O3vIGjFD1PpiuQaL+oucVnmvh2JPQWFZEzEpKxrJlYWb1WdfeIkD",
                       "32|64"));
  EXPECT_TRUE(accepts("base64-json", "glc_eyJvIjoiMSIsIm4iOiJ4IiwiayI6InkifQ==", "o,n,k"));
  EXPECT_FALSE(accepts("base64-json", "glc_eyJvIjoiMSIsIm4iOiJ4In0=", "o,n,k"));
  EXPECT_TRUE(accepts("base64-text", "c2hhbGUjc2xhdGU="));
  EXPECT_FALSE(accepts("base64-text", "AAECAwQFBgc="));
  EXPECT_TRUE(accepts("basic-credentials", "c3ZjOkF1dG9tbmUyMDE5"));
  EXPECT_FALSE(accepts("basic-credentials", "c3ZjQXV0b21uZTIwMTk="));
  EXPECT_TRUE(accepts("azure-sas", "sv=2022-11-02&se=2029-01-01&sr=c&sig=abc%3D"));
  EXPECT_FALSE(accepts("azure-sas", "lang=fr&tri=date&sig=abc%3D"));
}

constexpr std::string_view kOpenSsh =
    "-----BEGIN OPENSSH PRI"
    "VATE KEY-----\n"
    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\n"
    "QyNTUxOQAAACDuHC3+5Db8yLh//rzInsp1MtSJ0Hl3I+97f9SOypaDowAAAJgKXik/Cl4p\n"
    "PwAAAAtzc2gtZWQyNTUxOQAAACDuHC3+5Db8yLh//rzInsp1MtSJ0Hl3I+97f9SOypaDow\n"
    "AAAEArlkxOS5t9u5uKeImk+RXkFnX/f1FEpOTJ60Wwt89ET+4cLf7kNvzIuH/+vMieynUy\n"
    "1InQeXcj73t/1I7KloOjAAAADmRlcGxveUBzcnYtd2ViAQIDBAUGBw==\n"
    "-----END OPENSSH PRI"
    "VATE KEY-----";
constexpr std::string_view kEc =
    "-----BEGIN EC PRI"
    "VATE KEY-----\n"
    "MHcCAQEEIE6gVa1SvO2+T1KUSTnSPfCTPwkYM4yaVvwYqPshNekpoAoGCCqGSM49\n"
    "AwEHoUQDQgAEflK2Bh0uzOFZOBsVuJvZ+OftQZ+geFayGmYZquLxsdUtUmy0M/RC\n"
    "5b1l6R4C7nsRytEIKGK1CaJv8SYG9VluPw==\n"
    "-----END EC PRI"
    "VATE KEY-----";
constexpr std::string_view kPkcs8 =
    "-----BEGIN PRI"
    "VATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIBgwecdAe2Pln3TqHD6lrh7i27/6gZlkqXLvKfSYQoGF\n"
    "-----END PRI"
    "VATE KEY-----";
constexpr std::string_view kLocked =
    "-----BEGIN OPENSSH PRI"
    "VATE KEY-----\n"
    "b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABC4cdbOx0\n"
    "nzpXMQWk+5hz+XAAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIEGSgMAfXoSPYUsW\n"
    "8TA9hJL2PTUyk0eNMfpRv6wKQtAZAAAAoLiD800EZAj/0A5OPn8cwpLNXLfV2x3X1dXrM0\n"
    "JbJKZHEKvDkbT22ga7Vr8c+msLvV3L/FsECSHrv8XRfZjvjK99Mbaz7kL3NI7RW8aa5778\n"
    "fM/qxoJGBX8E1VpldO8Nd8jLQq/G8YDAMDJnBo4nqsseldBk+GFr6DysKEjk98CauJ6mZq\n"
    "SJDl14dQgoKB92Vn/HlXDjrakZBugnEppsFes=\n"
    "-----END OPENSSH PRI"
    "VATE KEY-----";
constexpr std::string_view kPgp =
    "-----BEGIN PGP PRI"
    "VATE KEY BLOCK-----\n"
    "\n"
    "lFgEawL3cxYJKwYBBAHaRw8BAQdAOt7AgoeH8yq+gjsLpLaXb1kXa7Y8VnO/TIQC\n"
    "qy7do38AAQDDOdeFUdFkVkkNbFhgZFHSak1OlHhAzCYRjg+DqaJX8w4/tBlEZXBv\n"
    "dCA8ZGVwb3RAbWFpcmllLnRlc3Q+iJAEExYIADgWIQTtrBS0VD0bd9Z0J/e1uVeE\n"
    "j1xmSQUCawL3cwIbAwULCQgHAgYVCgkICwIEFgIDAQIeAQIXgAAKCRC1uVeEj1xm\n"
    "SZrlAQDfhlLs/qO74D+iuNnvAjbMgLa+BwXJO1svYcNgC0rnNQEAiHVbdZC1ty/V\n"
    "zL+i2+E+e8M/ap0S5AvaIHBqbQ2ecAc=\n"
    "=6dKV\n"
    "-----END PGP PRI"
    "VATE KEY BLOCK-----";
constexpr std::string_view kPgpLocked =
    "-----BEGIN PGP PRI"
    "VATE KEY BLOCK-----\n"
    "\n"
    "lIYEawL3cxYJKwYBBAHaRw8BAQdAP30H04jGFc9WWGaYdyFs3VMCTesLiUpdp7QD\n"
    "tCdwacj+BwMCrCLobvAEEaP/TNk1tuKQYVDLvtOjR1ZvOz6pGMPg6Gu7rKg00qpQ\n"
    "DcQX/zYWIZbuS3GKTq+xdre5xjEYLqCHDGz/0Lo0Z0nySCa7ht3tV7QbQ29mZnJl\n"
    "IDxjb2ZmcmVAbWFpcmllLnRlc3Q+iJAEExYIADgWIQR6YIDTBgc/+8wUNMPVtjPZ\n"
    "lse7kAUCawL3cwIbAwULCQgHAgYVCgkICwIEFgIDAQIeAQIXgAAKCRDVtjPZlse7\n"
    "kNQ9AP4lNPunJNDcG1ZFkRT50KlNgnnh3bZE0jiwC2Q67ibiHgD/b2FLaXZK4N0Q\n"
    "XpncFAdBfdfz3hhtDbCIY5HWHhMraw8=\n"
    "=TtGp\n"
    "-----END PGP PRI"
    "VATE KEY BLOCK-----";
constexpr std::string_view kPutty =
    "PuTTY-User-Key-File-3: ssh-ed25519\n"
    "Encryption: none\n"
    "Comment: depot@passerelle\n"
    "Public-Lines: 2\n"
    "AAAAC3NzaC1lZDI1NTE5AAAAIOdX9w1jheeqUptSoZmha/eVibxUoTF3qGNa4TGe\n"
    "EAIX\n"
    "Private-Lines: 1\n"
    "AAAAIAFbcn2+ycV74t2ULa8WMV4c0ALIU94Wcb+vskMAsbox\n"
    "Private-MAC: c16dfab4dd2ec8502ce5c66b0d2f92334041e9e0b2d0a2cd9eca34aec027f9de";
constexpr std::string_view kSsh2 =
    "---- BEGIN SSH2 ENCRYPTED PRI"
    "VATE KEY ----\n"
    "Comment: depot\n"
    "P2/56wAAAYMAAAA3aWYtbW9kbntzaWdue3JzYS1wa2NzMS1zaGExfSxlbmNyeXB0e3JzYS\n"
    "1wa2NzMXYyLW9hZXB9fQAAAAgzZGVzLWNiYwAAATAyUV39JztY9XGbz3n6cZ68dafnzM2g\n"
    "keDSBoBe6rrOxg5PIuqxny6E93H0IUx6I5lDGFPLhgl9UDFpEKIpPoofk1hM1EIpugFP0k\n"
    "5umPciwFZTg8ibzahXxh/YDo4Jm04rUDsHdnYE9F7nwqxYYDbztpzTE2yCnfStKnihNROl\n"
    "87QpWhb/fxNmJKxGnTsAJHOMCREF9EptuH+wmMbOEVjT/CCYkGrfpFltCfXfjanQ0aRrg4\n"
    "8sD86Gk0OgLFQvbIFu/zquBOloVS99MDqhl00mWw1caYYRpqi6U1duGRtSHYb8NWZGyPX9\n"
    "pbnczxITXE63cJd5umOwxLo5cmGyXmwKDTxhl6T+FZzJU0fA7bO2AuRF5Q/WbDqplxso9l\n"
    "IfXHuqCgvD33ZGFURdknfeoL5X\n"
    "---- END SSH2 ENCRYPTED PRI"
    "VATE KEY ----";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

TEST(PrivateKey, TellsClearFromEncrypted) {
  EXPECT_TRUE(accepts("pem-private-key", kOpenSsh, "clear"));
  EXPECT_FALSE(accepts("pem-private-key", kOpenSsh, "encrypted"));
  EXPECT_TRUE(accepts("pem-private-key", kLocked, "encrypted"));
  EXPECT_FALSE(accepts("pem-private-key", kLocked, "clear"));
  EXPECT_TRUE(accepts("pem-private-key", kEc, "clear"));
  EXPECT_TRUE(accepts("pem-private-key", kPkcs8, "clear"));
  EXPECT_TRUE(accepts("pgp-private-key", kPgp, "clear"));
  EXPECT_FALSE(accepts("pgp-private-key", kPgp, "encrypted"));
  EXPECT_TRUE(accepts("pgp-private-key", kPgpLocked, "encrypted"));
  EXPECT_TRUE(accepts("putty-private-key", kPutty, "clear"));
  EXPECT_TRUE(accepts("putty-private-key",
                      replaced(std::string(kPutty), "Encryption: none", "Encryption: aes256-cbc"),
                      "encrypted"));
  EXPECT_TRUE(accepts("ssh2-private-key", kSsh2, "encrypted"));
  EXPECT_FALSE(accepts("ssh2-private-key", kSsh2, "clear"));
}

TEST(PrivateKey, IsReadHoweverItWasPasted) {
  for (const std::string_view key : {kOpenSsh, kEc, kPkcs8}) {
    const std::string text(key);
    for (const std::string_view line_end :
         {"\r\n", "\n    ", "\n# ", "\n// ", "\n> ", "\\n", "\\\\n", "\\r\\n", "\n+", " ",
          "\\n\" +\n      \"", "\" & vbCrLf & _\n  \"", "\\n\\\n", "\n  12  "})
      EXPECT_TRUE(accepts("pem-private-key", replaced(text, "\n", line_end), "clear"))
          << line_end << text.substr(0, 30);
    EXPECT_TRUE(accepts("pem-private-key", replaced(text, "/", "\\/"), "clear"));
    EXPECT_TRUE(
        accepts("pem-private-key", replaced(replaced(text, "+", "\\u002B"), "=", "\\u003d"), "clear"));
  }
}

TEST(PrivateKey, RefusesWhatIsNoneOrNotAll) {
  const std::string key(kEc);
  const std::size_t second = key.find('\n', key.find('\n') + 1);
  EXPECT_FALSE(accepts("pem-private-key", key.substr(0, second) + key.substr(key.rfind('\n'))));  // cut
  EXPECT_FALSE(accepts("pem-private-key",
                       "-----BEGIN RSA PRI"
                       "VATE KEY-----\nMIIEpAIBAAKCAQEA...\n-----END RSA PRI"
                       "VATE KEY-----"));
  EXPECT_FALSE(accepts("pem-private-key",
                       "-----BEGIN OPENSSH PRI"
                       "VATE KEY-----[redacted]-----END OPENSSH PRI"
                       "VATE KEY-----"));
  const std::string public_key = R"(-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDEihNHLuKdiqC03/LUiP/gaWir
D8l3/cer6zUXdVL6gBcBkXPw6yPUqCBba1btinEQDvIXEN19Tqafja5p4eH0ujde
mvlWmiO6wewzJkZ4qxFgTgNNco4DtLI6K/bK8hSqvBZFChGEL/G1d9IWOE6wtk40
HtYcdEpPJYcKOk/1HQIDAQAB
-----END PUBLIC KEY-----)";
  EXPECT_FALSE(accepts("pem-private-key", replaced(public_key, "PUBLIC", "PRIVATE")));
  const std::string certificate = R"(-----BEGIN CERTIFICATE-----
MIICADCCAWmgAwIBAgIUMrTk4EKCndPHcmchJdVwF+5ctJYwDQYJKoZIhvcNAQEL
BQAwEjEQMA4GA1UEAwwHZXhlbXBsZTAeFw0yNjExMjIxNDA4NTFaFw0yOTA1MTAx
NDA4NTFaMBIxEDAOBgNVBAMMB2V4ZW1wbGUwgZ8wDQYJKoZIhvcNAQEBBQADgY0A
MIGJAoGBAMSKE0cu4p2KoLTf8tSI/+BpaKsPyXf9x6vrNRd1UvqAFwGRc/DrI9So
IFtrVu2KcRAO8hcQ3X1Opp+Nrmnh4fS6N16a+VaaI7rB7DMmRnirEWBOA01yjgO0
sjor9sryFKq8FkUKEYQv8bV30hY4TrC2TjQe1hx0Sk8lhwo6T/UdAgMBAAGjUzBR
MB0GA1UdDgQWBBSgMo3js/ods5x/wXypnCBBLEa0xDAfBgNVHSMEGDAWgBSgMo3j
s/ods5x/wXypnCBBLEa0xDAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUA
A4GBAHFTujx+URHNUZ5ulVjqdm3rUWtfNenCflP7oEopH/x6FFhuMz/eo2LjrWwZ
dlqE02GtaCcCYewqjy+/oq6DIH24jn4XsavZxesf6/sp5T9m6mIR6NoRWQabUMZ/
wcl6nrkRglaPyM/v+VmmjLxE1uVwA/cFTJXr5U3EMSmFapLS
-----END CERTIFICATE-----)";
  EXPECT_FALSE(accepts("pem-private-key", replaced(certificate, "CERTIFICATE", "PRIVATE KEY")));
  EXPECT_FALSE(accepts("pgp-private-key", replaced(std::string(kPgp), "\n\n", "\n\nAAAA")));
  EXPECT_FALSE(
      accepts("putty-private-key", replaced(std::string(kPutty), "Private-Lines: 1", "Private-Lines: 0")));
}

TEST(PrivateKey, KnowsTheRemainsOfOne) {
  const std::string whole = R"(-----BEGIN RSA PRI)"
                            R"(VATE KEY-----
MIICWwIBAAKBgQDcHYBhj/uH7ALOCDCwXRY+3TamB2IZwQpOwUyvvxqo5X/EBO+M
7i+wyWdzxrj5MOIhpbiRTo7Y1HjBVxxC9RUb+owyRkAqoyovf+I4xlrrgyixmuxb
AOii9Tw8/cj/62CZ2fpnn+HiRSq/peovGq11VlqyTZ7YWcnJrT1T8L4lpQIDAQAB
AoGAd43eiR83M2BRNa7lIyWsS4DDifJAqlRbUONUz7AwvsPIXaOAqT9Fz/PUqOGq
3k5axIPKd8H/fG4LGJhD1Wpgh8vUJEdVyBWhXkvfG9IxqF+9ghqbXN92WBxGgU7D
c1sjayzSGVzbacKCUm9/bCiDmb1MaJxppW1WMnD51nmlxYECQQD04A+vYco61KNT
fdPc5wvP4RKofqh7kkULCf/fvB0sCJ43gDZmGTm0VcCBK3YQiGUY3crNcztReQjh
iDckmslZAkEA5h16N91CQ4BpTG3GR6BFpDiP9VorCRGARdvW1zDqd5teN+oGFRI5
8RY0jSDK/alZEo06+ja0UAGWT/o3JuWpLQJAW3nAIkIjq6p3gN8GYAUnknZ/49W8
1ryjciZAIbJCK4rkn9MTfzx5I/bMvPQhXLe3HHzuH6WmSR8vxCCAiPoRsQJAAycw
P4e2mrottzBh4SVfDur/ffsoT81/lnV2signblAgsF9yieNgC9+kBLMIVQV3BPwO
bNNHETmUV7A0BUJsWQJAR9J2LBZC2bhA8kx7YUZoIgqcRJ69zz79ci4e2Xmt5gzO
k+0jedoY11EhADQS0ZILAuYq1Jcs5NrzpuRe10EOrQ==
-----END RSA PRIVATE KEY-----)";
  std::string cut = whole;
  const std::size_t at = cut.find('\n', 300);
  cut.erase(at, cut.find('\n', at + 1) - at);
  EXPECT_FALSE(accepts("pem-private-key", cut));
  EXPECT_TRUE(accepts("key-body-plausible", cut));
  EXPECT_FALSE(accepts("key-body-plausible", replaced(cut, "\nMII", "\n...MII")));
  EXPECT_FALSE(accepts("key-body-plausible",
                       "-----BEGIN RSA PRI"
                       "VATE KEY-----\nMII" +
                           std::string(200, 'x') +
                           "\n-----END RSA PRI"
                           "VATE KEY-----"));
}

}  // namespace
}  // namespace tamis::detect
