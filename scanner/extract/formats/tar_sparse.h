// Sparse files in a tar: data without its holes, and a map of where they stood. Maps are read as they come,
// one entry at a time: archives exist whose map has millions of entries.
//
//   SparseMember member(container, reader, {name, begin, size});
//   member.take(extras.sparse);      // or member.take_map_in_data(), or member.take_map_in_header(…)
//   member.deliver();
//
// Internal to formats/tar.cpp; one thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "extract/byte_reader.h"
#include "extract/container.h"
#include "extract/formats/tar_header.h"

namespace tamis::extract {

// What stands behind a header in the archive.
struct TarData {
  std::string name;
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
};

class SparseMember {
 public:
  SparseMember(Container& container, ByteReader& reader, TarData data)
      : container_(&container), reader_(&reader), data_(std::move(data)), intake_(container, data_.name) {
    end_ = data_.begin + data_.size;
  }

  void take(std::span<const SparseEntry> map);
  // GNU: four entries in the header `block`, then blocks of 21 in front of the data.
  // Returns where the data begin.
  std::uint64_t take_map_in_header(std::string_view block);
  // pax 1.0: decimal numbers, a line each, in front of the data.
  void take_map_in_data();
  void deliver();

 private:
  bool take_entry(SparseEntry entry);
  bool take_fields(std::string_view fields);

  Container* container_;
  ByteReader* reader_;
  TarData data_;
  Intake intake_;
  std::uint64_t end_ = 0;  // of the data in the archive
  std::uint64_t at_ = 0;   // in the file as it was
  bool broken_ = false;
};

}  // namespace tamis::extract
