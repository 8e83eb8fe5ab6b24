// What the processor can do beyond what every machine of its kind can. Functions for it carry
// __attribute__((target("…"))) and are called behind the question only.
//
//   if (base::processor_has_avx2()) return count_avx2(bytes);
//   return count_portable(bytes);
//
// Thread-safe; a load and a test.
#pragma once

namespace tamis::base {

// With BMI and POPCNT, which every such processor has.
inline bool processor_has_avx2() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
#else
  return false;
#endif
}

// Tables of 128 bytes in one instruction (VBMI), with what goes along (all but one old laptop processor).
inline bool processor_has_avx512_vbmi() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
         __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
#else
  return false;
#endif
}

}  // namespace tamis::base
