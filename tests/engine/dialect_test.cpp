#include "engine/dialect.h"

#include <gtest/gtest.h>

namespace tamis::engine {
namespace {

struct Case {
  std::string_view re2;
  std::string_view hyperscan;
};

TEST(Dialect, RewritesOnlyWhatTheTwoReadDifferently) {
  const Case cases[] = {
      {"", ""},
      {R"(key[A-Z]{3}\d\w\b\x00\\s)", R"(key[A-Z]{3}\d\w\b\x00\\s)"},
      {R"(a\sb)", R"(a[\t\n\f\r\x20]b)"},
      {R"(a\S+)", R"(a[^\t\n\f\r\x20]+)"},
      {R"([^\s"'])", R"([^\t\n\f\r\x20"'])"},
      {R"([\S])", R"([\x00-\x08\x0b\x0e-\x1f\x21-\xff])"},
      {R"([\s-x])", R"([\t\n\f\r\x20\-x])"},
      {R"([\s-])", R"([\t\n\f\r\x20\-])"},
      {R"(\v[\v-\r])", R"(\x0b[\x0b-\r])"},
      {R"([]\s]\s)", R"([]\t\n\f\r\x20][\t\n\f\r\x20])"},
      {R"([^]\s]\s)", R"([^]\t\n\f\r\x20][\t\n\f\r\x20])"},
      {R"([[:alpha:]\s]\s)", R"([[:alpha:]\t\n\f\r\x20][\t\n\f\r\x20])"},
      {R"([[\s]\s)", R"([[\t\n\f\r\x20][\t\n\f\r\x20])"},
      {R"(\Qa\s[\E\s)", R"(\Qa\s[\E[\t\n\f\r\x20])"},
      {R"(\Qa\s)", R"(\Qa\s)"},
      {R"(\[\s)", R"(\[[\t\n\f\r\x20])"},
      {R"([a\]\s])", R"([a\]\t\n\f\r\x20])"},
      {R"(a\)", R"(a\)"},
      {R"([a)", R"([a)"},
  };
  for (const auto& each : cases) EXPECT_EQ(to_hyperscan(each.re2), each.hyperscan) << each.re2;
}

}  // namespace
}  // namespace tamis::engine
