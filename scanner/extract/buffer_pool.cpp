#include "extract/buffer_pool.h"

#include <algorithm>

namespace tamis::extract {

BufferPool::Lease BufferPool::take(std::size_t size) {
  // The smallest that fits; few buffers exist at once.
  auto best = free_.end();
  for (auto it = free_.begin(); it != free_.end(); ++it) {
    if (it->size >= size && (best == free_.end() || it->size < best->size)) best = it;
  }
  if (best == free_.end()) return {*this, Buffer{std::make_unique_for_overwrite<char[]>(size), size}};
  Buffer buffer = std::move(*best);
  free_.erase(best);
  return {*this, std::move(buffer)};
}

}  // namespace tamis::extract
