#!/usr/bin/env bash
# The sizes of docs/nightly.md: two runs of 44 architectures on three engines compared, a history of
# 365 such nights judged and drawn in 1 GiB. Prints seconds and bytes; times ask for an idle machine.
#
#   docs/nightly/sizes.sh [NEW_FOLDER]     # an absolute path
set -euo pipefail
cd "$(dirname "$0")/../.."
./convbench --version >/dev/null   # builds
mvn -q -B -o -pl foundation,results -Dspotless.check.skip=true test-compile
work="${1:-$(mktemp -d)}"
java -cp "results/target/test-classes:results/target/classes:foundation/target/classes:harness/target/convbench/lib/*" \
  io.convbench.results.nightly.NightExperiments history "$work" 365
export TIMEFORMAT="%R s" JAVA_TOOL_OPTIONS="-Xmx1g"
time ./convbench compare "$work/run-1" "$work/run-2" >"$work/compare.txt" || test $? -eq 1
time ./convbench nightly --run "$work/run-1" --history "$work/history" --out "$work/page" >"$work/nightly.txt" || test $? -eq 1
wc -c "$work/page/index.html"
du -sh "$work/history"
