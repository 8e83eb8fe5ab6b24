// ZipWriter: zips as no tool writes them: wrong checksums, lying sizes, records that share bytes.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace tamis::extract {

inline std::string number(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
  return out;
}

inline std::uint32_t crc_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

inline std::string deflated(std::string_view text, int window_bits = -15) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string gzipped(std::string_view text) {
  return deflated(text, 31);
}

struct ZipRecord {
  std::string name = "leak.txt";
  std::string data;  // as it lies in the file
  std::uint32_t crc = 0;
  std::uint64_t size = 0;
  std::uint64_t compressed = 0;
  std::uint16_t method = 0;
  std::uint16_t flags = 0;
};

inline ZipRecord stored(std::string name, std::string_view text) {
  return {std::move(name), std::string(text), crc_of(text), text.size(), text.size(), 0, 0};
}
inline ZipRecord packed(std::string name, std::string_view text) {
  const auto data = deflated(text);
  return {std::move(name), data, crc_of(text), text.size(), data.size(), 8, 0};
}

inline std::string local_header(const ZipRecord& r) {
  return std::string("PK\3\4") + number(20, 2) + number(r.flags, 2) + number(r.method, 2) + number(0, 4) +
         number(r.crc, 4) + number(r.compressed, 4) + number(r.size, 4) + number(r.name.size(), 2) +
         number(0, 2) + r.name;
}
inline std::string central_header(const ZipRecord& r, std::uint64_t local) {
  return std::string("PK\1\2") + number(20, 2) + number(20, 2) + number(r.flags, 2) + number(r.method, 2) +
         number(0, 4) + number(r.crc, 4) + number(r.compressed, 4) + number(r.size, 4) +
         number(r.name.size(), 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) +
         number(local, 4) + r.name;
}
inline std::string end_record(std::uint64_t entries, std::uint64_t size, std::uint64_t offset) {
  return std::string("PK\5\6") + number(0, 4) + number(entries & 0xFFFF, 2) + number(entries & 0xFFFF, 2) +
         number(size, 4) + number(offset, 4) + number(0, 2);
}

class ZipWriter {
 public:
  // Returns where the local header stands.
  std::uint64_t add_local(const ZipRecord& r) {
    const auto at = body_.size();
    body_ += local_header(r) + r.data;
    return at;
  }
  void list(const ZipRecord& r, std::uint64_t local) {
    directory_ += central_header(r, local);
    ++entries_;
  }
  void add(const ZipRecord& r) { list(r, add_local(r)); }
  std::string finish() const {
    return body_ + directory_ + end_record(entries_, directory_.size(), body_.size());
  }

 private:
  std::string body_;
  std::string directory_;
  std::uint64_t entries_ = 0;
};

}  // namespace tamis::extract
