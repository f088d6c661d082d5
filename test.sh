#!/usr/bin/env bash
# Runs every test of the repository and ends with "N passed, N failed, N skipped".
# Installs what it needs by itself: the .NET packages, and buf from npm.
set -uo pipefail
cd "$(dirname "$0")"

need() { command -v "$1" >/dev/null || { echo "$1 is needed: $2" >&2; exit 1; }; }
need dotnet "the .NET 10 SDK, https://dot.net"
need npm "Node.js 20 or later with npm"

npm ci --no-audit --no-fund --loglevel=error || exit 1
dotnet build MyOpenIP.sln --nologo -v quiet || exit 1

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution MyOpenIP.sln --no-build --no-progress | tee "$log"
code=${PIPESTATUS[0]}

count() { sed -nE "s/^ +$1: ([0-9]+).*/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
echo "${passed:-0} passed, ${failed:-0} failed, ${skipped:-0} skipped"
[ "${passed:-0}" -gt 0 ] || exit 1
exit "$code"
