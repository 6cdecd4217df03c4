#!/usr/bin/env bash
# The experiments of docs/nightly.md; prints the figures that stand there. Some minutes.
#
#   docs/nightly/synthetic.sh 1 [RUNS]
#
# 1 is the seed of the figures; the rules were tuned with others, from 1000000 on. RUNS is a folder
# of real runs of one version, as docs/reliability/trust.py measures; nights are then drawn from it, too.
set -euo pipefail
cd "$(dirname "$0")/../.."
./convbench --version >/dev/null   # builds
mvn -q -B -o -pl foundation,results -Dspotless.check.skip=true test-compile
exec java -cp "results/target/test-classes:results/target/classes:foundation/target/classes:harness/target/convbench/lib/*" \
  io.convbench.results.nightly.NightExperiments "${@:-1}"
