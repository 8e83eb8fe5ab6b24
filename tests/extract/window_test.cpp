// Large members: windows that overlap, lines that go on counting, memory that stays bounded.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>

#include "collected.h"
#include "extract/window_reader.h"

namespace tamis::extract {
namespace {

using ::testing::IsEmpty;

// A file of many gigabytes that exists only as a rule: filler, and pieces at certain places.
class SyntheticContent final : public Content {
 public:
  SyntheticContent(std::uint64_t size, std::string filler) : size_(size), filler_(std::move(filler)) {}
  void put(std::uint64_t offset, std::string piece) { pieces_.emplace_back(offset, std::move(piece)); }

  std::uint64_t size() const override { return size_; }
  base::Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override {
    if (offset >= size_) return std::size_t{0};
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset));
    largest_ = std::max(largest_, count);
    for (std::size_t done = 0; done < count;) {
      const auto phase = static_cast<std::size_t>((offset + done) % filler_.size());
      const auto part = std::min(filler_.size() - phase, count - done);
      std::memcpy(into.data() + done, filler_.data() + phase, part);
      done += part;
    }
    for (const auto& [at, piece] : pieces_) {
      for (std::size_t i = 0; i < piece.size(); ++i) {
        if (at + i >= offset && at + i < offset + count)
          into[static_cast<std::size_t>(at + i - offset)] = piece[i];
      }
    }
    return count;
  }
  std::size_t largest_read() const { return largest_; }

 private:
  std::uint64_t size_;
  std::string filler_;
  std::vector<std::pair<std::uint64_t, std::string>> pieces_;
  mutable std::size_t largest_ = 0;
};

constexpr std::string_view kNeedle = "password=Automne2019";

TEST(Windows, LinesGoOnOverWindows) {
  const std::string line = "0123456789 abcdefghij é\n";  // 25 bytes, 24 code points with the line end
  SyntheticContent content(30'000'000, line);
  const std::uint64_t number = 1'000'000;
  content.put(number * line.size() + 3, std::string(kNeedle));
  const auto seen = extract_content(content, std::string(kNeedle), "large.txt", {}, false);
  ASSERT_NE(seen.hit(), nullptr);
  EXPECT_EQ(seen.hit()->place.line, number + 1);
  EXPECT_EQ(seen.hit()->place.column, 4U);
  EXPECT_EQ(seen.hit()->place.byte, number * line.size() + 3);
  EXPECT_LE(content.largest_read(), WindowReader::kWindow);
  EXPECT_THAT(seen.skipped, IsEmpty()) << seen.skips();
}

TEST(Windows, NothingIsLostOnAnyEdge) {
  for (std::uint64_t shift = 0; shift < 30; ++shift) {
    SyntheticContent content(9'000'000, "some text without line ends, ");
    content.put(WindowReader::kWindow - 15 + shift, std::string(kNeedle));
    const auto seen = extract_content(content, std::string(kNeedle), "line.txt", {}, false);
    ASSERT_NE(seen.hit(), nullptr) << shift;
    EXPECT_EQ(seen.hit()->place.line, 1U);
    EXPECT_EQ(seen.hit()->place.column, WindowReader::kWindow - 15 + shift + 1);
  }
}

TEST(Windows, AreMarkedAndOverlapAsTheySay) {
  std::string text;
  for (int i = 0; text.size() < 10'000'000; ++i) text += "line " + std::to_string(i) + "\n";
  for (const bool wide : {false, true}) {
    std::string bytes;
    if (wide) {
      bytes = "\xFF\xFE";
      for (const char c : text) (bytes += c) += '\0';
    } else {
      bytes = text;
    }
    auto seen = extract_bytes(bytes, "");
    std::erase_if(seen.units, [](const Seen& s) { return s.kind != model::UnitKind::text; });
    ASSERT_GE(seen.units.size(), 3U);
    std::string joined;
    for (std::size_t i = 0; i < seen.units.size(); ++i) {
      const auto& unit = seen.units[i];
      EXPECT_EQ(unit.before, i > 0);
      EXPECT_EQ(unit.after, i + 1 < seen.units.size());
      if (i == 0) {
        EXPECT_EQ(unit.overlap, 0U);
      } else {
        EXPECT_GT(unit.overlap, 16'000U);
        EXPECT_TRUE(joined.ends_with(unit.text.substr(0, unit.overlap)));
      }
      joined += unit.text.substr(unit.overlap);
    }
    EXPECT_EQ(joined, text);
  }
}

TEST(Windows, EncodingMayShowLate) {
  SyntheticContent content(9'000'000, "plain ASCII for a long while\n");
  content.put(8'999'000, "mdp=\xE9t\xE9 2019");
  const auto seen = extract_content(content, "mdp=été 2019", "late.txt", {}, false);
  ASSERT_NE(seen.hit(), nullptr);
}

TEST(Windows, LargeBinariesToo) {
  SyntheticContent content(20'000'000, std::string("\0\1\2\3\4\5\6 noise \xFF", 15));
  content.put(17'000'001, std::string(kNeedle));
  const auto seen = extract_content(content, std::string(kNeedle), "dump.bin", {}, false);
  ASSERT_NE(seen.hit(), nullptr);
  EXPECT_EQ(seen.hit()->kind, model::UnitKind::raw);
  EXPECT_EQ(seen.hit()->place.byte, 17'000'001U);
}

std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t total = 0, resident = 0;
  file >> total >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

class PeakSink final : public Sink {
 public:
  void on_text(const model::TextUnit& unit) override {
    found = found || unit.text.find(kNeedle) != std::string_view::npos;
    peak = std::max(peak, resident_bytes());
  }
  void on_skipped(model::Skipped one) override { reasons.push_back(std::move(one)); }
  void on_member(std::string_view /*member*/) override {}
  bool found = false;
  std::uint64_t peak = 0;
  std::vector<model::Skipped> reasons;
};

// 200 MB in one line: many windows, each as large as any other.
TEST(Windows, OneLineOf200MegabytesInBoundedMemory) {
  SyntheticContent content(200'000'000, "{\"key\": \"value\", \"number\": 12345}, ");
  content.put(199'990'000, std::string(kNeedle));
  PeakSink sink;
  const auto before = resident_bytes();
  Extractor extractor;
  const model::ScanLimits limits;
  model::Budget budget(limits, content.size());
  extractor.extract(content, "line.json", "line.json", budget, sink);
  EXPECT_TRUE(sink.found);
  EXPECT_THAT(sink.reasons, IsEmpty());
  EXPECT_LT(sink.peak - before, 64U << 20);
}

TEST(Windows, LimitOfTheFileItselfIsSaid) {
  model::ScanLimits limits;
  limits.max_file_bytes = 20;
  const auto seen = extract_bytes("first line\nsecond line\npassword=x", "second", "f", limits);
  ASSERT_TRUE(seen.has_skip(model::SkipReason::size));
  EXPECT_NE(seen.skipped[0].detail.find("max_file_bytes = 20"), std::string::npos);
  EXPECT_NE(seen.hit(), nullptr);
  EXPECT_EQ(seen.units[0].text.size(), 20U);
}

TEST(Windows, StopIsSaid) {
  Collected collected;
  Extractor extractor;
  std::stop_source stop;
  stop.request_stop();
  const model::ScanLimits limits;
  model::Budget budget(limits, 4, stop.get_token());
  extractor.extract(MemoryContent("text"), "f", "f", budget, collected);
  EXPECT_TRUE(collected.has_skip(model::SkipReason::time));
}

TEST(Windows, FileThatShrinksIsSaid) {
  const Folder folder;
  folder.write("f", "password=Automne2019\n");
  auto file = base::FileDescriptor::open_for_reading(folder.path("f"));
  ASSERT_TRUE(file);
  const FileContent content(std::move(*file), 5000);  // as listed before it was cut
  const auto seen = extract_content(content, std::string(kNeedle));
  EXPECT_NE(seen.hit(), nullptr);
  EXPECT_TRUE(seen.has_skip(model::SkipReason::changed));
}

}  // namespace
}  // namespace tamis::extract
