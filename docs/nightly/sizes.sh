#!/usr/bin/env bash
# The sizes of docs/nightly.md: two runs of 44 architectures on three engines compared, a history of
# 365 such nights judged and drawn in 1 GiB, its page opened in Chromium. A night has what a nightly
# run of the default measurements has: latency, memory and conformance of 132 cells, cost of 44
# architectures. Prints seconds and bytes; times ask for an idle machine.
#
#   docs/nightly/sizes.sh [NEW_FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(realpath -m "${1:-$(mktemp -d)}")
[ ! -e "$work/history" ] || { echo "$work has a history already: pass a new folder" >&2; exit 2; }
mkdir -p "$work"
./convbench --version >/dev/null   # builds
mvn -q -B -o -pl foundation,results,reports,browser -Dspotless.check.skip=true -DincludeScope=test \
  -Dmdep.outputFile="$work/classpath" test-compile dependency:build-classpath
classes="results/target/test-classes:results/target/classes:foundation/target/classes"
java -Xmx1g -cp "$classes:$(cat "$work/classpath")" io.convbench.results.nightly.NightExperiments history "$work" 365
export TIMEFORMAT="%R s"
limited() { JAVA_TOOL_OPTIONS=-Xmx1g ./convbench "$@" 2>"$work/errors.txt" || test $? -eq 1; }
echo "compare of two runs:"
time limited compare "$work/run-1" "$work/run-2" >"$work/compare.txt"
echo "a night beside 365 others, judged and drawn in 1 GiB:"
time limited nightly --run "$work/run-1" --history "$work/history" --out "$work/page" >"$work/nightly.txt"
tail -n 3 "$work/nightly.txt"
echo "bytes of the page: $(wc -c <"$work/page/index.html"), of the history: $(du -sb "$work/history" | cut -f1)"
java -cp "browser/target/test-classes:reports/target/test-classes:reports/target/classes:$classes:$(cat "$work/classpath")" \
  io.convbench.reports.PageTiming "$work/page/index.html"
