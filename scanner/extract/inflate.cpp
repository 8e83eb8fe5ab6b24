#include "extract/inflate.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>

#include "base/c_handle.h"
#include "extract/byte_reader.h"

namespace tamis::extract {
namespace {

constexpr std::size_t kOutput = 256 * 1024;

int window_bits(InflateFormat format) {
  switch (format) {
    case InflateFormat::raw:
      return -MAX_WBITS;
    case InflateFormat::zlib:
      return MAX_WBITS;
    case InflateFormat::gzip:
      return MAX_WBITS + 16;
  }
  return MAX_WBITS;
}

}  // namespace

Inflated inflate_stream(const Content& content, InflateRange range, InflateFormat format, BufferPool& pool,
                        const PieceVisitor& visit) {
  Inflated result;
  z_stream stream{};
  if (inflateInit2(&stream, window_bits(format)) != Z_OK) return result;
  const base::CHandle<z_stream, &inflateEnd> owner(&stream);
  ByteReader reader(content, pool);
  const auto output = pool.take(kOutput);
  const std::uint64_t size = std::min(range.end, content.size());
  std::uint64_t at = range.begin;
  bool more_input = true;
  while (true) {
    if (stream.avail_in == 0 && more_input) {
      auto input = at < size ? reader.run(at) : std::string_view{};
      input = input.substr(
          0, static_cast<std::size_t>(std::min<std::uint64_t>(input.size(), at < size ? size - at : 0)));
      more_input = !input.empty();
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
      stream.avail_in = static_cast<uInt>(std::min<std::size_t>(input.size(), std::size_t{1} << 30));
      at += stream.avail_in;
    }
    stream.next_out = reinterpret_cast<Bytef*>(output.data());
    stream.avail_out = kOutput;
    const int status = inflate(&stream, Z_NO_FLUSH);
    const std::size_t made = kOutput - stream.avail_out;
    result.consumed = at - stream.avail_in - range.begin;
    if (made > 0) {
      const std::string_view piece(output.data(), made);
      result.produced += made;
      result.crc =
          static_cast<std::uint32_t>(crc32_z(result.crc, reinterpret_cast<const Bytef*>(piece.data()), made));
      if (!visit(piece)) {
        result.end = InflateEnd::stopped;
        return result;
      }
    }
    if (status == Z_STREAM_END) {
      result.end = InflateEnd::done;
      return result;
    }
    if (status != Z_OK && status != Z_BUF_ERROR) return result;  // damaged
    if (made == 0 && stream.avail_in == 0 && !more_input) {
      result.end = InflateEnd::truncated;
      return result;
    }
  }
}

std::optional<std::string_view> inflate_whole(std::string_view packed, InflateFormat format,
                                              std::span<char> out, std::size_t* consumed) {
  const base::CHandle<libdeflate_decompressor, &libdeflate_free_decompressor> decompressor(
      libdeflate_alloc_decompressor());
  if (decompressor == nullptr) return std::nullopt;
  const auto inflate_ex = format == InflateFormat::gzip   ? libdeflate_gzip_decompress_ex
                          : format == InflateFormat::zlib ? libdeflate_zlib_decompress_ex
                                                          : libdeflate_deflate_decompress_ex;
  std::size_t used = 0;
  std::size_t made = 0;
  if (inflate_ex(decompressor.get(), packed.data(), packed.size(), out.data(), out.size(), &used, &made) !=
      LIBDEFLATE_SUCCESS) {
    return std::nullopt;
  }
  if (consumed != nullptr) {
    *consumed = used;
  } else if (used != packed.size()) {
    return std::nullopt;
  }
  return std::string_view(out.data(), made);
}

}  // namespace tamis::extract
