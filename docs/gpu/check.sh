#!/usr/bin/env bash
# Proves convbench on a GPU: prints PASS, FAIL or SKIP per line and leaves a folder with every run, results.csv and
# the page. docs/gpu/README.md describes what each line says, and the variables below.
#   docs/gpu/check.sh [FOLDER [--library=ENGINE=DIR | --binding=ENGINE=FILE]...]
# Exit codes: 0 nothing failed; 1 a line failed; 2 bad usage; 3 no GPU.
set -uo pipefail

end() {
  printf 'check.sh: %s\n' "$2" >&2
  exit "$1"
}

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# In a package the launcher is beside this folder.
launcher=$here/../bin/convbench
[ -f "$launcher" ] || launcher=$here/../../convbench
convbench=${CONVBENCH:-$launcher}
python=${PYTHON:-python3}
device=${DEVICE:-gpu:0}
limit=${SECONDS_LIMIT:-480}
engines=${ENGINES:-pytorch,onnxruntime,tensorflow}
precisions=${PRECISIONS:-fp32,tf32,fp16,bf16}

case $device in
  cpu)
    cuda=cpu
    # For developers, who want to see that the script works.
    architectures=${ARCHITECTURES:-MobileNet_0.25}
    compared=MobileNet_0.25 batches=1,32 heavy=MobileNet_0.25
    ;;
  gpu:*)
    command -v nvidia-smi >/dev/null || end 3 "no GPU: nvidia-smi is not installed; DEVICE=cpu tries the script itself"
    cards=$(timeout 20 nvidia-smi -L 2>&1) || cards=${cards:-nothing}
    [[ $cards == GPU\ * ]] ||
      end 3 "no GPU: nvidia-smi says '${cards%%$'\n'*}'; DEVICE=cpu tries the script itself"
    cuda=cuda:${device#gpu:}
    architectures=${ARCHITECTURES:-}
    compared=ResNet50 batches=1,8,32,128 heavy=VGG16
    ;;
  *) end 2 "DEVICE=$device: use gpu:0 or cpu" ;;
esac

out=${1:-gpu-check-$(date +%Y%m%d-%H%M%S)}
shift || true
libraries=("$@")
for option in "$@"; do
  [[ $option =~ ^--(library|binding)=[a-z]+=. ]] ||
    end 2 "'$option': use --library=ENGINE=DIR or --binding=ENGINE=FILE, as of 'convbench run'"
done
[[ $out != -* ]] || end 2 "'$out': name the folder first, then options"
command -v "$convbench" >/dev/null || end 2 "CONVBENCH=$convbench is not a program: name convbench's launcher"
[ ! -e "$out" ] || end 2 "$out exists: name another folder"
mkdir -p "$out"/{runs,memory,peer} || end 2 "cannot write $out: name another folder"
verdicts=$out/verdicts.txt

say() {
  printf '%s\n' "$*" | tee -a "$verdicts"
}

# judge CRITERION: its lines. A judge without a word has failed, whatever it ended with.
judge() {
  local lines
  lines=$("$convbench" device-check "$1" "$out" --device "$device" 2>"$out/judge-$1.log")
  say "${lines:-FAIL $1: convbench device-check says nothing, see $out/judge-$1.log}"
}

# There is time for a step when some is left for the report, too.
report_seconds=20
left() {
  echo $((limit - SECONDS - report_seconds))
}

# step NAME SECONDS: whether it fits. Its share of the time is in $share then.
step() {
  share=$(($(left) < $2 ? $(left) : $2))
  [ "$share" -ge 15 ] || { say "SKIP $1: the check's $limit s are used up"; return 1; }
}

# What a step's time does not reach gets rows that say so: convbench writes them when it is told to end.
limited() {
  timeout --signal=TERM --kill-after=15 "$@"
}

# libraries_of ENGINES: what was named for these, as convbench refuses what it would not use; in $named.
libraries_of() {
  local option engine
  named=()
  for option in ${libraries[@]+"${libraries[@]}"}; do
    engine=${option#--*=}
    [[ ,$1, != *,"${engine%%=*}",* ]] || named+=("$option")
  done
}

# measure NAME ENGINES [OPTION]...: a run of its own.
measure() {
  local name=$1 engines=$2 named
  shift 2
  libraries_of "$engines"
  limited "$share" "$convbench" run --out "$out/runs/$name" --quick --engine "$engines" "$@" \
    ${named[@]+"${named[@]}"} >"$out/runs/$name.log" 2>&1
}

# While a run goes on: what all processes use of the device, in MiB.
watched() {
  local name=$1 watcher
  while nvidia-smi --query-gpu=memory.used --format=csv,noheader,nounits -i "${device#gpu:}"; do
    sleep 0.2
  done >"$out/memory/$name.txt" 2>/dev/null &
  watcher=$!
  sleep 1
  shift
  "$@"
  local ended=$?
  kill "$watcher" 2>/dev/null
  wait "$watcher" 2>/dev/null
  return "$ended"
}

doctor() {
  local started=$SECONDS ended=0
  limited "$share" "$convbench" doctor ${libraries[@]+"${libraries[@]}"} >"$out/doctor.txt" 2>&1 || ended=$?
  case $ended in
    0) say "PASS doctor: ended with 0 after $((SECONDS - started)) s, see $out/doctor.txt" ;;
    124) say "SKIP doctor: time was up after $share s" ;;
    *) say "FAIL doctor: ended with $ended (0 wanted), see $out/doctor.txt" ;;
  esac
}

placement() {
  local engine
  for engine in ${engines//,/ }; do
    watched "placement-$engine" measure "placement-$engine" "$engine" --arch "$heavy" --device "$device" \
      --batch 1 --precision fp32 --measure memory || continue
    watched "control-$engine" measure "control-$engine" "$engine" --arch "$heavy" --device cpu \
      --batch 1 --precision fp32 --measure memory
  done
}

conformance() {
  local precision engine runs=()
  for precision in ${precisions//,/ }; do
    for engine in ${engines//,/ }; do
      measure "conformance-$precision-$engine" "$engine" ${architectures:+--arch "$architectures"} \
        --device "$device" --precision "$precision" --measure conformance &
      runs+=($!)
    done
  done
  wait "${runs[@]}"
}

# PyTorch in Python, with the model file that convbench gives to PyTorch.
peer() {
  # As in convbench's fp32, and nothing else: another way to forbid TF32 lets cuDNN choose other algorithms.
  NVIDIA_TF32_OVERRIDE=0 TORCH_ALLOW_TF32_CUBLAS_OVERRIDE=0 limited "$share" "$python" "$here/peer.py" --device "$cuda" time \
    "$out/peer/$compared.pt" "$out/peer/$1.json" --batches "$2" >"$out/peer/$1.log" 2>&1
}

python_missing() {
  command -v "$python" >/dev/null || { echo "$python is not installed"; return; }
  "$python" -c "import torch; torch.empty(1, device='$cuda')" 2>&1 | tail -1
}

# Another process leaves so little of the device's memory that half of the batch, or less, fits.
halving() {
  local holder
  if [ "$device" = cpu ]; then
    JAVA_TOOL_OPTIONS=-Xmx120m measure halving pytorch --arch MobileNet_0.25 --batch 256 --measure latency
    return
  fi
  "$python" "$here/peer.py" --device "$cuda" hold --all-but-mib 8192 --seconds "$share" >"$out/peer/hold.log" 2>&1 &
  holder=$!
  for _ in {1..60}; do
    if grep -q holds "$out/peer/hold.log" || ! kill -0 "$holder" 2>/dev/null; then break; fi
    sleep 0.5
  done
  measure halving pytorch --arch VGG16 --device "$device" --batch 512 --measure latency
  kill "$holder" 2>/dev/null
  wait "$holder" 2>/dev/null
}

together() {
  local i runs=()
  for i in 1 2; do
    measure "together-$i" "${engines%%,*}" --arch MobileNet_0.25 --device "$device" --batch 1 \
      --measure conformance,latency &
    runs+=($!)
  done
  wait "${runs[@]}"
}

say "convbench's check of $device in $out, at most $limit s"

if step doctor 60; then
  doctor
fi

if [ "$device" = cpu ]; then
  judge placement
  judge memory
elif step placement 60; then
  placement
  judge placement
  judge memory
fi

if step conformance 200; then
  conformance
  judge conformance
  [[ $precisions != *tf32* ]] || judge tf32
fi

if [[ ,$engines, == *,pytorch,* ]]; then
  missing=$(python_missing)
else
  missing="pytorch is not one of $engines"
fi
if [ -z "$missing" ]; then
  "$convbench" export "$compared" --format torchscript --out "$out/peer/$compared.pt" >"$out/peer/export.log" 2>&1
fi

if step latency 90; then
  measure latency "$engines" --arch "$compared" --device "$device" --batch "$batches" \
    --precision fp32 --measure cost,latency
  [ -n "$missing" ] || peer events "$batches"
  judge latency
fi

if [ -n "$missing" ]; then
  say "SKIP PyTorch in Python: $missing"
elif step "PyTorch in Python" 60; then
  for i in 1 2; do
    measure "peer-$i" pytorch --arch "$compared" --device "$device" --batch 1,32 --measure latency
    peer "peer-$i" 1,32
  done
  judge peer
fi

if [[ ,$engines, != *,pytorch,* ]]; then
  say "SKIP a batch too large: $missing"
elif [ -n "$missing" ] && [ "$device" != cpu ]; then
  say "SKIP a batch too large: nothing else can hold the device's memory: $missing"
elif step "a batch too large" 60; then
  halving
  judge halving
fi

if step "two processes at once" 40; then
  together
  judge together
fi

if step "page with device and processor" 60; then
  sides=$device
  [ "$device" = cpu ] || sides=cpu,$device
  measure sides "$engines" --arch "$compared" --device "$sides" --batch 1 \
    --measure cost,conformance,latency,memory
  # Not of runs that were disturbed on purpose.
  shopt -s nullglob
  runs=("$out"/runs/{conformance-*,placement-*,latency,sides}/results.csv)
  "$convbench" report "${runs[@]%/results.csv}" --out "$out/report" >"$out/report.log" 2>&1
  judge page
fi

count() {
  grep -c "^$1 " "$verdicts"
}
say "$(count PASS) passed, $(count FAIL) failed, $(count SKIP) skipped in $SECONDS s: $out/report/index.html"
[ "$(count FAIL)" = 0 ]
