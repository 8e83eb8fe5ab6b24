#!/bin/sh
# Installs what is needed, builds and runs all tests. With --lint also clang-format, clang-tidy and shellcheck.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
lint=""
[ "${1:-}" != --lint ] || lint=lint
# shellcheck disable=SC2086  # empty or one word
"$root/packaging/setup.sh" run build test $lint
cd "$root"
cmake --preset ci
cmake --build --preset ci
[ -z "$lint" ] || packaging/lint.sh build/ci
ctest --preset ci -j "$(nproc)"
