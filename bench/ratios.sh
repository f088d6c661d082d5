#!/usr/bin/env bash
# Prints the performance figures, one line "name value" each. See README.md beside it.
#   bench/ratios.sh                   P1, P2, P4, P5, P6, P11
#   bench/ratios.sh PACKAGE_FOLDER    also P3, with the NRules package from that folder
set -euo pipefail
cd "$(dirname "$0")"
# Where the size of the processor's cache is unknown, as in many virtual machines, the runtime makes its youngest generation
# so small that collecting it is most of what a large price costs, by rules or by hand.
export DOTNET_GCgen0size=0x8000000
one_shot=bin/Release/net10.0/MyOpenIP.Bench.dll
nrules=../artifacts/NRules/bin/Bench/release/MyOpenIP.Bench.dll

dotnet build Bench.csproj -c Release -v q --nologo >&2
dotnet "$one_shot" ratios

dotnet build ServerBench/ServerBench.csproj -c Release -v q --nologo >&2
# The server collects its garbage as one that is started does.
env -u DOTNET_GCgen0size dotnet ServerBench/bin/Release/net10.0/MyOpenIP.ServerBench.dll ratios

packages=${1:-}
[ -n "$packages" ] || exit 0
dotnet build Bench.csproj -c Release -v q --nologo -p:RulesEngine=NRules "-p:RestoreAdditionalProjectSources=$packages" >&2

# The two engines cannot be in one build: processes take turns, and medians are compared. The garbage that an engine makes
# is part of what it costs, so the runtime is as a server finds it.
unset DOTNET_GCgen0size
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for _ in 1 2 3 4 5; do
  dotnet "$nrules" cpu 10 100 | sed 's/^/nrules /' >>"$log"
  dotnet "$one_shot" cpu 10 100 | sed 's/^/one_shot /' >>"$log"
done
median() { grep "^$1 $2 " "$log" | cut -d ' ' -f 3 | sort -g | sed -n 3p; }
for lines in 10 100; do
  n=$(median nrules "us.$lines")
  o=$(median one_shot "us.$lines")
  echo "$lines lines: NRules $n us, one-shot $o us" >&2
  awk -v name="P3.$lines" -v n="$n" -v o="$o" 'BEGIN { printf "%s %.1f\n", name, n / o }'
done
echo "P3.rules $(median one_shot rules)"
