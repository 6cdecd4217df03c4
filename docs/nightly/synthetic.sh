#!/usr/bin/env bash
# The experiments of docs/nightly.md on synthetic series; prints the figures that stand there. Some minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
./convbench --version >/dev/null   # builds
mvn -q -B -o -pl foundation,results -Dspotless.check.skip=true test-compile
exec java -cp "results/target/test-classes:results/target/classes:harness/target/convbench/lib/*" \
  io.convbench.results.nightly.NightExperiments "$@"
