#!/bin/sh
# Installs what Tamis needs on Debian 12: packaging/dependencies.txt, the given roles (all but lint by default).
# usage: packaging/setup.sh [ROLE…]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- run build test

wanted=$(for role in "$@"; do sed -n "s/^${role}[[:space:]]\{1,\}\([^[:space:]#]*\).*/\1/p" "$here/dependencies.txt"; done)
missing=""
for package in $wanted; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "setup: these packages are missing and need root to install:$missing" >&2; exit 2; }
  as_root=sudo
fi
echo "setup: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086  # a list of package names
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
