#!/bin/sh
# clang-tidy on one file; a file whose preprocessed text and configuration have passed before is not run again.
# usage: LINT_CACHE=FOLDER packaging/lint-file.sh BUILD_FOLDER FILE
set -eu
build=$1 file=$2
key=$( { cat .clang-tidy "$file"; clang++-14 -std=c++20 -Iscanner -MM "$file" 2>/dev/null | tr -c '[:alnum:]_./-' '\n' |
  grep '\.h$' | sort -u | xargs -r cat; } | sha256sum | cut -c1-40)
[ ! -e "$LINT_CACHE/$key" ] || exit 0
clang-tidy-14 -p "$build" --quiet --warnings-as-errors='*' "$file" 2>/dev/null || { echo "lint: $file" >&2; exit 1; }
: >"$LINT_CACHE/$key"
