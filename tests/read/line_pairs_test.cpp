#include "read/line_pairs.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::read {
namespace {

// name=value of each pair; the first has no name.
std::string shown(std::string_view line) {
  std::string out;
  for (const auto& pair : line_pairs(line, line.find('=') + 1)) {
    out.append(out.empty() ? "" : " | ").append(pair.key.in(line)).append("=").append(pair.value.in(line));
  }
  return out;
}

TEST(LinePairs, AreReadWithBlanksAndCommas) {
  EXPECT_EQ(shown(R"(login="svc" password="x y")"), "=svc | password=x y");
  EXPECT_EQ(shown("host = a, user = b, pwd = c,d"), "=a | user=b | pwd=c,d");
  EXPECT_EQ(shown(R"(level=info msg="bind ok" user=svc password=x=)"),
            "=info | msg=bind ok | user=svc | password=x=");
  EXPECT_EQ(shown("a = 'b'; c = 'd'"), "=b | c=d");
}

TEST(LinePairs, EndWhereAnythingElseStands) {
  EXPECT_EQ(shown("a=b c d=e"), "=b");
  EXPECT_EQ(shown("a=b;c=d"), "");  // a connection string
  EXPECT_EQ(shown("a=\"b\"c d=e"), "");
  EXPECT_EQ(shown("a=\"b c=d"), "");
  EXPECT_EQ(shown("a=b c==d"), "=b");
  EXPECT_EQ(shown("a=b c="), "=b");
  EXPECT_EQ(shown("a="), "");
  EXPECT_EQ(shown("a=b, 1c=d"), "=b");
}

}  // namespace
}  // namespace tamis::read
