// Built without builtins: the loops below must not become calls of themselves.
#include "work_counter.h"

#include <cstddef>

namespace {

std::uint64_t blocks = 0;
std::uint64_t bytes = 0;

constexpr std::uint64_t kBytesOfABlock = 16;  // what a vector loop does while a basic block runs

}  // namespace

namespace tamis {

std::uint64_t work() {
  return blocks + bytes / kBytesOfABlock;
}

}  // namespace tamis

extern "C" {

void __sanitizer_cov_trace_pc() {
  ++blocks;
}

void* memchr(const void* text, int wanted, std::size_t size) {
  const auto* at = static_cast<const unsigned char*>(text);
  for (std::size_t i = 0; i < size; ++i) {
    if (at[i] != static_cast<unsigned char>(wanted)) continue;
    bytes += i;
    return const_cast<unsigned char*>(at + i);
  }
  bytes += size;
  return nullptr;
}

int memcmp(const void* a, const void* b, std::size_t size) {
  const auto* x = static_cast<const unsigned char*>(a);
  const auto* y = static_cast<const unsigned char*>(b);
  for (std::size_t i = 0; i < size; ++i) {
    if (x[i] == y[i]) continue;
    bytes += i;
    return x[i] < y[i] ? -1 : 1;
  }
  bytes += size;
  return 0;
}

void* memcpy(void* __restrict to, const void* __restrict from, std::size_t size) {
  auto* out = static_cast<unsigned char*>(to);
  const auto* in = static_cast<const unsigned char*>(from);
  for (std::size_t i = 0; i < size; ++i) out[i] = in[i];
  bytes += size;
  return to;
}

void* memmove(void* to, const void* from, std::size_t size) {
  auto* out = static_cast<unsigned char*>(to);
  const auto* in = static_cast<const unsigned char*>(from);
  if (out < in) {
    for (std::size_t i = 0; i < size; ++i) out[i] = in[i];
  } else {
    for (std::size_t i = size; i > 0; --i) out[i - 1] = in[i - 1];
  }
  bytes += size;
  return to;
}

void* memset(void* to, int value, std::size_t size) {
  auto* out = static_cast<unsigned char*>(to);
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(value);
  bytes += size;
  return to;
}
}
