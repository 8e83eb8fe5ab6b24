#!/bin/bash
# Runs other secret scanners beside Tamis on one tree: warm, interleaved, several rounds. Prints medians of time and of
# peak memory, throughput, and the ratio to Tamis; tamis_linecount (walk, read, count newlines) is the yardstick.
#
#   cmake --preset release && cmake --build --preset release --target tamis tamis_linecount
#   tests/bench/make_tree.sh /tmp/tree
#   tests/bench/compare.sh /tmp/tree
#
# Settings by environment: ROUNDS (5), JOBS (2), LIMIT (300, seconds for one run; a tool that exceeds it is stopped and
# not run again), BIN (build/release/bin), TOOLS (space-separated, of those in the table below; default: all).
# The other tools are installed by their own package managers into build/compare, once; one that cannot be had, or that
# fails, is named as such. Validation over the network is off. Reports of findings go to files that are removed.
set -u
export LC_ALL=C

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
rounds=${ROUNDS:-5} jobs=${JOBS:-2} limit=${LIMIT:-300}
bin=${BIN:-$root/build/release/bin}
tools=$root/build/compare
selected=${TOOLS:-tamis linecount kingfisher gitleaks betterleaks detect-secrets}

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
  echo "usage: $0 TREE   (tests/bench/make_tree.sh makes one)" >&2
  exit 2
fi
tree=$(cd "$1" && pwd)
mkdir -p "$tools"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wanted() { [[ " $selected " == *" $1 "* ]]; }

# install NAME COMMAND…: quietly, with its log in build/compare/NAME.log.
install() {
  local name=$1
  shift
  wanted "$name" || return 0
  [ -e "$tools/$name.installed" ] && return 0
  echo "installing $name …" >&2
  if timeout 900 "$@" > "$tools/$name.log" 2>&1; then touch "$tools/$name.installed"; fi
}

python_package() {
  [ -x "$tools/python/bin/pip" ] || python3 -m venv "$tools/python" || return 1
  "$tools/python/bin/pip" install --disable-pip-version-check "$1"
}
go_program() { GOBIN="$tools/go" GOFLAGS=-mod=mod go install "$1"; }

export -f python_package go_program
export tools
install kingfisher bash -c 'python_package kingfisher-bin'
install detect-secrets bash -c 'python_package detect-secrets'
install gitleaks bash -c 'go_program github.com/zricethezav/gitleaks/v8@latest'
install betterleaks bash -c 'go_program github.com/betterleaks/betterleaks@latest'

# The wheel wraps a program in a Python script: the program itself is measured.
kingfisher=$(find "$tools/python" -path '*kingfisher/bin/kingfisher' -type f 2>/dev/null | head -n 1)

# program NAME: what must exist for it; command NAME: how it is run on the tree.
program() {
  case $1 in
    tamis) echo "$bin/tamis" ;;
    linecount) echo "$bin/tamis_linecount" ;;
    kingfisher) echo "${kingfisher:-$tools/kingfisher}" ;;
    gitleaks | betterleaks) echo "$tools/go/$1" ;;
    detect-secrets) echo "$tools/python/bin/detect-secrets" ;;
  esac
}
command_of() {
  local output=$work/report
  case $1 in
    tamis) command=(scan --jobs "$jobs" --format ndjson --output "$output" "$tree") ;;
    linecount) command=(--jobs "$jobs" "$tree") ;;
    kingfisher) command=(scan --no-update-check --no-validate --git-history none --jobs "$jobs" --format jsonl
      --output "$output" "$tree") ;;
    gitleaks | betterleaks) command=(dir --no-banner --report-format json --report-path "$output" "$tree") ;;
    detect-secrets) command=(-c "$jobs" -C "$tree" scan --all-files --no-verify .) ;;  # sees nothing outside its folder
  esac
  command=("$(program "$1")" "${command[@]}")
}

# Prints seconds, peak memory in MB and exit status ("stopped" past the limit) of one run.
timed() {
  GOMAXPROCS=$jobs python3 - "$limit" "$work/log" "$@" << 'PYTHON'
import os, resource, signal, subprocess, sys, time
limit, log = float(sys.argv[1]), open(sys.argv[2], "wb")
begin = time.monotonic()
child = subprocess.Popen(sys.argv[3:], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
try:
    status = child.wait(limit)
except subprocess.TimeoutExpired:
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    status = "stopped"
seconds = time.monotonic() - begin
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{seconds:.3f} {peak:.0f} {status}")
PYTHON
}

# Scanners say with 1 (Kingfisher: 200 and above) that they found something.
succeeded() {
  case $1:$2 in
    *:0 | *:1 | tamis:3 | kingfisher:2[0-9][0-9]) return 0 ;;
    *) return 1 ;;
  esac
}

median() { sort -n | awk '{ v[NR] = $1 } END { if (NR % 2) print v[(NR + 1) / 2]; else print (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

bytes=$(find "$tree" -type f -printf '%s\n' | awk '{ b += $1 } END { printf "%d", b }')
files=$(find "$tree" -type f | wc -l)
find "$tree" -type f -print0 | xargs -0 cat > /dev/null 2>&1  # into the page cache

declare -A excluded
contestants=()
for name in $selected; do
  if [ -x "$(program "$name")" ]; then
    contestants+=("$name")
  else
    excluded[$name]="not to be had here"
    [ -e "$tools/$name.log" ] && excluded[$name]+=": $(tail -n 1 "$tools/$name.log" | cut -c 1-120)"
  fi
done

for ((round = 0; round <= rounds; ++round)); do  # round 0 warms rule caches and does not count
  for name in "${contestants[@]}"; do
    [ -n "${excluded[$name]:-}" ] && continue
    command_of "$name"
    read -r seconds peak status < <(timed "${command[@]}")
    if [ "$status" = stopped ]; then
      excluded[$name]="stopped after $limit s"
    elif ! succeeded "$name" "$status"; then
      excluded[$name]="failed with $status: $(tail -n 1 "$work/log" | cut -c 1-120)"
    elif [ "$round" -gt 0 ]; then
      echo "$seconds" >> "$work/$name.seconds"
      echo "$peak" >> "$work/$name.peak"
    fi
    rm -f "$work/report"
  done
done

echo "$files files, $((bytes / 1000000)) MB, $jobs jobs, median of $rounds rounds"
base=
[ -e "$work/tamis.seconds" ] && base=$(median < "$work/tamis.seconds")
printf '%-16s %9s %8s %8s %14s\n' tool seconds GB/s peak-MB "time / Tamis's"
for name in $selected; do
  if [ -z "${excluded[$name]:-}" ]; then
    seconds=$(median < "$work/$name.seconds")
    awk -v n="$name" -v s="$seconds" -v b="$bytes" -v p="$(median < "$work/$name.peak")" -v t="${base:-0}" 'BEGIN {
      ratio = (t > 0) ? sprintf("%.2f", s / t) : "-"
      printf "%-16s %9.3f %8.3f %8d %14s\n", n, s, b / s / 1e9, p, ratio }'
  else
    printf '%-16s %s\n' "$name" "${excluded[$name]}"
  fi
done
