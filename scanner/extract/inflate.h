// Inflating with zlib: streams of any length, damage included, out of a Content.
//
//   const Inflated end = inflate_stream(content, {begin, end}, InflateFormat::raw, pool, [&](std::string_view
//   piece) {
//     return intake.write(piece);                    // false stops
//   });
//
// What precedes damage or a cut has been delivered when it is reported. Nothing else is kept between calls.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "extract/buffer_pool.h"
#include "extract/content.h"

namespace tamis::extract {

enum class InflateFormat : std::uint8_t { raw, zlib, gzip };
enum class InflateEnd : std::uint8_t { done, truncated, damaged, stopped };

struct InflateRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

struct Inflated {
  InflateEnd end = InflateEnd::damaged;
  std::uint64_t consumed = 0;  // from the beginning of the range
  std::uint64_t produced = 0;
  std::uint32_t crc = 0;  // of what was produced
};

using PieceVisitor = std::function<bool(std::string_view)>;

Inflated inflate_stream(const Content& content, InflateRange range, InflateFormat format, BufferPool& pool,
                        const PieceVisitor& visit);

// The fast way for what lies in memory whole: libdeflate. Nothing when it is damaged, does not fit into
// `out`, or when `packed` goes on behind the stream's end (unless `consumed` is asked for).
std::optional<std::string_view> inflate_whole(std::string_view packed, InflateFormat format,
                                              std::span<char> out, std::size_t* consumed = nullptr);

}  // namespace tamis::extract
