#!/bin/sh
# Assembles a mixed tree of real files to measure scanners on: sources, headers, documentation, configuration,
# packages of Python, Node, Go and Rust, some binaries and archives. Nothing is downloaded or invented.
#
#   tests/bench/make_tree.sh OUT
#
# Each group takes its files in the byte order of their paths until its share of bytes or files is reached, so two
# runs on one machine give the same tree. Ends with an error when the machine has less than 500 MB or 20,000 files.
set -eu
export LC_ALL=C

if [ $# -ne 1 ]; then
  echo "usage: $0 OUT" >&2
  exit 2
fi
out=$1
if [ -e "$out" ]; then
  echo "$out exists already: name a new folder" >&2
  exit 2
fi
mkdir -p "$out"
lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT

# group NAME MEGABYTES FILES ROOT…: copies up to that much of the files below the roots that exist.
group() {
  name=$1 megabytes=$2 files=$3
  shift 3
  : > "$lists/found"
  for root in "$@"; do
    [ -d "$root" ] || continue
    # Names with a newline or tab would break the list, files over 32 MB are no mixture; caches differ between runs.
    find "$root/" -xdev \( -name .git -o -name __pycache__ \) -prune -o \
      -type f -readable -size -33554432c ! -name '*
*' ! -name '*	*' -printf '%s\t%P\n' 2>/dev/null |
      sort -t '	' -k 2 | sed "s|	|	${root#/}/|" >> "$lists/found"
  done
  awk -F '\t' -v bytes=$((megabytes * 1000000)) -v files="$files" \
    'seen[$2]++ { next } taken + $1 > bytes { next } count >= files { exit } { taken += $1; count++; print $2 }' \
    "$lists/found" > "$lists/chosen"
  [ -s "$lists/chosen" ] || return 0
  mkdir -p "$out/$name"
  tar -C / --no-recursion --files-from="$lists/chosen" -cf - 2>/dev/null |
    tar -C "$out/$name" --no-same-owner --no-same-permissions --mode='u=rwX,go=rX' -xf -
  printf '%-10s %7d files\n' "$name" "$(wc -l < "$lists/chosen")" >&2
}

home=${HOME:-/root}
go_root=$(go env GOROOT 2>/dev/null || true)
set -- "$home"/.pyenv/versions/*/lib/python3*/site-packages /usr/lib/python3/dist-packages "$home"/.local/lib/python3*
group python 160 9000 "$@" "$home"/.pyenv/versions/*/lib/python3* /usr/lib/python3*
group include 60 5000 /usr/include
group go 100 6000 "${go_root:-/usr/lib/go}/src" /usr/lib/go-1.*/src "$home"/go/pkg/mod
group rust 100 4000 "$home"/.cargo/registry/src "$home"/.rustup/toolchains/*/lib/rustlib/src \
  "$home"/.rustup/toolchains/*/share/doc
group node 50 5000 /usr/lib/node_modules /usr/share/nodejs /usr/local/lib/node_modules
group doc 60 5000 /usr/share/doc /usr/share/info /usr/share/man
group config 20 3000 /usr/share/bash-completion /usr/share/cmake-3.25 /usr/share/maven-repo /usr/share/vim \
  /usr/lib/systemd /usr/share/zoneinfo
group scripts 80 5000 /usr/share/perl /usr/share/perl5 /usr/share/google-cloud-sdk /usr/lib/google-cloud-sdk \
  /usr/share/gdb /usr/lib/ruby /usr/share/postgresql
group data 80 4000 /usr/share/i18n /usr/share/locale /usr/share/iso-codes /usr/share/icons /usr/share/X11 \
  /usr/share/fonts
group binary 80 600 /usr/bin /usr/lib/git-core /usr/lib/x86_64-linux-gnu /usr/share/java

total=$(find "$out" -type f -printf '%s\n' | awk '{ bytes += $1 } END { printf "%d %d", NR, bytes }')
count=${total% *} bytes=${total#* }
echo "$out: $count files, $((bytes / 1000000)) MB" >&2
if [ "$count" -lt 20000 ] || [ "$bytes" -lt 500000000 ]; then
  echo "less than 20,000 files or 500 MB: install more packages with sources and documentation" >&2
  exit 1
fi
