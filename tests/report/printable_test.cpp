#include "report/printable.h"

#include <gtest/gtest.h>

namespace tamis::report {
namespace {

TEST(Printable, ShowsControlsAsTextAndKeepsLetters) {
  EXPECT_EQ(printable("a\x1b[2Jb\n\r\t\x7f"), "a\\x1b[2Jb\\n\\r\\t\\x7f");
  EXPECT_EQ(printable("été 文 \xF0\x9F\x94\x91"), "été 文 \xF0\x9F\x94\x91");
  EXPECT_EQ(printable("\xFF"
                      "a\xC3"),
            "\\xffa\\xc3");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\\u{9b}31m");  // C1 CSI
  EXPECT_EQ(printable("a\xE2\x80\xAE"
                      "b"),
            "a\\u{202e}b");  // right-to-left override
  EXPECT_EQ(printable("a\xE2\x80\x8B"
                      "b"),
            "a\\u{200b}b");  // zero width
}

TEST(Printable, NothingUnprintableIsLeftWhateverTheBytes) {
  for (int high = 0; high < 256; ++high) {
    for (int low = 0; low < 256; ++low) {
      const std::string text = {static_cast<char>(high), static_cast<char>(low)};
      const auto shown = printable(text);
      for (std::size_t at = 0; at < shown.size();) {
        const auto point = decode_utf8(shown, at);
        ASSERT_GT(point.length, 0U);
        ASSERT_FALSE(is_unprintable(point.value));
        at += point.length;
      }
    }
  }
}

TEST(PrintableCut, CountsCharactersNotBytes) {
  EXPECT_EQ(printable_cut("ééé", 3), "ééé");
  EXPECT_EQ(printable_cut("éééé", 3), "ééé...");
}

TEST(Wrapped, BreaksAtBlanksWithAHangingIndent) {
  std::string out = "    ";
  append_wrapped(out, "one two three four five six seven", 4, 24);
  EXPECT_EQ(out, "    one two three four\n    five six seven");
}

TEST(Wrapped, WidthZeroAndNarrowTerminalsBreakNothing) {
  for (const std::size_t width : {std::size_t{0}, std::size_t{10}}) {
    std::string out;
    append_wrapped(out, "one two  three four five six seven eight", 4, width);
    EXPECT_EQ(out, "one two three four five six seven eight");
  }
}

TEST(Wrapped, AWordWiderThanTheLineStaysWhole) {
  std::string out;
  append_wrapped(out, "a " + std::string(60, 'b') + " c", 0, 30);
  EXPECT_EQ(out, "a\n" + std::string(60, 'b') + "\nc");
}

}  // namespace
}  // namespace tamis::report
