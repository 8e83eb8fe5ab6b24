#include "base/hash.h"

#include <gtest/gtest.h>

namespace tamis::base {
namespace {

TEST(Hash, KnowsTheStandardVectors) {
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, test case 2
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
  EXPECT_EQ(xxh64(""), 0xEF46DB3751D8E999ULL);
}

}  // namespace
}  // namespace tamis::base
