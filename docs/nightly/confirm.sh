#!/usr/bin/env bash
# A suspicion that is measured again for real. Seven nights of one architecture are measured; then
# the history is rewritten to be 30 % faster, so that the machine as it is looks slower by that. The
# next night is measured twice on copies of that history: once at a stretch, once killed in the
# second round of fresh runs and resumed. Both have to call it worse, and the resumed one has to
# measure nothing again that was measured. Some minutes; nothing else may run meanwhile.
#
#   docs/nightly/confirm.sh [NEW_FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(realpath -m "${1:-$(mktemp -d)}")
mkdir -p "$work"
cat >"$work/suite.yaml" <<'YAML'
title: One network
architectures: [ResNet18]
engines: [onnxruntime]
devices: [cpu]
batches: [1]
precisions: [fp32]
measurements: [latency]
weights: seeded
latency:
  warmup-seconds: 0.5
  measure-seconds: 1.5
  rounds: 3
YAML
night() {
  local history=$1
  shift
  ./convbench nightly "$work/suite.yaml" --history "$history" --out "$work/page" "$@"
}

# Nights of which the latency is not valid or the machine was not itself say nothing.
silent() { grep -lE '^environment|of 1: (invalid|noisy)' "$work"/quiet-?.txt | wc -l; }
for i in 1 2 3 4 5 6 7; do
  night "$work/quiet" >"$work/quiet-$i.txt" || { echo "night $i: exit code $?"; exit 1; }
  [ "$(silent)" -le 2 ] || { echo "$(silent) of $i nights say nothing: the machine is too busy"; exit 3; }
done
echo "Quiet nights: $(tail -qn 3 "$work"/quiet-?.txt | grep -cE '(^|; )0 worse') of 7 without an alarm, $(silent) of them say nothing"

# Of each figure the value and the rounds are those of a faster machine; all else stays as it is.
faster() {
  perl -pe 'next unless /"kind":"figure"/;
    s/"value":([\d.eE+-]+)/"\"value\":" . $1 \/ 1.3/e;
    s/"rounds":\[([^]]*)\]/"\"rounds\":[" . join(",", map { $_ \/ 1.3 } split(\/,\/, $1)) . "]"/e' "$1"
}
for history in whole killed; do
  mkdir -p "$work/$history/nights"
  for file in "$work"/quiet/nights/*; do
    faster "$file" >"$work/$history/nights/$(basename "$file")"
  done
done

night "$work/whole" >"$work/whole.txt" && ended=0 || ended=$?
echo "At a stretch: exit code $ended, $(grep -c '^Measuring again' "$work/whole.txt") fresh runs: $(grep -m1 '  worse:' "$work/whole.txt")"

# In a session of its own, so that a kill takes the measuring JVMs along.
setsid ./convbench nightly "$work/suite.yaml" --history "$work/killed" --out "$work/page" >"$work/killed.txt" 2>&1 &
group=$!
until grep -q '^Measuring again, round 2' "$work/killed.txt"; do
  kill -0 "$group" 2>/dev/null || { cat "$work/killed.txt"; echo "it ended before a second round"; exit 1; }
  sleep 0.2
done
sleep 4
kill -KILL -- "-$group"
wait "$group" 2>/dev/null || true
run=$(ls -d results/runs/* | tail -n 1)
cp -r "$run" "$work/as-killed"
echo "Killed: $(ls "$work/killed/nights" | wc -l) nights in the history, $(cat "$run"/again/*/journal.jsonl | grep -c '"status"') lines of fresh runs in journals"
night "$work/killed" --resume >"$work/resumed.txt" && ended=0 || ended=$?
echo "Resumed: exit code $ended: $(grep -m1 '  worse:' "$work/resumed.txt")"
lost=0
while read -r journal; do
  # A line that was being written is cut off and written again.
  whole=$(wc -l <"$work/as-killed/$journal")
  cmp -s <(head -n "$whole" "$work/as-killed/$journal") <(head -n "$whole" "$run/$journal") || lost=$((lost + 1))
done < <(cd "$work/as-killed" && find . -name journal.jsonl)
echo "Journals of the killed night that do not go on as they were: $lost"
