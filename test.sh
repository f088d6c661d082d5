#!/usr/bin/env bash
# Runs every test of the repository and ends with "N passed, N failed, N skipped".
# Installs what it needs by itself: the .NET packages, buf and the tools of the tests from npm, and where apt-get may
# install (as root, or by sudo without a password) what the Python client and docs/grpcurl.md need, and what reads quotes.
set -uo pipefail
cd "$(dirname "$0")"

need() { command -v "$1" >/dev/null || { echo "$1 is needed: $2" >&2; exit 1; }; }
need dotnet "the .NET 10 SDK, https://dot.net"
need npm "Node.js 20 or later with npm"

npm ci --no-audit --no-fund --loglevel=error || exit 1

present() {
  /usr/bin/python3 -c 'import grpc, google.protobuf' && command -v protoc && command -v grpc_python_plugin && command -v jq && command -v curl &&
    [ -e /usr/include/google/protobuf/any.proto ] && command -v qpdf && command -v pdftotext && command -v chromium
}
if ! present >/dev/null 2>&1 && command -v apt-get >/dev/null; then
  apt() { if [ "$(id -u)" -eq 0 ]; then apt-get "$@"; else sudo -n apt-get "$@"; fi; }
  apt update -qq && apt install -y -qq --no-install-recommends \
    python3 python3-grpcio python3-protobuf protobuf-compiler protobuf-compiler-grpc libprotobuf-dev jq curl qpdf poppler-utils chromium >/dev/null
fi
present >/dev/null 2>&1 || { echo "Needed: Python 3 with grpcio and protobuf, protoc, grpc_python_plugin, jq, curl, qpdf, pdftotext, chromium (Debian: see test.sh)." >&2; exit 1; }
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
