// The maps that lead an offset in pushed text back to the member: see model::OffsetMap.
//
//   WindowMap    a window of a member, as it is or transcoded: byte, line, column
//   RawMap       bytes of a binary: the byte alone
//   RunsMap      texts found inside a binary
//   LayerMap     a transcoded or decoded piece of another unit
//   ShiftMap     a piece of another unit
//   PlaceMap     everything at one place: names, and what was unpacked from inside a text
//
// They borrow what they lead through and live as long as the sink call. One thread at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/line_index.h"
#include "extract/transcode.h"
#include "model/position.h"

namespace tamis::extract {

class WindowMap final : public model::OffsetMap {
 public:
  // `first_byte`: where the source of `text` begins in the member. `transcoder`: null where text and source
  // are one.
  void reset(std::string_view text, std::uint64_t first_byte, const Transcoder* transcoder, LinePlace start);
  model::Position locate(std::size_t offset) const override;
  std::uint64_t byte_of(std::size_t offset) const;

 private:
  std::uint64_t first_byte_ = 0;
  const Transcoder* transcoder_ = nullptr;
  mutable LineIndex lines_;  // fills itself when asked
};

class RawMap final : public model::OffsetMap {
 public:
  explicit RawMap(std::uint64_t first_byte) : first_byte_(first_byte) {}
  model::Position locate(std::size_t offset) const override { return {first_byte_ + offset, 0, 0}; }

 private:
  std::uint64_t first_byte_;
};

class RunsMap final : public model::OffsetMap {
 public:
  struct Run {
    std::size_t text = 0;      // where the run begins in the text pushed
    std::uint64_t source = 0;  // and in the member; two bytes for each character
  };
  RunsMap(std::string_view text, const std::vector<Run>& runs) : text_(text), runs_(&runs) {}
  model::Position locate(std::size_t offset) const override;

 private:
  std::string_view text_;
  const std::vector<Run>* runs_;
};

class LayerMap final : public model::OffsetMap {
 public:
  // `skipped`: bytes before those that were decoded, as a byte order mark.
  LayerMap(const model::OffsetMap& outer, const SourceMap& sources, std::size_t skipped)
      : outer_(&outer), sources_(&sources), skipped_(skipped) {}
  model::Position locate(std::size_t offset) const override {
    return outer_->locate(skipped_ + sources_->source_of(offset));
  }

 private:
  const model::OffsetMap* outer_;
  const SourceMap* sources_;
  std::size_t skipped_;
};

class ShiftMap final : public model::OffsetMap {
 public:
  ShiftMap(const model::OffsetMap& outer, std::size_t skipped) : outer_(&outer), skipped_(skipped) {}
  model::Position locate(std::size_t offset) const override { return outer_->locate(skipped_ + offset); }

 private:
  const model::OffsetMap* outer_;
  std::size_t skipped_;
};

class PlaceMap final : public model::OffsetMap {
 public:
  explicit PlaceMap(model::Position place = {}) : place_(place) {}
  model::Position locate(std::size_t /*offset*/) const override { return place_; }

 private:
  model::Position place_;
};

}  // namespace tamis::extract
