#!/usr/bin/env bash
# Brings about faults while convbench works, and looks at what a user then sees: prints PASS, FAIL or SKIP per line,
# with counts, and leaves a folder with every run and log. docs/reliability.md lists what each line shows.
#   docs/reliability/faults.sh [FOLDER [SECTION...]]
# Sections: kills commands children interrupt twins torn disks trainings readonly cgroups (default: all). Variables: KILLS
# (50 of runs), EACH (5 of each other command), COMMANDS (transfer depth nightly package compare fetch), SIGNALS (KILL
# SEGV ABRT STOP to children), TEARS (20), SEED, CONVBENCH, WEIGHTS (an .h5 file of MobileNet_0.25; without it nothing is
# predicted, scored or trained).
# Full disks, read-only folders and control groups need root and Linux; elsewhere they are skipped.
# Exit codes: 0 nothing failed; 1 a line failed; 2 bad usage, or no env of coreutils 8.31.
set -uo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
convbench=$(readlink -f "${CONVBENCH:-$here/../../convbench}")
out=${1:-faults-$(date +%Y%m%d-%H%M%S)}
shift || true
sections=${*:-kills commands children interrupt twins torn disks trainings readonly cgroups}
kills=${KILLS:-50} each=${EACH:-5} tears=${TEARS:-20} weights=${WEIGHTS:-}
others=${COMMANDS:-transfer depth nightly package compare fetch} signals=${SIGNALS:-KILL SEGV ABRT STOP}
RANDOM=${SEED:-20261126}

env --default-signal=INT true 2>/dev/null || { echo "faults.sh: needs 'env --default-signal' of coreutils 8.31" >&2; exit 2; }
[ ! -e "$out" ] || { echo "faults.sh: $out exists: name another folder" >&2; exit 2; }
mkdir -p "$out/tmp" && out=$(readlink -f "$out") || exit 2
# Mounts of this script end with it, and nobody else sees them.
if [ "$(id -u)" = 0 ] && [ -z "${FAULTS_UNSHARED:-}" ] && unshare --mount true 2>/dev/null; then
  rmdir "$out/tmp" "$out"
  FAULTS_UNSHARED=1 exec unshare --mount --propagation private "$0" "$out" $sections
fi

log=$out/last.log
tmp=$out/tmp
code=0
failed=0
small=(run --arch MobileNet_0.25 --engine onnxruntime --weights seeded --quick)
scored=(run --arch MobileNet_0.25 --engine onnxruntime --weights "$weights" --quick --measure accuracy --dataset "$out/images")
night=(nightly --arch MobileNet_0.25,MobileNet,MobileNetV2 --measure cost --history)
export CONVBENCH_PREPARED=$out/prepared

say() {
  printf '%s\n' "$*" | tee -a "$out/verdicts.txt"
  [[ $1 != FAIL* ]] || { failed=1; cp "$log" "$out/fail-$(wc -l <"$out/verdicts.txt").log" 2>/dev/null; }
}

# verdict CONDITION... -- TEXT: PASS when the command holds.
verdict() {
  local condition=()
  while [ "$1" != -- ]; do condition+=("$1"); shift; done
  shift
  if "${condition[@]}"; then say "PASS $*"; else say "FAIL $*"; fi
}

# The command's output and exit code, for 'told'.
cb() {
  TMPDIR=$tmp "$convbench" "$@" >"$log" 2>&1
  code=$?
}

# A script's jobs ignore Ctrl-C unless told otherwise.
started() {
  TMPDIR=$tmp env --default-signal=INT "$convbench" "$@" >"$log" 2>&1 &
  pid=$!
}

ended() {
  wait "$pid" 2>/dev/null
  code=$?
}

# told CODE PATTERN: it ended so and said so, and not by a stack trace.
told() {
  [ "$code" = "$1" ] && grep -qE -- "$2" "$log" && ! grep -q "^	at " "$log"
}

# full CODE PLACE: it ended so because a disk was full, and said which and what to do.
full() { told "$1" "$2.*(No space left on device|free).*(free disk space|has room|another (folder|--out))"; }

# The last line says how a run that a full disk has stopped goes on.
continues() { tail -1 "$log" | grep -qE '^Free disk space .*then continue with: convbench .*--resume'; }

said() {
  grep -E -- "$1" "$log" | tail -1 | sed "s#$out#...#g"
}

# As cb, with the runs, reports and nights of a folder instead of the clone's; it is built by then.
in_home() {
  local home=$1 installed
  shift
  installed=$(dirname "$convbench")/harness/target/convbench/bin/convbench
  [ -x "$installed" ] || installed=$convbench
  CONVBENCH_HOME=$home convbench=$installed "$@"
}

children() { pgrep -f "java.io.tmpdir=$tmp/" || true; }

# gone: whether all children end within half a minute.
gone() {
  local i
  for i in $(seq 300); do [ -n "$(children)" ] || return 0; sleep 0.1; done
  return 1
}

# Columns 2 (architecture), 8 (measurement) and 9 (status) of each row.
rows() { awk -F, 'NR > 1 { print $2, $8, $9 }' "$1/results.csv"; }

all_ok() { [ "$(rows "$1" | wc -l)" = "$2" ] && ! rows "$1" | grep -vq ' ok$'; }

# Processes that have timed a cell so far.
attempts() { cat "$1/journal.jsonl" 2>/dev/null | grep -c '"attempt":'; }

# complete RUN CELLS ROUNDS: all cells have their row, and each process that timed one is there and once.
complete() { all_ok "$1" "$2" && [ "$(attempts "$1")" = "$3" ] && [ "$(wc -l <"$1/attempts.csv")" = $(($3 + 1)) ]; }

millis() { echo $(($(date +%s%N) / 1000000)); }

# A random part of so many milliseconds, in seconds.
part_of() { awk -v r=$((RANDOM * 32768 + RANDOM)) -v w="$1" 'BEGIN { print r / 1073741824 * w / 1000 }'; }

# --- kill -9 of the parent at random moments, and --resume ----------------------------------------------------------
kills() {
  local run=$out/kills cells=4 rounds=3
  # The latency has a line of the journal for each of its rounds.
  local command=("${small[@]}" --measure cost,conformance,latency,memory --rounds $rounds --repeat-budget 0)
  local begin whole done_kills=0 early=0 among=0 runs=0 lost=0 bytes=0 leftovers=0
  cb "${command[@]}" --out "$out/undisturbed"
  begin=$(millis)
  cb "${command[@]}" --out "$out/undisturbed-again"
  whole=$(($(millis) - begin))
  verdict complete "$out/undisturbed-again" $cells $rounds -- "kills: a run of $cells cells, one in $rounds rounds, that nobody disturbs"
  while [ $done_kills -lt "$kills" ]; do
    local resume=()
    [ ! -e "$run/journal.jsonl" ] || resume=(--resume)
    started "${command[@]}" --out "$run" "${resume[@]}"
    sleep "$(part_of "$whole")"
    if kill -9 "$pid" 2>/dev/null; then
      done_kills=$((done_kills + 1))
      ended
      [ -e "$run/journal.jsonl" ] || early=$((early + 1))
      case $(attempts "$run") in 1 | 2) among=$((among + 1)) ;; esac
    else
      ended
    fi
    if ! gone; then leftovers=$((leftovers + 1)); fi
    [ -e "$run/journal.jsonl" ] || continue
    # What was there before this start is there still; a torn last line may be gone.
    if [ "$(head -c $bytes "$run/journal.jsonl" | cmp - "$out/before" 2>&1)" != "" ] && [ $bytes != 0 ]; then lost=$((lost + 1)); fi
    head -n "$(wc -l <"$run/journal.jsonl")" "$run/journal.jsonl" >"$out/before"
    bytes=$(stat -c %s "$out/before")
    if [ "$(wc -l <"$run/journal.jsonl")" -gt $cells ] && [ -e "$run/results.csv" ]; then
      cb "${command[@]}" --out "$run" --resume
      complete "$run" $cells $rounds || lost=$((lost + 1))
      mv "$run" "$run-$runs"
      runs=$((runs + 1)) bytes=0
    fi
  done
  if [ -e "$run/journal.jsonl" ]; then
    cb "${command[@]}" --out "$run" --resume
    complete "$run" $cells $rounds || lost=$((lost + 1))
    runs=$((runs + 1))
  fi
  verdict [ $lost = 0 ] -- "kills: $done_kills of the parent at random moments ($early before there was a journal, $among among the rounds), $runs runs completed by --resume, $lost lost or changed a finished row"
  verdict [ $leftovers = 0 ] -- "kills: $leftovers of $done_kills left a process that lived on"
  cb list
  verdict [ -z "$(ls "$tmp")" ] -- "kills: the next start leaves no temporary file"
}

# --- kill -9 of other commands at random moments, and the same command again ------------------------------------------
# Each command has its words, 'words_X FOLDER' (with --resume once there is something to resume), and what has to hold
# after it ended, 'whole_X FOLDER', and after a kill, 'half_X FOLDER'.
words_transfer() {
  words=(transfer --dataset "$out/images" --arch MobileNet_0.25 --engine onnxruntime --weights "$weights" --quick --out "$1")
  [ ! -e "$1/journal.jsonl" ] || words+=(--resume)
}
half_transfer() { true; }
whole_transfer() { all_ok "$1" 3 && [ -s "$1/report/index.html" ]; }

words_depth() { words=(experiment depth --dataset "$out/images" --depths 8,14 --seeds 1 --width 2 --side 8 --epochs 2 --resume --out "$1"); }
half_depth() { [ ! -e "$1/trainings" ] || [ -z "$(find "$1/trainings" -maxdepth 1 -name '*.json' -size -100c)" ]; }
whole_depth() { [ "$(ls "$1/trainings")" = "$(printf '%s-seed-1.json\n' {plain,residual}-{14,8})" ] && page "$1"; }

words_nightly() {
  words=("${night[@]}" "$1/history" --out "$1/page")
  # The latest run is a night of its own once it is in the history.
  local latest
  latest=$(ls "$1/results/runs" 2>/dev/null | tail -1)
  [ -z "$latest" ] || [ ! -e "$1/results/runs/$latest/journal.jsonl" ] || [ -e "$1/history/nights/$latest.jsonl" ] || words+=(--resume)
}
half_nightly() { nights_whole "$1/history"; }
whole_nightly() { nights_whole "$1/history" && [ "$(ls "$1/history/nights" | wc -l)" = "$(ls "$1/results/runs" | wc -l)" ] && page "$1/page"; }

words_package() { rm -f "$1/p.tar.gz"; words=(package "$1/p.tar.gz" --engine none --no-images); }
half_package() { [ ! -e "$1/p.tar.gz" ] || tar tzf "$1/p.tar.gz" >"$log" 2>&1; }
whole_package() { tar tzf "$1/p.tar.gz" >"$log" && [ "$(ls -A "$1")" = p.tar.gz ]; }

words_compare() { words=(compare "$out/compared-a" "$out/compared-b" --out "$1"); }
half_compare() { [ ! -e "$1/index.html" ] || page "$1"; }
whole_compare() { page "$1" && [ "$(ls -A "$1" | grep -c '^\.')" = 0 ]; }

words_fetch() { words=(weights fetch MobileNet_0.25 --from "http://127.0.0.1:$port" --out "$1"); }
half_fetch() { [ ! -e "$1/mobilenet_2_5_224_tf.h5" ] || whole_fetch "$1"; }
whole_fetch() { cmp "$1/mobilenet_2_5_224_tf.h5" "$out/served"; }

# page FOLDER: its page ends.
page() { tail -c 20 "$1/index.html" | grep -q '</html>'; }

# nights_whole HISTORY: all nights of it end, and nothing else is there but what a kill left and the next night clears.
nights_whole() { [ -z "$(find "$1" -name '*.jsonl' 2>/dev/null | xargs -r tail -qn1 | grep -v '^{"kind":"end"')" ]; }

# Serves 3 MB in two seconds, from where it is asked to. They begin as HDF5 files of an unknown version do, which is all
# that is looked at.
serve() {
  { printf '\x89HDF\r\n\x1a\n\xff'; head -c 3000000 /dev/urandom; } >"$out/served"
  python3 - "$out/served" >"$out/port" 2>/dev/null <<'PYTHON' &
import http.server, sys, time
content = open(sys.argv[1], "rb").read()
class Slow(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        at = int(self.headers.get("Range", "bytes=0-")[6:].split("-")[0])
        self.send_response(206 if at else 200)
        self.send_header("ETag", '"one"')
        self.send_header("Content-Length", str(len(content) - at))
        if at:
            self.send_header("Content-Range", "bytes %d-%d/%d" % (at, len(content) - 1, len(content)))
        self.end_headers()
        for i in range(at, len(content), 30000):
            self.wfile.write(content[i:i + 30000])
            time.sleep(0.02)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow)
print(server.server_port, flush=True)
server.serve_forever()
PYTHON
  server=$!
  for i in $(seq 100); do [ ! -s "$out/port" ] || break; sleep 0.1; done
  port=$(cat "$out/port")
}

commands() {
  local name folder begin whole i killed left half server='' port=''
  images
  cb run --arch MobileNet_0.25 --measure cost --out "$out/compared-a"
  cb run --arch MobileNet_0.25 --measure cost --out "$out/compared-b"
  serve
  for name in $others; do
    if [ $name = transfer ] && [ -z "$weights" ]; then say "SKIP commands: transfer: no WEIGHTS"; continue; fi
    if [ $name = fetch ] && [ -z "$port" ]; then say "SKIP commands: weights fetch: no python3 that serves"; continue; fi
    folder=$out/undisturbed-$name
    mkdir -p "$folder"
    words_$name "$folder"
    begin=$(millis)
    in_home "$folder" cb "${words[@]}"
    whole=$(($(millis) - begin))
    verdict whole_$name "$folder" -- "commands: $name that nobody disturbs: exit $code"
    folder=$out/killed-$name killed=0 left=0 half=0
    mkdir -p "$folder"
    for i in $(seq "$each"); do
      words_$name "$folder"
      in_home "$folder" started "${words[@]}"
      sleep "$(part_of "$whole")"
      ! kill -9 "$pid" 2>/dev/null || killed=$((killed + 1))
      ended
      gone || left=$((left + 1))
      half_$name "$folder" || half=$((half + 1))
    done
    words_$name "$folder"
    in_home "$folder" cb "${words[@]}"
    verdict whole_$name "$folder" -- "commands: $name, killed $killed times at random moments of $whole ms: the same again, exit $code, leaves all of it"
    verdict [ $half = 0 ] -- "commands: $name: $half of $killed kills left something half-written"
    verdict [ $left = 0 ] -- "commands: $name: $left of $killed kills left a process that lived on"
  done
  kill "$server" 2>/dev/null
  wait "$server" 2>/dev/null
  cb list
  verdict [ -z "$(ls "$tmp")" ] -- "commands: the next start leaves no temporary file"
}

# --- every kind of child, ended in every way ------------------------------------------------------------------------
# The child that does a task. Those that archive classes do it as a trial: theirs is 'archive'.
doing() {
  local child task=$1
  [ "$task" != archive ] || task=
  for child in $(pgrep -f "java.io.tmpdir=$tmp/.*WorkerMain .*$task"); do
    if grep -qz ArchiveClassesAtExit "/proc/$child/cmdline" 2>/dev/null; then
      [ "$1" != archive ] || echo "$child"
    else
      [ "$1" = archive ] || echo "$child"
    fi
  done | head -1
}

# hit TASK SIGNAL: sends it to the child that does this task; false when there was none.
hit() {
  local i child
  for i in $(seq 3000); do
    child=$(doing "$1")
    if [ -n "$child" ]; then
      # Once it is at work, not as it starts.
      sleep 0.3
      kill "-$2" "$child" 2>/dev/null && return 0
    fi
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.01
  done
  return 1
}

# child KIND TASK CODE PATTERN SIGNAL COMMAND...
child() {
  local kind=$1 task=$2 expected=$3 pattern=$4 signal=$5
  shift 5
  started "$@"
  if ! hit "$task" "$signal"; then
    ended
    say "FAIL children: no $kind to send SIG$signal to"
    return
  fi
  ended
  verdict told "$expected" "$pattern" -- "children: $kind, SIG$signal: exit $code, '$(said "$pattern")'"
  verdict gone -- "children: $kind, SIG$signal: no process is left"
}

# Seconds without progress after which a child is killed: only a stopped one need meet it, and a busy machine is slow.
# Nothing may continue stopped processes meanwhile.
limit() { if [ "$1" = STOP ]; then echo 20; else echo 1200; fi; }

# The process of a cell's second round; the first one has its line in the journal.
second_round() {
  local run=$out/round-$1 i
  started "${small[@]}" --measure latency --rounds 2 --repeat-budget 0 --cell-limit "$(limit $1)" --out "$run"
  for i in $(seq 1200); do [ "$(attempts "$run")" -lt 1 ] || break; sleep 0.1; done
  if ! hit CellTask "$1"; then
    ended
    say "FAIL children: no second round to send SIG$1 to"
    return
  fi
  ended
  verdict [ "$code" = 0 ] -- "children: second round, SIG$1: exit $code"
  verdict all_ok "$run" 1 -- "children: second round, SIG$1: the cell has the row of its first"
  verdict grep -q 'attempt 2 failed (' "$run/results.csv" -- "children: second round, SIG$1: it is noisy, '$(grep -oE 'attempt 2 failed \([a-z ]+\)' "$run/results.csv" | head -1)'"
  cb run --resume --retry-failed --out "$run"
  verdict [ "$(attempts "$run")" = 3 ] -- "children: second round, SIG$1: --resume --retry-failed times it again"
}

children_section() {
  local signal words
  declare -A how=([KILL]='killed' [SEGV]='crashed|segmentation|aborted|SIGSEGV' [ABRT]='aborted' [STOP]='no progress|stopped')
  for signal in $signals; do
    words=${how[$signal]}
    child cell CellTask 1 "$words" $signal "${small[@]}" --measure latency --cell-limit "$(limit $signal)" --out "$out/cell-$signal"
    cb run --resume --retry-failed --out "$out/cell-$signal"
    verdict all_ok "$out/cell-$signal" 1 -- "children: cell, SIG$signal: --resume --retry-failed measures it"
    second_round $signal
    child "model file" ModelFileTask 1 "$words" $signal run --arch ResNet50 --engine onnxruntime --weights seeded --quick --measure conformance --cell-limit "$(limit $signal)" --out "$out/model-$signal"
    if [ -z "$weights" ]; then
      say "SKIP children: prepare and predict, SIG$signal: no WEIGHTS"
      continue
    fi
    rm -rf "$CONVBENCH_PREPARED"
    images
    child prepare PrepareTask 1 "$words" $signal "${scored[@]}" --cell-limit "$(limit $signal)" --out "$out/prepare-$signal"
    cb run --resume --retry-failed --out "$out/prepare-$signal"
    verdict all_ok "$out/prepare-$signal" 1 -- "children: prepare, SIG$signal: --resume --retry-failed scores the images"
    # Its limit is 10 minutes: a user would press Ctrl-C.
    [ $signal != STOP ] || continue
    child predict PredictTask 1 "$words" $signal predict "$out/images/n01440764/0.bmp" --arch MobileNet_0.25 --engine onnxruntime --weights "$weights"
  done
  for signal in KILL SEGV; do
    [[ " $signals " == *" $signal "* ]] || continue
    rm -rf "${XDG_CACHE_HOME:-$HOME/.cache}/convbench/engines/classes"
    child "class archive" archive 0 " ok: " $signal "${small[@]}" --measure conformance --out "$out/archive-$signal"
    started doctor
    hit EngineReportTask $signal
    ended
    verdict told 3 "^! pytorch .*(${how[$signal]})" -- "children: engine report, SIG$signal: exit $code, '$(said '^! pytorch')'"
  done
}

# Grey images of 600x600 in BMP, enough that a child is at work for a while.
images() {
  [ ! -d "$out/images" ] || return 0
  local i name
  for i in $(seq 0 59); do
    name=$out/images/n0$((1440764 + i % 2 * 2773))/$i.bmp
    mkdir -p "$(dirname "$name")"
    {
      printf 'BM\x36\x7a\x10\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x58\x02\x00\x00\x58\x02\x00\x00\x01\x00\x18\x00'
      head -c 24 /dev/zero
      head -c 1080000 /dev/zero | tr '\0' "\\$(printf %o $((i + 1)))"
    } >"$name"
  done
}

# --- Ctrl-C, and a report of what there is --------------------------------------------------------------------------
interrupt() {
  local run=$out/interrupted
  started run --arch MobileNet_0.25 --engine onnxruntime --weights seeded --measure cost,latency --out "$run"
  for i in $(seq 1200); do
    [ "$(cat "$run/journal.jsonl" 2>/dev/null | wc -l)" -lt 2 ] || break
    sleep 0.1
  done
  sleep 1
  kill -INT "$pid"
  ended
  verdict told 130 'Continue with: convbench run' -- "interrupt: Ctrl-C: exit $code, '$(said 'convbench: stopped')'"
  verdict gone -- "interrupt: no process is left"
  verdict grep -q ' cost ok$' <(rows "$run") -- "interrupt: the finished cell is in results.csv"
  cb report "$run" --out "$out/interrupted-report"
  verdict [ "$code" = 0 ] -- "interrupt: a report of what there is"
  cb run --resume --out "$run"
  verdict all_ok "$run" 2 -- "interrupt: --resume measures the rest"
}

# --- two runs in one folder -----------------------------------------------------------------------------------------
twins() {
  local run=$out/twins first
  started "${small[@]}" --measure cost,latency,memory --out "$run"
  first=$pid
  for i in $(seq 600); do [ ! -e "$run/journal.jsonl" ] || break; sleep 0.05; done
  log=$out/twin.log
  cb "${small[@]}" --measure cost,latency,memory --out "$run"
  verdict told 2 'holds a run: pass --resume' -- "twins: a second run in the folder: exit $code, '$(said convbench:)'"
  cb "${small[@]}" --measure cost,latency,memory --out "$run" --resume
  verdict told 2 'is being written by another run' -- "twins: --resume of a run that is at work: exit $code, '$(said convbench:)'"
  log=$out/last.log
  wait "$first"
  verdict all_ok "$run" 3 -- "twins: the first run has all its cells"

  # Each in a clone of its own, as the latest run is a clone's.
  local history=$out/twin-history
  in_home "$out/twin-a" started "${night[@]}" "$history" --out "$out/twin-a/page"
  first=$pid
  log=$out/twin.log
  in_home "$out/twin-b" cb "${night[@]}" "$history" --out "$out/twin-b/page"
  log=$out/last.log
  verdict [ "$code" = 0 ] -- "twins: a second night of a history while the first is measured: exit $code"
  wait "$first"
  code=$?
  verdict [ "$code" = 0 ] -- "twins: the first night: exit $code"
  verdict nights_whole "$history" -- "twins: both nights are whole"
  verdict [ "$(ls "$history/nights" | wc -l)" = 2 ] -- "twins: the history has both nights"
}

# --- journals torn at any byte --------------------------------------------------------------------------------------
torn() {
  local whole=$out/torn-whole run size at resumed=0 refused=0 other=0
  cb run --arch MobileNet_0.25,MobileNet,MobileNetV2 --measure cost --out "$whole"
  size=$(stat -c %s "$whole/journal.jsonl")
  for i in $(seq "$tears"); do
    run=$out/torn-$i
    cp -r "$whole" "$run"
    rm -f "$run/results.csv"
    at=$(((RANDOM * 32768 + RANDOM) % size))
    truncate -s $at "$run/journal.jsonl"
    cb run --arch MobileNet_0.25,MobileNet,MobileNetV2 --measure cost --out "$run" --resume
    if all_ok "$run" 3 2>/dev/null; then
      resumed=$((resumed + 1))
    elif told 2 'it has no whole line: start a new run'; then
      refused=$((refused + 1))
    else
      other=$((other + 1))
    fi
    rm -rf "$run"
  done
  verdict [ $other = 0 ] -- "torn: $tears journals truncated at random bytes of $size: $resumed completed by --resume, $refused refused as without a first line, $other otherwise"
}

# --- full disks -----------------------------------------------------------------------------------------------------
# on_disk OPTIONS FOLDER: a file system of its own; false where that is not allowed.
on_disk() {
  mkdir -p "$2" && mount -t tmpfs -o "$1" tmpfs "$2" 2>/dev/null
}

# Leaves a few kilobytes, so that the first files are written and a later one is not.
fill() {
  dd if=/dev/zero of="$1/ballast" bs=4k 2>/dev/null
  truncate -s -"${2:-8192}" "$1/ballast"
}

disks() {
  local disk=$out/disk
  on_disk size=1m "$disk" || { say "SKIP disks: needs root, which mounts a small file system"; return; }
  umount "$disk"

  on_disk size=8m "$disk" && fill "$disk" 12288
  cb "${small[@]}" --measure cost,conformance,latency --out "$disk/run"
  verdict told 3 "$disk/run.*No space left" -- "disks: results: exit $code, '$(said convbench:)'"
  [ ! -e "$disk/run/journal.jsonl" ] || verdict continues -- "disks: results: the last line is '$(tail -1 "$log" | sed "s#$out#...#g")'"
  rm -f "$disk/ballast"
  if [ -e "$disk/run/journal.jsonl" ]; then
    cb "${small[@]}" --measure cost,conformance,latency --out "$disk/run" --resume
  else
    cb "${small[@]}" --measure cost,conformance,latency --out "$disk/run"
  fi
  verdict all_ok "$disk/run" 3 -- "disks: results: after there is space, all cells have their row"
  umount "$disk"

  on_disk size=8m "$disk"
  XDG_CACHE_HOME=$disk cb "${small[@]}" --measure cost,latency --out "$out/disk-cache"
  verdict full 1 "$disk" -- "disks: cache: exit $code, '$(said 'cells? failed')'"
  umount "$disk"
  cb run --resume --out "$out/disk-cache"
  verdict all_ok "$out/disk-cache" 2 -- "disks: cache: with another one --resume measures the cell"

  if [ -n "$weights" ]; then
    images
    on_disk size=1m "$disk"
    CONVBENCH_PREPARED=$disk cb "${scored[@]}" --out "$out/disk-prepared"
    verdict full 1 "$disk" -- "disks: prepared: exit $code, '$(said 'cells? failed')'"
    umount "$disk"
    cb run --resume --out "$out/disk-prepared"
    verdict all_ok "$out/disk-prepared" 1 -- "disks: prepared: with another one --resume scores the images"
  else
    say "SKIP disks: prepared: no WEIGHTS"
  fi

  on_disk size=1m "$disk" && fill "$disk" 0
  tmp=$disk cb "${small[@]}" --measure cost --out "$out/disk-tmp"
  verdict full 3 "temporary files into $disk" -- "disks: temporary files: exit $code, '$(said 'No space|disk')'"
  umount "$disk"

  cb "${small[@]}" --measure cost --out "$out/disk-reported"
  on_disk size=1m "$disk" && fill "$disk" 16384
  cb report "$out/disk-reported" --out "$disk/report"
  verdict full 3 "$disk/report" -- "disks: report: exit $code, '$(said 'No space|disk')'"
  verdict [ ! -e "$disk/report/index.html" ] -- "disks: report: no half page"
  umount "$disk"

  on_disk size=1m "$out/full-home/reports" && fill "$out/full-home/reports" 16384
  in_home "$out/full-home" cb "${small[@]}" --measure cost
  verdict full 3 "$out/full-home/reports" -- "disks: report of a run: exit $code, '$(said 'No space|disk')'"
  umount "$out/full-home/reports"
  local run
  run=$(ls "$out/full-home/results/runs" | tail -1)
  in_home "$out/full-home" cb report "$run"
  verdict page "$out/full-home/reports/html/$run" -- "disks: report of a run: after there is space, report writes it"

  local home=$out/full-night
  on_disk size=1m "$disk" && fill "$disk" 0
  in_home "$home" cb "${night[@]}" "$disk/history" --out "$home/page"
  verdict told 3 "$disk/history.*No space left" -- "disks: history: exit $code, '$(said 'No space|disk')'"
  verdict [ -z "$(find "$disk" -name '*.jsonl')" ] -- "disks: history: no half night"
  rm -f "$disk/ballast"
  in_home "$home" cb "${night[@]}" "$disk/history" --out "$home/page" --resume
  verdict [ "$(ls "$disk/history/nights" | wc -l)" = 1 ] -- "disks: history: after there is space, --resume adds the night, exit $code"
  umount "$disk"

  images
  on_disk size=1m "$disk" && fill "$disk" 8192
  words_depth "$disk/depth"
  cb "${words[@]}"
  verdict told 3 "$disk/depth.*No space left" -- "disks: experiment depth: exit $code, '$(said 'No space|disk')'"
  rm -f "$disk/ballast"
  cb "${words[@]}"
  verdict whole_depth "$disk/depth" -- "disks: experiment depth: after there is space, --resume ends it, exit $code"
  umount "$disk"

  on_disk size=1m "$disk"
  words_package "$disk"
  cb "${words[@]}"
  verdict full 3 "$disk/p.tar.gz" -- "disks: package: exit $code, '$(said 'No space|room|disk')'"
  verdict [ -z "$(ls -A "$disk")" ] -- "disks: package: nothing is left of it"
  umount "$disk"
}

# --- transfer, which trains: full disks, and a kill within its second training --------------------------------------
# Noise of 64x64 in BMP, dark and light.
pictures() {
  [ ! -d "$out/pictures" ] || return 0
  local i shade name
  for i in $(seq 0 29); do
    for shade in dark light; do
      name=$out/pictures/$shade/$i.bmp
      mkdir -p "$(dirname "$name")"
      {
        printf 'BM\x36\x30\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x40\x00\x00\x00\x40\x00\x00\x00\x01\x00\x18\x00'
        head -c 24 /dev/zero
        if [ $shade = dark ]; then
          head -c 12288 /dev/urandom | LC_ALL=C tr '\200-\377' '\000-\177'
        else
          head -c 12288 /dev/urandom | LC_ALL=C tr '\000-\177' '\200-\377'
        fi
      } >"$name"
    done
  done
}

# The last value of a column in a run's journal.
journalled() { grep -oE "\"$2\":[0-9]+" "$1/journal.jsonl" | tail -1 | cut -d: -f2; }

# A trained network that 'predict' takes.
usable() { cb predict "$out/pictures/dark/0.bmp" --weights "$(ls "$1"/trained/*.safetensors)" && [ "$code" = 0 ]; }

trainings() {
  if [ -z "$weights" ]; then
    say "SKIP trainings: no WEIGHTS"
    return
  fi
  pictures
  local learn=(transfer --dataset "$out/pictures" --arch MobileNet_0.25 --weights "$weights" --measure transfer)
  local tune=("${learn[@]}" --method fine-tune --epochs 6)
  local run=$out/tuned i
  cb "${tune[@]}" --out "$run"
  verdict all_ok "$run" 1 -- "trainings: fine tuning that nobody disturbs: best epoch $(journalled "$run" best_epoch)"

  run=$out/tuned-killed
  started "${tune[@]}" --out "$run"
  for i in $(seq 6000); do
    ! ls "$run"/checkpoints/*/all >/dev/null 2>&1 && kill -0 "$pid" 2>/dev/null || break
    sleep 0.02
  done
  kill -9 "$pid" 2>/dev/null
  ended
  verdict gone -- "trainings: killed within the second training of fine tuning: no process is left"
  verdict test -s "$(ls "$run"/checkpoints/*/all)" -- "trainings: killed within the second training: its checkpoint is there"
  cb transfer --resume --out "$run"
  verdict all_ok "$run" 1 -- "trainings: killed within the second training: --resume ends it"
  verdict [ "$(grep -c 'goes on behind epoch' "$run"/logs/*fine-tune*.log)" = 2 ] -- "trainings: killed within the second training: both trainings go on behind their last epoch"
  verdict [ "$(cut -d, -f1-3 "$run"/predictions/*.csv | cksum)" = "$(cut -d, -f1-3 "$out"/tuned/predictions/*.csv | cksum)" ] -- "trainings: killed within the second training: the same predictions"
  verdict [ ! -e "$(echo "$run"/checkpoints/*)" ] -- "trainings: killed within the second training: no checkpoint is left"

  local disk=$out/disk features=${XDG_CACHE_HOME:-$HOME/.cache}/convbench/features
  mkdir -p "$features"
  on_disk size=32k "$features" || { say "SKIP trainings: full disks: needs root, which mounts a small file system"; return; }
  run=$out/full-features
  cb "${learn[@]}" --out "$run"
  verdict full 1 "$features" -- "trainings: features on a full disk: exit $code, '$(said 'cells? failed')'"
  mount -o remount,size=1m "$features"
  cb transfer --resume --out "$run"
  verdict all_ok "$run" 1 -- "trainings: features: after there is space, --resume extracts the rest"
  verdict [ "$(journalled "$run" features_cached)" -gt 0 ] -- "trainings: features: $(journalled "$run" features_cached) of 60 are from before"
  umount "$features"

  # There is space for the model file of the features, and for nothing as large besides.
  on_disk size=1500k "$disk"
  run=$disk/run
  cb "${learn[@]}" --out "$run"
  verdict full 1 "$run/trained" -- "trainings: trained head on a full disk: exit $code, '$(said 'cells? failed')'"
  verdict [ -z "$(ls -A "$run/trained" 2>/dev/null)" ] -- "trainings: trained head: no half network"
  mount -o remount,size=16m "$disk"
  cb transfer --resume --out "$run"
  verdict usable "$run" -- "trainings: trained head: after there is space, --resume writes it, and predict takes it"
  umount "$disk"

  on_disk size=1500k "$disk"
  cb "${tune[@]}" --out "$run"
  verdict full 1 "$run/checkpoints" -- "trainings: checkpoint on a full disk: exit $code, '$(said 'cells? failed')'"
  mount -o remount,size=16m "$disk"
  cb transfer --resume --out "$run"
  verdict usable "$run" -- "trainings: checkpoint: after there is space, --resume trains, and predict takes the network"
  umount "$disk"

  run=$out/full-network
  started "${tune[@]}" --out "$run"
  for i in $(seq 1200); do [ ! -e "$run/journal.jsonl" ] || break; sleep 0.05; done
  on_disk size=256k "$run/trained"
  ended
  verdict full 1 "$run/trained" -- "trainings: trained network on a full disk: exit $code, '$(said 'cells? failed')'"
  verdict [ -z "$(ls -A "$run/trained")" ] -- "trainings: trained network: no half one"
  umount "$run/trained"
  cb transfer --resume --out "$run"
  verdict grep -q 'goes on behind epoch' "$run"/logs/*fine-tune*.log -- "trainings: trained network: --resume does not train again what was trained"
  verdict usable "$run" -- "trainings: trained network: after there is space, --resume writes it, and predict takes it"
}

# --- read-only folders ----------------------------------------------------------------------------------------------
readonly_section() {
  local disk=$out/readonly
  on_disk size=1m "$disk" || { say "SKIP readonly: needs root, which mounts a file system"; return; }
  mkdir "$disk/run"
  mount -o remount,ro "$disk"
  cb "${small[@]}" --measure cost --out "$disk/run"
  verdict told 2 'Read-only|no permission' -- "readonly: results: exit $code, '$(said convbench:)'"
  XDG_CACHE_HOME=$disk cb "${small[@]}" --measure cost,latency --out "$out/readonly-cache"
  verdict told 2 'Read-only|permission' -- "readonly: cache: exit $code, '$(said convbench:)'"
  tmp=$disk cb "${small[@]}" --measure cost --out "$out/readonly-tmp"
  verdict told 2 'temporary files' -- "readonly: temporary files: exit $code, '$(said convbench:)'"
  cb "${small[@]}" --measure cost --out "$out/readonly-reported"
  cb report "$out/readonly-reported" --out "$disk/report"
  verdict told 2 'Read-only|permission' -- "readonly: report: exit $code, '$(said convbench:)'"
  if [ -n "$weights" ]; then
    images
    CONVBENCH_PREPARED=$disk cb "${scored[@]}" --out "$out/readonly-prepared"
    verdict told 1 'Read-only|permission' -- "readonly: prepared: exit $code, '$(said 'cells? failed')'"
  fi
  umount "$disk"
}

# --- control groups with little memory or time ----------------------------------------------------------------------
cgroups() {
  local group controllers
  if [ -w /sys/fs/cgroup/cgroup.procs ]; then
    group=/sys/fs/cgroup/convbench-faults-$$ controllers=v2
    mkdir "$group" 2>/dev/null && echo 600M >"$group/memory.max" && echo "50000 100000" >"$group/cpu.max" || controllers=
    echo 0 >"$group/memory.swap.max" 2>/dev/null
    procs=("$group/cgroup.procs")
  elif [ -w /sys/fs/cgroup/memory ] && [ -w /sys/fs/cgroup/cpu ]; then
    group=convbench-faults-$$ controllers=v1
    mkdir "/sys/fs/cgroup/memory/$group" "/sys/fs/cgroup/cpu/$group" 2>/dev/null &&
      echo 600M >"/sys/fs/cgroup/memory/$group/memory.limit_in_bytes" &&
      echo 50000 >"/sys/fs/cgroup/cpu/$group/cpu.cfs_quota_us" || controllers=
    procs=("/sys/fs/cgroup/memory/$group/cgroup.procs" "/sys/fs/cgroup/cpu/$group/cgroup.procs")
  fi
  if [ -z "${controllers:-}" ]; then
    say "SKIP cgroups: needs root, which makes control groups"
    return
  fi
  (
    for file in "${procs[@]}"; do echo "$BASHPID" >"$file"; done
    cb run --arch MobileNet_0.25,VGG16 --engine onnxruntime --weights seeded --quick --threads 1 --measure latency --out "$out/cgroup"
    exit $code
  )
  code=$?
  verdict grep -q '"quota_cores" : 0.5' "$out/cgroup/environment.json" -- "cgroups ($controllers): half a core is in environment.json"
  verdict grep -q '"memory_bytes" : 629145600' "$out/cgroup/environment.json" -- "cgroups ($controllers): 600 MiB are in environment.json"
  verdict grep -q '^MobileNet_0.25 latency ok$' <(rows "$out/cgroup") -- "cgroups ($controllers): what fits is measured"
  verdict told 1 'does not fit in memory|out of heap memory' -- "cgroups ($controllers): what does not fit: exit $code, '$(said 'cells? failed')'"
  cb run --resume --out "$out/cgroup"
  verdict [ "$code" = 2 ] -- "cgroups ($controllers): outside of it --resume wants --anyway: '$(said convbench:)'"
  cb run --resume --anyway --retry-failed --out "$out/cgroup"
  verdict all_ok "$out/cgroup" 2 -- "cgroups ($controllers): outside of it --resume --anyway measures the rest"
  rmdir "${procs[@]%/cgroup.procs}" 2>/dev/null
}

for section in $sections; do
  case $section in
    kills | commands | interrupt | twins | torn | disks | trainings | cgroups) $section ;;
    children) children_section ;;
    readonly) readonly_section ;;
    *) echo "faults.sh: there is no section $section" >&2; exit 2 ;;
  esac
done
grep -c '^PASS' "$out/verdicts.txt" | sed 's/$/ passed/'
exit $failed
