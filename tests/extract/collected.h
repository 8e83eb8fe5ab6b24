// What an extraction pushed, kept for looking at: the sink of the tests, with the files and commands they
// need.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "extract/content.h"
#include "extract/extractor.h"
#include "model/budget.h"

namespace tamis::extract {

struct Seen {
  std::string text;
  std::string member;
  std::string name;
  model::UnitKind kind = model::UnitKind::text;
  std::vector<std::string> decoded_by;
  bool before = false;
  bool after = false;
  std::size_t overlap = 0;
  model::Position place;  // of the needle, where it is found
  std::size_t at = std::string::npos;
};

class Collected final : public Sink {
 public:
  explicit Collected(std::string needle = {}, bool keep_text = true)
      : needle_(std::move(needle)), keep_(keep_text) {}

  void on_text(const model::TextUnit& unit) override {
    Seen seen;
    seen.at = needle_.empty() ? std::string::npos : unit.text.find(needle_);
    if (seen.at != std::string::npos) seen.place = unit.offsets->locate(seen.at);
    unit.offsets->locate(unit.text.size());
    if (keep_) seen.text = unit.text;
    seen.member = unit.member;
    seen.name = unit.name;
    seen.kind = unit.kind;
    seen.decoded_by.assign(unit.decoded_by.begin(), unit.decoded_by.end());
    seen.before = unit.continues_before;
    seen.after = unit.continues_after;
    seen.overlap = unit.overlap;
    bytes += unit.text.size();
    units.push_back(std::move(seen));
  }
  void on_skipped(model::Skipped one) override { skipped.push_back(std::move(one)); }
  void on_member(std::string_view member) override { members.emplace_back(member); }

  // The first unit with the needle; `kind` narrows it.
  const Seen* hit() const {
    const auto found =
        std::find_if(units.begin(), units.end(), [](const Seen& s) { return s.at != std::string::npos; });
    return found == units.end() ? nullptr : &*found;
  }
  std::vector<const Seen*> hits() const {
    std::vector<const Seen*> all;
    for (const auto& unit : units) {
      if (unit.at != std::string::npos) all.push_back(&unit);
    }
    return all;
  }
  bool has_skip(model::SkipReason reason) const { return skip(reason) != nullptr; }
  const model::Skipped* skip(model::SkipReason reason) const {
    const auto found =
        std::find_if(skipped.begin(), skipped.end(), [&](const auto& s) { return s.reason == reason; });
    return found == skipped.end() ? nullptr : &*found;
  }
  std::string skips() const {
    std::ostringstream all;
    for (const auto& s : skipped) all << s.member << " " << to_string(s.reason) << ": " << s.detail << "\n";
    return all.str();
  }

  std::vector<Seen> units;
  std::vector<model::Skipped> skipped;
  std::vector<std::string> members;
  std::uint64_t bytes = 0;

 private:
  std::string needle_;
  bool keep_;
};

inline Collected extract_content(const Content& content, std::string needle, std::string_view name = "file",
                                 const model::ScanLimits& limits = {}, bool keep_text = true) {
  Collected collected(std::move(needle), keep_text);
  Extractor extractor;
  model::Budget budget(limits, content.size());
  extractor.extract(content, "share/" + std::string(name), name, budget, collected);
  return collected;
}

inline Collected extract_bytes(std::string_view bytes, std::string needle, std::string_view name = "file",
                               const model::ScanLimits& limits = {}) {
  return extract_content(MemoryContent(bytes), std::move(needle), name, limits);
}

// A folder that vanishes with its test.
class Folder {
 public:
  Folder() {
    std::string path = (std::filesystem::temp_directory_path() / "tamis-extract-XXXXXX").string();
    path_ = ::mkdtemp(path.data()) != nullptr ? path : std::string();
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string path(std::string_view name) const { return path_ + "/" + std::string(name); }
  void write(std::string_view name, std::string_view bytes) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  std::string read(std::string_view name) const {
    std::ifstream file(path(name), std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
  }
  // Runs a shell command in the folder; true when it succeeds.
  bool run(const std::string& command) const {
    return std::system(("cd '" + path_ + "' && { " + command + "; } >/dev/null 2>&1").c_str()) == 0;
  }

 private:
  std::string path_;
};

inline FileContent open_file(const std::string& path) {
  auto file = base::FileDescriptor::open_for_reading(path);
  return {file ? std::move(*file) : base::FileDescriptor(), std::filesystem::file_size(path)};
}

}  // namespace tamis::extract
