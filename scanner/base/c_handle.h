// CHandle: owns an object of a C library, freed by the function named in its type.
//
//   using Scratch = base::CHandle<hs_scratch_t, &hs_free_scratch>;
#pragma once

#include <memory>

namespace tamis::base {

template <auto Free>
struct CDeleter {
  template <class T>
  void operator()(T* object) const noexcept {
    static_cast<void>(Free(object));
  }
};

template <class T, auto Free>
using CHandle = std::unique_ptr<T, CDeleter<Free>>;

}  // namespace tamis::base
