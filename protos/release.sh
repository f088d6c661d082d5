#!/usr/bin/env bash
# Renews protos/released.binpb, the contract as clients hold it, and the image of what is stored (src/Server/Storage/Formats).
# Run it when a version is released, and then only: until then the tests compare what is written with what was promised.
set -euo pipefail
cd "$(dirname "$0")/.."
buf=node_modules/.bin/buf
[ -x "$buf" ] || npm ci --no-audit --no-fund --loglevel=error
now=$(mktemp --suffix=.binpb)
trap 'rm -f "$now"' EXIT
"$buf" build -o "$now"
if [ -f protos/released.binpb ]; then
  "$buf" breaking "$now" --against protos/released.binpb ||
    [ "${1:-}" = --break ] || { echo "This breaks clients. To release it all the same: $0 --break" >&2; exit 1; }
fi
"$buf" build --exclude-source-info --as-file-descriptor-set -o protos/released.binpb
formats=src/Server/Storage/Formats
# Databases of earlier releases are read for ever: there is no --break for what is stored.
"$buf" breaking "$formats" --against "$formats/released.binpb"
"$buf" build "$formats" --exclude-source-info --as-file-descriptor-set -o "$formats/released.binpb"
echo "protos/released.binpb and $formats/released.binpb are renewed; commit them with the release."
