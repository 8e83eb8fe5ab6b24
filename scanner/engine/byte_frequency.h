// How often each 7-bit byte stands in ordinary files, in 100,000: to choose the rare part of a literal.
// Measured on the mixed tree of tests/bench/make_tree.sh; only speed depends on it.
#pragma once

#include <array>
#include <cstdint>

namespace tamis::engine {

inline constexpr std::array<std::uint16_t, 128> kByteFrequency = {
    4341,  230,  127,  90,   95,   85,   74,   71,  93,   673,  1933, 58,  59,   86,   71,   114,
    77,    57,   65,   56,   60,   59,   57,   57,  67,   54,   56,   54,  57,   56,   53,   68,
    13410, 105,  1062, 238,  181,  191,  137,  272, 632,  626,  289,  110, 792,  809,  1246, 905,
    737,   539,  484,  353,  358,  267,  316,  218, 270,  239,  613,  269, 538,  640,  570,  62,
    96,    576,  250,  481,  349,  578,  288,  226, 282,  528,  77,   120, 439,  322,  389,  381,
    365,   86,   448,  592,  545,  238,  179,  131, 148,  126,  70,   154, 114,  156,  61,   1213,
    143,   3185, 718,  1911, 1719, 5323, 1232, 938, 1188, 3132, 145,  427, 2087, 1213, 2974, 2938,
    1383,  121,  3089, 3148, 4056, 1364, 554,  427, 469,  632,  156,  243, 95,   242,  53,   48,
};

}  // namespace tamis::engine
