// Extraction: one blob being extracted: the recursion, its budget and its sink. Internal to tamis::extract.
//
// scan() takes a member and decides by its bytes: containers go to their format (formats/), texts and raw
// bytes go out in windows (windows.cpp), and what texts hide goes through layers.cpp and back into scan()
// where it is a container. Depth of the recursion is bounded by max_depth and max_decode_depth.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/binary_name.h"
#include "extract/buffer_pool.h"
#include "extract/decoders/decoder.h"
#include "extract/encoding.h"
#include "extract/extractor.h"
#include "extract/identify.h"
#include "extract/member.h"
#include "extract/offset_maps.h"
#include "extract/window_reader.h"

namespace tamis::extract {

struct Format;

// What a thread keeps from one blob to the next.
struct Tools {
  BufferPool pool;
  BinaryNamer namer;
};

// A text on its way into the sink.
struct Piece {
  std::string_view text;
  const model::OffsetMap* offsets = nullptr;
  model::UnitKind kind = model::UnitKind::text;
  std::span<const std::string> decoded_by;
  std::uint32_t layers = 0;
  bool continues_before = false;
  bool continues_after = false;
  std::size_t overlap = 0;
};

class Extraction {
 public:
  Extraction(Tools& tools, std::string_view path, model::Budget& budget, Sink& sink)
      : tools_(&tools), path_(path), budget_(&budget), sink_(&sink) {}

  void scan(Member& member);
  // Once for each member and reason.
  void skip(std::string_view member, model::SkipReason reason, std::string detail);
  // The same with the sentence that names the limit.
  void skip_limit(std::string_view member, model::SkipReason reason);
  // A member's name, which may hold a secret itself.
  void push_name(const Member& member, std::string_view text);

  model::Budget& budget() { return *budget_; }
  Tools& tools() { return *tools_; }

 private:
  struct Identity {
    Encoding encoding = Encoding::binary;
    ByteProfile profile;
    const TypeRow* row = nullptr;
    const Format* format = nullptr;
  };
  Identity identify(std::string_view head) const;
  void scan_loaded(Member& member, WindowReader& reader, std::string_view head);
  void open(const Member& member, const Content& content, const Format& format, Covered& covered);
  void open_embedded(const Member& member, const std::vector<Embedded>& found);
  void note_type(const Member& member, std::string_view head, const Identity& identity);
  void fail_reading(const Member& member, std::string_view why);

  // windows.cpp
  void push_text(const Member& member, WindowReader& reader, const Identity& identity);
  void push_raw(const Member& member, WindowReader& reader, std::span<const Covered::Range> ranges,
                const Identity& identity, std::vector<Embedded>* embedded);
  void push_raw_range(const Member& member, WindowReader& reader, Covered::Range range,
                      const Identity& identity, std::vector<Embedded>* embedded);
  void push_wide_runs(const Member& member, std::string_view bytes, std::uint64_t base);
  const model::OffsetMap& anchored(const Member& member, const model::OffsetMap& map) const;

  // layers.cpp
  void push(const Member& member, const Piece& piece);
  void push_layer(const Member& member, const Piece& piece, std::string_view decoder, const EncodedRun& run);
  void push_decoded(const Member& member, std::string_view bytes, const Piece& outer);
  void push_decoded_text(const Member& member, std::string_view bytes, const Piece& outer);
  bool push_inflated(const Member& member, std::string_view bytes, const Piece& outer);
  void scan_inside_text(const Member& member, std::string_view bytes, const Piece& outer,
                        const Format& format);

  Tools* tools_;
  std::string_view path_;
  model::Budget* budget_;
  Sink* sink_;
  std::unordered_set<std::string> said_;
};

// The sentence for a limit that bites: its name and value.
std::string limit_sentence(model::SkipReason reason, const model::ScanLimits& limits);

}  // namespace tamis::extract
