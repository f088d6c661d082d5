#!/usr/bin/env bash
# Makes what client authors are given, in artifacts/ or the folder named:
#   myopenip.protoset          descriptors with their imports, for grpcurl -protoset
#   service-config.json        retries and deadlines, for any gRPC library
#   openapi.json               the same as JSON over HTTP/1.1, for who has no gRPC
#   myopenip-protos.zip        the protos with those that they import, the service config and the money vectors
#   MyOpenIP.Client.X.Y.Z.nupkg  stubs, retries, deadlines and conversions for .NET
set -euo pipefail
cd "$(dirname "$0")"
out=${1:-artifacts}
mkdir -p "$out"
out=$(cd "$out" && pwd)
buf=node_modules/.bin/buf
[ -x "$buf" ] || npm ci --no-audit --no-fund --loglevel=error

"$buf" build --as-file-descriptor-set -o "$out/myopenip.protoset#format=binpb"
cp protos/service-config.json protos/openapi.json "$out/"

zipped=$(mktemp -d)
trap 'rm -rf "$zipped"' EXIT
# Nothing that happens to lie beside them.
find third_party protos/myopenip \( -name '*.proto' -o -name LICENSE \) -exec cp --parents {} "$zipped/" \;
cp protos/service-config.json protos/money-vectors.json LICENSE "$zipped/protos/"
(cd "$zipped" && python3 -m zipfile -c "$out/myopenip-protos.zip" protos third_party)

rm -f "$out"/MyOpenIP.Client.*.nupkg
dotnet pack src/Client -c Release -o "$out" --nologo -v quiet
ls -l "$out"/myopenip* "$out"/*.json "$out"/*.nupkg
