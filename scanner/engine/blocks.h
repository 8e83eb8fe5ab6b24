// Blocks: how a text is cut so that each piece stays in the processor's cache and no hit is lost on an edge.
//
//   for (Blocks blocks(text.size(), {.bytes = 262144, .overlap = 30}); auto block = blocks.next();)
//     … scan text[block->begin, block->end), keep hits that end in (block->first_end, block->last_end] …
//
// The kept ranges (first_end, last_end] of one text join without gap or overlap, so each hit is kept exactly
// once; each block begins early enough that the widest hit ending in its range lies inside.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>

namespace tamis::engine {

struct BlockSize {
  std::size_t bytes = 0;    // new bytes in each block; at least 1
  std::size_t overlap = 0;  // bytes of the block before that are seen again
  std::size_t ahead = 0;    // bytes behind the range that are seen too: for '$' and '\b'
};

struct Block {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t first_end = 0;
  std::size_t last_end = 0;
};

class Blocks {
 public:
  Blocks(std::size_t text_size, BlockSize size) : text_size_(text_size), size_(size) {}

  std::optional<Block> next() {
    if (done_ >= text_size_) return std::nullopt;
    Block block;
    block.first_end = done_;
    block.begin = done_ - std::min(done_, size_.overlap);
    block.last_end = done_ + std::min(size_.bytes, text_size_ - done_);
    block.end = block.last_end + std::min(size_.ahead, text_size_ - block.last_end);
    done_ = block.last_end;
    return block;
  }

 private:
  std::size_t text_size_;
  BlockSize size_;
  std::size_t done_ = 0;
};

}  // namespace tamis::engine
