// After 7zFormat.txt in the LZMA SDK (public domain): property ids, numbers of one to nine bytes, folders of
// coders.
#include "extract/formats/seven_zip_header.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "extract/formats/format.h"

namespace tamis::extract {
namespace {

using model::SkipReason;

constexpr std::uint64_t kMostHeader = std::uint64_t{16} << 20;  // packed or unpacked
constexpr std::uint64_t kMostFiles = 1'000'000;
constexpr std::uint64_t kMostItems = 1 << 16;  // streams, folders, coders in what can be seen

enum Id : std::uint64_t {
  kEnd = 0,
  kHeader = 1,
  kMainStreams = 4,
  kFiles = 5,
  kPackInfo = 6,
  kUnpackInfo = 7,
  kSubStreams = 8,
  kSize = 9,
  kDigest = 10,
  kFolder = 11,
  kUnpackSize = 12,
  kNumUnpackStream = 13,
  kEncodedHeader = 23
};

// Reads on; what lies behind the end reads as 0 and clears `good`.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : bytes_(bytes) {}
  bool good() const { return good_; }
  void give_up() { good_ = false; }

  unsigned byte() {
    if (at_ >= bytes_.size()) {
      good_ = false;
      return 0;
    }
    return static_cast<unsigned char>(bytes_[at_++]);
  }
  std::uint64_t number() {
    const unsigned first = byte();
    std::uint64_t value = 0;
    unsigned mask = 0x80;
    for (unsigned i = 0; i < 8; ++i, mask >>= 1) {
      if ((first & mask) == 0) return value + (std::uint64_t{first & (mask - 1)} << (8 * i));
      value |= std::uint64_t{byte()} << (8 * i);
    }
    return value;
  }
  // A count that cannot be larger than what the header could hold.
  std::uint64_t count() {
    const auto value = number();
    if (value > kMostItems) good_ = false;
    return good_ ? value : 0;
  }
  std::string_view take(std::uint64_t size) {
    const auto part = bytes_.substr(std::min(at_, bytes_.size()),
                                    static_cast<std::size_t>(std::min<std::uint64_t>(size, bytes_.size())));
    if (part.size() < size) good_ = false;
    at_ += part.size();
    return part;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool good_ = true;
};

struct Asked {
  std::uint64_t memory = 0;        // the largest dictionary
  std::uint64_t header_bytes = 0;  // what an encoded header unpacks to
  std::uint64_t files = 0;
  bool encrypted = false;
};

std::uint64_t dictionary_of(std::string_view id, std::string_view properties) {
  if (id == "\x21" && !properties.empty()) {  // LZMA2
    const auto bits = static_cast<unsigned char>(properties[0]);
    return bits >= 40 ? 0xFFFFFFFF : std::uint64_t{2U | (bits & 1U)} << (bits / 2 + 11);
  }
  if (id == "\x03\x01\x01" || id == "\x03\x04\x01") return little_endian(properties, 1, 4);  // LZMA, PPMd
  return 0;
}

// Returns how many streams come out of the folder.
std::uint64_t read_folder(Fields& fields, Asked& asked) {
  std::uint64_t inputs = 0;
  std::uint64_t outputs = 0;
  for (auto coders = fields.count(); coders > 0 && fields.good(); --coders) {
    const unsigned flags = fields.byte();
    const auto id = fields.take(flags & 15U);
    if (id == "\x06\xF1\x07\x01") asked.encrypted = true;  // AES
    std::uint64_t in = 1;
    std::uint64_t out = 1;
    if ((flags & 0x10) != 0) {
      in = fields.count();
      out = fields.count();
    }
    inputs += in;
    outputs += out;
    if ((flags & 0x20) != 0)
      asked.memory = std::max(asked.memory, dictionary_of(id, fields.take(fields.count())));
  }
  const auto pairs = outputs == 0 ? 0 : outputs - 1;
  for (std::uint64_t i = 0; i < pairs && fields.good(); ++i) {
    fields.number();
    fields.number();
  }
  const auto packed = inputs > pairs ? inputs - pairs : 0;
  for (std::uint64_t i = 0; packed > 1 && i < packed && fields.good(); ++i) fields.number();
  return outputs;
}

void skip_digests(Fields& fields, std::uint64_t streams) {
  std::uint64_t defined = streams;
  if (fields.byte() == 0) {
    defined = 0;
    for (const char bits : fields.take((streams + 7) / 8))
      defined += static_cast<unsigned>(__builtin_popcount(static_cast<unsigned char>(bits)));
  }
  fields.take(defined * 4);
}

void read_pack_info(Fields& fields) {
  fields.number();
  const auto streams = fields.count();
  for (auto id = fields.number(); id != kEnd && fields.good(); id = fields.number()) {
    if (id == kSize) {
      for (std::uint64_t i = 0; i < streams && fields.good(); ++i) fields.number();
    } else if (id == kDigest) {
      skip_digests(fields, streams);
    } else {
      fields.give_up();
    }
  }
}

std::uint64_t read_unpack_info(Fields& fields, Asked& asked) {
  if (fields.number() != kFolder) fields.give_up();
  const auto folders = fields.count();
  if (fields.byte() != 0) fields.give_up();  // coders elsewhere
  std::uint64_t outputs = 0;
  for (std::uint64_t i = 0; i < folders && fields.good(); ++i) outputs += read_folder(fields, asked);
  if (fields.number() != kUnpackSize) fields.give_up();
  for (std::uint64_t i = 0; i < outputs && fields.good(); ++i) {
    asked.header_bytes = std::max(asked.header_bytes, fields.number());
  }
  for (auto id = fields.number(); id != kEnd && fields.good(); id = fields.number()) {
    if (id == kDigest) {
      skip_digests(fields, folders);
    } else {
      fields.give_up();
    }
  }
  return folders;
}

void skip_sub_streams(Fields& fields, std::uint64_t folders) {
  std::uint64_t streams = folders;
  std::uint64_t sizes = 0;
  for (auto id = fields.number(); id != kEnd && fields.good(); id = fields.number()) {
    if (id == kNumUnpackStream) {
      streams = 0;
      for (std::uint64_t i = 0; i < folders && fields.good(); ++i) {
        const auto count = fields.count();
        streams += count;
        sizes += count > 0 ? count - 1 : 0;
      }
    } else if (id == kSize) {
      for (std::uint64_t i = 0; i < sizes && fields.good(); ++i) fields.number();
    } else if (id == kDigest) {
      skip_digests(fields,
                   streams);  // folders with a digest of their own are left out; then the rest is not read
    } else {
      fields.give_up();
    }
  }
}

Asked read_header(std::string_view bytes) {
  Asked asked;
  Fields fields(bytes);
  const auto kind = fields.number();
  if (kind != kEncodedHeader && (kind != kHeader || fields.number() != kMainStreams)) return asked;
  std::uint64_t folders = 0;
  for (auto id = fields.number(); id != kEnd && fields.good(); id = fields.number()) {
    if (id == kPackInfo) {
      read_pack_info(fields);
    } else if (id == kUnpackInfo) {
      folders = read_unpack_info(fields, asked);
    } else if (id == kSubStreams) {
      skip_sub_streams(fields, folders);
    } else {
      fields.give_up();
    }
  }
  if (kind == kHeader) {
    asked.header_bytes = 0;   // those were sizes of data
    asked.encrypted = false;  // and so is this, said for each member
    if (fields.good() && fields.number() == kFiles) asked.files = fields.number();
  }
  return asked;
}

SevenZipTrouble over(std::string_view what, std::uint64_t asked, std::uint64_t limit) {
  return {SkipReason::memory, "7z: " + std::string(what) + " of " + std::to_string(asked) +
                                  " is over the limit of " + std::to_string(limit)};
}

}  // namespace

std::optional<SevenZipTrouble> check_seven_zip(ByteReader& reader) {
  constexpr std::uint64_t kSignatureBytes = 32;
  const auto head = reader.at(0, kSignatureBytes);
  if (head.size() < kSignatureBytes)
    return SevenZipTrouble{SkipReason::truncated, "the 7z archive ends in its first header"};
  const auto offset = little_endian(head, 12, 8);
  const auto size = little_endian(head, 20, 8);
  if (size > kMostHeader) return over("a header", size, kMostHeader);
  if (offset > reader.size() || size > reader.size() - std::min(reader.size(), offset + kSignatureBytes)) {
    return SevenZipTrouble{SkipReason::truncated, "the 7z archive ends before its directory"};
  }
  std::string header;
  while (header.size() < size) {
    const auto part =
        reader.at(kSignatureBytes + offset + header.size(), static_cast<std::size_t>(size - header.size()));
    if (part.empty()) break;
    header += part;
  }
  const Asked asked = read_header(header);
  if (asked.memory > kMostDictionary) return over("a dictionary", asked.memory, kMostDictionary);
  if (asked.header_bytes > kMostHeader) return over("an unpacked header", asked.header_bytes, kMostHeader);
  if (asked.files > kMostFiles) return over("a number of files", asked.files, kMostFiles);
  if (asked.encrypted)
    return SevenZipTrouble{SkipReason::encrypted,
                           "the 7z archive's directory is encrypted: it needs a password"};
  return std::nullopt;
}

}  // namespace tamis::extract
