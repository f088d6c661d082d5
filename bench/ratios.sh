#!/usr/bin/env bash
# Prints the performance figures, one line "name value" each: P1, P2, P3, P4, P5, P6, S1, P10, P11. See README.md beside it.
set -euo pipefail
cd "$(dirname "$0")"
bench=bin/Release/net10.0/MyOpenIP.Bench.dll

dotnet build Bench.csproj -c Release -v q --nologo >&2
# Where the size of the processor's cache is unknown, as in many virtual machines, the runtime makes its youngest generation
# so small that collecting it is most of what a large price costs, by rules or by hand.
DOTNET_GCgen0size=0x8000000 dotnet "$bench" ratios

# The garbage that a runtime makes is part of what it costs, so the collector is as a server finds it.
dotnet "$bench" runtimes 10 100

log=$(mktemp)
trap 'rm -f "$log"' EXIT
for _ in 1 2 3 4 5; do
  dotnet "$bench" start OneShot >>"$log"
  dotnet "$bench" start NRules >>"$log"
done
cut -d ' ' -f 1 "$log" | sort -u | while read -r name; do
  echo "$name $(grep "^$name " "$log" | cut -d ' ' -f 2 | sort -g | sed -n 3p)"
done

dotnet build ServerBench/ServerBench.csproj -c Release -v q --nologo >&2
dotnet ServerBench/bin/Release/net10.0/MyOpenIP.ServerBench.dll ratios
