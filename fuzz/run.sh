#!/usr/bin/env bash
# fuzz/run.sh MINUTES: instruments the server's parsers and feeds them to afl++ for that long, then reports executions, crashes
# and hangs; exit code 1 when there are any. What crashed lies in fuzz/artifacts/findings/*/default/crashes and is seen again with
# `dotnet run --project fuzz -- FILE`; why is in fuzz/artifacts/thrown.log. Needed: the .NET SDK and afl++ (Debian: afl++).
set -euo pipefail
cd "$(dirname "$0")"
minutes=${1:?usage: fuzz/run.sh MINUTES}
command -v afl-fuzz >/dev/null || { echo "afl-fuzz is needed (Debian: apt-get install afl++)." >&2; exit 2; }

tools=artifacts/tools bin=artifacts/bin findings=artifacts/findings
[ -x $tools/sharpfuzz ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path $tools >/dev/null
rm -rf $bin $findings && mkdir -p $findings
dotnet publish Fuzz.csproj --configuration Debug --output $bin --nologo --verbosity quiet

# What is ours and reads input: the rest of the server would only add noise.
DOTNET_ROLL_FORWARD=Major $tools/sharpfuzz $bin/MyOpenIP.Server.dll \
  MyOpenIP.Server.Lists. MyOpenIP.Server.Json. MyOpenIP.Server.Wire. MyOpenIP.Server.ContractedOffers.SiteChanges MyOpenIP.Server.Amendments.WishMessages

export FUZZ_LOG=$PWD/artifacts/thrown.log
rm -f "$FUZZ_LOG"
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
stat() { sed -n "s/^$1 *: *//p" "$session/default/fuzzer_stats"; }
executions=0 crashes=0 hangs=0 number=0 inputs=seeds end=$((SECONDS + minutes * 60))

# Sessions of 40 seconds, each from the inputs of the one before: once an input crashed or timed out, a child is started for
# every input, a hundred times as slowly, until the session ends. Ten seconds for an input, and no fewer (no "+"): afl-fuzz would
# reckon tens of milliseconds, which a busy machine exceeds, and what it ends for that is told as a crash. Parsers.cs counts CPU.
while [ $SECONDS -lt $end ]; do
  number=$((number + 1)) session=$findings/$number
  afl-fuzz -i "$inputs" -o "$session" -x grammar.dict -V 40 -t 10000 -m none -- dotnet $bin/MyOpenIP.Fuzz.dll >artifacts/afl.log 2>&1 || {
    tail -n 20 artifacts/afl.log >&2
    exit 2
  }
  inputs=$session/default/queue
  executions=$((executions + $(stat execs_done))) crashes=$((crashes + $(stat saved_crashes))) hangs=$((hangs + $(stat saved_hangs)))
done
echo "$executions executions in $number sessions, $(stat corpus_count) inputs kept, $crashes crashes, $hangs hangs"
[ ! -s "$FUZZ_LOG" ] || head -c 4000 "$FUZZ_LOG" >&2
[ "$crashes" -eq 0 ] && [ "$hangs" -eq 0 ]
