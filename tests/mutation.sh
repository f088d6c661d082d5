#!/bin/sh
# Changes the pricing core in every way it can be changed, one at a time, and tells which changes no test sees. Takes
# an hour on two cores, minutes for a folder; the report is under tests/Pricing.Tests/StrykerOutput. Fails under 90 % seen.
# Each change has a process of its own: rules and sentences are read once in a process, and would not change in one that runs.
# Usage: tests/mutation.sh [a pattern of files, such as '**/Dates/*.cs']
set -eu
cd "$(dirname "$0")/.."
dotnet tool restore
cd tests/Pricing.Tests
if [ $# -gt 0 ]; then set -- --mutate "$1"; fi
PRICING_CASES_PERCENT=1 exec dotnet stryker "$@"
