#include "extract/identify.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "extract/byte_reader.h"
#include "extract/formats/tar_header.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tamis::extract {
namespace {

using namespace std::string_view_literals;

unsigned char byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

bool gzip_header(std::string_view head) {
  return head.size() >= 10 && head[2] == 8 && (byte_at(head, 3) & 0xE0) == 0;
}

bool bzip2_header(std::string_view head) {
  const auto block = head.substr(std::min<std::size_t>(4, head.size()), 6);
  return byte_at(head, 3) >= '1' && byte_at(head, 3) <= '9' &&
         (block == "\x31\x41\x59\x26\x53\x59"sv || block == "\x17\x72\x45\x38\x50\x90"sv);
}

// "MZ" begins many a text; a program has its second header, or at least a stub with NULs.
bool dos_program(std::string_view head) {
  const auto second = little_endian(head, 0x3C, 4);
  return head.substr(std::min<std::uint64_t>(second, head.size()), 2) == "PE" ||
         head.substr(0, 64).find('\0') != std::string_view::npos;
}

// Certificates, requests, revocation lists and keys: a sequence that fills the file, of a sequence or a
// version.
bool der_sequence(std::string_view head) {
  const std::size_t size = 4 + (std::size_t{byte_at(head, 2)} << 8) + byte_at(head, 3);
  const bool version = byte_at(head, 4) == 0x02 && byte_at(head, 5) == 1;
  const bool sequence = byte_at(head, 4) == 0x30 && (byte_at(head, 5) & 0x80) != 0;
  return (version || sequence) && (head.size() == kHeadBytes ? size >= kHeadBytes : size == head.size());
}

bool bitmap(std::string_view head) {
  return little_endian(head, 6, 4) == 0 && byte_at(head, 13) == 0 && head.size() > 26;
}
bool java_class(std::string_view head) {
  return byte_at(head, 6) == 0 && byte_at(head, 7) >= 45;
}
bool riff(std::string_view head) {
  return head.size() >= 12 && byte_at(head, 4 + 3) < 0x80;
}
bool cpio_octal(std::string_view head) {
  return head.size() >= 76 &&
         std::all_of(head.begin() + 6, head.begin() + 76, [](char c) { return c >= '0' && c <= '7'; });
}
bool lzma_alone(std::string_view head) {
  return head.size() > 13 && (byte_at(head, 12) == 0 || byte_at(head, 12) == 0xFF) && byte_at(head, 13) == 0;
}

constexpr auto kZip = FileType::zip;
constexpr auto kOther = FileType::other_archive;
constexpr auto kPicture = FileType::picture;
constexpr auto kSound = FileType::sound;
constexpr auto kProgram = FileType::program;

// Signatures as documented by the formats' specifications (APPNOTE, RFC 1952, RFC 8878, POSIX ustar …).
constexpr auto kRows = std::to_array<TypeRow>({
    {kZip, Reading::unpacked, 0, "PK\3\4"sv, "zip archive"},
    {kZip, Reading::unpacked, 0, "PK\5\6"sv, "zip archive"},
    {kZip, Reading::unpacked, 0, "PK\1\2"sv, "zip archive"},
    {kZip, Reading::unpacked, 0, "PK\7\10PK"sv, "zip archive"},
    {FileType::gzip, Reading::unpacked, 0, "\x1F\x8B"sv, "gzip stream", gzip_header},
    {FileType::seven_zip, Reading::unpacked, 0, "7z\xBC\xAF\x27\x1C"sv, "7z archive"},
    {FileType::bzip2, Reading::unpacked, 0, "BZh"sv, "bzip2 stream", bzip2_header},
    {FileType::xz, Reading::unpacked, 0, "\xFD" "7zXZ\0"sv, "xz stream"},
    {FileType::zstd, Reading::unpacked, 0, "\x28\xB5\x2F\xFD"sv, "zstd stream"},
    {FileType::tar, Reading::unpacked, 257, "ustar"sv, "tar archive"},
    {FileType::tar, Reading::unpacked, 0, ""sv, "tar archive", sound_tar_header},
    {kOther, Reading::unsupported, 0, "Rar!\x1A\7"sv, "RAR archive"},
    {kOther, Reading::unsupported, 0, "MSCF\0\0\0\0"sv, "cabinet archive"},
    {kOther, Reading::unsupported, 0, "\x04\x22\x4D\x18"sv, "lz4 stream"},
    {kOther, Reading::unsupported, 0, "LZIP\1"sv, "lzip stream"},
    {kOther, Reading::unsupported, 0, "\x5D\0\0"sv, "lzma stream", lzma_alone},
    {kOther, Reading::unsupported, 0, "\x1F\x9D"sv, "compress stream"},
    {kOther, Reading::unsupported, 0, "\x89LZO\0\r\n\x1A\n"sv, "lzop stream"},
    {kOther, Reading::unsupported, 0, "070701"sv, "cpio archive"},
    {kOther, Reading::unsupported, 0, "070702"sv, "cpio archive"},
    {kOther, Reading::unsupported, 0, "070707"sv, "cpio archive", cpio_octal},
    {kOther, Reading::unsupported, 0, "!<arch>\n"sv, "ar archive"},
    {kOther, Reading::unsupported, 0, "\xED\xAB\xEE\xDB"sv, "RPM package"},
    {kOther, Reading::unsupported, 0, "xar!"sv, "xar archive"},
    {kOther, Reading::unsupported, 2, "-lh"sv, "lha archive"},
    {kOther, Reading::unsupported, 0, "hsqs"sv, "squashfs image"},
    {kOther, Reading::unsupported, 0, "MSWIM\0\0\0"sv, "WIM image"},
    {kOther, Reading::unsupported, 0, "PACK\0\0\0"sv, "git pack"},
    {FileType::document, Reading::unsupported, 0, "%PDF-"sv, "PDF document"},
    {FileType::document, Reading::unsupported, 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "OLE2 document"},
    {FileType::encrypted, Reading::encrypted, 0, "\x03\xD9\xA2\x9A\x67\xFB\x4B\xB5"sv, "KeePass database"},
    {FileType::encrypted, Reading::encrypted, 0, "Salted__"sv, "OpenSSL encrypted file"},
    {FileType::encrypted, Reading::encrypted, 0, "LUKS\xBA\xBE"sv, "LUKS volume"},
    {FileType::encrypted, Reading::encrypted, 0, "age-encryption.org/v1"sv, "age encrypted file"},
    {kPicture, Reading::raw, 0, "\x89PNG\r\n\x1A\n"sv, "PNG picture"},
    {kPicture, Reading::raw, 0, "\xFF\xD8\xFF"sv, "JPEG picture"},
    {kPicture, Reading::raw, 0, "GIF8"sv, "GIF picture"},
    {kPicture, Reading::raw, 0, "BM"sv, "bitmap", bitmap},
    {kPicture, Reading::raw, 0, "II*\0"sv, "TIFF picture"},
    {kPicture, Reading::raw, 0, "MM\0*"sv, "TIFF picture"},
    {kPicture, Reading::raw, 0, "\0\0\1\0"sv, "icon"},
    {kPicture, Reading::raw, 0, "8BPS"sv, "Photoshop picture"},
    {kSound, Reading::raw, 0, "RIFF"sv, "RIFF media", riff},
    {kSound, Reading::raw, 0, "OggS\0"sv, "Ogg media"},
    {kSound, Reading::raw, 0, "fLaC\0"sv, "FLAC sound"},
    {kSound, Reading::raw, 0, "ID3"sv, "MP3 sound"},
    {kSound, Reading::raw, 4, "ftyp"sv, "MP4 media"},
    {kSound, Reading::raw, 0, "\x1A\x45\xDF\xA3"sv, "Matroska media"},
    {kProgram, Reading::raw, 0, "\x7F" "ELF"sv, "ELF program"},
    {kProgram, Reading::raw, 0, "MZ"sv, "Windows program", dos_program},
    {kProgram, Reading::raw, 0, "\xCA\xFE\xBA\xBE"sv, "Java class", java_class},
    {kProgram, Reading::raw, 0, "\xCA\xFE\xBA\xBE"sv, "Mach-O program"},
    {kProgram, Reading::raw, 0, "\xCF\xFA\xED\xFE"sv, "Mach-O program"},
    {kProgram, Reading::raw, 0, "\0asm"sv, "WebAssembly module"},
    {kProgram, Reading::raw, 2, "\r\n"sv, "Python bytecode", [](std::string_view head) { return byte_at(head, 1) >= 0x0C && byte_at(head, 1) <= 0x0F && little_endian(head, 4, 4) < 4; }},
    {kProgram, Reading::raw, 0, "\xDE\x12\x04\x95"sv, "message catalogue"},
    {kProgram, Reading::raw, 0, "BC\xC0\xDE"sv, "LLVM bitcode"},
    {FileType::database, Reading::raw, 0, "SQLite format 3\0"sv, "SQLite database"},
    {FileType::database, Reading::raw, 0, "regf"sv, "registry hive"},
    {FileType::database, Reading::raw, 0, "ElfFile\0"sv, "Windows event log"},
    {FileType::database, Reading::raw, 0, "!BDN"sv, "Outlook store"},
    {FileType::database, Reading::raw, 0, "DIRC\0\0\0"sv, "git index"},
    {FileType::database, Reading::raw, 0, "\xFFtOc"sv, "git pack index"},
    {FileType::font, Reading::raw, 0, "\0\1\0\0\0"sv, "TrueType font"},
    {FileType::font, Reading::raw, 0, "OTTO\0"sv, "OpenType font"},
    {FileType::font, Reading::raw, 0, "wOF2"sv, "WOFF font"},
    {FileType::font, Reading::raw, 0, "wOFF"sv, "WOFF font"},
    {FileType::font, Reading::raw, 0, "\1fcp"sv, "X11 font"},
    {FileType::certificate, Reading::raw, 0, "\x30\x82"sv, "certificate or key in DER", der_sequence},
});

bool matches(const TypeRow& row, std::string_view head) {
  if (head.size() < row.offset + row.magic.size()) return false;
  if (!row.magic.empty() && head[row.offset] != row.magic[0]) return false;  // nearly always
  if (head.compare(row.offset, row.magic.size(), row.magic) != 0) return false;
  return row.check == nullptr || row.check(head);
}

// A gzip header in the middle of noise: its three bytes are too few, so the rest must be what writers write.
bool usual_gzip(std::string_view at) {
  if (!gzip_header(at)) return false;
  const auto flags = byte_at(at, 3);
  const auto effort = byte_at(at, 8);
  const auto system = byte_at(at, 9);
  return (flags & 0xF3) == 0 && (effort == 0 || effort == 2 || effort == 4) &&
         (system <= 13 || system == 255);
}

// In the middle of other bytes a signature may be chance, or a table of signatures: the checksum of the
// header tells where the format has one.
bool sound_seven_zip(std::string_view at) {
  return at.size() >= 32 && base::crc32(at.substr(12, 20)) == little_endian(at, 8, 4);
}
bool sound_xz(std::string_view at) {
  return at.size() >= 12 && base::crc32(at.substr(6, 2)) == little_endian(at, 8, 4);
}

FileType embedded_at(std::string_view at) {
  if (at.starts_with("PK\3\4")) return looks_like_zip_entry(at) ? FileType::zip : FileType::unknown;
  if (at.starts_with("PK\5\6") && at.size() >= 22) return FileType::zip;
  if (at.starts_with("7z\xBC\xAF\x27\x1C"sv))
    return sound_seven_zip(at) ? FileType::seven_zip : FileType::unknown;
  if (at.starts_with("\x1F\x8B\x08"sv) && usual_gzip(at)) return FileType::gzip;
  if (at.starts_with("\xFD"
                     "7zXZ\0"sv))
    return sound_xz(at) ? FileType::xz : FileType::unknown;
  return FileType::unknown;
}

// Which of sixteen bytes begin like one of the signatures; two bytes are compared.
unsigned candidates(const char* at) {
#if defined(__SSE2__)
  const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 1));
  const auto pair = [&](char a, char b) {
    return _mm_and_si128(_mm_cmpeq_epi8(first, _mm_set1_epi8(a)), _mm_cmpeq_epi8(second, _mm_set1_epi8(b)));
  };
  const __m128i any = _mm_or_si128(_mm_or_si128(pair('P', 'K'), pair('7', 'z')),
                                   _mm_or_si128(pair('\x1F', '\x8B'), pair('\xFD', '7')));
  return static_cast<unsigned>(_mm_movemask_epi8(any));
#else
  unsigned mask = 0;
  for (unsigned i = 0; i < 16; ++i) {
    const std::string_view two(at + i, 2);
    if (two == "PK" || two == "7z" || two == "\x1F\x8B" ||
        two ==
            "\xFD"
            "7")
      mask |= 1U << i;
  }
  return mask;
#endif
}

}  // namespace

bool looks_like_zip_entry(std::string_view at) {
  constexpr std::size_t kHeader = 30;
  if (at.size() < kHeader || !at.starts_with("PK\3\4")) return false;
  const auto version = byte_at(at, 4);
  const auto method = little_endian(at, 8, 2);
  const auto name_size = static_cast<std::size_t>(little_endian(at, 26, 2));
  const bool known = method <= 20 || (method >= 93 && method <= 99);
  if (version > 99 || !known || name_size == 0 || name_size > 4096) return false;
  const auto name = at.substr(kHeader, name_size);
  return std::none_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

const TypeRow* identify_type(std::string_view head) {
  for (const auto& row : kRows) {
    if (matches(row, head)) return &row;
  }
  return nullptr;
}

const TypeRow* row_of(FileType type) {
  const auto* row =
      std::find_if(kRows.begin(), kRows.end(), [&](const TypeRow& r) { return r.type == type; });
  return row == kRows.end() ? nullptr : row;
}

void find_embedded(std::string_view bytes, std::uint64_t base, std::size_t limit,
                   std::vector<Embedded>& found) {
  const auto add = [&](std::size_t at) {
    const FileType type = embedded_at(bytes.substr(at));
    if (type == FileType::unknown) return;
    const auto same =
        std::count_if(found.begin(), found.end(), [&](const Embedded& e) { return e.type == type; });
    const auto most = type == FileType::zip ? 1 : static_cast<std::ptrdiff_t>(limit);
    const bool known =
        std::any_of(found.begin(), found.end(), [&](const Embedded& e) { return e.offset == base + at; });
    if (same < most && !known) found.push_back({type, base + at});
  };
  std::size_t at = 0;
  for (; at + 17 <= bytes.size(); at += 16) {
    for (unsigned mask = candidates(bytes.data() + at); mask != 0; mask &= mask - 1) {
      add(at + static_cast<unsigned>(__builtin_ctz(mask)));
    }
  }
  for (; at + 4 <= bytes.size(); ++at) add(at);
}

}  // namespace tamis::extract
