#!/bin/sh
# clang-format, clang-tidy and shellcheck over the tree. usage: packaging/lint.sh BUILD_FOLDER
set -eu
cd "$(dirname "$0")/.."
build=$1
files() { git ls-files --cached --others --exclude-standard "$@"; }

files 'packaging/*.sh' 'tests/*.sh' '.ci/run' | xargs -r shellcheck
files '*.cpp' '*.h' | xargs -r clang-format-14 --dry-run -Werror
echo "lint: clang-format and shellcheck are content"
# Each file that the build compiles; what has been checked in this form before is not checked again.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/tamis-lint
mkdir -p "$cache"
files 'scanner/*.cpp' | LINT_CACHE=$cache xargs -r -P "$(nproc)" -n 1 packaging/lint-file.sh "$build"
echo "lint: clang-tidy is content"
