// BufferPool: large buffers that are lent and come back, so that scanning in steady state allocates nothing.
//
//   BufferPool::Lease buffer = pool.take(kWindowBytes);    // at least that many bytes, not initialised
//
// One thread at a time; the pool outlives its leases. Pages that nobody writes to cost no memory.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace tamis::extract {

class BufferPool {
 public:
  struct Buffer {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };

  class Lease {
   public:
    Lease() = default;
    Lease(BufferPool& pool, Buffer buffer) : pool_(&pool), buffer_(std::move(buffer)) {}
    Lease(Lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), buffer_(std::move(other.buffer_)) {}
    Lease& operator=(Lease&& other) noexcept {
      if (this != &other) {
        give_back();
        pool_ = std::exchange(other.pool_, nullptr);
        buffer_ = std::move(other.buffer_);
      }
      return *this;
    }
    ~Lease() { give_back(); }

    char* data() const { return buffer_.bytes.get(); }
    std::size_t size() const { return buffer_.size; }
    std::span<char> span() const { return {data(), buffer_.size}; }

   private:
    void give_back() {
      if (pool_ != nullptr) pool_->free_.push_back(std::move(buffer_));
      pool_ = nullptr;
    }
    BufferPool* pool_ = nullptr;
    Buffer buffer_;
  };

  Lease take(std::size_t size);

 private:
  std::vector<Buffer> free_;
};

}  // namespace tamis::extract
